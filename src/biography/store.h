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
    std::int64_t number = 0;                 // the section's newest revision now
    std::shared_ptr<const Document> before;  // what the edits met
    std::vector<std::string> changed;        // keys of fields
    std::vector<Clash> clashes;              // left as they were
};

struct Revision;  // a row of section_revisions, for its Id

struct Writer {
    By by = By::Person;
    std::string id;           // of the account or the member of staff
    std::string beside = {};  // see Claim
};
// Edits of one section, as one new revision (none where nothing changes), signed by its author.
Saved save_edits(sql::Transaction& tx, App& app, Id<Person> person, const vault::PersonKey& key,
                 const std::string& section, const std::vector<Edit>& edits, const Writer& author,
                 Time now);

// Changes a section by `change`, which gets a copy of what stands there and says whether it changed
// anything: then that is a new revision, signed by its author. Other writers of the section wait.
// Returns the newest number.
struct Standing {
    std::int64_t number = 0;  // 0: nothing yet
    std::shared_ptr<const Document> document;
};
std::int64_t revise(sql::Transaction& tx, App& app, Id<Person> person, const vault::PersonKey& key,
                    const std::string& section, const Writer& author, Time now,
                    const std::function<bool(Document&, const Standing&)>& change);

// A whole section as a new revision, whatever stood there. Returns its number.
std::int64_t save_document(sql::Transaction& tx, App& app, Id<Person> person,
                           const vault::PersonKey& key, const std::string& section,
                           Document document, const Writer& author, Time now);

// A section as it was at that revision; empty where there is none of that number.
Document load_revision(sql::Connection& db, App& app, Id<Person> person,
                       const vault::PersonKey& key, std::string_view section, std::int64_t number);

// Seals a section's revisions anew, all of them, where `change` says that it changed one. What a
// revision says is otherwise never touched: this is for what may be kept no longer.
void rewrite_revisions(sql::Transaction& tx, App& app, Id<Person> person,
                       const vault::PersonKey& key, std::string_view section,
                       const std::function<bool(Document&)>& change);

// From now on the account types its dates in that calendar.
void choose_calendar(sql::Transaction& tx, Id<Account> account, text::Calendar calendar);

// The check of a write: as whom the account may act on the record now. Throws Failure{404} where
// it may not.
Writer demand_access(sql::Connection& db, const Teller& who, Time now);
Writer demand_access(sql::Connection& db, const Acting& who, Time now);

}  // namespace mobio::biography
