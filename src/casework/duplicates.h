// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "account/who.h"
#include "casework/likeness.h"
#include "casework/merge.h"
#include "platform/app.h"
#include "platform/jobs/jobs.h"

// Pairs of records that may be of one person, found in the background and kept until somebody
// decides. Looks across the whole county: so it tells nobody a name, and of a record that is not
// theirs not even why.
namespace mobio::casework {

// A change that may make a record like another one: it is compared soon (App::fields_changed).
void compare_later(sql::Transaction& tx, App& app, Id<Person> person,
                   const std::vector<std::string>& changed_fields, Time now);

// Compares one record with those that share a key with it, and keeps the pairs worth asking about.
void find_duplicates(App& app, Id<Person> person);

// Where the other record of a pair is.
enum class Standing : std::uint8_t {
    Mine,       // the caseworker works with both: side by side, merge or not
    Elsewhere,  // a colleague works with it
    Alone       // the person registered by themselves: "ask for their card", and no more
};
struct Candidate {
    Id<Person> mine;
    std::optional<Id<Person>> other;  // only where it is theirs too
    Standing standing = Standing::Alone;
    int score = 0;
    std::vector<Reason> reasons;  // only where both are theirs
};
// Undecided pairs of the persons that this member of the staff works with, the likeliest first.
std::vector<Candidate> candidates_of(sql::Connection& db, const Caseworker& who, Time now);

// Decisions about a pair of which both are theirs, else Failure{404}.
void decide_different(sql::Transaction& tx, const Caseworker& who, Id<Person> one, Id<Person> other,
                      Time now);
Id<Merge> decide_same(sql::Transaction& tx, App& app, const Caseworker& who, Id<Person> kept,
                      Id<Person> joined, Time now);

// Erasure: no pair and no key of theirs is left.
void forget_duplicates(sql::Transaction& tx, Id<Person> person);

void add_jobs(jobs::Register& jobs);

}  // namespace mobio::casework
