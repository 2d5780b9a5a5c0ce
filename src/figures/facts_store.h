// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "platform/app.h"
#include "platform/sql/database.h"

// All SQL of the tables facts and stale_facts.
namespace mobio::figures {

// A change that may change what is counted: the person's facts are made anew within minutes
// (App::fields_changed).
void gather_later(sql::Transaction& tx, App& app, Id<Person> person,
                  const std::vector<std::string>& changed_fields, Time now);
// The facts of everybody whom staff work with or worked with. Who registered alone and has not
// accepted case management is nobody's to count.
void gather_all_later(sql::Transaction& tx, Time now);
// Makes the facts of some, those that wait longest first. False: nobody waits.
bool gather_some(App& app);

// Erasure: the person is counted no more. What was frozen stays.
void forget_facts(sql::Transaction& tx, Id<Person> person);
// A part of a record (App::record_parts): moves nothing, both are gathered anew.
std::vector<IdBytes> move_facts(sql::Transaction& tx, App& app, const MovingRecord& moving);

// A row as it lies there, and where it is sealed.
struct SealedFacts {
    Id<Person> person;
    sql::Blob told;
};
vault::Place place_of_facts(Id<Person> person);

}  // namespace mobio::figures
