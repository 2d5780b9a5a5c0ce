// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "account/who.h"
#include "platform/app.h"
#include "platform/jobs/jobs.h"
#include "platform/sql/database.h"

namespace mobio::cv {

// A file as it came, until the person has seen what would become of it.
struct Brought {
    text::Language language = text::Language::De;  // that its texts are in
    std::string file;
};

// One at a time: it replaces what the account brought before. All of them throw Failure{404} where
// the account may not act on the record, or it has no such file.
Id<Brought> bring(sql::Transaction& tx, App& app, const Acting& who, const Brought& brought,
                  Time now);
Brought brought(sql::Connection& db, App& app, const Acting& who, Id<Brought> id);
void forget(sql::Transaction& tx, App& app, const Acting& who, Id<Brought> id);

// What nobody decided on is gone after a day.
void add_jobs(jobs::Register& jobs);

}  // namespace mobio::cv
