// SPDX-License-Identifier: EUPL-1.2
#include "platform/files/disk.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "platform/files/bytes.h"

namespace mobio::files {

namespace {

constexpr mode_t mine_alone = 0600;

[[noreturn]] void fail(const char* what) {
    const int error = errno;
    if (error == ENOSPC || error == EDQUOT || error == EROFS || error == EIO) throw Full();
    if (error == ENOENT) throw Lost("no such file");
    throw std::system_error(error, std::generic_category(), what);
}

int made(int number, const char* what) {
    if (number < 0) fail(what);
    return number;
}

}  // namespace

Descriptor::~Descriptor() {
    if (number_ >= 0) close(number_);
}

Descriptor open_nameless(const std::filesystem::path& folder) {
    return Descriptor(
        made(open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, mine_alone), "open a spool"));
}

Descriptor make_new(const std::filesystem::path& file) {
    return Descriptor(made(open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mine_alone),
                           "make a file"));
}

Descriptor open_there(const std::filesystem::path& file) {
    return Descriptor(made(open(file.c_str(), O_RDONLY | O_CLOEXEC), "open a file"));
}

void write_all(const Descriptor& file, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto written = write(file.number(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail("write a file");
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

std::string read_at(const Descriptor& file, std::uint64_t at, std::size_t most) {
    std::string out(most, '\0');
    std::size_t filled = 0;
    while (filled < most) {
        const auto got = pread(file.number(), out.data() + filled, most - filled,
                               static_cast<off_t>(at + filled));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail("read a file");
        if (got == 0) break;
        filled += static_cast<std::size_t>(got);
    }
    out.resize(filled);
    return out;
}

void sync(const Descriptor& file) {
    if (fsync(file.number()) != 0) fail("sync a file");
}

void sync_folder(const std::filesystem::path& folder) {
    const Descriptor opened(
        made(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC), "open a folder"));
    sync(opened);
}

}  // namespace mobio::files
