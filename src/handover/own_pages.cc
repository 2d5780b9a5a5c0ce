// SPDX-License-Identifier: EUPL-1.2
// What the person reads of their handover, in their language; and their answer, by their own
// account.
#include "biography/store.h"
#include "handover/pages.h"
#include "platform/http/form_key.h"
#include "platform/view/page.h"

namespace mobio::handover {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

struct Own {
    Handover one;
    casework::Places places;
};

// The one that asks them; none: there is nothing to read here.
std::optional<Own> own_of(const Acting& who, App& app) {
    return app.db->read([&](sql::Connection& db) -> std::optional<Own> {
        biography::demand_access(db, who, app.clock.now());
        auto one = newest_of(db, app, who.person);
        if (!one || one->state() != State::AsksPerson) return std::nullopt;
        return Own{std::move(*one), casework::places_of(db)};
    });
}

http::Response page_of(const Own& own, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto text =
        casework::consent_text(casework::ConsentKind::Handover, app, request.language);
    auto fields = casework::consent_columns(casework::ConsentKind::Handover, app, request.language,
                                            request.language);
    fields += answer_buttons(app, t, request.language);
    view::Page page;
    page.title = t.tr("Another team will help you");
    page.area = view::Area::Life;
    page.body = view::back_link("/case", t);
    page.body += view::head(page.title, t.tr("Read what will happen. Then say yes or no."));
    page.body += view::card({.title = std::string(t.tr("Handover")),
                             .icon = "send",
                             .body = view::facts(facts_of(own.one, own.places, t))});
    page.body += view::form({.action = "/case/handover",
                             .hidden = {{"text_language", std::string(t.code())},
                                        {"text_mark", casework::mark_of(text)}}},
                            fields, request, app);
    return view::page(request, app, std::move(page));
}

http::Response show(const Acting& who, const http::Request& request, App& app) {
    const auto own = own_of(who, app);
    return own ? page_of(*own, request, app) : http::see_other("/case");
}

http::Response say(const Acting& who, const http::Request& request, App& app) {
    if (auto before = casework::sent_before(request, app)) return std::move(*before);
    const auto own = own_of(who, app);
    if (!own && request.redraw) throw http::Redraw{};
    if (!own) return http::see_other("/case");
    const auto language = text::parse_language(request.form.get("text_language"));
    if (!language) throw http::Failure{422};
    const auto text = casework::consent_text(casework::ConsentKind::Handover, app, *language);
    const auto& said = request.form.get("answer");
    // Another text by now, or the language was changed: it is read again first.
    if (request.redraw || request.form.get("text_mark") != casework::mark_of(text))
        return http::drawn(request,
                           [&app, own](const http::Request& in) { return page_of(*own, in, app); });
    if (said != "accept" && said != "refuse") throw http::Failure{422};
    return http::once(request, app, [&](sql::Transaction& tx) {
        const auto now = app.clock.now();
        biography::demand_access(tx, who, now);
        answer(
            tx, app, own->one,
            {said == "accept",
             {.manner = casework::Manner::Account, .language = language, .account = who.account}},
            now);
        return std::string("/case");
    });
}

}  // namespace

void add_own_pages(http::Router& router) {
    router.get("/case/handover", show);
    router.post("/case/handover", say);
}

}  // namespace mobio::handover
