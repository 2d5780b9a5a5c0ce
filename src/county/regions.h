// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "county/places.h"

// Regions of the county: which municipalities belong together, and whom to ask there. Public.
namespace mobio::county {

struct Region {
    Id<Region> id;
    std::string name;
    bool closed = false;
};

// Opening hours of one day: "09:00-12:00, 14:00-16:00". Minutes of the day.
struct Span {
    int from = 0, until = 0;
    friend bool operator==(const Span&, const Span&) = default;
};
using Day = std::vector<Span>;
inline constexpr std::array<std::string_view, 6> weekdays{"mon", "tue", "wed", "thu", "fri", "sat"};
using Hours = std::array<Day, weekdays.size()>;

// What people write: "9-12", "9.00–12.30 und 14-16", in any digits. Nothing where it is no hours;
// an empty day for an empty text.
std::optional<Day> day_of(std::string_view typed);
std::string text_of(const Day& day);

// Somebody of the county whom people of a region may ask. They agreed that their name stands here.
struct Contact {
    Id<Contact> id;
    Id<Region> region;
    std::string name, phone, email;
    std::vector<std::string> languages;  // ISO 639-3
    Hours hours;
    bool closed = false;
};

// By name, with the closed ones.
std::vector<Region> regions(sql::Connection& db);
std::vector<Contact> contacts(sql::Connection& db);

// As county::put.
void put(sql::Transaction& tx, const Region& region, Time now);
void put(sql::Transaction& tx, const Contact& contact, Time now);
// Of these municipalities, and of no others.
void set_municipalities(sql::Transaction& tx, Id<Region> region,
                        const std::vector<Id<Municipality>>& municipalities);

}  // namespace mobio::county
