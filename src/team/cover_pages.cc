// SPDX-License-Identifier: EUPL-1.2
// Covers: a caseworker names who stands in for them, a lead does so for the team. They end by
// themselves.
#include "account/account.h"
#include "platform/http/form_key.h"
#include "platform/text/day.h"
#include "platform/view/components.h"
#include "platform/view/page.h"
#include "team/pages.h"
#include "team/team.h"

namespace mobio::team {

using account::Cover;
using html::Html;
using html::markup;
using text::Tongue;

namespace {

constexpr auto at = "/staff/covers";

struct Desk {
    std::optional<Id<county::Team>> team;
    std::vector<Colleague> colleagues;
    std::vector<Cover> covers;
};

// A lead sees those of the whole team.
Desk desk_of(const CaseReader& who, App& app) {
    return app.db->read([&](sql::Connection& db) {
        Desk desk{team_of(db, who.id), {}, {}};
        if (desk.team) desk.colleagues = caseworkers_of(db, app, *desk.team);
        const auto now = app.clock.now();
        if (who.role != Role::Lead) desk.covers = account::covers_of(db, who.id, now);
        if (who.role == Role::Lead)
            for (const auto& colleague : desk.colleagues)
                for (const auto& cover : account::covers_of(db, colleague.id, now))
                    if (cover.absent == colleague.id) desk.covers.push_back(cover);
        return desk;
    });
}

// Whoever is away may end it, and the lead of their team.
bool may_end(const CaseReader& who, const Desk& desk, const Cover& cover) {
    if (who.role != Role::Lead) return cover.absent == who.id;
    return std::ranges::find(desk.colleagues, cover.absent, &Colleague::id) !=
           desk.colleagues.end();
}

std::string span_of(const Cover& cover, App& app, const Tongue& t) {
    return text::fill(t.tr("{1} to {2}"), t.short_date(app.zone.day(cover.from)),
                      t.short_date(app.zone.day(cover.until - Duration{1})));
}

Html line_of(const Cover& cover, const CaseReader& who, const Desk& desk,
             const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const bool runs = cover.from <= app.clock.now();
    view::Line line{
        .start = view::badge("person", runs ? "ok" : ""),
        .title = view::value(account::staff_name(app, cover.cover), "de"),
        .small = markup<"{} · {}">(
            text::fill(t.tr("for {1}"), text::isolated(account::staff_name(app, cover.absent))),
            span_of(cover, app, t))};
    if (runs) line.more = view::tag(t.tr("cover", "runs now"), "ok", "check");
    if (may_end(who, desk, cover))
        line.end =
            view::button_form(std::string(at) + "/" + cover.id.text() + "/end",
                              view::button(t.tr("End"), "close", "quiet small"), request, app);
    return view::line(line);
}

Html list_of(const Desk& desk, const CaseReader& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    if (desk.covers.empty())
        return view::empty_state("calendar",
                                 markup<"<p>{}</p>">(t.tr("No cover runs or is to come.")));
    std::vector<Html> lines;
    for (const auto& cover : desk.covers) lines.push_back(line_of(cover, who, desk, request, app));
    return view::list(lines, "list card arranging");
}

Html colleague_select(const char* name, std::string_view label, const Desk& desk,
                      const http::Request& request, const Problems& problems, const Tongue& t) {
    view::Choice choice{.name = name, .label = std::string(label)};
    for (const auto& one : desk.colleagues)
        choice.options.push_back({.value = one.id.text(), .label = one.name, .lang = "de"});
    choice.chosen = {request.form.get(name)};
    return view::select(choice, problems, t);
}

Html day_input(const char* name, std::string_view label, const http::Request& request,
               const Problems& problems, const Tongue& t) {
    return view::input({.name = name,
                        .label = std::string(label),
                        .value = request.form.get(name),
                        .type = "date",
                        .dir = "ltr"},
                       problems, t);
}

Html form_of(const Desk& desk, const CaseReader& who, const Problems& problems,
             const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    if (!desk.team)
        return view::note("info",
                          markup<"{}">(t.tr("You are in no team yet. Ask the administrator.")));
    Html fields;
    if (who.role == Role::Lead)
        fields += colleague_select("absent", t.tr("Who is away?"), desk, request, problems, t);
    fields += colleague_select("cover", t.tr("Who stands in?"), desk, request, problems, t);
    fields.add<R"(<div class="together">{}{}</div>)">(
        day_input("from", t.tr("First day"), request, problems, t),
        day_input("until", t.tr("Last day"), request, problems, t));
    fields.add<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Switch on"), "check"));
    return view::form({.action = at}, fields, request, app);
}

http::Response page_of(const Desk& desk, const CaseReader& who, const Problems& problems,
                       const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    view::Page page;
    page.title = t.tr("Covers");
    page.area = view::Area::Cases;
    page.width = view::Width::Medium;
    page.has_form = desk.team.has_value();
    page.body = view::back_link(who.role == Role::Lead ? "/staff/team" : "/staff/persons", t) +
                view::errors(problems, t);
    page.body += view::head(
        page.title, t.tr("Who stands in reads and writes in the cases. It ends by itself."));
    page.body += list_of(desk, who, request, app);
    page.body += markup<"<h2>{}</h2>">(t.tr("New cover"));
    page.body += form_of(desk, who, problems, request, app);
    return view::page(request, app, std::move(page), problems.empty() ? 200 : 422);
}

http::Response show(const CaseReader& who, const http::Request& request, App& app) {
    return page_of(desk_of(who, app), who, {}, request, app);
}

TypedCover typed_in(const CaseReader& who, const http::Request& request) {
    return {who.role == Role::Lead ? Id<Staff>::parse(request.form.get("absent"))
                                   : std::optional(who.id),
            Id<Staff>::parse(request.form.get("cover")), text::parse_day(request.form.get("from")),
            text::parse_day(request.form.get("until"))};
}

// From the first moment of the first day, or from now, to the last moment of the last one.
Cover cover_of(const TypedCover& typed, const CaseReader& who, App& app, Time now) {
    const Date after{std::chrono::sys_days{*typed.until} + std::chrono::days{1}};
    return {Id<Cover>::make(now),
            *typed.absent,
            *typed.cover,
            std::max(now, app.zone.start_of(*typed.from)),
            app.zone.start_of(after),
            who.id};
}

http::Response create(const CaseReader& who, const http::Request& request, App& app) {
    const auto desk = desk_of(who, app);
    if (!desk.team) http::not_found();
    const auto typed = typed_in(who, request);
    const auto problems = request.redraw ? Problems{} : check(typed, desk.colleagues, app.today());
    if (request.redraw || !problems.empty())
        return http::drawn(request, [&app, who, desk, problems](const http::Request& in) {
            return page_of(desk, who, problems, in, app);
        });
    return http::once(request, app, [&](sql::Transaction& tx) {
        const auto now = app.clock.now();
        account::add_cover(tx, cover_of(typed, who, app, now), now);
        return std::string(at);
    });
}

http::Response end(const CaseReader& who, const http::Request& request, App& app) {
    const auto id = Id<Cover>::parse(request.param("id"));
    const auto desk = desk_of(who, app);
    return http::once(request, app, [&](sql::Transaction& tx) {
        const auto cover = id ? account::find_cover(tx, *id) : std::nullopt;
        if (!cover || !may_end(who, desk, *cover)) http::not_found();
        account::end_cover(tx, *id, app.clock.now());
        return std::string(at);
    });
}

}  // namespace

void add_cover_pages(http::Router& router) {
    router.get(at, show);
    router.post(at, create);
    router.post("/staff/covers/{id}/end", end);
}

}  // namespace mobio::team
