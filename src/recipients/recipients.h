// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalogue/catalogue.h"
#include "platform/app.h"
#include "platform/http/router.h"
#include "platform/id.h"
#include "platform/problems.h"
#include "platform/sql/database.h"
#include "platform/view/html.h"

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

// Open ones only, by name. A page holds `page_size`; page 1 is the first, and one entry more than a
// page tells that another follows.
inline constexpr int page_size = 50;
std::vector<Recipient> of_kind(sql::Connection& db, catalogue::Recipient kind);
std::vector<Recipient> page_of_kind(sql::Connection& db, catalogue::Recipient kind, int page);
std::optional<Recipient> find(sql::Connection& db, Id<Recipient> id);

// What must be put right: fields name, place, email.
Problems check(const Recipient& recipient);
// A name or an e-mail address of the foreigners' authority, in any of the five languages, also
// where other letters merely look the same.
bool names_foreigners_authority(std::string_view text);

// Throws std::invalid_argument naming the field. Editor's page and demo use it.
Id<Recipient> add(sql::Transaction& tx, App& app, const Recipient& recipient, Time now);
bool change(sql::Transaction& tx, const Recipient& recipient, Time now);  // false: not there
bool close(sql::Transaction& tx, Id<Recipient> id, Time now);             // false: not there
void set_open(sql::Transaction& tx, Id<Recipient> id, bool open, Time now);
// With the closed ones, of which it says so; by name.
std::vector<std::pair<Recipient, bool>> all_of(sql::Connection& db);

void add_directory_file_pages(http::Router& router);
html::Html directory_file_link(const text::Tongue& t);
void add_pages(http::Router& router);  // the editor's directory: list, add, change, close

}  // namespace mobio::recipients
