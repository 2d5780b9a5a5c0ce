// SPDX-License-Identifier: EUPL-1.2
#include "platform/pdf/svg_path.h"

#include <doctest/doctest.h>

#include <array>
#include <memory>

using namespace mobio;

namespace {

// The rectangle that a path covers, as "left top right bottom".
std::array<double, 4> covered(std::string_view path) {
    const std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)> surface(
        cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, nullptr), cairo_surface_destroy);
    const std::unique_ptr<cairo_t, void (*)(cairo_t*)> cairo(cairo_create(surface.get()),
                                                             cairo_destroy);
    pdf::add_svg_path(cairo.get(), path);
    std::array<double, 4> box{};
    cairo_path_extents(cairo.get(), &box[0], &box[1], &box[2], &box[3]);
    return box;
}

}  // namespace

TEST_CASE("a path covers what it draws") {
    CHECK(covered("M5 29l10-9h4V30z") == std::array<double, 4>{5, 20, 19, 30});
    CHECK(covered("") == std::array<double, 4>{});
}

TEST_CASE("an arc as large as the sky is drawn in no time") {
    const auto box = covered("M12 2a1e37 1e37 0 0 1 8 8");
    CHECK(box[2] <= 20.1);
}
