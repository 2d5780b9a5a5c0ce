// SPDX-License-Identifier: EUPL-1.2
// Records that may be of one person: a caseworker who works with both looks, and decides.
#include "casework/desk.h"
#include "casework/duplicates.h"
#include "casework/pages.h"
#include "casework/persons_views.h"
#include "platform/http/form_key.h"
#include "platform/view/page.h"

namespace mobio::casework {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

constexpr auto at = "/staff/duplicates";

std::string_view in_words(Reason reason, const Tongue& t) {
    switch (reason) {
        case Reason::NativeName:
            return t.tr("the same name in its own script");
        case Reason::Spelling:
            return t.tr("the same spelling of the name");
        case Reason::Sound:
            return t.tr("a name that sounds alike");
        case Reason::Father:
            return t.tr("the same father’s name");
        case Reason::Nationality:
            return t.tr("the same nationality");
        case Reason::Birth:
            return t.tr("birth dates that agree");
        case Reason::EntryMonth:
            return t.tr("the same month of entry");
        case Reason::Phone:
            return t.tr("the same phone number");
    }
    return {};
}

struct Pair {
    Candidate found;
    std::string mine, other;
};

std::vector<Pair> pairs_of(const Caseworker& who, App& app) {
    return app.db->read([&](sql::Connection& db) {
        std::vector<Pair> pairs;
        for (auto& one : candidates_of(db, who, app.clock.now())) {
            Pair pair{one, name_of(db, app, one.mine), ""};
            if (one.other) pair.other = name_of(db, app, *one.other);
            pairs.push_back(std::move(pair));
        }
        return pairs;
    });
}

std::string address(const Candidate& pair, const char* action) {
    return std::string(at) + "/" + pair.mine.text() + "/" + pair.other->text() + "/" + action;
}

Html why(const Candidate& pair, const Tongue& t) {
    std::vector<std::string> words;
    for (const auto reason : pair.reasons) words.emplace_back(in_words(reason, t));
    return markup<"<p>{}</p>">(t.list(words));
}

Html names(const Pair& pair) {
    const auto link = [](Id<Person> person, const std::string& name) {
        return markup<R"(<a href="{}">{}</a>)">(case_address(person), view::value(name));
    };
    return markup<"<h2>{} · {}</h2>">(link(pair.found.mine, pair.mine),
                                      link(*pair.found.other, pair.other));
}

Html card_of(const Pair& pair, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    if (pair.found.standing != Standing::Mine) {
        const auto words = pair.found.standing == Standing::Elsewhere
                               ? t.tr("A colleague may have a record of them, too.")
                               : t.tr("They may have an account. Ask for their card.");
        return view::card(
            {.title = pair.mine, .icon = "family", .body = markup<"<p>{}</p>">(words)});
    }
    const auto buttons =
        view::button_form(address(pair.found, "joining"),
                          view::button(t.tr("One person: join both"), "check", "quiet"), request,
                          app) +
        view::button_form(address(pair.found, "difference"),
                          view::button(t.tr("Two persons"), "close", "quiet"), request, app);
    return view::card({.body = names(pair) + why(pair.found, t),
                       .footer = markup<R"(<div class="buttons same">{}</div>)">(buttons)});
}

Html notice_of(const http::Request& request, App& app) {
    const auto notice = view::take_notice(request);
    if (!notice || notice->code != "joined") return {};
    const auto& t = app.tongue(request.language);
    const auto id = Id<Merge>::parse(notice->argument);
    if (!id) return {};
    return view::toast(
        t.tr("Both records are one now"),
        view::button_form("/staff/merges/" + id->text() + "/undoing",
                          view::button(t.tr("Undo"), "undo", "quiet small"), request, app));
}

http::Response show(const Caseworker& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto pairs = pairs_of(who, app);
    std::vector<Id<Person>> shown;
    Html cards;
    for (const auto& pair : pairs) {
        shown.push_back(pair.found.mine);
        if (pair.found.other) shown.push_back(*pair.found.other);
        cards += card_of(pair, request, app);
    }
    log_listed(app, who, shown, request.visitor);
    view::Page page;
    page.title = t.tr("Possible duplicates");
    page.area = view::Area::Cases;
    page.width = view::Width::Medium;
    page.body = view::back_link("/staff/persons", t) + notice_of(request, app);
    page.body += view::head(page.title, t.tr("Two records that may be of one person. You decide."));
    page.body +=
        pairs.empty()
            ? view::empty_state("check", markup<"<p>{}</p>">(t.tr("Nothing is to be decided.")))
            : cards;
    return view::page(request, app, std::move(page));
}

struct Two {
    Id<Person> one, other;
};
Two two_in(const http::Request& request) {
    const auto one = Id<Person>::parse(request.param("id"));
    const auto other = Id<Person>::parse(request.param("other"));
    if (!one || !other) http::not_found();
    return {*one, *other};
}

// The older record is kept: more leads to it.
http::Response join(const Caseworker& who, const http::Request& request, App& app) {
    const auto [one, other] = two_in(request);
    std::optional<Id<Merge>> made;
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        made =
            decide_same(tx, app, who, std::min(one, other), std::max(one, other), app.clock.now());
        return std::string(at);
    });
    if (made) view::leave_notice(response, {"joined", made->text()});
    return response;
}

http::Response differ(const Caseworker& who, const http::Request& request, App& app) {
    const auto [one, other] = two_in(request);
    return http::once(request, app, [&](sql::Transaction& tx) {
        decide_different(tx, who, one, other, app.clock.now());
        return std::string(at);
    });
}

http::Response take_apart(const Caseworker& who, const http::Request& request, App& app) {
    const auto id = Id<Merge>::parse(request.param("id"));
    if (!id) http::not_found();
    return http::once(request, app, [&](sql::Transaction& tx) {
        undo(tx, app, who, *id, app.clock.now());
        return std::string("/staff/persons");
    });
}

}  // namespace

void add_duplicates_pages(http::Router& router) {
    router.get(at, show);
    router.post("/staff/duplicates/{id}/{other}/joining", join);
    router.post("/staff/duplicates/{id}/{other}/difference", differ);
    router.post("/staff/merges/{id}/undoing", take_apart);
}

}  // namespace mobio::casework
