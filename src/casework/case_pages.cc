// SPDX-License-Identifier: EUPL-1.2
// A case: what stands there, and each of the forms that change it.
#include <charconv>

#include "account/assignments.h"
#include "account/code_card.h"
#include "account/openings.h"
#include "account/store.h"
#include "casework/at_hand.h"
#include "casework/case_forms.h"
#include "casework/case_views.h"
#include "casework/consent.h"
#include "casework/desk.h"
#include "casework/pages.h"
#include "catalogue/catalogue.h"
#include "platform/http/form_key.h"
#include "platform/view/page.h"

namespace mobio::casework {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

// The page ----------------------------------------------------------------------------------------

// What the page shows beside the case itself.
struct Around {
    account::Helpers helpers;
    std::vector<Given> consents;
    bool may_change = false, by_reason = false;
    std::optional<Time> open_until = {};  // for who reads only
    bool has_account = true;
    AtHand known = {};
};

Around around(const CaseReader& who, Id<Person> person, App& app) {
    return app.db->read([&](sql::Connection& db) {
        return Around{account::helpers_of(db, person, app.clock.now()),
                      consents_of(db, app, person),
                      account::may_work(db, who, person, app.clock.now()),
                      who.role == Role::Lead,
                      account::open_until(db, who, person, app.clock.now()),
                      account::has_own_account(db, person),
                      read_at_hand(db, app, who, person)};
    });
}

struct Shown {
    const Desk& desk;
    const Around& around;
    const http::Request& request;
    App& app;
    const Tongue& t;

    bool may_change() const { return around.may_change && !desk.one().closed; }
    Html link(const char* path, std::string_view label, std::string_view icon) const {
        if (!may_change()) return {};
        return view::button_link(desk.address() + path, label, icon, "quiet small");
    }
};

void add_all(std::vector<view::Fact>& to, std::vector<view::Fact> more) {
    for (auto& fact : more) to.push_back(std::move(fact));
}

Html case_card(const Shown& s) {
    const auto& one = s.desk.one();
    std::vector<view::Fact> facts = helper_facts(s.around.helpers, s.app, s.t);
    if (const auto team = s.desk.places.name_of(one.team); !team.empty())
        facts.push_back({std::string(s.t.tr("Team")), view::value(team, "de"), {}});
    facts.push_back({std::string(s.t.tr("Open since")), markup<"{}">(s.t.date(one.opened)), {}});
    add_all(facts, stay_facts(one, s.desk.places, s.app, s.t));
    auto footer = s.link("/stays/new", s.t.tr("Has moved"), "home") +
                  s.link("/move", s.t.tr("Plan a move"), "calendar");
    if (!one.stays.empty())
        footer += s.link(("/stays/" + std::to_string(one.stays.size())).c_str(),
                         s.t.tr("Correct the place"), "edit");
    return view::card({.title = std::string(s.t.tr("Case")),
                       .icon = "home",
                       .body = view::facts(facts),
                       .footer = footer});
}

Html pause_links(const Shown& s) {
    Html links;
    const auto& pauses = s.desk.one().clock.pauses;
    for (std::size_t i = 0; i < pauses.size(); ++i)
        links +=
            s.link(("/pauses/" + std::to_string(i + 1)).c_str(),
                   text::fill(s.t.tr("Pause since {1}"), s.t.short_date(pauses[i].from)), "edit");
    return links;
}

Html clock_card(const Shown& s) {
    const auto& clock = s.desk.one().clock;
    const auto today = s.app.today();
    auto body = clock.start ? clock_progress(clock, today, s.t) +
                                  view::facts(clock_facts(clock, s.app, s.t))
                            : markup<"<p>{}</p>">(s.t.tr("Counselling has no first day yet."));
    auto footer = s.link("/clock", s.t.tr("Change counselling time"), "clock");
    if (clock.start) footer += s.link("/pauses/new", s.t.tr("Add a pause"), "plus");
    return view::card({.title = std::string(s.t.tr("Counselling time")),
                       .icon = "clock",
                       .header_end = clock_tag(clock, today, s.t),
                       .body = body,
                       .footer = footer + pause_links(s)});
}

Html reading_note(const Shown& s) {
    if (s.around.may_change || !s.around.open_until) return {};
    const auto day = s.app.zone.day(*s.around.open_until);
    const auto until = day == s.app.today() ? s.t.time_of_day(*s.around.open_until) : s.t.date(day);
    return view::note(
        "eye",
        markup<"{} {}">(text::fill(s.t.tr("Open until {1}."), until),
                        s.around.by_reason ? s.t.tr("The person sees the reason and your name.")
                                           : s.t.tr("You can read it. The person sees that.")));
}

Html at_hand(const Shown& s) {
    Html appointment;
    if (s.around.may_change && s.app.next_appointment)
        appointment = s.app.next_appointment(s.request, s.app, s.desk.person);
    return at_hand_card(s.around.known, s.desk.person, appointment, s.app, s.t);
}

Html closed_note(const Shown& s) {
    const auto& one = s.desk.one();
    if (!one.closed) return {};
    auto note = view::note(
        "info", markup<"{} {}">(text::fill(s.t.tr("This case is closed since {1}."),
                                           s.t.short_date(*one.closed)),
                                s.app.catalogue->code_label("case_end", one.closing_reason, s.t)));
    if (!s.around.may_change) return note;
    const bool agreed = standing(s.around.consents).has_value();
    return note + (agreed ? view::button_form(s.desk.address() + "/reopening",
                                              view::button(s.t.tr("Open again"), "undo", "quiet"),
                                              s.request, s.app)
                          : view::button_link(s.desk.address() + "/new", s.t.tr("Open again"),
                                              "undo", "quiet"));
}

Html nothing_opened(const Shown& s) {
    auto body =
        markup<"<p>{}</p>">(s.t.tr("No case is open. It begins with the person’s consent."));
    if (s.around.may_change)
        body += view::button_link(s.desk.address() + "/new", s.t.tr("Open a case"), "plus");
    return view::empty_state("consent", body);
}

// What is done with the person at hand.
Html doings(const Shown& s) {
    if (!s.around.may_change) return {};
    const auto at = "/staff/persons/" + s.desk.person.text();
    auto out = view::button_form(at + "/entry",
                                 view::button(s.t.tr("Fill in the biography together"), "edit", ""),
                                 s.request, s.app);
    if (!s.around.has_account)
        out += view::button_form(at + "/code-card",
                                 view::button(s.t.tr("New code card"), "card", "quiet"), s.request,
                                 s.app);
    return markup<R"(<div class="row">{}</div>)">(out);
}

Html ways_on(const Shown& s) {
    const auto at = "/staff/persons/" + s.desk.person.text();
    const auto way = [&](const char* path, const char* icon, std::string_view label) {
        return view::line(
            {.href = at + path, .start = view::badge(icon), .title = markup<"{}">(label)});
    };
    std::vector<Html> lines{way("/consultations", "speaker", s.t.tr("Consultations")),
                            way("/biography", "person", s.t.tr("Biography"))};
    // A lead reads the case, not what the two agreed on.
    if (s.around.may_change) {
        lines.push_back(way("/plan", "goal", s.t.tr("Plan")));
        lines.push_back(way("/appointments", "calendar", s.t.tr("Appointments")));
        lines.push_back(way("/releases", "send", s.t.tr("Data releases")));
    }
    if (s.desk.opened && s.may_change())
        lines.push_back(way("/handover", "family", s.t.tr("Hand over the case")));
    return view::list(lines, "list card") + doings(s);
}

Html notices(const http::Request& request, const Tongue& t) {
    const auto notice = view::take_notice(request);
    return notice && notice->code == "saved" ? view::toast(t.tr("Saved"), {}) : Html{};
}

Html opened_case(const Shown& s) {
    auto out = closed_note(s);
    out.add<
        R"(<div class="split even"><div class="stack">{}</div><div class="stack">{}{}</div></div>)">(
        case_card(s), clock_card(s), ways_on(s));
    out += history(s.desk.one(), s.desk.places, s.app, s.t);
    return out;
}

http::Response show(const CaseReader& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto desk = reading_desk(who, request, app);
    const auto more = around(who, desk.person, app);
    const Shown s{desk, more, request, app, t};
    log_reading(app, who, desk.person, request);
    view::Page page;
    page.title = t.tr("Case");
    page.area = view::Area::Cases;
    page.width = view::Width::Wide;
    const bool lead = who.role == Role::Lead;
    page.body = view::back_link(lead ? "/staff/team" : "/staff/persons", t) + notices(request, t);
    page.body += view::head(view::value(desk.name), {}, page.title) + reading_note(s);
    page.body += at_hand(s);
    page.body += desk.opened ? opened_case(s) : nothing_opened(s) + ways_on(s);
    page.body += consent_list(more.consents, app, t);
    if (desk.opened) page.body += s.link("/closing", t.tr("Close the case"), "check");
    return view::page(request, app, std::move(page));
}

// The forms ---------------------------------------------------------------------------------------

// Where one of them lies: the address of its page and the one it is sent to.
struct Way {
    const CaseForm& form;
    std::string page, action;
    std::optional<std::size_t> number = {};
};

std::optional<std::size_t> number_in(const http::Request& request, std::size_t of) {
    const auto& typed = request.param("number");
    std::size_t number = 0;
    const auto [rest, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
    if (error != std::errc{} || rest != typed.data() + typed.size()) return std::nullopt;
    return number >= 1 && number <= of ? std::optional(number - 1) : std::nullopt;
}

Way way_to(const CaseForm& form, const Desk& desk, const http::Request& request) {
    const auto& one = desk.one();
    const bool many = &form == &stay_form || &form == &pause_form;
    const auto at = desk.address() + (&form == &stay_form    ? "/stays"
                                      : &form == &pause_form ? "/pauses"
                                                             : "/" + std::string(form.detail));
    if (!many) return {form, at, at};
    if (request.param("number").empty()) return {form, at + "/new", at};
    const auto number =
        number_in(request, &form == &stay_form ? one.stays.size() : one.clock.pauses.size());
    if (!number) http::not_found();
    const auto path = at + "/" + std::to_string(*number + 1);
    return {form, path, path, number};
}

enum class Meeting : std::uint8_t { None, Overtaken };

http::Response form_page(const Desk& desk, const Way& way, const http::Fields& typed,
                         const Problems& problems, const http::Request& request, App& app,
                         Meeting meeting) {
    const auto& t = app.tongue(request.language);
    auto fields = way.form.fields({typed, problems, desk.places, app, t});
    fields.add<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Save"), "check"));
    view::Form form;
    form.action = way.action;
    form.hidden = {{"revision", std::to_string(desk.one().revision)}};
    view::Page page;
    page.title = t.tr(way.form.title);
    page.area = view::Area::Cases;
    page.width = view::Width::Medium;
    page.has_form = true;
    page.script = "typeahead.js";
    page.body = view::back_link(desk.address(), t) + view::errors(problems, t);
    page.body += view::head(view::value(desk.name), {}, page.title);
    if (way.form.lead) page.body.add<R"(<p class="lead">{}</p>)">(t.tr(way.form.lead));
    const bool overtaken = meeting == Meeting::Overtaken;
    if (overtaken)
        page.body += view::note("warn",
                                markup<"{}">(t.tr("Somebody changed this meanwhile. Below is what "
                                                  "you typed. Save again to put it in its place.")),
                                "warm");
    page.body += view::form(form, fields, request, app);
    return view::page(request, app, std::move(page),
                      overtaken          ? 409
                      : problems.empty() ? 200
                                         : 422);
}

http::Response with_problems(const Desk& desk, const Way& way, const Problems& problems,
                             const http::Request& request, App& app, Meeting meeting) {
    return http::drawn(request, [&app, desk, way, problems, meeting](const http::Request& in) {
        return form_page(desk, way, in.form, problems, in, app, meeting);
    });
}

Desk open_desk(const Caseworker& who, const http::Request& request, App& app) {
    auto desk = working_desk(who, request, app);
    if (desk.one().closed) http::not_found();
    return desk;
}

template <const CaseForm& form>
http::Response show_form(const Caseworker& who, const http::Request& request, App& app) {
    const auto desk = open_desk(who, request, app);
    const auto way = way_to(form, desk, request);
    const auto first = form.first(desk.one(), {desk.places, app.today(), way.number});
    return form_page(desk, way, first, {}, request, app, Meeting::None);
}

// What the person took back ends at once: nobody of the staff reaches the record any more.
void withdraw_for(sql::Transaction& tx, App& app, const Caseworker& who, Id<Person> person,
                  Time now) {
    record(tx, app, person,
           {.kind = ConsentKind::Withdrawal, .manner = Manner::Screen, .staff = who.id}, now);
    account::end_assignments(tx, person, now);
}

std::string save(sql::Transaction& tx, App& app, const Caseworker& who, const Case& next,
                 const Way& way, const Desk& desk) {
    const auto now = app.clock.now();
    if (!account::is_assigned(tx, who.id, desk.person, now)) http::not_found();
    put(tx, app, next, now);
    const bool closing = &way.form == &closing_form;
    log_change(tx, who, desk.person, closing ? "case.closed" : "case.changed",
               closing ? next.closing_reason : way.form.detail, now);
    if (!closing) return desk.address();
    if (next.closing_reason == "wish") withdraw_for(tx, app, who, desk.person, now);
    return "/staff/persons";
}

template <const CaseForm& form>
http::Response save_form(const Caseworker& who, const http::Request& request, App& app) {
    if (auto before = sent_before(request, app)) return std::move(*before);
    const auto desk = open_desk(who, request, app);
    const auto way = way_to(form, desk, request);
    if (request.redraw) return with_problems(desk, way, {}, request, app, Meeting::None);
    auto next = desk.one();
    if (seen_revision(request) != next.revision)
        return with_problems(desk, way, {}, request, app, Meeting::Overtaken);
    Problems problems;
    form.read(next, request.form, {desk.places, app.today(), way.number}, problems);
    if (!problems.empty()) return with_problems(desk, way, problems, request, app, Meeting::None);
    auto response = http::once(
        request, app, [&](sql::Transaction& tx) { return save(tx, app, who, next, way, desk); });
    view::leave_notice(response, {"saved", ""});
    return response;
}

http::Response reopen(const Caseworker& who, const http::Request& request, App& app) {
    const auto desk = working_desk(who, request, app);
    if (!desk.opened) http::not_found();
    return http::once(request, app, [&](sql::Transaction& tx) {
        const auto now = app.clock.now();
        auto one = case_of(tx, app, desk.person);
        if (!one || !account::is_assigned(tx, who.id, desk.person, now)) http::not_found();
        if (!standing(consents_of(tx, app, desk.person))) throw http::Failure{409};
        if (!one->closed) return desk.address();
        one->closed.reset();
        one->closing_reason.clear();
        put(tx, app, *one, now);
        log_change(tx, who, desk.person, "case.reopened", "", now);
        return desk.address();
    });
}

template <const CaseForm& form>
void add_form(http::Router& router, const std::string& page, const std::string& action) {
    const std::string at = "/staff/persons/{id}/case";
    router.get(at + page, show_form<form>);
    router.post(at + action, save_form<form>);
}

}  // namespace

void add_case_pages(http::Router& router) {
    router.get("/staff/persons/{id}/case", show);
    add_form<stay_form>(router, "/stays/new", "/stays");
    add_form<stay_form>(router, "/stays/{number}", "/stays/{number}");
    add_form<move_form>(router, "/move", "/move");
    add_form<clock_form>(router, "/clock", "/clock");
    add_form<pause_form>(router, "/pauses/new", "/pauses");
    add_form<pause_form>(router, "/pauses/{number}", "/pauses/{number}");
    add_form<closing_form>(router, "/closing", "/closing");
    router.post("/staff/persons/{id}/case/reopening", reopen);
}

}  // namespace mobio::casework
