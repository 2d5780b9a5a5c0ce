// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cairo/cairo.h>

#include <utility>
#include <vector>

#include "platform/pdf/finishing.h"

namespace mobio::pdf {

// Opens and closes tags, and remembers the elements in their order. Only real structure tags:
// cairo 1.16 crashes on "Artifact" in a document with an outline.
class Structure {
public:
    void open(cairo_t* cairo, Element element) {
        cairo_tag_begin(cairo, element.tag, "");
        elements_.push_back(std::move(element));
    }
    static void close(cairo_t* cairo, const char* tag) { cairo_tag_end(cairo, tag); }
    const std::vector<Element>& elements() const { return elements_; }

private:
    std::vector<Element> elements_;
};

}  // namespace mobio::pdf
