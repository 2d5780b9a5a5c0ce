// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "biography/checklist.h"
#include "biography/frame.h"
#include "biography/pages.h"
#include "biography/thread.h"
#include "biography/words.h"

namespace mobio::biography {

using catalogue::Part;
using catalogue::Type;
using html::Html;
using html::markup;

namespace {

// Everything on the page is drawn from these.
struct Overview {
    const Teller& who;
    const Biography& biography;
    const http::Request& request;
    App& app;
    const text::Tongue& t;
    Listener person;
    Step next;
};

std::string first_words(const Biography& biography, const char* field, const char* part) {
    const auto* claim = biography.claim(field);
    if (!claim || !claim->value.is_object() || !claim->value.contains(part)) return {};
    return claim->value[part].is_string() ? claim->value[part].get<std::string>() : std::string{};
}

std::string birth_place(const Overview& o) {
    const bool arabic = text::right_to_left(o.t.language());
    for (const char* part : {arabic ? "native" : "latin", arabic ? "latin" : "native"})
        if (auto place = first_words(o.biography, "person.birth_place", part); !place.empty())
            return place;
    return {};
}

Html event_title(const Overview& o, const Event& event) {
    if (event.kind == Event::Kind::Arrival) return markup<"{}">(o.t.tr("Arrived in Germany"));
    if (event.kind == Event::Kind::Birth) {
        const auto place = birth_place(o);
        return place.empty() ? markup<"{}">(o.t.tr("Born"))
                             : with_value(o.t.tr("Born in {1}"), place);
    }
    const auto title = title_in_words(*o.app.catalogue, *event.field, event.claim->value, o.person);
    return view::value(title.empty() ? o.app.catalogue->label(*event.field, o.t) : title);
}

std::string event_when(const Overview& o, const Event& event) {
    const auto& value = event.claim->value;
    if (event.kind != Event::Kind::Entry) return date_in_words(value, o.person);
    if (event.period)
        return period_in_words(value.value("from", nlohmann::json()),
                               value.value("to", nlohmann::json()), o.person);
    for (const char* part : {"date", "issued"})
        if (value.contains(part)) return date_in_words(value[part], o.person);
    return {};
}

// Where it was; the rest stands on its card.
Html event_place(const Overview& o, const Event& event) {
    if (event.kind != Event::Kind::Entry) return {};
    const auto where = [](const Part& part) {
        return (part.place && part.type == Type::Text) || part.type == Type::Country;
    };
    const auto items =
        parts_in_words(*o.app.catalogue, *event.field, event.claim->value, o.person, where);
    if (items.empty()) return {};
    return markup<R"(<p class="soft">{}</p>)">(view::value(join(items, o.t)));
}

Html gap_item(const Overview& o, const Gap& gap) {
    const auto years = text::fill(o.t.tr("{1} to {2}"), std::to_string(gap.from_year),
                                  std::to_string(gap.to_year));
    return markup<
        R"(<li class="gap"><span class="when">{}</span><a class="open" href="/biography/work/jobs/entries/new">{}<span><b>{}</b><small>{}</small></span></a></li>)">(
        years, view::icon("plus"), o.t.tr("What did you do in these years?"),
        o.t.tr("Work, home, learning, caring for family. Leave it empty if you like."));
}

Html today_item(const Overview& o) {
    if (!o.next.topic)
        return markup<R"(<li class="now"><span class="when">{}</span><p class="soft">{}</p></li>)">(
            o.t.tr("Today"),
            o.t.tr("You have answered everything. You can change it at any time."));
    const auto& section = *o.app.catalogue->section(o.next.topic->section);
    return markup<
        R"(<li class="now"><span class="when">{}</span><a class="open" href="{}">{}<span><b>{}</b><small>{}</small></span></a></li>)">(
        o.t.tr("Today"), address(*o.next.topic, o.next.path), view::icon("edit"),
        text::fill(o.t.tr("Continue: {1}"), o.app.catalogue->label(section, o.t)),
        o.app.catalogue->title(*o.next.topic, o.t));
}

Html thread(const Overview& o) {
    const auto life = thread_of(o.biography, *o.app.catalogue, o.app.today());
    const auto gap_at = [&](std::size_t place) {
        return std::find_if(life.gaps.begin(), life.gaps.end(),
                            [&](const Gap& gap) { return gap.before == place; });
    };
    Html items;
    for (std::size_t i = 0; i < life.events.size(); ++i) {
        if (const auto gap = gap_at(i); gap != life.gaps.end()) items += gap_item(o, *gap);
        const auto css = gap_at(i + 1) != life.gaps.end() ? "before-gap" : "";
        const auto& event = life.events[i];
        items.add<R"(<li {}><span class="when">{}</span><h3>{}</h3>{}</li>)">(
            html::Attributes{}.set("class", css), event_when(o, event), event_title(o, event),
            event_place(o, event));
    }
    return markup<
        R"(<section class="stack" aria-labelledby="life"><h2 id="life">{}</h2><ol class="thread">{}{}</ol></section>)">(
        o.t.tr("The way of my life"), items, today_item(o));
}

Html next_step_card(const Overview& o) {
    const bool more = o.next.topic;
    const auto title = more ? o.app.catalogue->title(*o.next.topic, o.t)
                            : std::string(o.t.tr("Send your data to an office"));
    const auto lead =
        !more ? o.t.tr("Your biography is complete. You decide who may read it.")
        : o.next.path == Path::First
            ? o.t.tr("The first questions take about 20 minutes. Stop whenever you like.")
            : o.t.tr("Each answer is saved at once. Stop whenever you like.");
    Html go;
    if (more)
        go = view::button_link(address(*o.next.topic, o.next.path), o.t.tr("Continue"));
    else if (!o.who.staff)
        go = view::button_link("/releases/new", o.t.tr("Release my data"));
    return markup<
        R"(<section class="card warm screen" aria-labelledby="step"><header>{}<div><p class="eyebrow">{}</p><h2 id="step">{}</h2></div></header><p>{}</p><div class="buttons step-buttons">{}</div></section>)">(
        view::badge("goal", "warm"), o.t.tr("Your next step"), title, lead, go);
}

Html releases(const Overview& o, const Teller& who) {
    if (who.staff) return {};
    Html running;
    if (o.app.overview_releases)
        running = o.app.overview_releases(o.request, o.app, who.account, who.person);
    return markup<
        R"(<section class="stack" aria-labelledby="running"><h2 id="running">{}</h2>{}{}</section>)">(
        o.t.tr("Running releases"),
        view::add_link("/releases/new", o.t.tr("Release data to an office"),
                       o.t.tr("You see everything before you send it.")),
        running);
}

// Where they are expected next.
Html appointments(const Overview& o, const Teller& who) {
    if (who.staff || !o.app.overview_appointments) return {};
    return o.app.overview_appointments(o.request, o.app, who.account, who.person);
}

Html section_line(const Overview& o, const catalogue::Section& section) {
    const auto [done, of] = progress(o.biography, section);
    const auto label = o.app.catalogue->label(section, o.t);
    const auto count =
        text::fill(o.t.tr("{1} of {2} answers"), std::to_string(done), std::to_string(of));
    const bool complete = done == of;
    Html bar;
    if (!complete && done > 0)
        bar = view::progress(done, of, text::fill(o.t.tr("{1}: {2}"), label, count));
    const auto small = complete   ? std::string(o.t.tr("section", "Complete"))
                       : done > 0 ? count
                                  : std::string(o.t.tr("section", "Not begun yet"));
    return view::line({.href = address(section),
                       .start = complete ? view::badge("check", "ok") : view::badge(section.icon),
                       .title = markup<"{}">(label),
                       .small = markup<"{}">(small),
                       .more = bar});
}

Html sections(const Overview& o) {
    std::vector<Html> lines;
    for (const auto& section : o.app.catalogue->sections())
        lines.push_back(section_line(o, section));
    return markup<
        R"(<section class="stack" aria-labelledby="sections"><h2 id="sections">{}</h2>{}<p class="soft small">{}</p></section>)">(
        o.t.tr("Sections of my biography"), view::list(lines, "cols"),
        o.t.tr("No answer is required. “I don’t know” and “I don’t want to say” are answers too."));
}

// The office that is nearest to having everything.
std::string nearly_there(const Overview& o) {
    const auto all = missing_answers(o.biography, *o.app.catalogue);
    std::optional<std::pair<std::size_t, catalogue::Recipient>> nearest;
    for (const auto kind : catalogue::recipients) {
        const auto missing = all.at(static_cast<std::size_t>(kind));
        if (missing > 0 && (!nearest || missing < nearest->first)) nearest = {missing, kind};
    }
    if (!nearest) return std::string(o.t.tr("Every office would find what it needs."));
    return text::fill(o.t.tr("{1}: {2}"), o.app.catalogue->recipient_name(nearest->second, o.t),
                      o.t.plural("{1} answer is missing", "{1} answers are missing",
                                 static_cast<std::int64_t>(nearest->first)));
}

// What belongs to the person's own account.
std::vector<Html> own_ways(const Overview& o) {
    return {
        view::line({.href = "/plan",
                    .start = view::badge("goal"),
                    .title = markup<"{}">(o.t.tr("My goals")),
                    .small = markup<"{}">(o.t.tr("Goals, steps, what was agreed"))}),
        view::line({.href = "/appointments",
                    .start = view::badge("calendar"),
                    .title = markup<"{}">(o.t.tr("My appointments")),
                    .small = markup<"{}">(o.t.tr("When you are expected, and reminders"))}),
        view::line({.href = "/consultations",
                    .start = view::badge("speaker"),
                    .title = markup<"{}">(o.t.tr("What we agreed")),
                    .small = markup<"{}">(o.t.tr("Talks with your social worker, next steps"))}),
        view::line({.href = "/case",
                    .start = view::badge("person"),
                    .title = markup<"{}">(o.t.tr("Who helps you")),
                    .small = markup<"{}">(o.t.tr("Your social worker, and what you agreed to"))}),
        view::line({.href = "/cv",
                    .start = view::badge("document"),
                    .title = markup<"{}">(o.t.tr("CV")),
                    .small = markup<"{}">(o.t.tr("As PDF, for applications"))}),
        view::line({.href = "/recognition",
                    .start = view::badge("training"),
                    .title = markup<"{}">(o.t.tr("Recognition of my qualifications")),
                    .small = markup<"{}">(o.t.tr("Who decides, and which papers it wants"))}),
        view::line({.href = "/biography/revisions",
                    .start = view::badge("clock"),
                    .title = markup<"{}">(o.t.tr("What was changed"))})};
}

Html more(const Overview& o) {
    std::vector<Html> lines{view::line({.href = "/biography/checklists",
                                        .start = view::badge("goal"),
                                        .title = markup<"{}">(o.t.tr("What is still missing?")),
                                        .small = markup<"{}">(nearly_there(o))}),
                            view::line({.href = "/biography/summary",
                                        .start = view::badge("print"),
                                        .title = markup<"{}">(o.t.tr("My biography on paper"))})};
    if (!o.who.staff)
        for (auto& line : own_ways(o)) lines.push_back(std::move(line));
    return view::list(lines, "list card");
}

}  // namespace

http::Response show_overview(const Teller& who, const http::Request& request, App& app) {
    const auto biography = open_biography(who, request, app);
    const auto& t = app.tongue(request.language);
    const Overview o{who,
                     biography,
                     request,
                     app,
                     t,
                     listener_of(biography, t),
                     next_step(biography, *app.catalogue)};
    const auto name = calling_name(biography);
    const auto greeting =
        name.empty() ? markup<"{}">(t.tr("Hello")) : with_value(t.tr("Hello {1}"), name);
    view::Page page;
    page.title = std::string(t.tr("My life"));
    page.area = view::Area::Life;
    page.width = view::Width::Wide;
    page.body = notices(request, app);
    page.body += view::head(
        greeting, markup<"{}">(t.tr("Go on where you stopped. Each answer is saved at once.")));
    page.body.add<
        R"(<div class="split"><div class="stack-l">{}{}</div><div class="stack-l">{}{}{}</div></div>{})">(
        next_step_card(o), thread(o), appointments(o, who), releases(o, who), more(o), sections(o));
    return page_for(who, request, app, std::move(page));
}

}  // namespace mobio::biography
