// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "platform/http/router.h"

// What a caseworker does: their persons and cases, new records and code cards for them; and what a
// person reads of their own case.
namespace mobio::casework {

void add_pages(http::Router& router);

// The pages of one file each.
void add_persons_pages(http::Router& router);
void add_new_person_pages(http::Router& router);
void add_joining_pages(http::Router& router);
void add_duplicates_pages(http::Router& router);
void add_entry_pages(http::Router& router);
void add_batch_pages(http::Router& router);
void add_case_pages(http::Router& router);
void add_case_start_pages(http::Router& router);
void add_own_case_pages(http::Router& router);

}  // namespace mobio::casework
