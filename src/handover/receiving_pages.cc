// SPDX-License-Identifier: EUPL-1.2
// The team that takes over: what waits for it, and one of them to accept and assign.
#include "account/account.h"
#include "biography/biography.h"
#include "handover/pages.h"
#include "platform/access_log/access_log.h"
#include "platform/http/form_key.h"
#include "platform/view/page.h"
#include "team/team.h"

namespace mobio::handover {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

void log_listing(App& app, const CaseReader& who, const std::vector<Handover>& all,
                 const http::Request& request) {
    std::vector<access_log::Entry> entries;
    for (const auto& one : all)
        entries.push_back(
            {one.person.bytes, access_log::Who::Staff, who.id.bytes, "person.listed", {}, ""});
    access_log::read(app, entries, request.visitor);
}

std::string home_of(const CaseReader& who) {
    return who.role == Role::Lead ? "/staff/team" : "/staff/persons";
}

// The list ----------------------------------------------------------------------------------------

struct Shown {
    Handover one;
    std::string name;
};

struct Listed {
    std::vector<Shown> waiting, handed_over;
};

std::vector<Shown> named(sql::Connection& db, App& app, std::vector<Handover> handovers) {
    std::vector<Shown> all;
    for (auto& one : handovers) {
        auto name = casework::name_of(db, app, one.person);
        all.push_back({std::move(one), std::move(name)});
    }
    return all;
}

Listed all_for(const CaseReader& who, App& app) {
    return app.db->read([&](sql::Connection& db) {
        const auto team = who.role == Role::Counsellor ? std::nullopt : team::team_of(db, who.id);
        auto waiting = team ? waiting_for(db, app, *team) : std::vector<Handover>();
        return Listed{named(db, app, std::move(waiting)),
                      named(db, app, handed_over(db, app, who))};
    });
}

Html line_of(const Shown& shown, App& app, const Tongue& t) {
    return view::line(
        {.href = address(shown.one.id),
         .start = view::badge("send"),
         .title = view::value(shown.name),
         .small = markup<"{} · {}">(t.short_date(shown.one.told.day),
                                    view::value(account::staff_name(app, shown.one.from), "de"))});
}

Html to_read(const Shown& shown, App& app, const Tongue& t) {
    const auto words =
        text::fill(t.tr("{1} took over. You can read the case until {2}."),
                   text::isolated(account::staff_name(app, shown.one.assigned.value())),
                   t.short_date(app.zone.day(shown.one.old_until.value())));
    return view::line({.href = casework::case_address(shown.one.person),
                       .start = view::badge("eye"),
                       .title = view::value(shown.name),
                       .small = markup<"{}">(words)});
}

http::Response show_list(const CaseReader& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto all = all_for(who, app);
    std::vector<Html> lines, readable;
    std::vector<Handover> listed;
    for (const auto& shown : all.waiting) {
        lines.push_back(line_of(shown, app, t));
        listed.push_back(shown.one);
    }
    for (const auto& shown : all.handed_over) {
        readable.push_back(to_read(shown, app, t));
        listed.push_back(shown.one);
    }
    log_listing(app, who, listed, request);
    view::Page page;
    page.title = t.tr("Handovers to my team");
    page.area = view::Area::Cases;
    page.width = view::Width::Medium;
    page.body = view::back_link(home_of(who), t);
    page.body += view::head(page.title, t.tr("These persons agreed. They wait for your team."));
    page.body +=
        lines.empty()
            ? view::empty_state("check", markup<"<p>{}</p>">(t.tr("Nobody waits for your team.")))
            : view::list(lines, "list card");
    if (!readable.empty())
        page.body +=
            markup<"<h2>{}</h2>{}">(t.tr("Handed over"), view::list(readable, "list card"));
    return view::page(request, app, std::move(page));
}

// One of them -------------------------------------------------------------------------------------

struct Desk {
    Handover one;
    std::string name, language;
    bool interpreter = false;
    casework::Places places;
    std::vector<team::Colleague> colleagues;
};

void read_language(Desk& desk, sql::Connection& db, App& app) {
    const auto key = app.vault.find_key_of(desk.one.person.bytes);
    if (!key) return;
    const auto told = biography::load_sections(db, app, desk.one.person, *key, {"contact"});
    const auto* spoken = told.claim("contact.language");
    if (spoken && spoken->value.is_string()) desk.language = spoken->value.get<std::string>();
    const auto* interpreter = told.claim("contact.interpreter");
    desk.interpreter =
        interpreter && interpreter->value.is_object() && interpreter->value.value("needed", false);
}

Desk desk_of(const CaseReader& who, const http::Request& request, App& app) {
    const auto id = Id<Handover>::parse(request.param("id"));
    if (!id) http::not_found();
    return app.db->read([&](sql::Connection& db) {
        Desk desk{waiting_for(db, app, who, *id), "", "", false, casework::places_of(db), {}};
        desk.name = casework::name_of(db, app, desk.one.person);
        desk.colleagues = team::caseworkers_of(db, app, desk.one.to_team);
        read_language(desk, db, app);
        return desk;
    });
}

Html facts(const Desk& desk, App& app, const Tongue& t) {
    auto facts = facts_of(desk.one, desk.places, t);
    facts.push_back({std::string(t.tr("From")),
                     view::value(account::staff_name(app, desk.one.from), "de"),
                     {}});
    if (!desk.language.empty()) {
        auto words = markup<"{}">(app.catalogue->language_name(desk.language, t));
        if (desk.interpreter) words.add<" <small>{}</small>">(t.tr("with an interpreter"));
        facts.push_back({std::string(t.tr("Language")), std::move(words), {}});
    }
    return view::facts(facts);
}

http::Response page_of(const Desk& desk, const Problems& problems, const http::Request& request,
                       App& app) {
    const auto& t = app.tongue(request.language);
    view::Choice choice{.name = "staff", .label = std::string(t.tr("Put in charge"))};
    for (const auto& colleague : desk.colleagues)
        choice.options.push_back(
            {.value = colleague.id.text(), .label = colleague.name, .lang = "de"});
    choice.chosen = {request.form.get("staff")};
    const auto fields =
        view::select(choice, problems, t) + markup<R"(<div class="buttons">{}</div>)">(view::button(
                                                t.tr("Take over and assign"), "check"));
    view::Page page;
    page.title = t.tr("Handover");
    page.area = view::Area::Cases;
    page.width = view::Width::Medium;
    page.has_form = true;
    page.body = view::back_link("/staff/handovers", t) + view::errors(problems, t);
    page.body += view::head(view::value(desk.name), {}, page.title);
    page.body += view::card({.title = std::string(t.tr("What was agreed")),
                             .icon = "consent",
                             .body = facts(desk, app, t) + transfer_list(t)});
    page.body += view::form({.action = address(desk.one.id) + "/acceptance"}, fields, request, app);
    page.body +=
        view::button_form(address(desk.one.id) + "/return",
                          view::button(t.tr("Send it back"), "undo", "quiet"), request, app);
    return view::page(request, app, std::move(page), problems.empty() ? 200 : 422);
}

http::Response show_one(const CaseReader& who, const http::Request& request, App& app) {
    const auto desk = desk_of(who, request, app);
    log_listing(app, who, {desk.one}, request);
    return page_of(desk, {}, request, app);
}

http::Response take_over(const CaseReader& who, const http::Request& request, App& app) {
    if (auto before = casework::sent_before(request, app)) return std::move(*before);
    const auto desk = desk_of(who, request, app);
    const auto staff = Id<Staff>::parse(request.form.get("staff"));
    Problems problems;
    if (!staff ||
        std::ranges::find(desk.colleagues, *staff, &team::Colleague::id) == desk.colleagues.end())
        problems.add("staff", {text::mark("Choose a colleague of the team.")});
    if (request.redraw) problems = {};
    if (request.redraw || !problems.empty())
        return http::drawn(request, [&app, desk, problems](const http::Request& in) {
            return page_of(desk, problems, in, app);
        });
    return http::once(request, app, [&](sql::Transaction& tx) {
        accept(tx, app, who, desk.one.id, *staff, app.clock.now());
        return *staff == who.id ? casework::case_address(desk.one.person)
                                : std::string("/staff/handovers");
    });
}

http::Response give_back(const CaseReader& who, const http::Request& request, App& app) {
    const auto id = Id<Handover>::parse(request.param("id"));
    if (!id) http::not_found();
    return http::once(request, app, [&](sql::Transaction& tx) {
        send_back(tx, app, who, *id, app.clock.now());
        return std::string("/staff/handovers");
    });
}

}  // namespace

void add_receiving_pages(http::Router& router) {
    router.get("/staff/handovers", show_list);
    router.get("/staff/handovers/{id}", show_one);
    router.post("/staff/handovers/{id}/acceptance", take_over);
    router.post("/staff/handovers/{id}/return", give_back);
}

}  // namespace mobio::handover
