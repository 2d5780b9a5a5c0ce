// SPDX-License-Identifier: EUPL-1.2
// Whatever stands in the configuration: it is read, or refused with reasons. In ASCII alone: of
// some other letters toml++ 3.3 does not know whether they are one.
#include "platform/config.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "require.h"

using namespace mobio;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto file = std::filesystem::temp_directory_path() /
                             ("mobio-fuzz-" + std::to_string(getpid()) + ".toml");
    if (std::any_of(data, data + size, [](std::uint8_t byte) { return byte >= 0x80; })) return 0;
    std::ofstream(file, std::ios::binary) << view_of(data, size);
    try {
        const auto config = config::read(file);
        require(!config.counties.empty());
    } catch (const config::Wrong& wrong) {
        require(wrong.what()[0] != 0);
    }
    std::filesystem::remove(file);
    return 0;
}
