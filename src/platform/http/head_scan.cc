// SPDX-License-Identifier: EUPL-1.2
#include "platform/http/head_scan.h"

#include <algorithm>

#include "platform/http/response.h"

namespace mobio::http {

namespace {

// Room in the request line for the method, two spaces and "HTTP/1.1".
constexpr std::size_t around_target = 32;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

// "GET /path HTTP/2.0": well formed, but of another version than we speak.
bool has_other_version(std::string_view line) {
    const auto version = line.substr(std::min(line.rfind(' '), line.size() - 1) + 1);
    return version.size() == 8 && version.starts_with("HTTP/") && is_digit(version[5]) &&
           version[6] == '.' && is_digit(version[7]) && version != "HTTP/1.0" &&
           version != "HTTP/1.1";
}

}  // namespace

std::optional<std::size_t> HeadScan::feed(std::string_view bytes) {
    // TLS spoken to a plain port, and other things that will never become a method.
    if (!bytes.empty() && !is_letter(bytes.front())) throw Failure{400};
    while (true) {
        const auto end = bytes.find('\n', scanned_);
        if (end == bytes.npos) break;
        if (end >= limits_.header_bytes) throw Failure{lines_ == 0 ? 414U : 431U};
        if (end == line_start_ || bytes[end - 1] != '\r') throw Failure{400};
        const auto line = bytes.substr(line_start_, end - 1 - line_start_);
        line_start_ = scanned_ = end + 1;
        if (line.empty()) {
            if (lines_ == 0) throw Failure{400};
            return end + 1;
        }
        end_line(line);
    }
    check_open_line(bytes);
    scanned_ = bytes.size();
    return std::nullopt;
}

void HeadScan::end_line(std::string_view line) {
    if (line.find_first_of(std::string_view("\r\0", 2)) != line.npos) throw Failure{400};
    if (lines_ == 0) {
        const auto target = line.substr(std::min(line.find(' ') + 1, line.size()));
        if (target.substr(0, target.find(' ')).size() > limits_.target_bytes) throw Failure{414};
        if (has_other_version(line)) throw Failure{505};
    } else if (line.front() == ' ' || line.front() == '\t') {
        throw Failure{400};
    }
    if (++lines_ > limits_.header_fields + 1) throw Failure{431};
}

void HeadScan::check_open_line(std::string_view bytes) const {
    if (lines_ == 0 && bytes.size() > limits_.target_bytes + around_target) throw Failure{414};
    if (bytes.size() >= limits_.header_bytes) throw Failure{431};
    // A CR that is not the last byte and has no LF behind it will never end a line.
    const auto cr = bytes.find('\r', std::max(scanned_, std::size_t{1}) - 1);
    if (cr != bytes.npos && cr + 1 < bytes.size() && cr >= line_start_) throw Failure{400};
}

}  // namespace mobio::http
