// SPDX-License-Identifier: EUPL-1.2
#include "account/pages.h"
#include "biography/biography.h"
#include "casework/joining.h"
#include "casework/pages.h"
#include "platform/http/form_key.h"
#include "platform/view/components.h"
#include "platform/view/page.h"

// A person joins the record that staff made of them to their own: the code, what will happen, done.
namespace mobio::casework {

using html::markup;
using view::Html;

namespace {

// --- The code ------------------------------------------------------------------------------------

http::Response code_page(const http::Request& request, App& app, const Problems& problems,
                         const std::optional<Duration>& wait = {}) {
    const auto& t = app.tongue(request.language);
    auto fields = account::code_input(request.form.get("code"), problems, t);
    fields.add<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Go on"), "next"));
    view::Form form;
    form.action = "/account/code-card";
    view::Page page;
    page.title = t.tr("Use a code card");
    page.has_form = true;
    page.script = "code_card.js";
    page.body =
        view::back_link("/account", t) + view::errors(problems, t) + account::wait_note(wait, t);
    page.body += view::head(page.title, t.tr("You see what will happen before anything happens."));
    page.body += view::form(form, fields, request, app);
    const unsigned status = wait ? 429 : problems.empty() ? 200 : 422;
    return account::with_wait(view::page(request, app, std::move(page), status), wait);
}

http::Response show_code_form(const Acting&, const http::Request& request, App& app) {
    return code_page(request, app, {});
}

http::Response refuse(const http::Request& request, App& app, const std::optional<Duration>& wait) {
    Problems problems;
    if (!wait) problems.add("code", {account::card_does_not_fit});
    return http::drawn(request, [&app, problems, wait](const http::Request& in) {
        return code_page(in, app, problems, wait);
    });
}

// --- What will happen ----------------------------------------------------------------------------

Html what_will_happen(const std::string& name, const text::Tongue& t) {
    return markup<
        R"(<p>{}</p><p class="lead">{}</p><ul class="stack"><li>{}</li><li>{}</li><li>{}</li><li>{}</li></ul>)">(
        t.tr("This card is for:"), view::value(name), t.tr("Two records become one."),
        t.tr("Your social worker sees this record from then on."),
        t.tr("Nothing is deleted. What you said and what staff wrote stand side by side."),
        t.tr("After this the card is used up."));
}

http::Response confirm_page(const http::Request& request, App& app, const std::string& code,
                            const std::string& name) {
    const auto& t = app.tongue(request.language);
    Html fields;
    fields.add<R"(<div class="buttons">{}{}</div>)">(
        view::button(t.tr("Join both records"), "check"),
        view::button_link("/account", t.tr("Do not join"), "", "quiet"));
    view::Form form;
    form.action = "/account/record";
    form.hidden = {{"code", code}};
    view::Card card;
    card.id = "joining";
    card.icon = "card";
    card.title = t.tr("What will happen");
    card.body = what_will_happen(name, t);
    view::Page page;
    page.title = t.tr("Your card fits");
    page.body = view::head(page.title) + view::card(card);
    page.body += view::note(
        "warn", markup<"{}">(t.tr("Is this not you? Then do not join, and give the card back.")));
    page.body += view::form(form, fields, request, app);
    return view::page(request, app, std::move(page));
}

// The card that fits, and to whom it was given.
struct Fitting {
    account::CheckedCard checked;
    std::string name;
    bool fits() const { return checked.card.has_value(); }
};

Fitting look_at(const Acting& who, App& app, const std::string& typed) {
    Fitting found{account::check_card(app, typed), {}};
    auto& card = found.checked.card;
    app.db->read([&](sql::Connection& db) {
        if (card && !may_join(db, who, *card, app.clock.now())) card.reset();
        if (!card) return;
        const auto key = app.vault.key_of(card->person.bytes);
        found.name =
            biography::full_name(biography::load_sections(db, app, card->person, key, {"person"}));
    });
    return found;
}

http::Response check_code(const Acting& who, const http::Request& request, App& app) {
    const auto found = look_at(who, app, request.form.get("code"));
    if (!found.fits()) return refuse(request, app, found.checked.wait);
    return http::drawn(request, [&app, found](const http::Request& in) {
        return confirm_page(in, app, found.checked.code, found.name);
    });
}

// --- Done ----------------------------------------------------------------------------------------

struct CardGone {};

http::Response join_once(const Acting& who, const http::Request& request, App& app,
                         const account::Card& card) try {
    return http::once(request, app, [&](sql::Transaction& tx) {
        if (!join(tx, app, who, card, app.clock.now())) throw CardGone{};
        return std::string("/account/record");
    });
} catch (const CardGone&) {
    return refuse(request, app, {});
}

http::Response join_records(const Acting& who, const http::Request& request, App& app) {
    if (request.redraw) return check_code(who, request, app);
    const auto checked = account::check_card(app, request.form.get("code"));
    if (!checked.card) return refuse(request, app, checked.wait);
    return join_once(who, request, app, *checked.card);
}

http::Response show_joined(const Acting&, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    view::Page page;
    page.title = t.tr("Both records are one now");
    page.body = view::head(page.title);
    page.body += view::note(
        "check",
        markup<"{}">(t.tr("Look through your data. Where two answers differ, correct it.")), "ok");
    page.body += markup<R"(<div class="buttons">{}</div>)">(
        view::button_link("/biography", t.tr("To my life"), "next"));
    return view::page(request, app, std::move(page));
}

}  // namespace

void add_joining_pages(http::Router& router) {
    router.get("/account/code-card", show_code_form);
    router.post("/account/code-card", check_code);
    router.slow("/account/code-card");
    router.get("/account/record", show_joined);
    router.post("/account/record", join_records);
    router.slow("/account/record");
}

}  // namespace mobio::casework
