// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

#include "platform/convert/converter.h"
#include "platform/convert/kind.h"

namespace mobio::convert::child {

// A photo upright, in sRGB, as large as a page is read, and without anything that does not show
// (place, camera, time): a JPEG.
struct Photo {
    std::string jpeg;
    Size size;
};

void start_pictures();  // before close_in
// Throws Refused. The size is read before any decoder runs, and only that kind's decoder runs.
Photo read_photo(std::string_view bytes);

// A page that the photo fills, of A4 at most.
std::string pdf_of(const Photo& photo);

// What stays of a page as it looks, as sharp as a photo is kept. Throws Refused.
Photo read_cut(std::string_view pdf, int page, const Cut& cut);

// One page of a PDF, at most that wide, as a JPEG. Throws Refused.
std::string draw(std::string_view pdf, int page, int width);

}  // namespace mobio::convert::child
