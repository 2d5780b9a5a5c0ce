// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "platform/http/router.h"
#include "platform/view/html.h"

namespace mobio::county {

void add_pages(http::Router& router);

// The pages of one file each.
void add_list_pages(http::Router& router);
void add_wording_pages(http::Router& router);

// A part of the contact page: the contact persons of each region; empty where there are none.
html::Html contacts_by_region(const http::Request& request, App& app);

// Empty where there is nothing to link to.
html::Html phone_link(const std::string& phone);
html::Html mail_link(const std::string& address);

}  // namespace mobio::county
