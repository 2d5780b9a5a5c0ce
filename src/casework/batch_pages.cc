// SPDX-License-Identifier: EUPL-1.2
// Code cards for several persons at once, on one paper to print.
#include <algorithm>

#include "account/code_card.h"
#include "account/store.h"
#include "casework/desk.h"
#include "casework/pages.h"
#include "casework/persons_views.h"
#include "casework/store.h"
#include "platform/http/form_key.h"
#include "platform/view/page.h"

namespace mobio::casework {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

constexpr auto at = "/staff/code-cards";
// Each is hashed as a password is, which takes its time on purpose.
constexpr std::size_t most_cards_at_once = 20;  // the page says so
constexpr int most_listed = 200;

// Theirs who have no account yet.
std::vector<CasePerson> without_account(const Caseworker& who, App& app) {
    auto all = app.db->read([&](sql::Connection& db) {
        return persons_of(db, app, who.id, std::nullopt, most_listed);
    });
    std::erase_if(all, [](const CasePerson& person) { return person.has_account; });
    return all;
}

http::Response page_of(const std::vector<CasePerson>& persons, const Problems& problems,
                       const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    view::Choice choice{.name = "person",
                        .label = std::string(t.tr("Who gets a card?")),
                        .hint = std::string(t.tr("At most 20 at once.")),
                        .many = true,
                        .plain = true};
    for (const auto& person : persons)
        choice.options.push_back({.value = person.person.text(), .label = person.name});
    choice.chosen = request.form.all("person");
    view::Page page;
    page.title = t.tr("Code cards");
    page.area = view::Area::Cases;
    page.width = view::Width::Medium;
    page.has_form = !persons.empty();
    page.body = view::back_link("/staff/persons", t) + view::errors(problems, t);
    page.body +=
        view::head(page.title, t.tr("For persons without an account. Their older cards end."));
    if (persons.empty())
        page.body += view::empty_state(
            "card", markup<"<p>{}</p>">(t.tr("All of your persons have an account.")));
    else
        page.body += view::form({.action = at},
                                view::choices(choice, problems, t) +
                                    markup<R"(<div class="buttons">{}</div>)">(
                                        view::button(t.tr("Make the cards as PDF"), "print")),
                                request, app);
    return view::page(request, app, std::move(page), problems.empty() ? 200 : 422);
}

http::Response show(const Caseworker& who, const http::Request& request, App& app) {
    const auto persons = without_account(who, app);
    std::vector<Id<Person>> shown;
    for (const auto& person : persons) shown.push_back(person.person);
    log_listed(app, who, shown, request.visitor);
    return page_of(persons, {}, request, app);
}

std::vector<CasePerson> chosen_in(const http::Request& request,
                                  const std::vector<CasePerson>& persons) {
    const auto asked = request.form.all("person");
    std::vector<CasePerson> chosen;
    for (const auto& person : persons)
        if (std::ranges::find(asked, person.person.text()) != asked.end()) chosen.push_back(person);
    return chosen;
}

// A card drawn for a form is the same each time: of a double click the second answer has it too.
struct Drawn {
    CasePerson person;
    text::Language language;
    account::PreparedCard card;
};

std::vector<Drawn> draw(const std::vector<CasePerson>& chosen, const http::Request& request,
                        App& app) {
    std::vector<Drawn> drawn;
    for (const auto& person : chosen) {
        const auto language = app.db->read(
            [&](sql::Connection& db) { return account::last_language(db, person.person); });
        const auto form = vault::hex(request.visitor.session) + request.form.get("form_key") +
                          person.person.text();
        drawn.push_back({person, language, account::prepare_card(app, form)});
    }
    return drawn;
}

http::Response papers(const std::vector<Drawn>& drawn, App& app) {
    std::vector<account::PrintedCard> cards;
    const auto now = app.clock.now();
    app.db->read([&](sql::Connection& db) {
        for (const auto& one : drawn)
            if (const auto kept = account::find_card(db, one.card.code);
                kept && kept->open_at(now) && kept->person == one.person.person)
                cards.push_back({{kept->person, one.card.code, kept->expires_at},
                                 one.language,
                                 one.person.name});
    });
    return http::file("application/pdf", "codekarten.pdf", account::code_cards_pdf(app, cards));
}

http::Response create(const Caseworker& who, const http::Request& request, App& app) {
    const auto persons = without_account(who, app);
    const auto chosen = chosen_in(request, persons);
    Problems problems;
    if (chosen.empty()) problems.add("person", {text::mark("Choose at least one person.")});
    if (chosen.size() > most_cards_at_once)
        problems.add("person", {text::mark("These are too many at once. Choose fewer.")});
    if (request.redraw) problems = {};
    if (request.redraw || !problems.empty())
        return http::drawn(request, [&app, persons, problems](const http::Request& in) {
            return page_of(persons, problems, in, app);
        });
    const auto drawn = draw(chosen, request, app);
    return http::once(
        request, app,
        [&](sql::Transaction& tx) {
            for (const auto& one : drawn)
                account::replace_card(tx, one.card, one.person.person, who.id, one.language,
                                      app.clock.now());
            return std::string(at);
        },
        [&](const std::string&) { return papers(drawn, app); });
}

}  // namespace

void add_batch_pages(http::Router& router) {
    router.get(at, show);
    router.post(at, create);
    router.slow(at);
}

}  // namespace mobio::casework
