// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "platform/http/router.h"

namespace mobio::team {

void add_lead_pages(http::Router& router);
void add_cover_pages(http::Router& router);

}  // namespace mobio::team
