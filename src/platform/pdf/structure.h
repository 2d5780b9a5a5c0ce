// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cairo/cairo.h>

#include <optional>
#include <string>
#include <vector>

#include "platform/text/texts.h"

namespace mobio::pdf {

// One element of the structure that screen readers follow, and what cairo 1.16 cannot write of it.
struct Element {
    const char* tag;
    std::optional<text::Language> language = {};
    std::string alternative = {};  // instead of a figure
};

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

// The second step over cairo's bytes: language, title in the window, alternatives of figures,
// scopes of header cells, everything untagged marked as an artifact, object streams.
std::string finished(const std::string& pdf, const std::vector<Element>& elements,
                     text::Language language);

}  // namespace mobio::pdf
