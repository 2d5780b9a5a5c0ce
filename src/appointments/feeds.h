// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "account/who.h"
#include "appointments/ics.h"
#include "appointments/store.h"
#include "platform/app.h"
#include "platform/sql/database.h"

// A secret address at which a calendar program reads somebody's appointments, without signing in.
// Whoever knows the address reads when somebody has an appointment, and nothing else; it can be
// taken back. All SQL of the table calendar_feeds.
namespace mobio::appointments {

// Whose: a person's, as their account may see it, or a caseworker's.
struct Owner {
    std::optional<Acting> person;
    std::optional<Caseworker> staff;
};

// From now on the address with that token is theirs, and an old one is no more. The token
// (vault::random_token, base64url) is shown once and kept only as a hash.
void open_feed(sql::Transaction& tx, const Owner& owner, std::string_view token, Time now);
void close_feed(sql::Transaction& tx, const Owner& owner, Time now);
std::optional<Time> feed_since(sql::Connection& db, const Owner& owner);

// Whose feed that is; nothing where there is none, or its owner may not sign in any more.
std::optional<Owner> owner_of(sql::Connection& db, std::string_view token);

// From about a month back until two years ahead. Throws Failure{404} where the right has ended.
std::vector<Kept> all_of(sql::Connection& db, App& app, const Owner& owner);
std::vector<Entry> entries_of(const std::vector<Kept>& all);

std::string feed_address(const App& app, std::string_view token);
std::string host_of(const App& app);

}  // namespace mobio::appointments
