// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cv/mine.h"

namespace mobio::cv {

// What the page of the CV says of the photo, with a way to choose one or take it out.
html::Html photo_card(const Mine& mine, const http::Request& request, App& app);

void add_photo_pages(http::Router& router);

}  // namespace mobio::cv
