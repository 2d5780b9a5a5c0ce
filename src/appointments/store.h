// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <vector>

#include "account/who.h"
#include "appointments/appointment.h"
#include "platform/app.h"
#include "platform/sql/database.h"

// All SQL of the table appointments. Whoever asks is asked back: of a person whom a caseworker is
// neither in charge of nor covers now, nothing is found.
namespace mobio::appointments {

struct Kept {
    AppointmentId id;
    Id<Person> person;
    Id<Staff> with;
    std::optional<AppointmentId> series;  // the first one's id
    std::int64_t revision = 0;
    Time made_at{};
    std::optional<Time> cancelled_at;
    Appointment told;

    bool stands() const { return !cancelled_at; }
};

// A person's, cancelled ones too, the earliest first. Throws Failure{404} where they are not
// theirs.
std::vector<Kept> of_person(sql::Connection& db, App& app, const Caseworker& who,
                            Id<Person> person);
std::optional<Kept> find(sql::Connection& db, App& app, const Caseworker& who, AppointmentId id);
// Of all their persons, those that stand and begin in that span, the earliest first.
std::vector<Kept> between(sql::Connection& db, App& app, const Caseworker& who, Time from,
                          Time until);

// A person's own, as the account may see them, from this month on; the earliest first. Throws
// Failure{404} where the account may not act on the record.
std::vector<Kept> own(sql::Connection& db, App& app, const Acting& who);

// All of a series, or a single one, with the caseworker. Returns the first one's id. Throws
// Failure{404} where the person is not theirs.
AppointmentId add(sql::Transaction& tx, App& app, const Caseworker& who, Id<Person> person,
                  const std::vector<Appointment>& all, Time now);
// As the next revision; the person is reminded anew. Throws Failure{404}, and Failure{409} where
// another revision than that of `before` stands by now, or it was cancelled.
void change(sql::Transaction& tx, App& app, const Caseworker& who, const Kept& before,
            const Appointment& told, Time now);
enum class Extent : std::uint8_t { This, AndFollowing };
// Throws Failure{404}.
void cancel(sql::Transaction& tx, App& app, const Caseworker& who, AppointmentId id, Extent extent,
            Time now);

// Of everybody, those that stand, begin in that span and were not reminded of: for the job alone.
std::vector<Kept> to_remind(sql::Connection& db, App& app, Time from, Time until);
// False where that was done already, or it is another one by now.
bool note_reminded(sql::Transaction& tx, const Kept& kept, Time now);

// A part of a record (App::record_parts).
std::vector<IdBytes> move_appointments(sql::Transaction& tx, App& app, const MovingRecord& moving);

}  // namespace mobio::appointments
