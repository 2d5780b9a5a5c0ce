// SPDX-License-Identifier: EUPL-1.2
// A step towards a goal is written, changed, ticked off.
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
    KeptGoal goal;
    std::optional<KeptMeasure> kept;

    std::string action() const {
        const auto plan = desk_address(party.person());
        return kept ? plan + "/measures/" + kept->id.text()
                    : plan + "/goals/" + goal.id.text() + "/measures";
    }
};

Desk new_desk(const Caseworker& who, const http::Request& request, App& app) {
    return app.db->read([&](sql::Connection& db) {
        const auto party = party_in(db, app, who, request);
        return Desk{party,
                    known_of(db, app, party.person()),
                    goal_of(db, app, party, goal_in(request)),
                    {}};
    });
}

Desk old_desk(const Caseworker& who, const http::Request& request, App& app) {
    return app.db->read([&](sql::Connection& db) {
        const auto party = party_in(db, app, who, request);
        auto found = measure_of(db, app, party, measure_in(request));
        return Desk{party, known_of(db, app, party.person()), goal_of(db, app, party, found.goal),
                    std::move(found.kept)};
    });
}

Html form_fields(const http::Fields& typed, const Problems& problems, App& app, const Tongue& t) {
    const auto choose = [&](const char* name, const char* list, std::string_view label) {
        return select(app, name, list, label, typed, problems, t);
    };
    const auto write = [&](const char* name, std::string_view label, std::string_view hint) {
        return view::input({.name = name,
                            .label = std::string(label),
                            .hint = std::string(hint),
                            .value = typed.get(name),
                            .max_length = most_short},
                           problems, t);
    };
    auto out = choose("kind", "plan_measure", t.tr("Step"));
    out += write("words", t.tr("More about it"), t.tr("In German."));
    out.add<R"(<div class="together">{}{}</div>)">(
        choose("side", "plan_responsible", t.tr("Who is responsible?")),
        write("side_name", t.tr("Which office, or who?"), ""));
    out.add<R"(<div class="together">{}{}{}</div>)">(
        day_input("due", t.tr("Until when?"), typed, problems, t),
        choose("status", "plan_measure_status", t.tr("How it stands")),
        choose("proof", "plan_proof", t.tr("Proof")));
    out += view::tick("proof_seen", "yes", t.tr("The proof was seen"),
                      typed.get("proof_seen") == "yes", problems, t);
    out.add<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Save"), "check"));
    return out;
}

http::Response form_page(const Desk& desk, const http::Fields& typed, const Problems& problems,
                         const http::Request& request, App& app, unsigned status) {
    const auto& t = app.tongue(request.language);
    auto page = desk_page(desk.kept ? t.tr("Change a step") : t.tr("New step"), desk.party,
                          desk.known.name, t);
    page.has_form = true;
    page.body += markup<"<p>{}</p>">(text::fill(
        t.tr("Goal: {1}"), text::isolated(title_of(desk.goal.told, Reader::Staff, app, t))));
    page.body += view::errors(problems, t);
    view::Form form{.action = desk.action()};
    if (desk.kept) {
        const auto stands = fields_of(desk.kept->told);
        form.hidden = carried(desk.kept->revision, stands);
        if (status == 409) page.body += overtaken_card(Of::Measure, stands, app, t);
    }
    page.body += view::form(form, form_fields(typed, problems, app, t), request, app);
    if (desk.kept)
        page.body += view::button_form(desk.action() + "/removal",
                                       view::button(t.tr("Take this step out"), "trash", "plain"),
                                       request, app);
    return view::page(request, app, std::move(page), status);
}

http::Response show_new(const Caseworker& who, const http::Request& request, App& app) {
    const auto desk = new_desk(who, request, app);
    Measure fresh;
    fresh.side = "person";
    fresh.proof = "none";
    fresh.due = Date{std::chrono::sys_days{app.today()} + std::chrono::days{28}};
    return form_page(desk, fields_of(fresh), {}, request, app, 200);
}

http::Response show_one(const Caseworker& who, const http::Request& request, App& app) {
    const auto desk = old_desk(who, request, app);
    log_reading(app, desk.party, request);
    return form_page(desk, fields_of(desk.kept->told), {}, request, app, 200);
}

http::Response create(const Caseworker& who, const http::Request& request, App& app) {
    const auto desk = new_desk(who, request, app);
    if (request.redraw) return form_page(desk, request.form, {}, request, app, 200);
    Form form{request.form, *app.catalogue, app.today()};
    const auto measure = read_measure(form, {});
    if (!form.problems.empty())
        return form_page(desk, request.form, form.problems, request, app, 422);
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        const auto now = app.clock.now();
        const auto party = party_in(tx, app, who, request);
        add_measure(tx, app, party, desk.goal.id, MeasureId::make(now), measure, now);
        return desk_address(party.person());
    });
    view::leave_notice(response, {"saved", ""});
    return response;
}

http::Response save_once(const Caseworker& who, const http::Request& request, App& app) {
    const auto desk = old_desk(who, request, app);
    if (request.redraw) return form_page(desk, request.form, {}, request, app, 200);
    Form form{request.form, *app.catalogue, app.today()};
    auto measure = read_measure(form, desk.kept->told);
    if (!form.problems.empty())
        return form_page(desk, request.form, form.problems, request, app, 422);
    const auto shown = shown_in(request);
    const bool overtaken = shown.revision != desk.kept->revision && measure != desk.kept->told;
    if (overtaken) {
        if (const auto there = http::led_to(request, app)) return http::see_other(*there);
        const auto both =
            shown.fields ? merged(*shown.fields, fields_of(desk.kept->told), fields_of(measure))
                         : std::nullopt;
        if (!both) return form_page(desk, request.form, {}, request, app, 409);
        Form joined{*both, *app.catalogue, app.today()};
        measure = read_measure(joined, desk.kept->told);
        if (!joined.problems.empty())
            return form_page(desk, request.form, joined.problems, request, app, 409);
    }
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        const auto party = party_in(tx, app, who, request);
        change_measure(tx, app, party, *desk.kept, measure, app.clock.now());
        return desk_address(party.person());
    });
    view::leave_notice(response, {overtaken ? "merged" : "saved", ""});
    return response;
}

http::Response save(const Caseworker& who, const http::Request& request, App& app) {
    return read_and_save([&] { return save_once(who, request, app); });
}

http::Response set(const Caseworker& who, const http::Request& request, App& app,
                   Standing standing) {
    const auto measure = measure_in(request);
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        const auto party = party_in(tx, app, who, request);
        set_measure(tx, app, party, measure, standing, app.clock.now());
        return desk_address(party.person());
    });
    if (standing == Standing::Removed)
        view::leave_notice(response, {"step_removed", measure.text()});
    return response;
}
http::Response remove(const Caseworker& who, const http::Request& request, App& app) {
    return set(who, request, app, Standing::Removed);
}
http::Response bring_back(const Caseworker& who, const http::Request& request, App& app) {
    return set(who, request, app, Standing::There);
}

http::Response tick_off(const Caseworker& who, const http::Request& request, App& app,
                        const char* status) {
    const auto measure = measure_in(request);
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        const auto party = party_in(tx, app, who, request);
        set_status(tx, app, party, measure, status, app.clock.now());
        return desk_address(party.person());
    });
    if (status == std::string_view("done"))
        view::leave_notice(response, {"step_done", measure.text()});
    return response;
}
http::Response complete(const Caseworker& who, const http::Request& request, App& app) {
    return tick_off(who, request, app, "done");
}
http::Response reopen(const Caseworker& who, const http::Request& request, App& app) {
    return tick_off(who, request, app, "running");
}

}  // namespace

void add_measure_pages(http::Router& router) {
    router.get("/staff/persons/{id}/plan/goals/{goal}/measures/new", show_new);
    router.post("/staff/persons/{id}/plan/goals/{goal}/measures", create);
    router.get("/staff/persons/{id}/plan/measures/{measure}", show_one);
    router.post("/staff/persons/{id}/plan/measures/{measure}", save);
    router.post("/staff/persons/{id}/plan/measures/{measure}/removal", remove);
    router.post("/staff/persons/{id}/plan/measures/{measure}/return", bring_back);
    router.post("/staff/persons/{id}/plan/measures/{measure}/completion", complete);
    router.post("/staff/persons/{id}/plan/measures/{measure}/reopening", reopen);
}

}  // namespace mobio::plan
