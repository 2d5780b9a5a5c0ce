// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "appointments/appointment.h"

// Calendars as other programs read them (RFC 5545). They leave our hands, so they say when, how
// long and "Termin", and nothing else.
namespace mobio::appointments {

struct Entry {
    AppointmentId id;
    Time start;
    int minutes = 0;
    std::int64_t revision = 1;
    bool cancelled = false;
};
// host: of the county's own address; with it an entry is unique in the world.
std::string calendar(const std::vector<Entry>& entries, std::string_view host, Time now);

// A content line as the RFC wants it: at most 75 octets before each CRLF, folded between
// characters.
std::string folded(std::string_view line);
// A text value: \ ; , and line breaks escaped.
std::string escaped(std::string_view text);

}  // namespace mobio::appointments
