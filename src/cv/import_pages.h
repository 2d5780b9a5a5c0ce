// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "platform/http/router.h"

namespace mobio::cv {

// Bringing a JSON Resume along: the file, its preview, and what the person takes of it.
void add_import_pages(http::Router& router);

}  // namespace mobio::cv
