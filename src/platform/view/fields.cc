// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "platform/view/components.h"

// What a person fills in: label, hint, what is wrong, and the control, tied together for readers
// of the screen by aria-describedby.
namespace mobio::view {

using html::Attributes;
using html::markup;

namespace {

// The notes of one field: where it is wrong, and what describes it.
struct Notes {
    const Problem* problem = nullptr;
    std::string described_by;
    Html hint, error;

    const char* css() const { return problem ? "field wrong" : "field"; }
};

Notes notes(const std::string& id, const std::string& hint, const Problem* problem,
            const Tongue& t) {
    Notes notes{problem, {}, {}, {}};
    if (problem) {
        notes.described_by = id + "-error";
        notes.error
            .add<R"(<span class="error" id="{}-error">{}<span><span class="hide">{} </span>{})"
                 R"(</span></span>)">(id, icon("warn"), t.tr("Error:"), t.say(problem->message));
    }
    if (!hint.empty()) {
        (notes.described_by += problem ? " " : "") += id + "-hint";
        notes.hint.add<R"(<span class="hint" id="{}-hint">{}</span>)">(id, hint);
    }
    return notes;
}

template <class Field>
std::string id_of(const Field& field) {
    return field.id.empty() ? field_id(field.name) : field.id;
}

Attributes typing(const Input& input, const Notes& notes) {
    Attributes out;
    out.set("dir", input.dir);
    const bool unsaid = input.type == "password" && input.autocomplete == "off";
    out.set("inputmode", input.inputmode);
    out.set("autocomplete", unsaid ? "current-password" : input.autocomplete);
    if (input.css.find("code") != std::string::npos)
        out.set("autocapitalize", "characters").set("spellcheck", "false").flag("data-code", true);
    if (input.max_length > 0) out.set("maxlength", std::to_string(input.max_length));
    out.set("list", input.list);
    out.set("aria-invalid", notes.problem ? "true" : "");
    out.set("aria-describedby", notes.described_by);
    return out;
}

// The direction of a language's script, where it is one of ours.
std::string direction(const std::string& lang) {
    const auto known = text::parse_language(lang);
    if (!known) return lang.empty() ? "" : "auto";
    return text::right_to_left(*known) ? "rtl" : "ltr";
}

bool chosen(const Choice& choice, const std::string& value) {
    return std::find(choice.chosen.begin(), choice.chosen.end(), value) != choice.chosen.end();
}

Html option_row(const Choice& choice, const Option& option, const std::string& id) {
    Html picture, small;
    if (!option.icon.empty()) picture = icon(option.icon);
    if (!option.small.empty()) small.add<"<small>{}</small>">(option.small);
    Attributes lang;
    lang.set("lang", option.lang).set("dir", direction(option.lang));
    return markup<R"(<label class="choice"><input type="{}" id="{}" name="{}" value="{}" {}>{})"
                  R"(<span {}>{}{}</span></label>)">(
        choice.many ? "checkbox" : "radio", id, choice.name, option.value,
        Attributes{}.flag("checked", chosen(choice, option.value)), picture, lang, option.label,
        small);
}

}  // namespace

std::string field_id(std::string_view name) {
    std::string id(name);
    for (auto& c : id) {
        const bool fits =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        if (!fits) c = '-';
    }
    return id;
}

Html errors(const Problems& problems, const Tongue& t, std::string_view id) {
    if (problems.empty()) return {};
    Html items;
    for (const auto& problem : problems)
        items.add<R"(<li><a href="#{}">{}</a></li>)">(field_id(problem.field),
                                                      t.say(problem.message));
    return markup<
        R"(<section class="errors stack" role="alert" aria-labelledby="{}" tabindex="-1">)"
        R"(<h2 id="{}">{}</h2><ul>{}</ul><p class="soft">{}</p></section>)">(
        id, id, t.tr("Please look at this again"), items,
        t.tr("Your answers are still here. Nothing is lost."));
}

Html input(const Input& input, const Problems& problems, const Tongue& t) {
    const auto id = id_of(input);
    const auto n = notes(id, input.hint, problems.at(input.name), t);
    Attributes css, value;
    css.set("class", input.css);
    if (input.type != "password") value.set("value", input.value);  // a secret is never echoed
    return markup<R"(<div class="{}"><label for="{}">{}</label>{}{})"
                  R"(<input type="{}" {} id="{}" name="{}" {} {} {}></div>)">(
        n.css(), id, input.label, n.hint, n.error, input.type, css, id, input.name,
        typing(input, n), input.more, value);
}

Html textarea(const Input& input, int rows, const Problems& problems, const Tongue& t) {
    const auto id = id_of(input);
    const auto n = notes(id, input.hint, problems.at(input.name), t);
    // The line break after the tag is dropped by browsers, so that one of the person's stays.
    return markup<
        R"(<div class="{}"><label for="{}">{}</label>{}{}<textarea id="{}" name="{}" rows="{}" {}>
{}</textarea></div>)">(n.css(), id, input.label, n.hint, n.error, id, input.name, rows,
                       typing(input, n), input.value);
}

Html choices(const Choice& choice, const Problems& problems, const Tongue& t) {
    const auto id = id_of(choice);
    const auto n = notes(id, choice.hint, problems.at(choice.name), t);
    Html rows;
    // The first one carries the field's id: the error summary leads there.
    for (std::size_t i = 0; i < choice.options.size(); ++i)
        rows += option_row(choice, choice.options[i], i == 0 ? id : id + "-" + std::to_string(i));
    return markup<
        R"(<fieldset class="{}" {}><legend {}>{}</legend>{}{}<div class="{}">{}</div></fieldset>)">(
        n.css(), Attributes{}.set("aria-describedby", n.described_by),
        Attributes{}.set("class", choice.hide_label ? "hide" : ""), choice.label, n.hint, n.error,
        choice.plain ? "choices plain" : "choices", rows);
}

Html select(const Choice& choice, const Problems& problems, const Tongue& t) {
    const auto id = id_of(choice);
    const auto n = notes(id, choice.hint, problems.at(choice.name), t);
    auto rows = markup<R"(<option value="">{}</option>)">(t.tr("list", "Choose"));
    for (const auto& option : choice.options) {
        Attributes some;
        some.flag("selected", chosen(choice, option.value));
        some.set("lang", option.lang).set("dir", direction(option.lang));
        rows.add<R"(<option value="{}" {}>{}</option>)">(option.value, some, option.label);
    }
    Attributes some;
    if (choice.typeahead) some.set("data-typeahead", t.tr("Nothing found. Try another spelling."));
    some.set("aria-invalid", n.problem ? "true" : "").set("aria-describedby", n.described_by);
    return markup<R"(<div class="{}"><label {} for="{}">{}</label>{}{})"
                  R"(<select id="{}" name="{}" {}>{}</select></div>)">(
        n.css(), Attributes{}.set("class", choice.hide_label ? "hide" : ""), id, choice.label,
        n.hint, n.error, id, choice.name, some, rows);
}

Html tick(std::string_view name, std::string_view value, std::string_view label, bool ticked,
          const Problems& problems, const Tongue& t) {
    const auto n = notes(field_id(name), "", problems.at(name), t);
    Attributes some;
    some.flag("checked", ticked).set("aria-invalid", n.problem ? "true" : "");
    some.set("aria-describedby", n.described_by);
    return markup<
        R"(<div class="{}">{}<label class="choice">)"
        R"(<input type="checkbox" id="{}" name="{}" value="{}" {}><span>{}</span></label>)"
        R"(</div>)">(n.css(), n.error, field_id(name), name, value, some, label);
}

namespace {

const Problem* problem_of(const PartDate& date, const Problems& problems) {
    for (const char* part : {"", ".day", ".month", ".year"})
        if (const auto* problem = problems.at(date.name + part)) return problem;
    return nullptr;
}

// Wrong is the part that the problem names, or all of them where it names the date.
Attributes part_notes(const PartDate& date, const Notes& n, const std::string& part) {
    const bool wrong = n.problem && (n.problem->field == date.name || n.problem->field == part);
    return Attributes{}
        .set("aria-invalid", wrong ? "true" : "")
        .set("aria-describedby", n.described_by);
}

Html digits(const PartDate& date, const Notes& n, const std::string& part, std::string_view label,
            const std::string& value) {
    return markup<R"(<div><label for="{}">{}</label><input type="text" class="short" id="{}")"
                  R"( name="{}" dir="ltr" inputmode="numeric" autocomplete="off" {} {}></div>)">(
        field_id(part), label, field_id(part), part, part_notes(date, n, part),
        Attributes{}.set("value", value));
}

Html month(const PartDate& date, const Notes& n, const Tongue& t) {
    const auto part = date.name + ".month";
    const auto names = date.months.empty() ? "" : field_id(part) + "-names";
    Html proposed;
    for (const auto& name : date.months) proposed.add<R"(<option value="{}"></option>)">(name);
    if (!names.empty()) proposed = markup<R"(<datalist id="{}">{}</datalist>)">(names, proposed);
    return markup<R"(<div><label for="{}">{}</label><input type="text" class="month" id="{}")"
                  R"( name="{}" dir="auto" autocomplete="off" {} {}>{}</div>)">(
        field_id(part), t.tr("Month"), field_id(part), part, part_notes(date, n, part),
        Attributes{}.set("list", names).set("value", date.month), proposed);
}

Html calendar(const PartDate& date, const Tongue& t) {
    if (date.calendars.empty()) return {};
    const auto part = date.name + ".calendar";
    Html rows;
    for (const auto& option : date.calendars)
        rows.add<R"(<option value="{}" {}>{}</option>)">(
            option.value, Attributes{}.flag("selected", option.value == date.calendar),
            option.label);
    return markup<
        R"(<div class="whole"><label for="{}">{}</label><select id="{}" name="{}">{}</select></div>)">(
        field_id(part), t.tr("Calendar"), field_id(part), part, rows);
}

}  // namespace

Html part_date(const PartDate& date, const Problems& problems, const Tongue& t) {
    const auto n = notes(field_id(date.name), date.hint, problem_of(date, problems), t);
    auto parts = calendar(date, t);
    if (date.with_day) parts += digits(date, n, date.name + ".day", t.tr("Day"), date.day);
    parts += month(date, n, t);
    parts += digits(date, n, date.name + ".year", t.tr("Year"), date.year);
    return markup<R"(<fieldset class="{}" id="{}" tabindex="-1"><legend>{}</legend>{}{})"
                  R"(<div class="dates">{}</div></fieldset>)">(n.css(), field_id(date.name),
                                                               date.label, n.hint, n.error, parts);
}

}  // namespace mobio::view
