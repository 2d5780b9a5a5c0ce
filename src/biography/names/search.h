// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "biography/biography.h"
#include "biography/names/keys.h"
#include "platform/jobs/jobs.h"

// Finding persons by name. Rows of search_keys: keyed hashes, never a name.
namespace mobio::biography::names {

// Every spelling that names this person: in force, other, native, at birth, of the passport's
// line; of all claims that stand. Parents' names do not name them.
std::vector<std::string> spellings(const Biography& biography);

// Brings the keys of a person up to what they are called now. Joins the save of a name.
void index(sql::Transaction& tx, const App& app, Id<Person> person,
           const std::vector<std::string>& spellings);
// The same of a record as it stands, whatever its keys were; an erased one is left without any.
void index_again(sql::Transaction& tx, App& app, Id<Person> person);
// Erasure: nothing of them is found any more.
void forget(sql::Transaction& tx, Id<Person> person);

// A person found, best first. Names are unsealed, ranked and sorted in memory.
struct Found {
    Id<Person> person;
    std::string name;      // as lists show it
    std::string spelling;  // the one that fits best, where it is another
    Fit fit = Fit::None;
};
inline constexpr std::size_t most_found = 50;
struct Findings {
    std::vector<Found> persons;  // at most most_found
    bool more = false;           // there are others: one more word of the name helps
};
// Only among the persons that this member of the staff works with now, or covers.
Findings find(sql::Connection& db, App& app, Id<Staff> staff, std::string_view typed,
              const text::Tongue& t);

// Makes the keys of records that were saved before there were any, or by older rules.
void add_jobs(jobs::Register& jobs);

}  // namespace mobio::biography::names
