// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalogue/catalogue.h"
#include "platform/app.h"
#include "platform/http/router.h"
#include "platform/id.h"
#include "platform/sql/database.h"

namespace mobio::recipients {

// An organisation of the county's directory that a packet can be sent to. Public data of an
// office, not personal. The foreigners' authority is no recipient and cannot be added as one
// (5-data-protection.md): a check refuses its names.
struct Recipient {
    Id<Recipient> id;
    catalogue::Recipient kind;
    std::string name, place, email;
    bool attachments_allowed = false;
};

std::vector<Recipient> of_kind(sql::Connection& db, catalogue::Recipient kind);   // by name
std::optional<Recipient> find(sql::Connection& db, Id<Recipient> id);
// Throws std::invalid_argument naming the field. Editor's page and demo use it.
Id<Recipient> add(sql::Transaction& tx, App& app, const Recipient& recipient, Time now);

void add_pages(http::Router& router);   // the editor's directory: list, add, change, close

}  // namespace mobio::recipients
