// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cv/cv.h"
#include "platform/sql/database.h"

namespace mobio::cv {

struct Kept {
    std::int64_t revision = 0;  // 0: nothing was decided yet
    Arrangement arrangement;
};
// Throws Failure{404} where the account may not act on the record.
Kept load(sql::Connection& db, App& app, const Acting& who);

// The first page of the document that is its photo, as a JPEG; empty where there is none any more.
std::string photo_of(sql::Connection& db, App& app, const Acting& who,
                     const Arrangement& arrangement);

// Keeps it as the next revision. Throws Failure{409} where another one than `seen` stands by now.
void save(sql::Transaction& tx, App& app, const Acting& who, const Arrangement& arrangement,
          std::int64_t seen, Time now);

// A part of a record (App::record_parts): goes along where the other record has none.
std::vector<IdBytes> move_arrangements(sql::Transaction& tx, App& app, const MovingRecord& moving);

}  // namespace mobio::cv
