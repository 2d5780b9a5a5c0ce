// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "platform/http/router.h"

namespace mobio::county {

void add_pages(http::Router& router);

}  // namespace mobio::county
