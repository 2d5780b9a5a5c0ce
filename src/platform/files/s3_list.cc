// SPDX-License-Identifier: EUPL-1.2
#include <charconv>
#include <chrono>

#include "platform/files/s3.h"

namespace mobio::files {

namespace {

// The text between <name> and </name>, from `at` on, which moves behind it. Nothing: no more.
std::optional<std::string_view> element(std::string_view xml, std::string_view name,
                                        std::size_t& at) {
    const auto open = "<" + std::string(name) + ">", close = "</" + std::string(name) + ">";
    const auto begin = xml.find(open, at);
    if (begin == xml.npos) return {};
    const auto text = begin + open.size();
    const auto end = xml.find(close, text);
    if (end == xml.npos) throw Lost("a list that is cut off");
    at = end + close.size();
    return xml.substr(text, end - text);
}

std::string_view only(std::string_view xml, std::string_view name) {
    std::size_t at = 0;
    return element(xml, name, at).value_or("");
}

int number(std::string_view text, std::size_t at, std::size_t size) {
    int value = 0;
    const auto digits = text.substr(std::min(at, text.size()), size);
    const auto [rest, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || rest != digits.data() + digits.size()) throw Lost("not a time");
    return value;
}

// "2026-03-01T12:30:05.000Z"
Time time_in(std::string_view text) {
    using namespace std::chrono;
    const auto day = year{number(text, 0, 4)} / number(text, 5, 2) / number(text, 8, 2);
    if (!day.ok()) throw Lost("not a day");
    return sys_days{day} + hours{number(text, 11, 2)} + minutes{number(text, 14, 2)} +
           seconds{number(text, 17, 2)};
}

}  // namespace

Listed read_list(const std::string& xml) {
    if (xml.find("<ListBucketResult") == xml.npos) throw Lost("not a list");
    Listed listed;
    std::size_t at = 0;
    while (const auto object = element(xml, "Contents", at))
        listed.objects.push_back(
            {std::string(only(*object, "Key")), time_in(only(*object, "LastModified"))});
    if (only(xml, "IsTruncated") == "true") listed.next = only(xml, "NextContinuationToken");
    return listed;
}

}  // namespace mobio::files
