// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "platform/http/router.h"

namespace mobio::cv {

// The curriculum vitae as a file: PDF, Europass, JSON Resume.
void add_export_pages(http::Router& router);

}  // namespace mobio::cv
