// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "platform/clock.h"
#include "platform/files/bytes.h"
#include "platform/id.h"

namespace mobio::files {

// Where sealed files lie, each under its id. Safe for all threads; a file is never changed.
class Storage {
public:
    virtual ~Storage() = default;

    // Keeps what `write` puts into the sink: on the disk, for good, when this returns. Where
    // `write` throws, nothing is left. Throws Full.
    virtual void keep(const IdBytes& file, const std::function<void(const Sink&)>& write) = 0;

    // Gives as many bytes as asked for, one call after the other from the start; fewer only at the
    // end. Throws Lost where there is no such file.
    using Reader = std::function<std::string(std::size_t)>;
    virtual Reader read(const IdBytes& file) const = 0;

    virtual void remove(const IdBytes& file) = 0;  // for good; nothing where there is none

    // Files last written before that moment, to be held against the rows that name files.
    virtual std::vector<IdBytes> kept_before(Time moment) const = 0;
};

// A folder of this machine, or one that all machines of a county share.
std::unique_ptr<Storage> open_folder(const std::filesystem::path& folder);

}  // namespace mobio::files
