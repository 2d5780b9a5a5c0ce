// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "platform/http/router.h"

namespace mobio::demo {

// The mail that the demo caught, as pages: /mailbox and /mailbox/{file}. Only in demo mode.
void add_mailbox(http::Router& router);

}  // namespace mobio::demo
