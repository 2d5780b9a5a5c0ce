// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "biography/biography.h"
#include "documents/documents.h"
#include "platform/problems.h"
#include "platform/view/components.h"

namespace mobio::documents {

std::string to_json(const About& about);
About about_of_json(const std::string& text);

// The form of what a person says of a paper.
struct AboutForm {
    App& app;
    const biography::Biography& biography;
    const std::vector<Document>& others;  // what a translation may belong to
    const text::Tongue& t;

    http::Fields shown(const About& about) const;
    html::Html inputs(const http::Fields& values, const Problems& problems) const;
    // What was typed; what the form does not hold stays as it was.
    About read(const http::Fields& typed, const About& before, Problems& problems) const;
};

// The kind of paper, for a form that asks nothing more.
html::Html kind_input(App& app, const std::string& chosen, const Problems& problems,
                      const text::Tongue& t);
html::Html title_input(const std::string& typed, const Problems& problems, const text::Tongue& t);
void read_kind(App& app, const http::Fields& typed, About& about, Problems& problems);
void read_title(const http::Fields& typed, About& about, Problems& problems);

// What a paper is called where it has no title: its kind, else "Document".
std::string name_of(const About& about, App& app, const text::Tongue& t);
std::string copy_in_words(Copy copy, const text::Tongue& t);
// The entry that it proves, "Job: tailor"; empty where there is none (any more).
std::string entry_in_words(const About& about, const biography::Biography& biography, App& app,
                           const text::Tongue& t);

}  // namespace mobio::documents
