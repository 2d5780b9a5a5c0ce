// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "account/who.h"
#include "platform/app.h"
#include "platform/mail/mail.h"
#include "platform/sql/database.h"

// A mail the day before, for those who have an e-mail address and want it. It says that there is an
// appointment, and no more: when and where stands on the person's page.
namespace mobio::appointments {

bool wants_reminders(sql::Connection& db, Id<Person> person);
// The person's own wish, or what they told their caseworker. Both throw Failure{404} where the
// record is not theirs.
void wish_reminders(sql::Transaction& tx, App& app, const Acting& who, bool wanted, Time now);
void wish_reminders(sql::Transaction& tx, App& app, const Caseworker& who, Id<Person> person,
                    bool wanted, Time now);

// The first address in the biography that mail can go to; empty where there is none.
std::string email_of(sql::Connection& db, App& app, Id<Person> person);

// For what begins within a day, was arranged before that, and was not reminded of. In the person's
// language and German. Whoever gets none has none queued twice.
void remind(App& app);

mail::Message reminder(const App& app, const std::string& to, text::Language language);

// A part of a record (App::record_parts).
std::vector<IdBytes> move_wishes(sql::Transaction& tx, App& app, const MovingRecord& moving);

}  // namespace mobio::appointments
