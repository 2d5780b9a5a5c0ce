// SPDX-License-Identifier: EUPL-1.2
#include "casework/persons_views.h"

#include <algorithm>
#include <set>

#include "casework/case_views.h"
#include "casework/desk.h"
#include "catalogue/catalogue.h"
#include "platform/access_log/access_log.h"

namespace mobio::casework {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

struct Look {
    const char *icon, *tone, *label;
};

// Of one thing that is due: its mark, and what kind of thing it is.
Look look_of(const Due& due, Date today) {
    using text::mark;
    const bool late = due.day && *due.day < today;
    const char* tone = late ? "bad" : "warm";
    switch (due.kind) {
        case DueKind::Step:
            return {"check", tone, mark("Next step")};
        case DueKind::Review:
            return {"goal", tone, mark("Review")};
        case DueKind::Move:
            return {"home", tone, mark("Planned move")};
        case DueKind::Residence:
            return {"clock", tone, mark("Residence title")};
        case DueKind::Clock:
            return {"clock", tone, mark("Counselling time")};
        case DueKind::Answer:
            return {"bell", "ok", mark("Answer of an office")};
        case DueKind::Duplicate:
            return {"family", "deep", mark("Possible duplicate")};
    }
    return {"info", "", mark("Next step")};
}

std::string when(const Due& due, Date today, const Tongue& t) {
    if (!due.day) return {};
    if (*due.day == today) return std::string(t.tr("today"));
    return *due.day < today ? text::fill(t.tr("overdue since {1}"), t.short_date(*due.day))
                            : text::fill(t.tr("until {1}"), t.short_date(*due.day));
}

Html card_of(const Today& item, Date day, const Tongue& t) {
    const auto look = look_of(*item.due, day);
    auto label = std::string(t.tr(look.label));
    if (const auto moment = when(*item.due, day, t); !moment.empty()) (label += ": ") += moment;
    const bool late = std::string_view(look.tone) == "bad";
    return markup<R"(<li {}><p class="row">{}</p><h3><a href="{}">{}</a></h3><p>{}</p></li>)">(
        html::Attributes{}.set("class", late ? "late" : ""), view::tag(label, look.tone, look.icon),
        item.due->href, view::value(item.one->person.name), item.due->words);
}

// The table --------------------------------------------------------------------------------------

Html name_of(const MyCase& one) {
    Html small;
    if (!one.native.empty()) small = markup<"<small>{}</small>">(view::value(one.native));
    return markup<R"(<a href="{}">{}</a>{})">(
        case_address(one.person.person),
        view::value(one.person.name.empty() ? "—" : one.person.name), small);
}

Html language_of(const MyCase& one, const App& app, const Tongue& t) {
    if (one.language.empty()) return {};
    auto words = markup<"{}">(app.catalogue->language_name(one.language, t));
    if (one.interpreter) words.add<"<small>{}</small>">(t.tr("with an interpreter"));
    return words;
}

Html place_of(const MyCase& one, const Places& places, App& app, const Tongue& t) {
    const auto* stay = one.opened ? one.opened->now() : nullptr;
    if (!stay) return view::tag(t.tr("no case yet"));
    const auto phase = stay->phase == "PRIV" ? phase_in_words(app, stay->phase, t) : stay->phase;
    return markup<"{}<small>{}</small>">(phase, view::value(place_in_words(*stay, places), "de"));
}

Html next_of(const MyCase& one, Date today, const Tongue& t) {
    const auto found = std::ranges::find_if(one.due, [](const Due& due) {
        return due.kind == DueKind::Step || due.kind == DueKind::Review;
    });
    if (found == one.due.end()) return {};
    auto words = markup<R"(<a href="{}">{}</a>)">(found->href, found->words);
    if (found->day && *found->day <= today) words += view::tag(when(*found, today, t), "bad");
    return words;
}

Html clock_of(const MyCase& one, Date today, const Tongue& t) {
    if (!one.opened || one.opened->closed) return {};
    return clock_progress(one.opened->clock, today, t);
}

Html hints_of(const MyCase& one, Date today, const Tongue& t) {
    Html hints;
    if (one.covered) hints += view::tag(t.tr("cover", "you stand in"), "deep");
    if (one.opened && one.opened->closed) hints += view::tag(t.tr("case", "closed"));
    if (!one.person.has_account) hints += view::tag(t.tr("no account yet"), "", "card");
    hints += births_tag(one.person, t);
    for (const auto& due : one.due) {
        if (due.kind == DueKind::Step || due.kind == DueKind::Review) continue;
        const auto look = look_of(due, today);
        hints.add<R"(<span class="tag {}">{}{}</span>)">(look.tone, view::icon(look.icon),
                                                         due.words);
    }
    return hints;
}

// The filters ------------------------------------------------------------------------------------

Html filter(const char* name, std::string_view label, std::vector<view::Option> options,
            const std::string& chosen, const Tongue& t) {
    return view::select({.name = name,
                         .label = std::string(label),
                         .options = std::move(options),
                         .chosen = {chosen}},
                        {}, t);
}

std::vector<view::Option> phases(App& app, const Tongue& t) {
    std::vector<view::Option> options;
    for (const auto& code : app.catalogue->codes("accommodation_phase"))
        options.push_back({.value = code.code, .label = phase_in_words(app, code.code, t)});
    return options;
}

// Only what occurs among them: a county has many more.
template <class Of, class All>
std::vector<view::Option> occurring(const std::vector<MyCase>& cases, const All& all,
                                    std::optional<Id<Of>> Stay::*place) {
    std::set<Id<Of>> there;
    for (const auto& one : cases)
        if (const auto* stay = one.opened ? one.opened->now() : nullptr)
            if (stay->*place) there.insert(*(stay->*place));
    std::vector<view::Option> options;
    for (const auto& one : all)
        if (there.contains(one.id))
            options.push_back({.value = one.id.text(), .label = one.name, .lang = "de"});
    return options;
}

std::vector<view::Option> languages(const std::vector<MyCase>& cases, const App& app,
                                    const Tongue& t) {
    std::set<std::string> there;
    for (const auto& one : cases)
        if (!one.language.empty()) there.insert(one.language);
    std::vector<view::Option> options;
    for (const auto& code : there)
        options.push_back({.value = code, .label = app.catalogue->language_name(code, t)});
    std::ranges::sort(
        options, [&](const auto& a, const auto& b) { return t.sorts_before(a.label, b.label); });
    return options;
}

std::vector<view::Option> kinds_due(const Tongue& t) {
    std::vector<view::Option> options;
    for (const auto kind : {DueKind::Step, DueKind::Review, DueKind::Move, DueKind::Residence,
                            DueKind::Clock, DueKind::Answer, DueKind::Duplicate})
        options.push_back({.value = std::string(code(kind)),
                           .label = std::string(t.tr(look_of({.kind = kind}, {}).label))});
    return options;
}

std::vector<view::Option> orders(const Tongue& t) {
    return {{.value = "name", .label = std::string(t.tr("order", "Name"))},
            {.value = "clock", .label = std::string(t.tr("order", "Counselling time"))},
            {.value = "newest", .label = std::string(t.tr("order", "Newest first"))}};
}

}  // namespace

Html search_form(const http::Request& request, App& app, const Problems& problems) {
    const auto& t = app.tongue(request.language);
    view::Input name;
    name.name = "name";
    name.label = t.tr("Find a person by name");
    name.hint = t.tr("Any spelling, any script. A part of the name is enough.");
    name.type = "search";
    name.value = request.form.get("name");
    auto fields = view::input(name, problems, t);
    fields.add<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Search"), "search", "quiet"));
    view::Form form;
    form.action = "/staff/persons/search";
    return view::form(form, fields, request, app);
}

Html births_tag(const CasePerson& person, const Tongue& t) {
    if (person.births == Births::Agree) return {};
    const bool age = person.births == Births::OtherAge;
    return view::tag(
        age ? t.tr("Adult or minor? The birth dates disagree.") : t.tr("The birth dates disagree."),
        age ? "warm" : "", age ? "warn" : "calendar");
}

void log_listed(App& app, const StaffMember& who, const std::vector<Id<Person>>& persons,
                const http::Visitor& visitor) {
    std::vector<access_log::Entry> entries;
    for (const auto person : persons)
        entries.push_back(
            {person.bytes, access_log::Who::Staff, who.id.bytes, "person.listed", {}, ""});
    access_log::read(app, entries, visitor);
}

Html today_cards(const std::vector<Today>& today, std::size_t count, Date day, const Tongue& t) {
    if (today.empty()) return {};
    Html items;
    for (const auto& item : today) items += card_of(item, day, t);
    return markup<
        R"(<section class="stack" aria-labelledby="today"><h2 id="today">{} {}</h2><ul class="due">{}</ul></section>)">(
        t.tr("Important today"), view::tag(t.number(static_cast<std::int64_t>(count)), "warm"),
        items);
}

Html filter_form(const MyCases& cases, const Asked& asked, App& app, const Tongue& t) {
    const auto& [all, places] = cases;
    Html fields = filter("phase", t.tr("Phase"), phases(app, t), asked.phase, t);
    fields +=
        filter("municipality", t.tr("Municipality"),
               occurring(all, places.municipalities, &Stay::municipality), asked.municipality, t);
    fields +=
        filter("accommodation", t.tr("Accommodation"),
               occurring(all, places.accommodations, &Stay::accommodation), asked.accommodation, t);
    fields += filter("language", t.tr("Language"), languages(all, app, t), asked.language, t);
    fields += filter("due", t.tr("What is due"), kinds_due(t), asked.due, t);
    fields += filter("sort", t.tr("Sorted by"), orders(t), asked.sort, t);
    fields += filter("state", t.tr("case", "State"),
                     {{.value = "closed", .label = std::string(t.tr("case", "Closed cases"))}},
                     asked.closed ? "closed" : "", t);
    fields += view::button(t.tr("Show"), "search", "quiet");
    auto form =
        markup<R"(<form class="filters" method="get" action="/staff/persons">{}</form>)">(fields);
    return asked.filters() ? form : view::details(t.tr("Filter and sort"), form);
}

view::Table cases_table(const MyCases& cases, std::size_t from, std::size_t most, App& app,
                        const Tongue& t) {
    const auto today = app.today();
    view::Table table{
        .caption = std::string(t.tr("My persons")),
        .columns = {std::string(t.tr("Name")), std::string(t.tr("Language")),
                    std::string(t.tr("Phase and place")), std::string(t.tr("Next step")),
                    std::string(t.tr("Counselling time")), std::string(t.tr("Hints"))},
        .rows = {}};
    for (auto i = from; i < std::min(cases.all.size(), from + most); ++i) {
        const auto& one = cases.all[i];
        table.rows.push_back({name_of(one), language_of(one, app, t),
                              place_of(one, cases.places, app, t), next_of(one, today, t),
                              clock_of(one, today, t), hints_of(one, today, t)});
    }
    return table;
}

}  // namespace mobio::casework
