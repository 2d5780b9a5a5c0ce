// SPDX-License-Identifier: EUPL-1.2
// A person's plan at the desk of their caseworker: what the biography suggests, what is in it, what
// waits to be agreed, and how it went on.
#include "account/account.h"
#include "plan/pages.h"
#include "plan/reading.h"
#include "platform/http/form_key.h"

namespace mobio::plan {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

struct Desk {
    Party party;
    Known known;
    Plan plan;
    std::vector<Version> versions;
    std::vector<KeptReview> reviews;
    std::vector<KeptOutcome> outcomes;
    std::vector<KeptWish> wishes;

    std::string address() const { return desk_address(party.person()); }
    std::string address(GoalId goal) const { return address() + "/goals/" + goal.text(); }
};

Desk desk_of(const Caseworker& who, const http::Request& request, App& app) {
    return app.db->read([&](sql::Connection& db) {
        const auto party = party_in(db, app, who, request);
        return Desk{party,
                    known_of(db, app, party.person()),
                    plan_of(db, app, party),
                    versions_of(db, app, party),
                    reviews_of(db, app, party),
                    outcomes_of(db, app, party),
                    wishes_of(db, app, party)};
    });
}

// How far the agreement is, in one sentence.
std::string state_of(const Desk& desk, const std::vector<Difference>& open, const Tongue& t) {
    if (desk.versions.empty()) return std::string(t.tr("Nothing was agreed yet."));
    const auto& last = desk.versions.front();
    const auto version = std::to_string(last.content.number);
    const auto day = t.short_date(last.content.day);
    if (!last.confirmed())
        return text::fill(t.tr("Version {1} of {2} waits for a signature."), version, day);
    if (!open.empty())
        return text::fill(t.tr("Version {1} of {2} is agreed. Since then something changed."),
                          version, day);
    return text::fill(t.tr("Version {1} of {2} is agreed by both."), version, day);
}

Html main_buttons(const Desk& desk, bool to_agree, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    Html buttons;
    if (to_agree)
        buttons += view::button_link(desk.address() + "/agreement", t.tr("Agree on it"), "consent");
    if (!desk.versions.empty()) {
        const auto& last = desk.versions.front();
        const auto version = desk.address() + "/versions/" + last.id.text();
        if (!last.confirmed())
            buttons +=
                view::button_link(version, t.tr("Confirm"), "check", to_agree ? "quiet" : "");
        else
            buttons += view::button_link(version, t.tr("What was agreed"), "eye", "quiet");
    }
    if (!desk.plan.empty()) {
        buttons += view::button_link(desk.address() + "/reviews/new", t.tr("Look back together"),
                                     "calendar", "quiet");
        buttons += view::button_form(desk.address() + "/together",
                                     view::button(t.tr("Show the plan alone"), "eye", "quiet"),
                                     request, app);
    }
    return buttons.empty() ? Html{} : markup<R"(<div class="buttons">{}</div>)">(buttons);
}

Html suggestion_card(const Desk& desk, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    std::vector<Html> lines;
    for (const auto* rule : suggestions(desk.known.biography, desk.plan, app.today())) {
        const std::string area(rule->area), kind(rule->kind);
        lines.push_back(
            view::line({.start = view::badge("goal"),
                        .title = markup<"{}">(app.catalogue->code_label("plan_goal", kind, t)),
                        .small = markup<"{} · {}">(
                            app.catalogue->code_label("plan_area", area, t),
                            text::fill(t.tr("Steps: {1}"), std::to_string(rule->steps.size()))),
                        .end = view::button_form(
                            desk.address() + "/suggestions",
                            view::button("kind", kind, t.tr("Take over"), "plus", "quiet small"),
                            request, app)}));
    }
    if (lines.empty()) return {};
    return view::card({.title = std::string(t.tr("Suggested by the biography")),
                       .icon = "info",
                       .id = "suggested",
                       .body = view::list(lines, "list arranging")});
}

Html wish_card(const Desk& desk, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    std::vector<Html> lines;
    for (const auto& wish : desk.wishes) {
        if (wish.answered_at) continue;
        const auto* goal = wish.goal ? desk.plan.goal(*wish.goal) : nullptr;
        auto small = markup<"{}">(t.short_date(app.zone.day(wish.asked_at)));
        if (goal) small.add<" · {}">(view::value(title_of(goal->told, Reader::Staff, app, t)));
        lines.push_back(view::line(
            {.start = view::badge("speaker", "warm"),
             .title = view::value(wish.told.words, html_language(wish.told.lang)),
             .small = small,
             .end = view::button_form(desk.address() + "/wishes/" + wish.id.text() + "/answer",
                                      view::button(t.tr("Talked about"), "check", "quiet small"),
                                      request, app)}));
    }
    if (lines.empty()) return {};
    return view::card({.title = std::string(t.tr("The person wants to change something")),
                       .icon = "bell",
                       .tone = "warm",
                       .id = "wishes",
                       .body = view::list(lines, "list arranging")});
}

Html outcome_list(const Desk& desk, GoalId goal, App& app, const Tongue& t) {
    std::vector<Html> lines;
    for (const auto& one : desk.outcomes) {
        if (one.goal != goal) continue;
        auto small = markup<"{}">(t.date(one.told.day));
        if (!one.told.words.empty()) small.add<" · {}">(view::value(one.told.words));
        lines.push_back(view::line(
            {.start = view::badge("seal", "ok"),
             .title = markup<"{}">(app.catalogue->code_label("plan_outcome", one.told.kind, t)),
             .small = small}));
    }
    return lines.empty() ? Html{} : view::list(lines, "list");
}

Html step_controls(const Desk& desk, const KeptMeasure& measure, const http::Request& request,
                   App& app) {
    const auto& t = app.tongue(request.language);
    const auto address = desk.address() + "/measures/" + measure.id.text();
    const auto title = title_of(measure.told, app, t);
    auto end = link_about(address, t.tr("Change"), title, "edit", "plain small");
    if (measure.told.goes_on())
        end += view::button_form(address + "/completion",
                                 button_about(t.tr("Done"), title, "check", "quiet small"), request,
                                 app);
    return end;
}

Html goals(const Desk& desk, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    Html cards;
    std::size_t number = 0;
    for (const auto& goal : desk.plan.goals) {
        const auto address = desk.address(goal.id);
        Controls controls;
        controls.today = app.today();
        controls.more = outcome_list(desk, goal.id, app, t);
        const auto title = title_of(goal.told, Reader::Staff, app, t);
        controls.footer += link_about(address, t.tr("Change"), title, "edit", "quiet small") +
                           link_about(address + "/measures/new", t.tr("Add a step"), title, "plus",
                                      "quiet small") +
                           link_about(address + "/outcomes/new", t.tr("Note what came of it"),
                                      title, "seal", "quiet small");
        controls.of_step = [&](const KeptMeasure& measure) {
            return step_controls(desk, measure, request, app);
        };
        cards += goal_card(goal, ++number, Reader::Staff, controls, app, t);
    }
    return cards;
}

Html covers(const Desk& desk, const Tongue& t) {
    const auto words = desk.plan.covers.empty()
                           ? markup<"{}">(t.tr("For this person alone"))
                           : markup<"{} {}">(t.tr("Also for:"), view::value(desk.plan.covers));
    return view::line({.href = desk.address() + "/family",
                       .start = view::badge("family"),
                       .title = markup<"{}">(t.tr("For whom is the plan?")),
                       .small = words});
}

Html versions(const Desk& desk, const Tongue& t) {
    std::vector<Html> lines;
    for (const auto& version : desk.versions)
        lines.push_back(view::line(
            {.href = desk.address() + "/versions/" + version.id.text(),
             .start = view::badge("document"),
             .title = markup<"{}">(
                 text::fill(t.tr("Version {1}"), std::to_string(version.content.number))),
             .small = markup<"{}">(t.date(version.content.day)),
             .end = version.confirmed() ? view::tag(t.tr("confirmed by both"), "ok", "check")
                                        : view::tag(t.tr("not confirmed yet"), "warm", "clock")}));
    if (lines.empty()) return {};
    return markup<"<h2>{}</h2>{}">(t.tr("Versions"), view::list(lines, "list card arranging"));
}

http::Response show(const Caseworker& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto desk = desk_of(who, request, app);
    log_reading(app, desk.party, request);
    const auto open = desk.versions.empty() ? std::vector<Difference>{}
                                            : not_agreed_yet(desk.versions.front(), desk.plan);
    const bool to_agree = !desk.plan.empty() && (desk.versions.empty() || !open.empty());
    view::Page page;
    page.title = t.tr("Plan");
    page.area = view::Area::Cases;
    page.width = view::Width::Medium;
    page.body = view::back_link("/staff/persons", t) + notices(request, app);
    page.body +=
        view::head(view::value(desk.known.name), markup<"{}">(state_of(desk, open, t)), page.title);
    page.body += main_buttons(desk, to_agree, request, app);
    page.body += wish_card(desk, request, app) + suggestion_card(desk, request, app);
    page.body += goals(desk, request, app);
    page.body += view::add_link(desk.address() + "/goals/new", t.tr("Add a goal"),
                                t.tr("At most three at a time."));
    page.body += view::list({covers(desk, t)}, "list card");
    if (!open.empty())
        page.body += view::card({.title = std::string(t.tr("Not agreed yet")),
                                 .icon = "edit",
                                 .id = "open",
                                 .body = difference_list(open, Reader::Staff, app, t)});
    page.body += versions(desk, t);
    page.body += review_list(desk.reviews, desk.plan, Reader::Staff, app, t);
    return view::page(request, app, std::move(page));
}

// A suggestion, taken over with its steps.
http::Response take_over(const Caseworker& who, const http::Request& request, App& app) {
    const auto* rule = plan::rule(request.form.get("kind"));
    if (!rule) http::not_found();
    const auto [party, born] = app.db->read([&](sql::Connection& db) {
        const auto side = party_in(db, app, who, request);
        return std::pair(side, known_of(db, app, side.person()).born);
    });
    return http::once(request, app, [&](sql::Transaction& tx) {
        const auto now = app.clock.now();
        const auto side = party_in(tx, app, who, request);
        const auto start = start_of(*rule, plan_of(tx, app, side), app.today(), born);
        const auto goal = GoalId::make(now);
        add_goal(tx, app, side, goal, start.goal, now);
        for (const auto& measure : start.measures)
            add_measure(tx, app, side, goal, MeasureId::make(now), measure, now);
        return desk_address(side.person());
    });
}

// For whom of the family it is, too -----------------------------------------------------------

http::Response family_form(const Party& party, const Known& known, std::int64_t revision,
                           const http::Fields& typed, const Problems& problems,
                           const http::Request& request, App& app, unsigned status) {
    const auto& t = app.tongue(request.language);
    auto page = desk_page(t.tr("For whom is the plan?"), party, known.name, t);
    page.has_form = true;
    page.body += view::errors(problems, t);
    if (status == 409)
        page.body += view::note("warn",
                                markup<"{}">(t.tr("Somebody changed this meanwhile. Below is what "
                                                  "you typed. Save again to put it in its place.")),
                                "warm");
    view::Form form{.action = desk_address(party.person()) + "/family",
                    .hidden = {{"revision", std::to_string(revision)}}};
    auto fields = view::input({.name = "covers",
                               .label = std::string(t.tr("Who else of the family?")),
                               .hint = std::string(t.tr("Names, and who they are. Leave it empty "
                                                        "for this person alone.")),
                               .value = typed.get("covers"),
                               .max_length = most_short},
                              problems, t);
    fields.add<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Save"), "check"));
    page.body += view::form(form, fields, request, app);
    return view::page(request, app, std::move(page), status);
}

struct Family {
    Party party;
    Known known;
    Plan plan;
};
Family family_of(const Caseworker& who, const http::Request& request, App& app) {
    return app.db->read([&](sql::Connection& db) {
        const auto party = party_in(db, app, who, request);
        return Family{party, known_of(db, app, party.person()), plan_of(db, app, party)};
    });
}

http::Response show_family(const Caseworker& who, const http::Request& request, App& app) {
    const auto family = family_of(who, request, app);
    http::Fields fields;
    fields.add("covers", family.plan.covers);
    return family_form(family.party, family.known, family.plan.revision, fields, {}, request, app,
                       200);
}

http::Response save_family_once(const Caseworker& who, const http::Request& request, App& app) {
    const auto family = family_of(who, request, app);
    Form form{request.form, *app.catalogue, app.today()};
    const auto words = form.words("covers", most_short);
    const auto again = [&](unsigned status) {
        return family_form(family.party, family.known, family.plan.revision, request.form,
                           form.problems, request, app, status);
    };
    if (request.redraw) return again(200);
    if (!form.problems.empty()) return again(422);
    if (revision_in(request) != family.plan.revision && words != family.plan.covers) {
        if (const auto there = http::led_to(request, app)) return http::see_other(*there);
        return again(409);
    }
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        const auto side = party_in(tx, app, who, request);
        if (words != family.plan.covers)
            set_covers(tx, app, side, family.plan.revision, words, app.clock.now());
        return desk_address(side.person());
    });
    view::leave_notice(response, {"saved", ""});
    return response;
}

http::Response save_family(const Caseworker& who, const http::Request& request, App& app) {
    return read_and_save([&] { return save_family_once(who, request, app); });
}

http::Response answer(const Caseworker& who, const http::Request& request, App& app) {
    const auto wish = Id<Wish>::parse(request.param("wish"));
    if (!wish) http::not_found();
    return http::once(request, app, [&](sql::Transaction& tx) {
        const auto side = party_in(tx, app, who, request);
        answer_wish(tx, app, side, *wish, app.clock.now());
        return desk_address(side.person());
    });
}

}  // namespace

void add_desk_pages(http::Router& router) {
    router.get("/staff/persons/{id}/plan", show);
    router.post("/staff/persons/{id}/plan/suggestions", take_over);
    router.get("/staff/persons/{id}/plan/family", show_family);
    router.post("/staff/persons/{id}/plan/family", save_family);
    router.post("/staff/persons/{id}/plan/wishes/{wish}/answer", answer);
}

}  // namespace mobio::plan
