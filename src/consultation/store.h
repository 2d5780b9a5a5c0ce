// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <vector>

#include "account/who.h"
#include "consultation/consultation.h"
#include "platform/app.h"
#include "platform/sql/database.h"

// All SQL of the table consultations. Whoever asks is asked back: of a person whom a caseworker is
// neither in charge of nor covers now, nothing is found. A case reader finds what is open to them
// to read (account/openings.h), too.
namespace mobio::consultation {

struct Kept {
    ConsultationId id;
    Id<Person> person;
    Id<Staff> author;
    std::int64_t revision = 0;
    std::optional<Time> done_at;  // of its next step
    Consultation told;

    bool to_do() const { return told.step.agreed() && !done_at; }
};

// The newest day first. Throws Failure{404} where the person is not theirs.
std::vector<Kept> of_person(sql::Connection& db, App& app, const CaseReader& who,
                            Id<Person> person);
// Those of them whose next step is not done yet.
std::vector<Kept> to_do_of(sql::Connection& db, App& app, const CaseReader& who, Id<Person> person);
std::optional<Kept> find(sql::Connection& db, App& app, const CaseReader& who, ConsultationId id);
std::optional<Kept> find(sql::Connection& db, App& app, const Caseworker& who, ConsultationId id);
// The next steps of all their persons that are not done yet, what is due first on top.
std::vector<Kept> to_do(sql::Connection& db, App& app, const Caseworker& who);

// A person's own, the newest day first. A guardian does not read them: throws Failure{404}.
std::vector<Kept> own(sql::Connection& db, App& app, const Acting& who);

// For the county's figures, which take codes and days alone: whoever asks reads nobody's words.
std::vector<Kept> for_figures(sql::Connection& db, App& app, Id<Person> person);

// Throws Failure{404} where the person is not theirs.
void add(sql::Transaction& tx, App& app, const Caseworker& who, Id<Person> person,
         ConsultationId id, const Consultation& told, Time now);
// As the next revision; a new next step is open again. Throws Failure{404}, and Failure{409} where
// another revision than that of `before` stands by now.
void change(sql::Transaction& tx, App& app, const Caseworker& who, const Kept& before,
            const Consultation& told, Time now);
// Done, or open again. Throws Failure{404}.
void set_done(sql::Transaction& tx, App& app, const Caseworker& who, ConsultationId id, bool done,
              Time now);

// A part of a record (App::record_parts): working notes go along with their consultation.
std::vector<IdBytes> move_consultations(sql::Transaction& tx, App& app, const MovingRecord& moving);

}  // namespace mobio::consultation
