// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "platform/http/router.h"

namespace mobio::release {

void add_list_pages(http::Router& router);
void add_choosing_pages(http::Router& router);  // recipient
void add_sending_pages(http::Router& router);   // preview, consent
void add_release_pages(http::Router& router);   // one that was sent
void add_packet_pages(http::Router& router);    // the recipient's side

}  // namespace mobio::release
