// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "account/who.h"
#include "platform/access_log/access_log.h"
#include "platform/app.h"
#include "platform/sql/database.h"

namespace mobio::plan {

// One of the two sides of a person's plan, asked for their right just now. Every store call takes
// one: without it nothing is read or written.
class Party {
public:
    // In charge of the person, or their cover. Throws Failure{404}.
    static Party of(sql::Connection& db, const App& app, const Caseworker& who, Id<Person> person);
    // The person themselves; a guardian is refused. Throws Failure{404}.
    static Party of(sql::Connection& db, const App& app, const Acting& who);

    Id<Person> person() const { return person_; }
    std::optional<Id<Account>> account() const { return account_; }
    std::optional<Id<Staff>> staff() const { return staff_; }
    bool is_person() const { return account_.has_value(); }

    access_log::Entry entry(std::string_view action, const IdBytes& object = {},
                            std::string_view detail = {}) const;
    // A change of the plan: into the access log, and told to whom it may concern
    // (App::fields_changed).
    void changed(sql::Transaction& tx, App& app, std::string_view action, const IdBytes& object,
                 Time now) const;

private:
    Party(Id<Person> person, std::optional<Id<Account>> account, std::optional<Id<Staff>> staff)
        : person_(person), account_(account), staff_(staff) {}
    Id<Person> person_;
    std::optional<Id<Account>> account_;
    std::optional<Id<Staff>> staff_;
};

}  // namespace mobio::plan
