// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "platform/http/router.h"

namespace mobio::view {

// /design: each component in each state and direction. Only in demo mode.
void add_design(http::Router& router);

}  // namespace mobio::view
