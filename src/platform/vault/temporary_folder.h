// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <stdexcept>

namespace mobio::vault {

// For tests: gone, with all that is in it, when it ends.
class TemporaryFolder {
public:
    TemporaryFolder() {
        auto name = (std::filesystem::temp_directory_path() / "mobio-vault-XXXXXX").string();
        if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
        path = name;
    }
    ~TemporaryFolder() { std::filesystem::remove_all(path); }
    TemporaryFolder(const TemporaryFolder&) = delete;

    std::filesystem::path path;
};

}  // namespace mobio::vault
