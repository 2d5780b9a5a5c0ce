// SPDX-License-Identifier: EUPL-1.2
// "This is wrong": a person objects to what staff wrote.
#include "biography/frame.h"
#include "biography/objection.h"
#include "biography/pages.h"
#include "biography/words.h"
#include "platform/http/form_key.h"

namespace mobio::biography {

using html::Html;
using html::markup;

namespace {

constexpr std::size_t most_letters = 1000;

// What the address names, on a record that the account may open.
struct Doubted {
    const catalogue::Topic& topic;
    Biography biography;
    StaffClaim at;
};

Doubted doubted(const Acting& who, const http::Request& request, App& app) {
    const auto& topic = topic_of(request, app);
    Doubted found{topic, open_biography(who, request, app), {}};
    found.at = find_staff_claim(found.biography, topic, request.param("id"));
    if (!found.at.claim) http::not_found();
    return found;
}

Html entered(const Doubted& doubted, App& app, const text::Tongue& t) {
    const Told told{*app.catalogue->field(doubted.at.field), *doubted.at.claim};
    return view::card(
        {.title = std::string(t.tr("Entered by your social worker")),
         .icon = "card",
         .body = view::facts({fact_of(told, app, listener_of(doubted.biography, t))})});
}

Html objection_form(const http::Request& request, App& app, const std::string& words,
                    const Problems& problems) {
    const auto& t = app.tongue(request.language);
    view::Input input;
    input.name = "words";
    input.label = t.tr("What is wrong?");
    input.hint = t.tr("You need not write anything. Your own language is fine.");
    input.value = words;
    input.max_length = most_letters;
    auto fields = view::textarea(input, 3, problems, t);
    fields.add<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Mark as wrong"), "warn"));
    view::Form form;
    form.action = request.path;
    return view::form(form, fields, request, app);
}

Html decided(const Objection& objection, App& app, const text::Tongue& t) {
    if (!objection.kept_at) return {};
    return view::note(
        "info",
        markup<"{}">(text::fill(
            t.tr("Your social worker looked at it on {1} and leaves it as it is. Talk about it."),
            t.date(app.zone.day(*objection.kept_at)))));
}

Html marked(const Objection& objection, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    auto body = markup<"<p>{}</p>">(
        text::fill(t.tr("You marked this as wrong on {1}. Your social worker decides."),
                   t.date(app.zone.day(objection.at))));
    if (!objection.words.empty())
        body.add<R"(<p class="said">{}</p>)">(view::value(objection.words, objection.lang));
    return view::card(
        {.title = std::string(t.tr("Marked as wrong")),
         .icon = "warn",
         .tone = "warm",
         .body = body,
         .footer = view::button_form(request.path + "/withdrawal",
                                     view::button(t.tr("It is right after all"), "undo", "quiet"),
                                     request, app)});
}

http::Response page_of(const Doubted& doubted, const http::Request& request, App& app,
                       const std::string& words, const Problems& problems) {
    const auto& t = app.tongue(request.language);
    const auto& objection = doubted.at.claim->objection;
    view::Page page;
    page.title = t.tr("Is something wrong here?");
    page.area = view::Area::Life;
    page.body = view::back_link(address(doubted.topic), t) + view::errors(problems, t);
    page.body +=
        view::head(page.title, t.tr("Your social worker sees it. Both stay until it is decided."));
    page.body += entered(doubted, app, t);
    if (doubted.at.claim->disputed()) {
        page.body += marked(*objection, request, app);
    } else {
        if (objection) page.body += decided(*objection, app, t);
        page.body += objection_form(request, app, words, problems);
        page.has_form = true;
    }
    return view::page(request, app, std::move(page), problems.empty() ? 200 : 422);
}

// The section's change in one transaction with the form's key, then back to the answers.
http::Response change(const Doubted& doubted, const Acting& who, const http::Request& request,
                      App& app,
                      const std::function<void(sql::Transaction&, const vault::PersonKey&,
                                               const Writer&, Time)>& act) {
    const auto key = app.vault.key_of(who.person.bytes);
    const auto now = app.clock.now();
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        act(tx, key, demand_access(tx, who, now), now);
        return address(doubted.topic);
    });
    if (response.status == 303) view::leave_notice(response, {"saved", ""});
    return response;
}

}  // namespace

http::Response show_objection(const Acting& who, const http::Request& request, App& app) {
    return page_of(doubted(who, request, app), request, app, "", {});
}

http::Response make_objection(const Acting& who, const http::Request& request, App& app) {
    const auto found = doubted(who, request, app);
    const auto words = text::clean(request.form.get("words")).text;
    Problems problems;
    if (const auto length = text::length(words); length > most_letters)
        problems.add("words", {text::mark("Write at most {1} characters. You wrote {2}."),
                               {std::to_string(most_letters), std::to_string(length)}});
    if (request.redraw) problems = {};
    if (request.redraw || !problems.empty())
        return page_of(found, request, app, request.form.get("words"), problems);
    return change(
        found, who, request, app,
        [&](sql::Transaction& tx, const vault::PersonKey& key, const Writer& author, Time now) {
            const Objection objection{
                now, author.id, words, std::string(text::code(request.language)), {}};
            object(tx, app, who.person, key, found.topic.section, found.at.claim->id, objection,
                   author, now);
        });
}

http::Response withdraw_objection(const Acting& who, const http::Request& request, App& app) {
    const auto found = doubted(who, request, app);
    return change(
        found, who, request, app,
        [&](sql::Transaction& tx, const vault::PersonKey& key, const Writer& author, Time now) {
            take_back_objection(tx, app, who.person, key, found.topic.section, found.at.claim->id,
                                author, now);
        });
}

}  // namespace mobio::biography
