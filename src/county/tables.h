// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "county/places.h"
#include "lists/lists.h"

// The county's lists: how their rows are seen, changed, saved and read (lists/lists.h).
namespace mobio::county {

// The administrator's.
extern const lists::Kind municipality_rows, accommodation_rows, team_rows, staff_rows;
// The editor's.
extern const lists::Kind region_rows, contact_rows;

// What the tables share. The last column of each.
inline constexpr lists::Column closed_column{
    "closed", text::mark("Closed"), text::mark("yes or no; empty is no"), lists::Input::Closed};

template <class Of>
Id<Of> id_or_new(const std::optional<IdBytes>& id, Time now) {
    return id ? Id<Of>{*id} : Id<Of>::make(now);
}

template <class Of>
std::unique_ptr<lists::Table> open_table(sql::Connection& db, const lists::Desk& desk) {
    return std::make_unique<Of>(db, desk);
}

// A municipality's key as it is typed: digits of any script, the leading zero that spreadsheets
// take away put back.
std::string ags_in(std::string_view cell);
bool is_ags(std::string_view cell);

// Parts of a cell with a comma, a semicolon or a line end between, and the other way round.
std::vector<std::string> parts_of(std::string_view cell);
std::string joined(const std::vector<std::string>& parts);

// Municipalities to choose from, by their key. Of the closed ones, those that stand somewhere.
std::vector<lists::Named> choices_of(const std::vector<Municipality>& municipalities,
                                     const std::set<std::string>& standing);
// All of them, by key and name.
lists::Codes codes_of(const std::vector<Municipality>& municipalities);
// The one of that key; it is there.
const Municipality& with_key(const std::vector<Municipality>& municipalities, std::string_view ags);

}  // namespace mobio::county
