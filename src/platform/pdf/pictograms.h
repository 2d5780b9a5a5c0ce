// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cairo/cairo.h>

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace mobio::pdf {

// The line drawings of static/icons*.svg (our own file: symbols of path, circle and rect in a box
// of 24 × 24). Without that file there are none, and nothing is drawn.
class Pictograms {
public:
    explicit Pictograms(const std::filesystem::path& share);
    // Strokes the drawing `id` into a square of `size` points; an unknown id draws nothing.
    void draw(cairo_t* cairo, std::string_view id, double x, double y, double size) const;

private:
    std::map<std::string, std::string, std::less<>> drawings_;
};

}  // namespace mobio::pdf
