// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "biography/document.h"
#include "biography/store.h"

// Two records of one person become one, and two again.
namespace mobio::biography {

// Claims of both stand side by side, per field and entry, the newest first; entries keep their ids.
// The same thing said twice by one side stands once, as the record that stays says it.
Document merged(Document kept, const Document& joined);

// What `kept` is without the merge: where nobody changed an answer since, as it was `before`; where
// somebody did, as it is now, without what only came from `joined`.
struct Undoing {
    Document before, after, now, joined;
};
Document unmerged(const Undoing& undoing);

// A section that a merge wrote: its revisions before and after, in the record that stays.
struct MergedSection {
    std::string section;
    std::int64_t before = 0, after = 0;
};
// Both records with their own keys: what comes from the one is sealed anew under the other's. The
// joined record's revisions stay as they are.
struct Records {
    Id<Person> kept;
    const vault::PersonKey& kept_key;
    Id<Person> joined;
    const vault::PersonKey& joined_key;
};
std::vector<MergedSection> merge_sections(sql::Transaction& tx, App& app, const Records& records,
                                          const Writer& author, Time now);
void unmerge_sections(sql::Transaction& tx, App& app, const Records& records,
                      const std::vector<MergedSection>& sections, const Writer& author, Time now);

}  // namespace mobio::biography
