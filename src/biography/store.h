// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "biography/biography.h"
#include "biography/document.h"

namespace mobio::biography {

// A change together with the claim that its form showed ("" where it showed none). Where another
// claim of the same side stands by now and says something else, the two meet: a clash. Without
// `shown` the change simply goes in.
struct Edit {
    Change change;
    std::optional<std::string> shown;
};
struct Clash {
    std::string field, entry;
};
struct Saved {
    std::int64_t number = 0;           // the section's newest revision now
    Document before;                   // what the edits met
    std::vector<std::string> changed;  // keys of fields
    std::vector<Clash> clashes;        // left as they were
};

struct Writer {
    By by = By::Person;
    std::string id;  // of the account or the member of staff
};
// Edits of one section, as one new revision (none where nothing changes), signed by its author.
Saved save_edits(sql::Transaction& tx, App& app, Id<Person> person, const vault::PersonKey& key,
                 const std::string& section, const std::vector<Edit>& edits, const Writer& author,
                 Time now);

// A section as it was at that revision; empty where there is none of that number.
Document load_revision(sql::Connection& db, App& app, Id<Person> person,
                       const vault::PersonKey& key, std::string_view section, std::int64_t number);

// The check of a write: as whom the account may act on the record now. Throws Failure{404} where
// it may not.
Writer demand_access(sql::Connection& db, const Acting& who, Time now);

}  // namespace mobio::biography
