// SPDX-License-Identifier: EUPL-1.2
// Whatever stands in a path of a pictogram: drawing it ends.
#include "platform/pdf/svg_path.h"

#include <cairo/cairo.h>

#include "require.h"

using namespace mobio;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    auto* const surface = cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, nullptr);
    auto* const cairo = cairo_create(surface);
    pdf::add_svg_path(cairo, view_of(data, size));
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    return 0;
}
