// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "release/views.h"

// What the files of the preview share: the page on which a person sees exactly what will be seen,
// takes things out, reads and agrees.
namespace mobio::release {

struct Sheet {
    const Preview& preview;
    const Problems& problems;
    const Tongue& t;  // of the one whose data it is
    const Tongue& staff;
    App& app;
    const Names ticked;

    const Draft& draft() const { return preview.draft; }
    std::string recipient() const { return text::isolated(preview.draft.recipient); }
};

// A card with rows to tick.
Html group(const std::string& id, std::string_view title, std::string_view icon,
           std::string_view tone, const Html& under, const Html& body);
// The documents to pick from, and what is missing among them.
Html papers(const Sheet& s);
// What a caseworker says of how the person agreed; and the way by paper.
Html presence(const Sheet& s);
Html on_paper(const Sheet& s);

}  // namespace mobio::release
