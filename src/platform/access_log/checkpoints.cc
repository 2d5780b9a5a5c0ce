// SPDX-License-Identifier: EUPL-1.2
#include "platform/access_log/checkpoints.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <system_error>

#include "platform/access_log/marks.h"
#include "platform/config.h"

namespace mobio::access_log {
namespace {

std::string line_of(const vault::Vault& vault, const Mark& mark) {
    return std::to_string(mark.position) + ' ' + std::to_string(millis(mark.at)) + ' ' +
           vault::hex(mark.chain) + ' ' + vault::hex(mac_of(vault, "outside", mark));
}

std::optional<Hash> from_hex(std::string_view digits) {
    constexpr std::string_view known = "0123456789abcdef";
    Hash hash{};
    if (digits.size() != 2 * hash.size()) return std::nullopt;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const auto value = known.find(digits[i]);
        if (value == known.npos) return std::nullopt;
        hash[i / 2] = static_cast<std::uint8_t>(hash[i / 2] * 16U + value);
    }
    return hash;
}

void write_durably(int fd, std::string_view text) {
    const auto written = ::write(fd, text.data(), text.size());
    if (written != static_cast<ssize_t>(text.size()) || ::fsync(fd) != 0)
        throw std::system_error(errno, std::generic_category(), "checkpoint of the access log");
}

}  // namespace

void append_checkpoint(const std::filesystem::path& file, const vault::Vault& vault,
                       const Mark& mark) {
    const int fd = ::open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) throw std::system_error(errno, std::generic_category(), file.string());
    try {
        write_durably(fd, line_of(vault, mark) + '\n');
    } catch (...) {
        ::close(fd);
        throw;
    }
    ::close(fd);
}

std::vector<Mark> read_checkpoints(const std::filesystem::path& file, const vault::Vault& vault) {
    std::vector<Mark> marks;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line);
        std::int64_t position = 0, at = 0;
        std::string chain;
        if (!(words >> position >> at >> chain)) continue;
        const auto hash = from_hex(chain);
        if (!hash) continue;
        const Mark mark{position, *hash, time_of(at)};
        if (vault::same(line, line_of(vault, mark))) marks.push_back(mark);
    }
    return marks;
}

std::filesystem::path checkpoint_file(const config::County& county) {
    constexpr std::string_view sqlite = "sqlite:";
    const auto name = "access-log-" + county.key + ".checkpoints";
    if (county.database.starts_with(sqlite))
        return std::filesystem::path(county.database.substr(sqlite.size())).parent_path() / name;
    const char* const state = std::getenv("STATE_DIRECTORY");
    if (!state) return {};
    // systemd lists all that the unit has, with colons between; ours is the first.
    const std::string_view folders = state;
    return std::filesystem::path(folders.substr(0, folders.find(':'))) / name;
}

}  // namespace mobio::access_log
