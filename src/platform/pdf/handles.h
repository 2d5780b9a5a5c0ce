// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cairo/cairo.h>
#include <pango/pangocairo.h>

#include <memory>

namespace mobio::pdf {

// Owners for the objects of C libraries, by the function that gives one up.
template <auto release>
struct Release {
    template <class T>
    void operator()(T* object) const {
        release(object);
    }
};
using Surface = std::unique_ptr<cairo_surface_t, Release<cairo_surface_destroy>>;
using Cairo = std::unique_ptr<cairo_t, Release<cairo_destroy>>;
using Context = std::unique_ptr<PangoContext, Release<g_object_unref>>;
using FontMap = std::unique_ptr<PangoFontMap, Release<g_object_unref>>;
using Layout = std::shared_ptr<PangoLayout>;

}  // namespace mobio::pdf
