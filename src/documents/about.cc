// SPDX-License-Identifier: EUPL-1.2
#include "documents/about.h"

#include <algorithm>

#include "biography/words.h"
#include "documents/about_date.h"

namespace mobio::documents {

using biography::Listener;
using html::Html;
using nlohmann::json;
using text::mark;
using text::Tongue;

namespace {

constexpr std::size_t longest_title = 200;
constexpr std::array<std::string_view, 4> copy_codes{"", "original", "photocopy", "translation"};
constexpr const char* kinds = "document_type";

std::vector<view::Option> options_of(const std::vector<catalogue::Code>& codes) {
    std::vector<view::Option> options;
    for (const auto& code : codes) options.push_back({.value = code.code, .label = code.label});
    return options;
}

// "work.entries/0196…", the value of an entry in its menu.
std::string entry_value(const std::string& field, const std::string& entry) {
    return field.empty() ? std::string() : field + "/" + entry;
}

std::string entry_label(const catalogue::Field& field, const biography::Entry& entry,
                        const Listener& person, App& app) {
    const auto* claim = entry.answer.claim();
    const auto title = claim && claim->value.is_object()
                           ? biography::title_in_words(*app.catalogue, field, claim->value, person)
                           : std::string();
    const auto label = app.catalogue->entry_label(field, title, person.t);
    if (title.empty() || field.title_in_label()) return label;
    return text::fill(person.t.tr("{1}: {2}"), label, text::isolated(title));
}

}  // namespace

std::string_view code(Copy copy) { return copy_codes[static_cast<std::size_t>(copy)]; }
Copy parse_copy(std::string_view text) {
    const auto* const found = std::ranges::find(copy_codes, text);
    return found == copy_codes.end() ? Copy::Unsaid : static_cast<Copy>(found - copy_codes.begin());
}

std::string to_json(const About& about) {
    return json{
        {"title", about.title},     {"kind", about.kind},
        {"field", about.field},     {"entry", about.entry},
        {"copy", code(about.copy)}, {"original", about.original ? about.original->text() : ""},
        {"lang", about.lang},       {"date", about.date},
        {"sources", about.sources}}
        .dump();
}

About about_of_json(const std::string& text) {
    const auto stored = json::parse(text);
    About about;
    about.title = stored.at("title");
    about.kind = stored.at("kind");
    about.field = stored.at("field");
    about.entry = stored.at("entry");
    about.copy = parse_copy(stored.at("copy").get<std::string>());
    about.original = DocumentId::parse(stored.at("original").get<std::string>());
    about.lang = stored.at("lang");
    about.date = stored.at("date");
    about.sources = stored.at("sources").get<std::vector<std::string>>();
    return about;
}

// Inputs -----------------------------------------------------------------------------------------

Html kind_input(App& app, const std::string& chosen, const Problems& problems, const Tongue& t) {
    view::Choice choice{.name = "kind", .label = std::string(t.tr("What kind of document is it?"))};
    for (const auto& one : app.catalogue->codes(kinds))
        choice.options.push_back(
            {.value = one.code, .label = app.catalogue->code_label(kinds, one.code, t)});
    choice.chosen = {chosen};
    return view::select(choice, problems, t);
}

Html title_input(const std::string& typed, const Problems& problems, const Tongue& t) {
    return view::input(
        {.name = "title",
         .label = std::string(t.tr("Name of the document")),
         .hint = std::string(t.tr("You choose it yourself. You may leave it empty.")),
         .value = typed,
         .max_length = longest_title},
        problems, t);
}

void read_kind(App& app, const http::Fields& typed, About& about, Problems& problems) {
    about.kind = typed.get("kind");
    if (!about.kind.empty() && !app.catalogue->has_code(kinds, about.kind))
        problems.add("kind", {mark("Choose one of the answers.")});
}

void read_title(const http::Fields& typed, About& about, Problems& problems) {
    about.title = text::clean(typed.get("title")).text;
    std::ranges::replace(about.title, '\n', ' ');
    if (const auto length = text::length(about.title); length > longest_title)
        problems.add("title", {mark("Write at most {1} characters. You wrote {2}."),
                               {std::to_string(longest_title), std::to_string(length)}});
}

namespace {

Html entry_input(const AboutForm& form, const http::Fields& values, const Problems& problems) {
    const auto person = biography::listener_of(form.biography, form.t);
    view::Choice choice{.name = "entry", .label = std::string(form.t.tr("What does it prove?"))};
    for (const auto& field : form.app.catalogue->fields()) {
        if (!field.repeated() || field.staff_only || !field.form) continue;
        for (const auto* entry : form.biography.entries(field.key))
            choice.options.push_back({.value = entry_value(field.key, entry->id),
                                      .label = entry_label(field, *entry, person, form.app)});
    }
    if (choice.options.empty()) return {};
    choice.hint = form.t.tr("An entry of your biography.");
    choice.chosen = {values.get("entry")};
    return view::select(choice, problems, form.t);
}

Html copy_input(const AboutForm& form, const http::Fields& values, const Problems& problems) {
    view::Choice choice{.name = "copy",
                        .label = std::string(form.t.tr("What did you photograph?"))};
    for (const auto copy : copies)
        choice.options.push_back(
            {.value = std::string(code(copy)), .label = copy_in_words(copy, form.t)});
    choice.chosen = {values.get("copy")};
    return view::choices(choice, problems, form.t);
}

Html original_input(const AboutForm& form, const http::Fields& values, const Problems& problems) {
    if (form.others.empty()) return {};
    view::Choice choice{.name = "original",
                        .label = std::string(form.t.tr("If it is a translation: of what?"))};
    for (const auto& other : form.others)
        choice.options.push_back(
            {.value = other.id.text(), .label = name_of(other.about, form.app, form.t)});
    choice.chosen = {values.get("original")};
    return view::select(choice, problems, form.t);
}

Html language_input(const AboutForm& form, const http::Fields& values, const Problems& problems) {
    view::Choice choice{.name = "lang",
                        .label = std::string(form.t.tr("In which language is it written?")),
                        .options = options_of(form.app.catalogue->languages(form.t)),
                        .chosen = {values.get("lang")}};
    choice.typeahead = true;
    return view::select(choice, problems, form.t);
}

void read_entry(const AboutForm& form, const http::Fields& typed, About& about) {
    const auto& value = typed.get("entry");
    const auto stroke = std::min(value.find('/'), value.size());
    about.field = value.substr(0, stroke);
    about.entry = value.substr(std::min(stroke + 1, value.size()));
    if (form.biography.entry(about.field, about.entry)) return;
    about.field.clear();
    about.entry.clear();
}

void read_original(const AboutForm& form, const http::Fields& typed, About& about) {
    about.original = DocumentId::parse(typed.get("original"));
    const bool there = std::ranges::any_of(
        form.others, [&](const Document& other) { return other.id == about.original; });
    if (!there) about.original.reset();
}

}  // namespace

http::Fields AboutForm::shown(const About& about) const {
    http::Fields values;
    values.add("title", about.title);
    values.add("kind", about.kind);
    values.add("entry", entry_value(about.field, about.entry));
    values.add("copy", std::string(code(about.copy)));
    values.add("original", about.original ? about.original->text() : "");
    values.add("lang", about.lang);
    show_date(about.date, biography::listener_of(biography, t), values);
    return values;
}

Html AboutForm::inputs(const http::Fields& values, const Problems& problems) const {
    return title_input(values.get("title"), problems, t) +
           kind_input(app, values.get("kind"), problems, t) + entry_input(*this, values, problems) +
           copy_input(*this, values, problems) + original_input(*this, values, problems) +
           language_input(*this, values, problems) +
           date_input(values, biography::listener_of(biography, t), problems);
}

About AboutForm::read(const http::Fields& typed, const About& before, Problems& problems) const {
    auto about = before;
    read_title(typed, about, problems);
    read_kind(app, typed, about, problems);
    read_entry(*this, typed, about);
    about.copy = parse_copy(typed.get("copy"));
    read_original(*this, typed, about);
    about.lang = typed.get("lang");
    if (!about.lang.empty() && !app.catalogue->has_language(about.lang))
        problems.add("lang", {mark("Choose one of the answers.")});
    about.date = read_date(typed, biography::listener_of(biography, t), app.today(), problems);
    return about;
}

// Words ------------------------------------------------------------------------------------------

std::string name_of(const About& about, App& app, const Tongue& t) {
    if (!about.title.empty()) return about.title;
    if (!about.kind.empty()) return app.catalogue->code_label(kinds, about.kind, t);
    return std::string(t.tr("Document"));
}

std::string copy_in_words(Copy copy, const Tongue& t) {
    switch (copy) {
        case Copy::Original:
            return std::string(t.tr("paper", "The original"));
        case Copy::Photocopy:
            return std::string(t.tr("paper", "A copy"));
        case Copy::Translation:
            return std::string(t.tr("paper", "A translation"));
        case Copy::Unsaid:
            break;
    }
    return {};
}

std::string entry_in_words(const About& about, const biography::Biography& biography, App& app,
                           const Tongue& t) {
    const auto* field = app.catalogue->field(about.field);
    const auto* entry = biography.entry(about.field, about.entry);
    if (!field || !entry || entry->removed) return {};
    return entry_label(*field, *entry, biography::listener_of(biography, t), app);
}

}  // namespace mobio::documents
