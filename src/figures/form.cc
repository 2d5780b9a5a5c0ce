// SPDX-License-Identifier: EUPL-1.2
#include "figures/form.h"

#include <algorithm>

#include "platform/view/components.h"

namespace mobio::figures {

using html::Html;
using html::markup;
using text::mark;
using text::Tongue;

namespace {

constexpr std::size_t most_title = 100;

// What a choice of persons may be made by.
constexpr std::array selectable{Division::Phase,     Division::Municipality, Division::Team,
                                Division::Status,    Division::Nationality,  Division::Sex,
                                Division::Household, Division::Housing};

std::string input_of(Division division) { return "only." + std::string(code(division)); }

// --- Reading -------------------------------------------------------------------------------------

std::string read_title(const http::Fields& typed, Problems& problems) {
    auto title = text::clean(typed.get("title")).text;
    std::ranges::replace(title, '\n', ' ');
    if (title.empty())
        problems.add("title", {mark("Give the report a title.")});
    else if (text::length(title) > most_title)
        problems.add("title", {mark("That is too long. 100 characters are enough.")});
    return title;
}

void check(const Definition& definition, Problems& problems) {
    if (definition.rows == Division::None || !fits(definition.measure, definition.rows))
        problems.add("rows", {mark("What is counted cannot be divided by that.")});
    if (definition.columns == Division::None) return;
    if (definition.columns == definition.rows)
        problems.add("columns", {mark("Rows and columns must be different.")});
    else if (!fits(definition.measure, definition.columns))
        problems.add("columns", {mark("What is counted cannot be divided by that.")});
}

// --- Drawing -------------------------------------------------------------------------------------

struct Drawing {
    const http::Fields& typed;
    const Problems& problems;
    const Labels& labels;
    const Tongue& t;

    Html select(std::string name, std::string_view label, std::vector<view::Option> options,
                std::string_view hint = "") const {
        view::Choice choice{.name = name,
                            .label = std::string(label),
                            .hint = std::string(hint),
                            .options = std::move(options),
                            .chosen = typed.all(name)};
        return view::select(choice, problems, t);
    }
};

template <class Of, class Name>
std::vector<view::Option> options(std::size_t from, std::size_t count, const Name& name) {
    std::vector<view::Option> all;
    for (auto i = from; i < count; ++i) {
        const auto one = static_cast<Of>(i);
        all.push_back({.value = std::string(code(one)), .label = name(one)});
    }
    return all;
}

// Own is called by every measure in its own way: here by what they have in common.
std::vector<view::Option> divisions(const Tongue& t) {
    return options<Division>(1, division_count, [&](Division one) {
        return one == Division::Own ? std::string(t.tr("Kind, area, level or office"))
                                    : name(one, Measure::InCounselling, t);
    });
}

Html what(const Drawing& d) {
    const view::Input title{.name = "title",
                            .label = std::string(d.t.tr("Title")),
                            .hint = std::string(d.t.tr("No names of persons.")),
                            .value = d.typed.get("title"),
                            .max_length = most_title};
    const auto measures =
        options<Measure>(0, measure_count, [&](Measure one) { return name(one, d.t); });
    const auto periods =
        options<Period>(0, period_count, [&](Period one) { return name(one, d.t); });
    return view::input(title, d.problems, d.t) +
           markup<R"(<div class="together">{}{}{}{}</div>)">(
               d.select("measure", d.t.tr("What is counted?"), measures),
               d.select("period", d.t.tr("Of which time?"), periods),
               d.select("rows", d.t.tr("Divided by"), divisions(d.t)),
               d.select("columns", d.t.tr("And by"), divisions(d.t)));
}

Html whom(const Drawing& d) {
    Html selects;
    for (const auto division : selectable) {
        std::vector<view::Option> options;
        for (const auto& one : d.labels.choices(division))
            options.push_back(
                {.value = one, .label = d.labels.label(division, Measure::InCounselling, one)});
        if (!options.empty())
            selects += d.select(input_of(division), name(division, Measure::InCounselling, d.t),
                                std::move(options));
    }
    return markup<R"(<h2>{}</h2><p class="soft">{}</p><div class="together">{}</div>)">(
        d.t.tr("Who is counted?"), d.t.tr("Empty means everybody."), selects);
}

}  // namespace

http::Fields fields_of(const Draft& draft) {
    const auto& definition = draft.definition;
    http::Fields fields;
    fields.add("title", draft.title);
    fields.add("measure", std::string(code(definition.measure)));
    fields.add("period", std::string(code(definition.period)));
    fields.add("rows", std::string(code(definition.rows)));
    if (definition.columns != Division::None)
        fields.add("columns", std::string(code(definition.columns)));
    for (const auto& [division, one] : definition.only) fields.add(input_of(division), one);
    return fields;
}

ReadDraft read(const http::Fields& typed, const Labels& labels) {
    ReadDraft out;
    auto& [draft, problems] = out;
    draft.title = read_title(typed, problems);
    const auto measure = parse_measure(typed.get("measure"));
    const auto period = parse_period(typed.get("period"));
    if (!measure) problems.add("measure", {mark("Choose what is counted.")});
    if (!period) problems.add("period", {mark("Choose the time.")});
    draft.definition.measure = measure.value_or(Measure::InCounselling);
    draft.definition.period = period.value_or(Period::ThisYear);
    draft.definition.rows = parse_division(typed.get("rows")).value_or(Division::None);
    draft.definition.columns = parse_division(typed.get("columns")).value_or(Division::None);
    for (const auto division : selectable) {
        const auto& one = typed.get(input_of(division));
        const auto known = labels.choices(division);
        if (std::ranges::find(known, one) != known.end()) draft.definition.only[division] = one;
    }
    if (measure) check(draft.definition, problems);
    return out;
}

Html form_fields(const http::Fields& typed, const Problems& problems, const Labels& labels,
                 const Tongue& t) {
    const Drawing d{typed, problems, labels, t};
    auto fields = what(d) + whom(d);
    fields.add<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Save"), "check"));
    return fields;
}

}  // namespace mobio::figures
