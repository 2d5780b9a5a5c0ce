// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "account/who.h"
#include "biography/store.h"

// Who changed what and when, and the way back (2-biography.md, History).
namespace mobio::biography {

// What one author's side said before and after; none: it said nothing.
struct Difference {
    // SaidOnce: it was said here and taken back later, so nothing is left of it (health.h).
    enum class Kind : std::uint8_t { Said, Removed, Restored, Objected, SaidOnce, TakenBack };
    Kind kind = Kind::Said;
    std::string field, entry;
    By side = By::Person;
    std::optional<Claim> before, after;
};
std::vector<Difference> differences(const Document& before, const Document& after);

// Revisions of one section that one author saved in one go, one after the other: no more than ten
// minutes lie between two of them, since every pause while typing saves.
struct Sitting {
    // Two records became one here, or two again; or they were one by mistake: what was saved
    // between the two may be somebody else's, and is shown no more.
    enum class Kind : std::uint8_t { Saved, Joined, Parted, Closed };
    Kind kind = Kind::Saved;
    Id<Person> record;          // whose revisions: this record, or one that was joined to it
    Id<Revision> id, first_id;  // of the last and the first of them
    std::string section;
    std::int64_t first = 0, last = 0;  // numbers
    By by = By::Person;
    IdBytes author{};
    Time at{};  // of the last of them
};
// Newest first, of revisions older than `before`, at most `most`; those of records that were joined
// to this one too. Throws Failure{404} where the account may not read the record.
std::vector<Sitting> sittings(sql::Connection& db, App& app, const Acting& who,
                              const std::optional<Id<Revision>>& before, std::size_t most);

// What a sitting changed, from the revision before it to its last.
std::vector<Difference> changed_by(sql::Connection& db, App& app, const vault::PersonKey& key,
                                   const Sitting& sitting);

// One revision of a record that the account may read, or of one that was joined to it, with the
// section as it was then, and as it stands in the account's record now.
struct Past {
    Id<Person> record;
    std::string section;
    std::int64_t number = 0;
    Time at{};
    Document then, now;
};
Past past(sql::Connection& db, App& app, const Acting& who, Id<Revision> revision);

// The own side's answers of `now` as they were in `then`, but for the fields that `stays` names:
// what staff wrote stays. What `then` does not know is younger in the same record and goes, a card
// can be brought back; of another record it stays.
enum class Of : std::uint8_t { SameRecord, OtherRecord };
Document restored(Document now, const Document& then, Of of,
                  const std::function<bool(const std::string& field)>& stays);

}  // namespace mobio::biography
