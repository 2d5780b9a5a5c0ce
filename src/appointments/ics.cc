// SPDX-License-Identifier: EUPL-1.2
#include "appointments/ics.h"

#include <fmt/chrono.h>

namespace mobio::appointments {

namespace {

constexpr std::size_t longest = 75;

// UTC needs no time zone in the file.
std::string utc(Time moment) {
    return fmt::format("{:%Y%m%dT%H%M%S}Z", std::chrono::floor<std::chrono::seconds>(moment));
}

// Inside of a character of more than one byte.
bool goes_on(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

std::string event(const Entry& entry, std::string_view host, Time now) {
    std::string out;
    const auto line = [&](std::string_view text) { out += folded(text); };
    line("BEGIN:VEVENT");
    line(fmt::format("UID:{}@{}", entry.id.text(), host));
    line("DTSTAMP:" + utc(now));
    line("DTSTART:" + utc(entry.start));
    line("DTEND:" + utc(entry.start + std::chrono::minutes{entry.minutes}));
    line(fmt::format("SEQUENCE:{}", entry.revision - 1));
    line("SUMMARY:" + escaped("Termin"));
    line(entry.cancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
    line("CLASS:PRIVATE");
    line("END:VEVENT");
    return out;
}

}  // namespace

namespace {

// A calendar holds at least one component: where there is no appointment, that all time is free.
std::string all_free(std::string_view host, Time now) {
    return folded("BEGIN:VFREEBUSY") + folded(fmt::format("UID:free@{}", host)) +
           folded("DTSTAMP:" + utc(now)) + folded("END:VFREEBUSY");
}

}  // namespace

std::string folded(std::string_view line) {
    std::string out;
    for (auto room = longest; line.size() > room; room = longest - 1) {
        auto cut = room;
        while (cut > 0 && goes_on(line[cut])) --cut;
        (out += line.substr(0, cut)) += "\r\n ";
        line.remove_prefix(cut);
    }
    return (out += line) += "\r\n";
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n') {
            out += "\\n";
        } else if (c != '\r') {
            if (c == '\\' || c == ';' || c == ',') out += '\\';
            out += c;
        }
    }
    return out;
}

std::string calendar(const std::vector<Entry>& entries, std::string_view host, Time now) {
    auto out = folded("BEGIN:VCALENDAR") + folded("VERSION:2.0") +
               folded("PRODID:-//MoBio//MoBio//DE") + folded("CALSCALE:GREGORIAN");
    for (const auto& entry : entries) out += event(entry, host, now);
    if (entries.empty()) out += all_free(host, now);
    return out + folded("END:VCALENDAR");
}

}  // namespace mobio::appointments
