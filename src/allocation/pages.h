// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "allocation/store.h"
#include "platform/http/router.h"
#include "platform/view/page.h"

// The municipal officer's pages: persons, planned moves, needs ahead and free places.
namespace mobio::allocation {

void add_pages(http::Router& router);

// The pages of one file each.
void add_persons_pages(http::Router& router);
void add_moves_pages(http::Router& router);
void add_file_pages(http::Router& router);
void add_needs_pages(http::Router& router);

// What they share. Throws a page that says what to do where the account has no municipality.
struct NoMunicipality {};
View view_or_throw(App& app, const Officer& who, const text::Tongue& t);
http::Response no_municipality(const http::Request& request, App& app);

// Each name shown, and each person counted, is a read of that record.
void log_reads(App& app, const Officer& who, const std::vector<const Resident*>& residents,
               const char* action, const http::Visitor& visitor);

}  // namespace mobio::allocation
