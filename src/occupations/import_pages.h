// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "occupations/occupations.h"

namespace mobio::occupations {

// The editor's: the list, a file, its preview, its import.
void add_import_pages(http::Router& router);

}  // namespace mobio::occupations
