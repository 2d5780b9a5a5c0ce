// SPDX-License-Identifier: EUPL-1.2
#include "platform/vault/passphrase.h"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <string_view>

#include "platform/vault/program_output.h"

namespace mobio::vault {
namespace {

constexpr std::size_t longest = 1024;

// Byte by byte: what follows the line is the next county's.
std::optional<std::string> read_line(int descriptor) {
    std::string line;
    for (char c = 0; line.size() < longest;) {
        const auto size = read(descriptor, &c, 1);
        if (size < 0 && errno == EINTR) continue;
        if (size <= 0 && line.empty()) return std::nullopt;
        if (size <= 0 || c == '\n') break;
        line += c;
    }
    if (line.ends_with('\r')) line.pop_back();
    return line;
}

std::string from_descriptor(std::string_view name) {
    int descriptor = -1;
    const auto* const end = name.data() + name.size();
    const auto [rest, error] = std::from_chars(name.data(), end, descriptor);
    if (error != std::errc() || rest != end || descriptor < 0)
        throw std::runtime_error("MOBIO_PASSPHRASE_FD names no file descriptor; allowed: 0, 3, …");
    const auto line = read_line(descriptor);
    if (!line) throw std::runtime_error("no passphrase on file descriptor " + std::string(name));
    return *line;
}

// The terminal of the process, whatever its standard input is; silent while somebody types.
class Terminal {
public:
    Terminal() : descriptor_(open("/dev/tty", O_RDWR | O_CLOEXEC)) {
        if (descriptor_ < 0 || tcgetattr(descriptor_, &before_) != 0) return;
        auto silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        there_ = tcsetattr(descriptor_, TCSAFLUSH, &silent) == 0;
    }
    ~Terminal() {
        if (there_) tcsetattr(descriptor_, TCSAFLUSH, &before_);
        if (descriptor_ >= 0) close(descriptor_);
    }
    Terminal(const Terminal&) = delete;

    bool there() const { return there_; }
    std::optional<std::string> ask(const std::string& question) const {
        say(question + ": ");
        auto line = read_line(descriptor_);
        say("\n");
        return line;
    }

private:
    void say(std::string_view text) const {
        if (write(descriptor_, text.data(), text.size()) < 0)
            throw std::runtime_error("the terminal does not take the question");
    }
    int descriptor_;
    termios before_{};
    bool there_ = false;
};

}  // namespace

std::string ask_passphrase(const std::string& question) {
    if (const char* const descriptor = std::getenv("MOBIO_PASSPHRASE_FD"))
        return from_descriptor(descriptor);
    if (const Terminal terminal; terminal.there()) {
        const auto line = terminal.ask(question);
        if (!line) throw std::runtime_error("no passphrase was typed");
        return *line;
    }
    std::string line;
    try {
        line = output_of({"systemd-ask-password", question + ":"});
    } catch (const std::runtime_error& error) {
        throw std::runtime_error(
            "needs its passphrase; allowed: a terminal, MOBIO_PASSPHRASE_FD with the number of a "
            "file descriptor, or systemd-ask-password: " +
            std::string(error.what()));
    }
    if (line.ends_with('\n')) line.pop_back();
    return line;
}

}  // namespace mobio::vault
