// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "biography/store.h"

// A person marks what staff wrote as wrong (5-data-protection.md, P-6). The claim stands beside
// until staff decide; where the person said something themselves, that is in force meanwhile.
namespace mobio::biography {

// Of the record's staff claims the one of that id, and where it stands; null where there is none.
struct StaffClaim {
    std::string field, entry;
    const Claim* claim = nullptr;
};
StaffClaim find_staff_claim(const Biography& biography, const catalogue::Topic& topic,
                            std::string_view claim);

// Each is a new revision of the section. False where no staff claim of that id stands there now,
// or nothing changes.
bool object(sql::Transaction& tx, App& app, Id<Person> person, const vault::PersonKey& key,
            const std::string& section, const std::string& claim, const Objection& objection,
            const Writer& author, Time now);
bool take_back_objection(sql::Transaction& tx, App& app, Id<Person> person,
                         const vault::PersonKey& key, const std::string& section,
                         const std::string& claim, const Writer& author, Time now);
// Staff looked at it and leave it as it is. To agree, they write the answer anew.
bool keep_in_spite(sql::Transaction& tx, App& app, Id<Person> person, const vault::PersonKey& key,
                   const std::string& section, const std::string& claim, const Writer& staff,
                   Time now);

}  // namespace mobio::biography
