// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/id.h"
#include "platform/sql/database.h"

// How the county is made up: its municipalities, accommodations and teams. Closed ones stay for the
// records that name them, and are offered no more.
namespace mobio::county {

struct Region;

struct Municipality {
    Id<Municipality> id;
    std::string ags;  // Amtlicher Gemeindeschlüssel, eight digits
    std::string name;
    bool closed = false;
    std::optional<Id<Region>> region = std::nullopt;  // see regions.h, which alone writes it
};

struct Accommodation {
    Id<Accommodation> id;
    Id<Municipality> municipality;
    std::string name;
    std::string type;   // of the list accommodation_type
    std::string phase;  // EA, VU or AU
    int places = 0;
    bool closed = false;
};

struct Team {
    Id<Team> id;
    std::string name;
    std::string service;  // VU: Soziale Beratung, AU: Integrationsmanagement
    bool closed = false;
};

// By name, with the closed ones. A county has some fifty municipalities, a few hundred homes.
std::vector<Municipality> municipalities(sql::Connection& db);
std::vector<Accommodation> accommodations(sql::Connection& db);
std::vector<Team> teams(sql::Connection& db);
std::optional<Municipality> find(sql::Connection& db, Id<Municipality> id);
std::optional<Accommodation> find(sql::Connection& db, Id<Accommodation> id);
std::optional<Team> find(sql::Connection& db, Id<Team> id);

// The row as it is to be from now on: a new one, or in the place of that with the same id. Values
// have been checked; a second municipality of the same ags throws sql::Error (Unique).
void put(sql::Transaction& tx, const Municipality& municipality, Time now);
void put(sql::Transaction& tx, const Accommodation& accommodation, Time now);
void put(sql::Transaction& tx, const Team& team, Time now);

// Where a member of the staff works. Caseworkers and leads have a team, officers a municipality.
struct Post {
    std::optional<Id<Team>> team;
    std::optional<Id<Municipality>> municipality;
};
Post post_of(sql::Connection& db, Id<Staff> staff);
std::map<Id<Staff>, Post> posts(sql::Connection& db);  // of all, active or not
void set_post(sql::Transaction& tx, Id<Staff> staff, const Post& post);
// Active members of a team.
std::vector<Id<Staff>> members(sql::Connection& db, Id<Team> team);

}  // namespace mobio::county
