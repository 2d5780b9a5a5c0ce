// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <vector>

#include "account/who.h"
#include "consultation/consultation.h"
#include "platform/app.h"
#include "platform/sql/database.h"

// What a caseworker has to do or waits for beside agreed next steps: about a person, or about none.
// All SQL of the table tasks.
namespace mobio::appointments {

struct Task {
    Id<Task> id;
    std::optional<Id<Person>> person;
    Id<Staff> by;
    consultation::Step told;
};

// Not done yet: those about persons whom they work with now, and their own about nobody.
std::vector<Task> open_tasks(sql::Connection& db, App& app, const Caseworker& who);
// Throws Failure{404} where the person is not theirs.
void add(sql::Transaction& tx, App& app, const Caseworker& who, Id<Task> id,
         std::optional<Id<Person>> person, const consultation::Step& told, Time now);
// Done, or open again. Throws Failure{404}.
void set_done(sql::Transaction& tx, App& app, const Caseworker& who, Id<Task> id, bool done,
              Time now);

// Nobody wrote these down: a residence title that ends within 90 days, a counselling clock that
// ends within half a year; and what ended and was not put right.
struct Alert {
    enum class Kind : std::uint8_t { ResidenceTitle, CounsellingClock };
    Kind kind;
    Id<Person> person;
    Date ends;
};
std::vector<Alert> alerts_of(sql::Connection& db, App& app, const Caseworker& who);

// A part of a record (App::record_parts).
std::vector<IdBytes> move_tasks(sql::Transaction& tx, App& app, const MovingRecord& moving);

}  // namespace mobio::appointments
