// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "account/who.h"
#include "casework/cases.h"
#include "casework/consent.h"
#include "county/places.h"
#include "platform/app.h"
#include "platform/http/router.h"

// A case goes from one team to another: Soziale Beratung to Integrationsmanagement, or on with a
// move. It waits for the person's consent, then for the other team. Rows of handovers.
namespace mobio::handover {

// How long the old team still reads the case once the new one has taken it over.
inline constexpr std::chrono::days old_team_reads{30};

// What is agreed about it, sealed.
struct Told {
    Date day;
    Id<county::Municipality> to;
    std::string words;  // what the new team should know; the person reads it
    std::optional<casework::PlannedMove> before = {};  // what was planned until the person agreed

    bool operator==(const Told&) const = default;
};
enum class State : std::uint8_t { AsksPerson, AsksTeam, Done, Stopped };
struct Handover {
    Id<Handover> id;
    Id<Person> person;
    Id<Staff> from;
    Id<county::Team> to_team;
    Time begun_at{};
    std::optional<Time> agreed_at = {}, accepted_at = {}, old_until = {}, stopped_at = {};
    std::optional<Id<Staff>> accepted_by = {}, assigned = {};
    Told told = {};

    State state() const;
};

// The newest of a person, whatever became of it. Who asks has been asked for their right before.
std::optional<Handover> newest_of(sql::Connection& db, App& app, Id<Person> person);
// Those that wait for the team: the person agreed, and their case is open.
std::vector<Handover> waiting_for(sql::Connection& db, App& app, Id<county::Team> team);
// One of those, for who may accept it: the lead and the managers of that team. Throws Failure{404}.
Handover waiting_for(sql::Connection& db, App& app, const CaseReader& who, Id<Handover> id);
// Those that are done and whose cases they still read, the newest first.
std::vector<Handover> handed_over(sql::Connection& db, App& app, const CaseReader& who);

// The move is planned as soon as the person agrees, and no longer where the handover ends early.
// Each writes the person's log. Throw Failure{404} where the case is not theirs or not open, and
// Failure{409} where the handover has gone on meanwhile.
void begin(sql::Transaction& tx, App& app, const Caseworker& who, Id<Person> person,
           Id<county::Team> to_team, const Told& told, Time now);
void stop(sql::Transaction& tx, App& app, const Caseworker& who, Id<Person> person, Time now);
// What the person said, on the caseworker's screen or by their own account.
struct Answer {
    bool agrees = false;
    casework::Agreement how;
};
void answer(sql::Transaction& tx, App& app, const Handover& one, const Answer& answer, Time now);
// The new team takes it over and puts `assigned` in charge; who was before reads a while longer.
void accept(sql::Transaction& tx, App& app, const CaseReader& who, Id<Handover> id,
            Id<Staff> assigned, Time now);
void send_back(sql::Transaction& tx, App& app, const CaseReader& who, Id<Handover> id, Time now);

// A part of a record (App::record_parts).
std::vector<IdBytes> move_handovers(sql::Transaction& tx, App& app, const MovingRecord& moving);

void add_pages(http::Router& router);

}  // namespace mobio::handover
