// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "account/who.h"
#include "catalogue/catalogue.h"
#include "platform/app.h"
#include "platform/http/router.h"
#include "platform/sql/database.h"

// What a packet holds changes by two persons: the editor proposes that a field joins it or leaves
// it, the data-protection officer agrees. Then the definition has a new version; releases that run
// keep the fields agreed to, but for those that left. What the catalogue's file says is never in a
// packet stays out of it, whoever asks (3-release.md).
namespace mobio::recipients {

struct PacketChange {
    Id<PacketChange> id;
    catalogue::Recipient kind{};
    std::string field;
    catalogue::Level before{}, level{};
    std::string reason;
    Id<Staff> proposed_by;
    Time proposed_at{};
    std::optional<Id<Staff>> decided_by = {};
    std::optional<Time> decided_at = {};
    std::string outcome = {};  // "agreed", "refused", "taken_back"; "": open
};

// The levels that a field may have in that packet; none where it can never be in it, always is, or
// is no answer of a person.
std::vector<catalogue::Level> possible_levels(const catalogue::Field& field,
                                              catalogue::Recipient kind);

std::vector<PacketChange> open_changes(sql::Connection& db);  // the oldest first
std::vector<PacketChange> decided_changes(sql::Connection& db, catalogue::Recipient kind);

// Throws Failure{409} where one for that field of that packet is open already, or where its level
// is another one by now.
Id<PacketChange> propose(sql::Transaction& tx, const App& app, const PacketChange& change);
// Throws Failure{404} where there is no such open one, or where it is one's own. An agreed level
// that is none of the possible ones any more: 409.
void decide(sql::Transaction& tx, const App& app, Id<PacketChange> id, const StaffMember& who,
            bool agreed, Time now);
void take_back(sql::Transaction& tx, Id<PacketChange> id, const StaffMember& who, Time now);

// Lays what was agreed over this process's catalogue where it changed.
void refresh_packets(App& app);

void add_packet_pages(http::Router& router);

}  // namespace mobio::recipients
