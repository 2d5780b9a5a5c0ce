// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <string>

#include "platform/files/bytes.h"

namespace mobio::files {

// Bytes that came in and wait for what becomes of them: a file without a name, sealed under a key
// that this object alone holds. Nothing of it is left when it goes, and after a crash nobody can
// read it. One thread writes; when it has finished any may read.
class Spool {
public:
    // Throws Full where no file can be made in that folder.
    explicit Spool(const std::filesystem::path& folder);
    ~Spool();
    Spool(const Spool&) = delete;

    void add(std::string_view bytes);  // throws Full
    void finish();                     // before anything is read

    std::uint64_t size() const;
    const std::array<std::uint8_t, 32>& sha256() const;
    Bytes bytes() const;  // from the start, each time; valid as long as the spool

private:
    struct Core;
    std::unique_ptr<Core> core_;
};

// Where they lie: the system's folder for files that may be large.
std::filesystem::path spool_folder();

}  // namespace mobio::files
