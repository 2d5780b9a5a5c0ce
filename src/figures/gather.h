// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <string>
#include <vector>

#include "county/places.h"
#include "figures/facts.h"
#include "platform/app.h"
#include "platform/sql/database.h"

// Where a person's facts come from.
namespace mobio::figures {

// The codes of places, read once for many persons.
struct Places {
    std::map<Id<county::Municipality>, std::string> keys;      // the official ones
    std::map<Id<county::Accommodation>, std::string> housing;  // of the list accommodation_type
};
Places places_of(sql::Connection& db);

// Out of biography, case, consultations and plan. The key is the person's own.
Telling gather(sql::Connection& db, App& app, Id<Person> person, const vault::PersonKey& key,
               const Places& places);

// Whether a change of these fields changes a fact (App::fields_changed).
bool tells_facts(const std::vector<std::string>& changed_fields);

}  // namespace mobio::figures
