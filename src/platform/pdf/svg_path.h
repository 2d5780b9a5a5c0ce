// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cairo/cairo.h>

#include <string_view>

namespace mobio::pdf {

// Adds the path data of an SVG file to cairo's path: the commands M L H V C S A Z, absolute and
// relative; arcs of circles only, as in our own pictograms. Stops at anything else.
void add_svg_path(cairo_t* cairo, std::string_view data);

}  // namespace mobio::pdf
