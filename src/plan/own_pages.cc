// SPDX-License-Identifier: EUPL-1.2
// The person's side of their plan: their goals and next steps in their language. They say a goal in
// their own words, tick off their own steps, and ask for changes.
#include <algorithm>

#include "account/account.h"
#include "plan/pages.h"
#include "plan/reading.h"
#include "platform/http/form_key.h"

namespace mobio::plan {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

struct Own {
    Party party;
    Plan plan;
    std::vector<Version> versions;
    std::vector<KeptReview> reviews;
    std::vector<KeptWish> wishes;
};
Own own(const Acting& who, App& app) {
    return app.db->read([&](sql::Connection& db) {
        const auto party = Party::of(db, app, who);
        return Own{party, plan_of(db, app, party), versions_of(db, app, party),
                   reviews_of(db, app, party), wishes_of(db, app, party)};
    });
}

Html to_confirm(const Own& mine, const Tongue& t) {
    if (mine.versions.empty() || mine.versions.front().person) return {};
    const auto address = own_address() + "/versions/" + mine.versions.front().id.text();
    return view::card(
        {.title = std::string(t.tr("Please read and confirm")),
         .icon = "consent",
         .tone = "warm",
         .id = "confirm",
         .body = markup<"<p>{}</p>">(t.tr("Your social worker wrote down what you agreed. Do you "
                                          "agree with it?")),
         .footer = view::button_link(address, t.tr("Read it"), "next")});
}

Html step_end(const KeptMeasure& measure, const http::Request& request, App& app) {
    if (measure.told.side != "person" || !measure.told.goes_on()) return {};
    const auto& t = app.tongue(request.language);
    return view::button_form(
        own_address() + "/measures/" + measure.id.text() + "/completion",
        button_about(t.tr("Done"), title_of(measure.told, app, t), "check", "quiet small"), request,
        app);
}

// What the person is to do next, on top of everything: the first three.
Html next_steps(const Own& mine, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    std::vector<KeptMeasure> next;
    for (const auto& goal : mine.plan.goals)
        for (const auto& measure : goal.measures)
            if (goal.told.active() && measure.told.goes_on() && measure.told.side == "person")
                next.push_back(measure);
    if (next.empty()) return {};
    std::ranges::stable_sort(next, {}, [](const KeptMeasure& one) { return one.told.due; });
    std::vector<Html> lines;
    for (const auto& measure : next)
        if (lines.size() < 3)
            lines.push_back(measure_line(measure, Reader::ThePerson,
                                         step_end(measure, request, app), app.today(), app, t));
    return markup<
        R"(<section class="stack" aria-labelledby="next"><h2 id="next">{}</h2>{}</section>)">(
        t.tr("Your next steps"), view::list(lines, "list card arranging"));
}

Html goal_footer(const KeptGoal& goal, App& app, const Tongue& t) {
    const auto title = title_of(goal.told, Reader::ThePerson, app, t);
    const auto address = own_address() + "/goals/" + goal.id.text() + "/words";
    const auto wish = own_address() + "/wishes/new?goal=" + goal.id.text();
    return link_about(address, t.tr("Say it in my words"), title, "edit", "quiet small") +
           link_about(wish, t.tr("Ask for a change"), title, "speaker", "quiet small");
}

// The others wait for their time, or are over.
Html goals(const Own& mine, bool active, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    Html cards;
    std::size_t number = 0;
    for (const auto& goal : mine.plan.goals) {
        ++number;
        if (goal.told.active() != active) continue;
        Controls controls;
        controls.today = app.today();
        if (goal.told.goes_on()) controls.footer = goal_footer(goal, app, t);
        controls.of_step = [&](const KeptMeasure& measure) {
            return step_end(measure, request, app);
        };
        cards += goal_card(goal, number, Reader::ThePerson, controls, app, t);
    }
    return cards;
}

Html versions(const Own& mine, const Tongue& t) {
    std::vector<Html> lines;
    for (const auto& version : mine.versions)
        lines.push_back(view::line(
            {.href = own_address() + "/versions/" + version.id.text(),
             .start = view::badge("document"),
             .title = markup<"{}">(
                 text::fill(t.tr("Version {1}"), std::to_string(version.content.number))),
             .small = markup<"{}">(t.date(version.content.day)),
             .end = version.confirmed() ? view::tag(t.tr("confirmed by both"), "ok", "check")
                                        : view::tag(t.tr("not confirmed yet"), "warm", "clock")}));
    if (lines.empty()) return {};
    return markup<"<h2>{}</h2>{}">(t.tr("What we agreed, to read and print"),
                                   view::list(lines, "list card arranging"));
}

Html wishes(const Own& mine, App& app, const Tongue& t) {
    std::vector<Html> lines;
    for (const auto& wish : mine.wishes)
        lines.push_back(
            view::line({.start = view::badge("speaker"),
                        .title = view::value(wish.told.words, html_language(wish.told.lang)),
                        .small = markup<"{}">(t.date(app.zone.day(wish.asked_at))),
                        .end = wish.answered_at ? view::tag(t.tr("talked about"), "ok", "check")
                                                : view::tag(t.tr("not talked about yet"))}));
    if (lines.empty()) return {};
    return markup<"<h2>{}</h2>{}">(t.tr("What you asked for"),
                                   view::list(lines, "list card arranging"));
}

http::Response show(const Acting& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto mine = own(who, app);
    log_reading(app, mine.party, request);
    view::Page page;
    page.title = t.tr("My goals");
    page.area = view::Area::Goals;
    page.body = view::back_link("/biography", t) + notices(request, app);
    page.body += view::head(page.title, t.tr("Only you and your social worker read this page."));
    if (mine.plan.empty())
        page.body += view::empty_state(
            "goal", markup<"<p>{}</p>">(t.tr("Here you will find the goals that you agree with "
                                             "your social worker.")));
    page.body += to_confirm(mine, t) + next_steps(mine, request, app);
    page.body += goals(mine, true, request, app);
    if (const auto others = goals(mine, false, request, app); !others.empty())
        page.body += view::details(t.tr("Later, and what is over"), others);
    if (!mine.plan.empty())
        page.body += markup<R"(<div class="buttons">{}{}</div>)">(
            view::button_link(own_address() + "/wishes/new", t.tr("Ask for a change"), "speaker",
                              "quiet"),
            view::button_form(own_address() + "/together",
                              view::button(t.tr("Show only my goals"), "eye", "quiet"), request,
                              app));
    page.body += versions(mine, t) + wishes(mine, app, t);
    page.body += review_list(mine.reviews, mine.plan, Reader::ThePerson, app, t);
    return view::page(request, app, std::move(page));
}

// The language that the person writes in: the one they are written to, where the page is in it.
std::string written_in(const Acting& who, const http::Request& request, App& app) {
    const auto kept =
        app.db->read([&](sql::Connection& db) { return known_of(db, app, who.person).language; });
    if (!kept.empty() && text::negotiate(kept) == request.language) return kept;
    switch (request.language) {
        case text::Language::En:
            return "eng";
        case text::Language::Fr:
            return "fra";
        case text::Language::Ar:
            return "arb";
        case text::Language::Fa:
            return "pes";
        case text::Language::De:
            break;
    }
    return "deu";
}

// In my own words -------------------------------------------------------------------------------

KeptGoal goal_at(const Acting& who, const http::Request& request, App& app) {
    return app.db->read([&](sql::Connection& db) {
        return goal_of(db, app, Party::of(db, app, who), goal_in(request));
    });
}

view::Page own_page(std::string_view title, const Tongue& t) {
    view::Page page;
    page.title = title;
    page.area = view::Area::Goals;
    page.has_form = true;
    page.body = view::back_link(own_address(), t);
    return page;
}

http::Response words_page(const KeptGoal& goal, const http::Fields& typed, const Problems& problems,
                          const http::Request& request, App& app, unsigned status) {
    const auto& t = app.tongue(request.language);
    auto page = own_page(t.tr("In my own words"), t);
    page.body += view::errors(problems, t);
    page.body += view::head(page.title);
    if (status == 409)
        page.body += view::note("warn",
                                markup<"{}">(t.tr("Somebody changed this meanwhile. Below is what "
                                                  "you typed. Save again to put it in its place.")),
                                "warm") +
                     own_words(goal.told.words, goal.told.words_lang);
    view::Form form{
        .action = own_address() + "/goals/" + goal.id.text() + "/words",
        .hidden = {{"revision", std::to_string(goal.revision)}, {"was", goal.told.words}}};
    auto fields = view::textarea(
        {.name = "words",
         .label = text::fill(t.tr("Goal: {1}"),
                             text::isolated(title_of(goal.told, Reader::ThePerson, app, t))),
         .hint = std::string(t.tr("What do you want, and why? Write as you would say it.")),
         .value = typed.get("words")},
        4, problems, t);
    fields.add<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Save"), "check"));
    page.body += view::form(form, fields, request, app);
    return view::page(request, app, std::move(page), status);
}

http::Response show_words(const Acting& who, const http::Request& request, App& app) {
    const auto goal = goal_at(who, request, app);
    return words_page(goal, fields_of(goal.told), {}, request, app, 200);
}

// Only the words are the person's: what else changed in the goal meanwhile stays.
http::Response save_words_once(const Acting& who, const http::Request& request, App& app) {
    const auto goal = goal_at(who, request, app);
    if (request.redraw) return words_page(goal, request.form, {}, request, app, 200);
    Form form{request.form, *app.catalogue, app.today()};
    const auto words = form.words("words", most_words);
    if (!form.problems.empty())
        return words_page(goal, request.form, form.problems, request, app, 422);
    if (goal.told.words != request.form.get("was") && goal.told.words != words) {
        if (const auto there = http::led_to(request, app)) return http::see_other(*there);
        return words_page(goal, request.form, {}, request, app, 409);
    }
    auto changed = goal.told;
    changed.words = words;
    changed.words_lang = words.empty() ? "" : written_in(who, request, app);
    if (words == goal.told.words) changed = goal.told;
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        change_goal(tx, app, Party::of(tx, app, who), goal, changed, app.clock.now());
        return own_address();
    });
    view::leave_notice(response, {"saved", ""});
    return response;
}

http::Response save_words(const Acting& who, const http::Request& request, App& app) {
    return read_and_save([&] { return save_words_once(who, request, app); });
}

// My steps --------------------------------------------------------------------------------------

http::Response tick_off(const Acting& who, const http::Request& request, App& app,
                        const char* status) {
    const auto measure = measure_in(request);
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        const auto party = Party::of(tx, app, who);
        if (measure_of(tx, app, party, measure).kept.told.side != "person") http::not_found();
        set_status(tx, app, party, measure, status, app.clock.now());
        return own_address();
    });
    if (status == std::string_view("done"))
        view::leave_notice(response, {"step_done", measure.text()});
    return response;
}
http::Response complete(const Acting& who, const http::Request& request, App& app) {
    return tick_off(who, request, app, "done");
}
http::Response reopen(const Acting& who, const http::Request& request, App& app) {
    return tick_off(who, request, app, "running");
}

// A change is asked for -------------------------------------------------------------------------

// The goal that the wish is about; nothing where it is about the whole plan.
std::optional<KeptGoal> asked_goal(const Acting& who, const std::string& typed, App& app) {
    if (typed.empty()) return std::nullopt;
    const auto id = GoalId::parse(typed);
    if (!id) http::not_found();
    return app.db->read([&](sql::Connection& db) {
        return std::optional(goal_of(db, app, Party::of(db, app, who), *id));
    });
}

http::Response wish_page(const std::optional<KeptGoal>& goal, const http::Fields& typed,
                         const Problems& problems, const http::Request& request, App& app,
                         unsigned status) {
    const auto& t = app.tongue(request.language);
    auto page = own_page(t.tr("Ask for a change"), t);
    page.body += view::errors(problems, t);
    page.body += view::head(page.title);
    if (goal)
        page.body += markup<"<p>{}</p>">(text::fill(
            t.tr("Goal: {1}"), text::isolated(title_of(goal->told, Reader::ThePerson, app, t))));
    view::Form form{.action = own_address() + "/wishes"};
    if (goal) form.hidden = {{"goal", goal->id.text()}};
    auto fields = view::textarea(
        {.name = "words",
         .label = std::string(t.tr("What should be different?")),
         .hint = std::string(t.tr("Your social worker reads it and talks with you.")),
         .value = typed.get("words")},
        4, problems, t);
    fields.add<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Send"), "send"));
    page.body += view::form(form, fields, request, app);
    return view::page(request, app, std::move(page), status);
}

http::Response show_wish(const Acting& who, const http::Request& request, App& app) {
    own(who, app);
    return wish_page(asked_goal(who, request.query.get("goal"), app), {}, {}, request, app, 200);
}

http::Response send_wish(const Acting& who, const http::Request& request, App& app) {
    const auto goal = asked_goal(who, request.form.get("goal"), app);
    if (request.redraw) return wish_page(goal, request.form, {}, request, app, 200);
    Form form{request.form, *app.catalogue, app.today()};
    Wish wish{form.words("words", most_words), ""};
    if (wish.words.empty())
        form.problems.add("words", {text::mark("Write what should be different.")});
    if (!form.problems.empty())
        return wish_page(goal, request.form, form.problems, request, app, 422);
    wish.lang = written_in(who, request, app);
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        const auto now = app.clock.now();
        add_wish(tx, app, Party::of(tx, app, who), goal ? std::optional(goal->id) : std::nullopt,
                 Id<Wish>::make(now), wish, now);
        return own_address();
    });
    view::leave_notice(response, {"asked", ""});
    return response;
}

}  // namespace

void add_own_pages(http::Router& router) {
    router.get("/plan", show);
    router.get("/plan/goals/{goal}/words", show_words);
    router.post("/plan/goals/{goal}/words", save_words);
    router.post("/plan/measures/{measure}/completion", complete);
    router.post("/plan/measures/{measure}/reopening", reopen);
    router.get("/plan/wishes/new", show_wish);
    router.post("/plan/wishes", send_wish);
}

}  // namespace mobio::plan
