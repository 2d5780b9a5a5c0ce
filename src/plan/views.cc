// SPDX-License-Identifier: EUPL-1.2
#include "plan/views.h"

#include <algorithm>
#include <array>

#include "catalogue/catalogue.h"
#include "platform/text/day.h"

namespace mobio::plan {

using html::Attributes;
using html::Html;
using html::markup;
using text::mark;
using text::Tongue;

namespace {

const char* icon_of(std::string_view area) {
    constexpr std::array<std::pair<std::string_view, const char*>, 12> icons{
        {{"language", "language"},
         {"school", "school"},
         {"training", "training"},
         {"work", "work"},
         {"housing", "home"},
         {"health", "health"},
         {"children", "family"},
         {"participation", "leisure"},
         {"finance", "card"},
         {"legal", "document"},
         {"services", "info"},
         {"digital", "globe"}}};
    const auto* found = std::ranges::find(icons, area, &decltype(icons)::value_type::first);
    return found == icons.end() ? "goal" : found->second;
}

std::string label(App& app, std::string_view list, std::string_view code, const Tongue& t) {
    return code.empty() ? std::string{} : app.catalogue->code_label(list, code, t);
}

// "Exam passed: B1 in March"; one of both alone where the other is missing.
std::string with_more(const std::string& said, const std::string& more, const Tongue& t) {
    if (said.empty() || more.empty()) return said.empty() ? more : said;
    return text::fill(t.tr("{1}: {2}"), said, text::isolated(more));
}

Html status_tag(const Goal& goal, App& app, const Tongue& t) {
    const auto words = status_of(goal, app, t);
    if (goal.status == "reached" || goal.status == "partly") return view::tag(words, "ok", "check");
    if (goal.status == "waiting") return view::tag(words, "warm", "clock");
    if (goal.status == "in_progress") return view::tag(words, "deep", "clock");
    return view::tag(words);
}

Html status_tag(const Measure& measure, App& app, const Tongue& t) {
    if (measure.status == "open") return {};
    const auto words = label(app, "plan_measure_status", measure.status, t);
    if (measure.status == "done") return view::tag(words, "ok", "check");
    if (measure.status == "waiting") return view::tag(words, "warm", "clock");
    return view::tag(words, measure.status == "running" ? "deep" : "");
}

bool is_late(const Measure& measure, std::optional<Date> today) {
    return today && measure.goes_on() && measure.due && *measure.due < *today;
}

Html mark_of(const Measure& measure) {
    if (measure.status == "done") return view::badge("check", "ok");
    if (measure.side == "person") return view::badge("person", "warm");
    return view::badge(measure.side == "office" ? "document" : "person");
}

Html day_value(const Date& day, const Tongue& t) { return markup<"{}">(t.date(day)); }

}  // namespace

std::string title_of(const Goal& goal, Reader reader, App& app, const Tongue& t) {
    if (goal.kind != "own") return label(app, "plan_goal", goal.kind, t);
    const bool in_own = reader == Reader::ThePerson && !goal.words.empty();
    return in_own ? goal.words : goal.german;
}

std::string title_of(const Measure& measure, App& app, const Tongue& t) {
    if (measure.kind == "other") return measure.words;
    return with_more(label(app, "plan_measure", measure.kind, t), measure.words, t);
}

std::string responsible(const Measure& measure, Reader reader, App& app, const Tongue& t) {
    if (reader == Reader::ThePerson && measure.side == "person") return std::string(t.tr("You"));
    if (reader == Reader::ThePerson && measure.side == "caseworker")
        return std::string(t.tr("Your social worker"));
    return measure.side_name.empty() ? label(app, "plan_responsible", measure.side, t)
                                     : text::isolated(measure.side_name);
}

std::string who_and_when(const Measure& measure, Reader reader, App& app, const Tongue& t) {
    auto words = responsible(measure, reader, app, t);
    if (measure.due && measure.goes_on())
        words += " · " + text::fill(t.tr("until {1}"), t.short_date(*measure.due));
    if (measure.status == "done" && measure.status_on)
        words += " · " + text::fill(t.tr("done on {1}"), t.short_date(*measure.status_on));
    return words;
}

std::string status_of(const Goal& goal, App& app, const Tongue& t) {
    return with_more(label(app, "plan_goal_status", goal.status, t),
                     label(app, "consult_waiting", goal.waiting_for, t), t);
}

std::string indicator_of(const Goal& goal, App& app, const Tongue& t) {
    if (goal.indicator == "other" && !goal.indicator_words.empty()) return goal.indicator_words;
    return with_more(label(app, "plan_indicator", goal.indicator, t), goal.indicator_words, t);
}

std::string html_language(std::string_view language) {
    constexpr std::array<std::pair<std::string_view, const char*>, 6> known{{{"deu", "de"},
                                                                             {"eng", "en"},
                                                                             {"fra", "fr"},
                                                                             {"arb", "ar"},
                                                                             {"pes", "fa"},
                                                                             {"prs", "prs"}}};
    const auto* found = std::ranges::find(known, language, &decltype(known)::value_type::first);
    return found == known.end() ? "" : found->second;
}

Html own_words(std::string_view words, std::string_view language) {
    if (words.empty()) return {};
    return markup<R"(<p class="mine" {} dir="auto">{}</p>)">(
        Attributes{}.set("lang", html_language(language)), words);
}

Html link_about(std::string_view href, std::string_view label, std::string_view about,
                std::string_view icon, std::string_view style) {
    return markup<R"(<a class="button {}" href="{}">{}{}<span class="hide">: {}</span></a>)">(
        style, href, view::icon(icon), label, view::value(about));
}

Html button_about(std::string_view label, std::string_view about, std::string_view icon,
                  std::string_view style) {
    return markup<
        R"(<button class="button {}" type="submit">{}{}<span class="hide">: {}</span></button>)">(
        style, view::icon(icon), label, view::value(about));
}

Html measure_line(const KeptMeasure& measure, Reader reader, const Html& end,
                  std::optional<Date> today, App& app, const Tongue& t) {
    const auto& told = measure.told;
    auto small = markup<"{}">(who_and_when(told, reader, app, t));
    if (told.proof_seen)
        small.add<" · {}">(t.tr("proof seen"));
    else if (!told.proof.empty() && told.proof != "none")
        small.add<" · {}">(text::fill(t.tr("proof: {1}"), label(app, "plan_proof", told.proof, t)));
    return view::line({.start = mark_of(told),
                       .title = view::value(title_of(told, app, t)),
                       .small = small,
                       .more = is_late(told, today) ? view::tag(t.tr("late"), "warm", "clock")
                                                    : status_tag(told, app, t),
                       .end = end});
}

namespace {

std::vector<view::Fact> goal_facts(const Goal& goal, Reader reader, App& app, const Tongue& t) {
    std::vector<view::Fact> facts;
    const auto tell = [&](std::string_view name, const Html& value) {
        facts.push_back({std::string(name), value, {}});
    };
    if (goal.kind != "own" && !goal.german.empty())
        tell(t.tr("In German"), view::value(goal.german, "de"));
    if (!goal.situation.empty()) tell(t.tr("How it is now"), view::value(goal.situation, "de"));
    if (const auto how = indicator_of(goal, app, t); !how.empty())
        tell(t.tr("How we will notice it"), view::value(how));
    if (goal.deadline) tell(t.tr("Deadline"), day_value(*goal.deadline, t));
    if (goal.review && goal.goes_on())
        tell(reader == Reader::ThePerson ? t.tr("We look at it again") : t.tr("Next review"),
             day_value(*goal.review, t));
    return facts;
}

}  // namespace

Html goal_card(const KeptGoal& goal, std::size_t number, Reader reader, const Controls& controls,
               App& app, const Tongue& t) {
    const auto& told = goal.told;
    auto body = own_words(told.words, told.words_lang);
    body += view::facts(goal_facts(told, reader, app, t));
    std::vector<Html> lines;
    for (const auto& measure : goal.measures)
        lines.push_back(
            measure_line(measure, reader, controls.of_step(measure), controls.today, app, t));
    if (!lines.empty())
        body.add<"<h3>{}</h3>{}">(t.tr("Steps"), view::list(lines, "list arranging"));
    body += controls.more;
    auto under = markup<"{}">(text::fill(t.tr("Goal {1}"), std::to_string(number)));
    if (reader == Reader::Staff || told.priority == later)
        under.add<" · {} · {}">(
            label(app, "plan_area", told.area, t),
            label(app, "plan_priority",
                  told.priority == later ? "later" : std::to_string(told.priority), t));
    return view::card({.title = text::isolated(title_of(told, reader, app, t)),
                       .icon = icon_of(told.area),
                       .id = "goal-" + std::to_string(number),
                       .header_end = status_tag(told, app, t),
                       .body = body,
                       .footer = controls.footer,
                       .under_title = under});
}

Html goal_cards(const std::vector<KeptGoal>& goals, Reader reader, App& app, const Tongue& t) {
    Html cards;
    std::size_t number = 0;
    for (const auto& goal : goals) cards += goal_card(goal, ++number, reader, {}, app, t);
    return cards;
}

// Fields by name ----------------------------------------------------------------------------------

namespace {

enum class Shape : std::uint8_t { Words, Code, Day, Language, YesNo };
struct Named {
    Of what;
    std::string_view field;
    const char* label;
    Shape shape;
    std::string_view list = {};
};
constexpr std::array names{
    Named{Of::Goal, "area", mark("Area of life"), Shape::Code, "plan_area"},
    Named{Of::Goal, "kind", mark("Goal"), Shape::Code, "plan_goal"},
    Named{Of::Goal, "german", mark("In German"), Shape::Words},
    Named{Of::Goal, "words", mark("In the person’s own words"), Shape::Words},
    Named{Of::Goal, "words_lang", mark("Language of these words"), Shape::Language},
    Named{Of::Goal, "situation", mark("How it is now"), Shape::Words},
    Named{Of::Goal, "indicator", mark("How we will notice it"), Shape::Code, "plan_indicator"},
    Named{Of::Goal, "indicator_words", mark("More about that"), Shape::Words},
    Named{Of::Goal, "priority", mark("How urgent?"), Shape::Code, "plan_priority"},
    Named{Of::Goal, "deadline", mark("Deadline"), Shape::Day},
    Named{Of::Goal, "status", mark("How it stands"), Shape::Code, "plan_goal_status"},
    Named{Of::Goal, "waiting_for", mark("Who has to act?"), Shape::Code, "consult_waiting"},
    Named{Of::Goal, "review", mark("Next review"), Shape::Day},
    Named{Of::Measure, "kind", mark("Step"), Shape::Code, "plan_measure"},
    Named{Of::Measure, "words", mark("More about it"), Shape::Words},
    Named{Of::Measure, "side", mark("Who is responsible?"), Shape::Code, "plan_responsible"},
    Named{Of::Measure, "side_name", mark("Which office, or who?"), Shape::Words},
    Named{Of::Measure, "due", mark("Deadline"), Shape::Day},
    Named{Of::Measure, "status", mark("How it stands"), Shape::Code, "plan_measure_status"},
    Named{Of::Measure, "proof", mark("Proof"), Shape::Code, "plan_proof"},
    Named{Of::Measure, "proof_seen", mark("The proof was seen"), Shape::YesNo},
};

const Named* named(Of what, std::string_view field) {
    const auto* found = std::ranges::find_if(
        names, [&](const Named& one) { return one.what == what && one.field == field; });
    return found == names.end() ? nullptr : found;
}

}  // namespace

std::string label_of(Of what, std::string_view field, const Tongue& t) {
    if (field == "covers") return std::string(t.tr("Also for"));
    const auto* name = named(what, field);
    return name ? std::string(t.tr(name->label)) : std::string{};
}

std::string in_words(Of what, std::string_view field, const std::string& value, App& app,
                     const Tongue& t) {
    const auto* name = named(what, field);
    if (!name || value.empty()) return value;
    switch (name->shape) {
        case Shape::Code:
            return label(app, name->list, value, t);
        case Shape::Day: {
            const auto day = text::parse_day(value);
            return day ? t.date(*day) : value;
        }
        case Shape::Language:
            return app.catalogue->language_name(value, t);
        case Shape::YesNo:
            return std::string(t.tr("Yes"));
        case Shape::Words:
            break;
    }
    return value;
}

std::vector<view::Fact> facts_of(Of what, const http::Fields& fields, App& app, const Tongue& t) {
    std::vector<view::Fact> facts;
    for (const auto& [field, value] : fields)
        if (!value.empty())
            facts.push_back(
                {label_of(what, field, t), view::value(in_words(what, field, value, app, t)), {}});
    return facts;
}

// What changed ------------------------------------------------------------------------------------

Said said(const Difference& one, Reader reader, App& app, const Tongue& t) {
    using What = Difference::What;
    const auto goal = text::isolated(title_of(one.goal, reader, app, t));
    const auto step = text::isolated(title_of(one.measure, app, t));
    const auto both = [&](Of what, const std::string& of) {
        return Said{text::fill(t.tr("{1}: {2}"), of, label_of(what, one.field, t)),
                    in_words(what, one.field, one.before, app, t),
                    in_words(what, one.field, one.after, app, t)};
    };
    switch (one.what) {
        case What::GoalAdded:
            return {text::fill(t.tr("New goal: {1}"), goal), "", ""};
        case What::GoalLeftOut:
            return {text::fill(t.tr("No longer a goal: {1}"), goal), "", ""};
        case What::StepAdded:
            return {text::fill(t.tr("New step: {1}"), step), "",
                    who_and_when(one.measure, reader, app, t)};
        case What::StepLeftOut:
            return {text::fill(t.tr("No longer a step: {1}"), step), "", ""};
        case What::GoalChanged:
            return both(Of::Goal, goal);
        case What::StepChanged:
            return both(Of::Measure, step);
        case What::CoversChanged:
            break;
    }
    return {label_of(Of::Goal, "covers", t), one.before, one.after};
}

Html difference_list(const std::vector<Difference>& differences, Reader reader, App& app,
                     const Tongue& t) {
    std::vector<Html> lines;
    for (const auto& one : differences) {
        if (one.field == "words_lang") continue;
        const auto words = said(one, reader, app, t);
        Html small;
        if (!words.before.empty()) small.add<"{} {}">(t.tr("Before:"), view::value(words.before));
        if (!words.before.empty() && !words.after.empty()) small += markup<"<br>">();
        if (!words.after.empty())
            small.add<"{} {}">(one.field.empty() ? std::string_view{} : t.tr("Now:"),
                               view::value(words.after));
        lines.push_back(view::line(
            {.start = view::badge("edit"), .title = markup<"{}">(words.what), .small = small}));
    }
    return view::list(lines, "list");
}

Html differences_since(int number, const std::vector<Difference>& list, Reader reader, App& app,
                       const Tongue& t) {
    return view::card({.title = text::fill(t.tr("Since version {1}"), std::to_string(number)),
                       .icon = "edit",
                       .id = "since",
                       .body = list.empty() ? markup<"<p>{}</p>">(t.tr("Nothing changed."))
                                            : difference_list(list, reader, app, t)});
}

// Signatures --------------------------------------------------------------------------------------

std::string way_in_words(const Confirmation& one, const Tongue& t) {
    switch (one.way) {
        case Way::Paper: {
            auto words = std::string(t.tr("Signed on paper"));
            if (one.signed_on) words += ", " + t.short_date(*one.signed_on);
            return words;
        }
        case Way::Drawn:
            return text::fill(t.tr("Signed on the screen, {1}"), t.moment(one.at));
        case Way::Typed:
            break;
    }
    return text::fill(t.tr("Agreed on the screen, {1}"), t.moment(one.at));
}

namespace {

Html signature(const std::optional<Confirmation>& one, const std::string& name, const Tongue& t) {
    if (!one)
        return markup<R"(<div class="sign"><span>{}</span><small class="soft">{}</small></div>)">(
            view::value(name), t.tr("has not confirmed yet"));
    Html drawn;
    if (one->way == Way::Drawn)
        drawn = markup<R"(<svg viewBox="0 0 600 200" role="img" aria-label="{}">)"
                       R"(<path d="{}" vector-effect="non-scaling-stroke"/></svg>)">(
            text::fill(t.tr("Signature of {1}"), name), one->path);
    else
        drawn = markup<"<div>{}</div>">(view::tag(t.tr("Agreed"), "ok", "check"));
    auto small = way_in_words(*one, t);
    if (one->way == Way::Paper && !one->kept.empty()) small += " · " + text::isolated(one->kept);
    return markup<R"(<div class="sign">{}<span>{}</span><small class="soft">{}</small></div>)">(
        drawn, view::value(one->name.empty() ? name : one->name), small);
}

}  // namespace

Html signatures(const Version& version, const Tongue& t) {
    return markup<R"(<div class="signs">{}{}</div>)">(
        signature(version.person, version.content.person, t),
        signature(version.caseworker, version.content.caseworker, t));
}

}  // namespace mobio::plan
