// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>

#include "account/who.h"
#include "platform/access_log/access_log.h"
#include "platform/sql/database.h"

namespace mobio {

// Who works on a person's record: the person (or a guardian) with an account, or a caseworker for
// them. Says who asks, not that they may: that is asked of the database.
class Actor {
public:
    Actor(const Acting& who) : person(who.person), account(who.account) {}
    Actor(const Caseworker& who, Id<Person> of) : person(of), staff(who.id) {}

    const Id<Person> person;
    const std::optional<Id<Account>> account;  // one of the two
    const std::optional<Id<Staff>> staff;

    const IdBytes& id() const { return staff ? staff->bytes : account->bytes; }
    access_log::Who role() const {
        return staff ? access_log::Who::Staff : access_log::Who::Person;
    }
};

namespace account {

// Of a WHERE: the actor $2 may work on the record of the person $1 at the time $3. With an account
// that has access, or assigned as main caseworker or cover.
const char* may_act(const Actor& who);

// Throws Failure{404} where they may not: the check of a write.
void demand_access(sql::Connection& db, const Actor& who, Time now);

// The language in which a person uses their account, else the one of their last code card.
text::Language language_of(sql::Connection& db, Id<Person> person);

}  // namespace account

}  // namespace mobio
