// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "catalogue/catalogue.h"
#include "platform/sql/database.h"

namespace mobio::release {

// What an office answered and the person has not seen yet; of persons that the member of staff
// works with now.
struct Unseen {
    Id<Person> person;
    catalogue::Recipient kind;
    std::string code;
    Time at;
};
std::vector<Unseen> unseen_answers(sql::Connection& db, Id<Staff> staff, Time now);

}  // namespace mobio::release
