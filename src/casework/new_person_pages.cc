// SPDX-License-Identifier: EUPL-1.2
#include "account/code_card.h"
#include "account/moving.h"
#include "account/typed_code.h"
#include "casework/desk.h"
#include "casework/pages.h"
#include "platform/http/form_key.h"
#include "platform/view/components.h"
#include "platform/view/page.h"

// A new record and its code card; a new card for one that was lost.
namespace mobio::casework {

using html::markup;
using view::Html;

namespace {

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

// Only the hash is kept: the page carries the code itself, also into another language.
http::Response card_page(const http::Request& request, App& app, const account::CodeCard& card,
                         text::Language language) {
    const auto& t = app.tongue(request.language);
    view::Card shown;
    shown.title = t.tr("Code card");
    shown.id = "card";
    shown.icon = "card";
    shown.tone = "warm";
    shown.body = markup<R"(<p class="code">{}</p><p>{}</p>)">(
        view::number(account::grouped_code(card.code)),
        text::fill(t.tr("Valid once, until {1}."), t.moment(card.expires_at)));
    view::Form print;
    print.action = "/staff/code-cards/pdf";
    print.css = "";
    print.hidden = {{"code", card.code}, {"language", std::string(text::code(language))}};
    shown.footer = view::form(print, view::button(t.tr("Print as PDF"), "print"), request, app);
    view::Page page;
    page.title = t.tr("The code card is ready");
    page.area = view::Area::Cases;
    page.has_form = true;
    page.body = view::head(page.title) + view::card(shown);
    page.body += view::note(
        "info", markup<"{}">(t.tr("You see this code only now. Print it and hand it over.")));
    page.body += markup<R"(<div class="buttons">{}{}</div>)">(
        view::button_link(case_address(card.person), t.tr("To this person’s page"), "person"),
        view::button_link("/staff/persons", t.tr("Back to my persons"), "", "quiet"));
    return view::page(request, app, std::move(page));
}

// A card that is open and of somebody assigned to them; any other does not exist.
std::optional<account::Card> find_own_card(App& app, const Caseworker& who, std::string_view code) {
    const auto now = app.clock.now();
    return app.db->read([&](sql::Connection& db) {
        auto card = account::find_card(db, code);
        if (card && !(card->open_at(now) && account::is_assigned(db, who.id, card->person, now)))
            card.reset();
        return card;
    });
}

// Bound to the session: the key of a form that waits for days must not draw an old code again.
std::string form_of(const http::Request& request) {
    const auto& session = request.visitor.session;
    return vault::hex(session) + request.form.get("form_key");
}

// What a card's maker does in its transaction; nothing where the same form came before.
using MakeCard = std::function<void(sql::Transaction&, const account::PreparedCard&, Time now)>;

// Of a double click the browser shows the second answer: it has the card too, while it is open.
http::Response make_once(const Caseworker& who, const http::Request& request, App& app,
                         const MakeCard& make) {
    const auto drawn = account::prepare_card(app, form_of(request));
    return http::once(
        request, app,
        [&](sql::Transaction& tx) {
            make(tx, drawn, app.clock.now());
            return std::string("/staff/persons");
        },
        [&](const std::string& location) {
            const auto card = find_own_card(app, who, drawn.code);
            if (!card) return http::see_other(location);
            const account::CodeCard made{card->person, drawn.code, card->expires_at};
            return http::drawn(request,
                               [&app, made, language = card->language](const http::Request& in) {
                                   return card_page(in, app, made, language);
                               });
        });
}

http::Response create(const Caseworker& who, const http::Request& request, App& app) {
    if (request.redraw) return form_page(request, app, {});
    Problems problems;
    const auto name = text::clean(request.form.get("name")).text;
    if (name.empty())
        problems.add("name", {text::mark("Write what the person wants to be called.")});
    else
        account::check_calling_name(problems, "name", name);
    const auto language = text::parse_language(request.form.get("language"));
    if (!language) problems.add("language", {text::mark("Choose a language.")});
    if (!problems.empty())
        return http::drawn(request, [&app, problems](const http::Request& in) {
            return form_page(in, app, problems);
        });

    const auto person = Id<Person>::make(app.clock.now());
    app.vault.create_key(person.bytes);
    const auto key = app.vault.key_of(person.bytes);
    return make_once(who, request, app,
                     [&](sql::Transaction& tx, const account::PreparedCard& card, Time now) {
                         account::add_record(tx, app, person, key, name, who.id, now);
                         account::add_card(tx, card, person, who.id, *language, now);
                     });
}

// Of an older page's record that was joined to another one since: that one stands in the list.
bool was_joined(sql::Connection& db, App& app, const Caseworker& who, Id<Person> person) {
    const auto now = account::leads_to(db, person);
    return now && *now != person && account::is_assigned(db, who.id, *now, app.clock.now());
}

http::Response replace(const Caseworker& who, const http::Request& request, App& app) {
    const auto person = Id<Person>::parse(request.param("id"));
    if (!person) http::not_found();
    const auto language = app.db->read([&](sql::Connection& db) -> std::optional<text::Language> {
        if (was_joined(db, app, who, *person)) return std::nullopt;
        if (!account::is_assigned(db, who.id, *person, app.clock.now())) http::not_found();
        return account::last_language(db, *person);
    });
    if (!language) return http::see_other("/staff/persons");
    return make_once(who, request, app,
                     [&](sql::Transaction& tx, const account::PreparedCard& card, Time now) {
                         account::replace_card(tx, card, *person, who.id, *language, now);
                     });
}

// The code comes in the form's body, never in an address.
http::Response pdf(const Caseworker& who, const http::Request& request, App& app) {
    const auto code = account::typed_code(request.form.get("code"));
    const auto language = text::parse_language(request.form.get("language"));
    if (!code || !language) http::not_found();
    const auto kept = find_own_card(app, who, *code);
    if (!kept) http::not_found();
    const account::CodeCard card{kept->person, *code, kept->expires_at};
    if (request.redraw) return card_page(request, app, card, *language);
    return http::file("application/pdf", "codekarte.pdf",
                      account::code_card_pdf(app, card, *language));
}

}  // namespace

void add_new_person_pages(http::Router& router) {
    router.get("/staff/persons/new", show_form);
    router.post("/staff/persons", create);
    router.slow("/staff/persons");
    router.post("/staff/persons/{id}/code-card", replace);
    router.slow("/staff/persons/{id}/code-card");
    router.post("/staff/code-cards/pdf", pdf);
}

void add_pages(http::Router& router) {
    add_persons_pages(router);
    add_new_person_pages(router);
    add_joining_pages(router);
    add_duplicates_pages(router);
    add_entry_pages(router);
    add_batch_pages(router);
    add_case_pages(router);
    add_case_start_pages(router);
    add_own_case_pages(router);
}

}  // namespace mobio::casework
