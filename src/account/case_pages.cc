// SPDX-License-Identifier: EUPL-1.2
#include "account/code_card.h"
#include "account/pages.h"
#include "account/store.h"
#include "account/typed_code.h"
#include "platform/access_log/access_log.h"
#include "platform/http/form_key.h"

// A caseworker's persons and their code cards.
namespace mobio::account {

using html::markup;
using view::Html;

namespace {

constexpr int per_page = 50;

// --- The list ------------------------------------------------------------------------------------

Html end_of_line(const Assigned& person, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    if (person.has_account) return view::tag(t.tr("has an account"), "ok", "check");
    return view::button_form("/staff/persons/" + person.person.text() + "/code-card",
                             view::button(t.tr("New code card"), "card", "quiet small"), request,
                             app);
}

Html person_line(const Assigned& person, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto since = t.short_date(app.zone.day(person.since));
    view::Line line;
    line.start = view::badge("person");
    line.title = view::value(person.name);
    line.small = markup<"{}">(text::fill(t.tr("since {1}"), since));
    line.end = end_of_line(person, request, app);
    return view::line(line);
}

// Each name shown is a read of that person's record.
void log_reads(App& app, const Caseworker& who, const std::vector<Assigned>& persons,
               const http::Visitor& visitor) {
    for (const auto& person : persons)
        access_log::read(
            app,
            {person.person.bytes, access_log::Who::Staff, who.id.bytes, "person.listed", {}, ""},
            visitor);
}

Html list_of(const std::vector<Assigned>& persons, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    if (persons.empty())
        return view::empty_state(
            "family", markup<"<p>{}</p>">(t.tr("Here you will find the persons you work with. "
                                               "Begin with a code card.")));
    std::vector<Html> lines;
    for (const auto& person : persons) lines.push_back(person_line(person, request, app));
    return view::list(lines, "list card");
}

http::Response show_persons(const Caseworker& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto after = Id<Person>::parse(request.query.get("after"));
    auto persons = app.db->read(
        [&](sql::Connection& db) { return assigned_to(db, app, who.id, after, per_page + 1); });
    const bool more = persons.size() > per_page;
    if (more) persons.pop_back();
    log_reads(app, who, persons, request.visitor);

    view::Page page;
    page.title = t.tr("My persons");
    page.area = view::Area::Cases;
    page.width = view::Width::Medium;
    page.body = view::head(page.title);
    page.body += view::add_link("/staff/persons/new", t.tr("Add a person"),
                                t.tr("You get a code card for them."));
    page.body += list_of(persons, request, app);
    if (more)
        page.body += view::button_link("/staff/persons?after=" + persons.back().person.text(),
                                       t.tr("Show more"), "next", "quiet");
    return view::page(request, app, std::move(page));
}

// --- A new record and its card
// ---------------------------------------------------------------------

Html language_choice(const http::Request& request, const Problems& problems,
                     const text::Tongue& t) {
    view::Choice choice;
    choice.name = "language";
    choice.label = t.tr("Language of the card");
    choice.hint = t.tr("German stands beside it.");
    for (const auto language : text::languages)
        choice.options.push_back({std::string(text::code(language)),
                                  std::string(text::own_name(language)), "", "",
                                  std::string(text::code(language))});
    choice.chosen = {request.form.get("language")};
    return view::choices(choice, problems, t);
}

http::Response form_page(const http::Request& request, App& app, const Problems& problems) {
    const auto& t = app.tongue(request.language);
    view::Input name;
    name.name = "name";
    name.label = t.tr("Name to be called by");
    name.hint = t.tr("It is not printed on the card.");
    name.value = request.form.get("name");
    auto fields = view::input(name, problems, t) + language_choice(request, problems, t);
    fields.add<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Make a code card"), "card"));
    view::Form form;
    form.action = "/staff/persons";
    view::Page page;
    page.title = t.tr("Add a person");
    page.area = view::Area::Cases;
    page.has_form = true;
    page.body = view::back_link("/staff/persons", t) + view::errors(problems, t);
    page.body += view::head(page.title, t.tr("The record is assigned to you."));
    page.body += view::form(form, fields, request, app);
    return view::page(request, app, std::move(page), problems.empty() ? 200 : 422);
}

http::Response show_form(const Caseworker&, const http::Request& request, App& app) {
    return form_page(request, app, {});
}

// Shown once: only the hash is kept.
http::Response card_page(const http::Request& request, App& app, const CodeCard& card,
                         text::Language language) {
    const auto& t = app.tongue(request.language);
    view::Card shown;
    shown.title = t.tr("Code card");
    shown.id = "card";
    shown.icon = "card";
    shown.tone = "warm";
    shown.body = markup<R"(<p class="code">{}</p><p>{}</p>)">(
        view::number(grouped_code(card.code)),
        text::fill(t.tr("Valid once, until {1}."), t.moment(card.expires_at)));
    shown.footer = view::button_form(
        "/staff/code-cards/pdf", view::button(t.tr("Print as PDF"), "print"), request, app,
        {{"code", card.code}, {"language", std::string(text::code(language))}});
    view::Page page;
    page.title = t.tr("The code card is ready");
    page.area = view::Area::Cases;
    page.body = view::head(page.title) + view::card(shown);
    page.body += view::note(
        "info", markup<"{}">(t.tr("You see this code only now. Print it and hand it over.")));
    page.body += view::button_link("/staff/persons", t.tr("Back to my persons"), "", "quiet");
    return view::page(request, app, std::move(page));
}

// What a card's maker does in its transaction; nothing where the same form came before.
using MakeCard = std::function<void(sql::Transaction&, const PreparedCard&, Time now)>;

http::Response make_once(const http::Request& request, App& app, Id<Person> person,
                         text::Language language, const MakeCard& make) {
    const auto card = prepare_card(app);
    const auto now = app.clock.now();
    bool acted = false;
    return http::once(
        request, app,
        [&](sql::Transaction& tx) {
            make(tx, card, now);
            acted = true;
            return std::string("/staff/persons");
        },
        [&](const std::string& location) {
            if (!acted) return http::see_other(location);
            return card_page(request, app, {person, card.code, now + card_lifetime}, language);
        });
}

http::Response create(const Caseworker& who, const http::Request& request, App& app) {
    if (request.redraw) return form_page(request, app, {});
    Problems problems;
    const auto name = text::clean(request.form.get("name")).text;
    check_calling_name(problems, "name", name);
    const auto language = text::parse_language(request.form.get("language"));
    if (!language) problems.add("language", {text::mark("Choose a language.")});
    if (!problems.empty()) return form_page(request, app, problems);

    const auto person = Id<Person>::make(app.clock.now());
    app.vault.create_key(person.bytes);
    const auto key = app.vault.key_of(person.bytes);
    return make_once(request, app, person, *language,
                     [&](sql::Transaction& tx, const PreparedCard& card, Time now) {
                         add_record(tx, app, person, key, name, who.id, now);
                         add_card(tx, card, person, who.id, *language, now);
                     });
}

http::Response replace(const Caseworker& who, const http::Request& request, App& app) {
    const auto person = Id<Person>::parse(request.param("id"));
    if (!person) http::not_found();
    const auto language = app.db->read([&](sql::Connection& db) {
        if (!is_assigned(db, who.id, *person, app.clock.now())) http::not_found();
        return last_language(db, *person);
    });
    return make_once(request, app, *person, language,
                     [&](sql::Transaction& tx, const PreparedCard& card, Time now) {
                         replace_card(tx, card, *person, who.id, language, now);
                     });
}

// The code comes in the form's body, never in an address.
http::Response pdf(const Caseworker& who, const http::Request& request, App& app) {
    const auto code = typed_code(request.form.get("code"));
    const auto language = text::parse_language(request.form.get("language"));
    if (!code || !language) http::not_found();
    const auto now = app.clock.now();
    const auto card = app.db->read([&](sql::Connection& db) {
        const auto found = find_card(db, *code);
        const bool theirs =
            found && found->open_at(now) && is_assigned(db, who.id, found->person, now);
        if (!theirs) http::not_found();
        return *found;
    });
    return http::file("application/pdf", "codekarte.pdf",
                      code_card_pdf(app, {card.person, *code, card.expires_at}, *language));
}

}  // namespace

void add_case_pages(http::Router& router) {
    router.get("/staff/persons", show_persons);
    router.get("/staff/persons/new", show_form);
    router.post("/staff/persons", create);
    router.slow("/staff/persons");
    router.post("/staff/persons/{id}/code-card", replace);
    router.slow("/staff/persons/{id}/code-card");
    router.post("/staff/code-cards/pdf", pdf);
}

}  // namespace mobio::account
