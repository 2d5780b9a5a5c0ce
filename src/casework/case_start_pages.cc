// SPDX-License-Identifier: EUPL-1.2
// A case is opened: the person reads the consent in their language and agrees, or has signed it.
#include "account/code_card.h"
#include "account/store.h"
#include "biography/biography.h"
#include "casework/case_forms.h"
#include "casework/consent.h"
#include "casework/desk.h"
#include "casework/pages.h"
#include "platform/http/form_key.h"
#include "platform/text/day.h"
#include "platform/view/page.h"

namespace mobio::casework {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

// One of the five for who speaks that language (ISO 639-3); Dari is written as Persian is.
std::optional<text::Language> read_by(std::string_view spoken) {
    constexpr std::pair<std::string_view, text::Language> all[] = {
        {"deu", text::Language::De}, {"eng", text::Language::En}, {"fra", text::Language::Fr},
        {"ara", text::Language::Ar}, {"arb", text::Language::Ar}, {"apc", text::Language::Ar},
        {"acm", text::Language::Ar}, {"arz", text::Language::Ar}, {"fas", text::Language::Fa},
        {"pes", text::Language::Fa}, {"prs", text::Language::Fa}};
    for (const auto& [code, language] : all)
        if (code == spoken) return language;
    return std::nullopt;
}

// What the person reads: the language of their talks, else of their account or their last card.
text::Language language_of(sql::Connection& db, App& app, Id<Person> person) {
    const auto key = app.vault.find_key_of(person.bytes);
    if (key) {
        const auto told = biography::load_sections(db, app, person, *key, {"contact"});
        const auto* claim = told.claim("contact.language");
        const auto spoken =
            claim && claim->value.is_string() ? claim->value.get<std::string>() : "";
        if (const auto known = read_by(spoken)) return *known;
    }
    return account::last_language(db, person);
}

struct Opening {
    Desk desk;
    text::Language language;
};

Opening opening_of(const Caseworker& who, const http::Request& request, App& app) {
    auto desk = working_desk(who, request, app);
    const auto asked = text::parse_language(request.method == http::Method::Post
                                                ? request.form.get("text_language")
                                                : request.query.get("text"));
    const auto language = asked ? *asked : app.db->read([&](sql::Connection& db) {
        return language_of(db, app, desk.person);
    });
    return {std::move(desk), language};
}

Html language_links(const Opening& o, const Tongue& t) {
    Html items;
    for (const auto language : text::languages) {
        const auto code = std::string(text::code(language));
        items.add<R"(<li><a href="{}" lang="{}" {}>{}</a></li>)">(
            o.desk.address() + "/new?text=" + code, code,
            html::Attributes{}.set("aria-current", language == o.language ? "true" : ""),
            text::own_name(language));
    }
    return markup<R"(<nav aria-label="{}"><ul class="row">{}</ul></nav>)">(
        t.tr("Language of the consent text"), items);
}

Html manner_choice(const http::Request& request, const Problems& problems, const Tongue& t) {
    view::Choice choice{.name = "manner", .label = std::string(t.tr("How does the person agree?"))};
    choice.options = {
        {.value = "screen",
         .label = std::string(t.tr("They read it here, or it is read to them."))},
        {.value = "paper", .label = std::string(t.tr("A paper with their signature is there."))}};
    choice.chosen = {request.form.get("manner")};
    return view::choices(choice, problems, t);
}

// Yes and no weigh the same, and stand in both languages.
Html answer_button(const char* value, const char* label, const Opening& o, App& app,
                   const Tongue& t) {
    const auto& own = app.tongue(o.language);
    auto words = markup<"{}">(t.tr(label));
    if (own.language() != t.language())
        words.add<R"( · <span lang="{}" dir="{}">{}</span>)">(own.code(), own.dir(), own.tr(label));
    return markup<
        R"(<button class="button quiet" type="submit" name="answer" value="{}">{}</button>)">(
        value, words);
}

http::Fields first_fields(const Opening& o, App& app) {
    http::Fields fields;
    if (o.desk.opened && !o.desk.opened->stays.empty()) {
        const auto last = o.desk.opened->stays.size() - 1;
        fields = stay_form.first(*o.desk.opened, {o.desk.places, app.today(), last});
    }
    if (!fields.has("from")) fields.add("from", text::iso(app.today()));
    return fields;
}

http::Response form_page(const Opening& o, const http::Fields& typed, const Problems& problems,
                         const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    auto fields = markup<"<h2>{}</h2>">(t.tr("Where they live"));
    fields += stay_fields({typed, problems, o.desk.places, app, t});
    fields.add<"<h2>{}</h2>{}">(t.tr("Consent"), manner_choice(request, problems, t));
    fields += view::input({.name = "words",
                           .label = std::string(t.tr("Who was there, or where the paper lies")),
                           .value = typed.get("words"),
                           .max_length = 200},
                          problems, t);
    fields += consent_columns(ConsentKind::Case, app, o.language, request.language);
    fields.add<R"(<div class="buttons same">{}{}</div>)">(
        answer_button("accept", text::mark("I agree"), o, app, t),
        answer_button("refuse", text::mark("I do not agree"), o, app, t));
    view::Form form;
    form.action = o.desk.address();
    form.hidden = {{"text_language", std::string(text::code(o.language))},
                   {"text_mark", mark_of(consent_text(ConsentKind::Case, app, o.language))}};
    view::Page page;
    page.title = t.tr("Open a case");
    page.area = view::Area::Cases;
    page.width = view::Width::Wide;
    page.has_form = true;
    page.script = "typeahead.js";
    page.body = view::back_link(o.desk.address(), t) + view::errors(problems, t);
    page.body += view::head(view::value(o.desk.name), {}, page.title);
    page.body += language_links(o, t);
    page.body +=
        view::button_link(o.desk.address() + "/consent/" + std::string(text::code(o.language)),
                          t.tr("Consent on paper, to sign"), "print", "quiet small");
    page.body += view::form(form, fields, request, app);
    return view::page(request, app, std::move(page), problems.empty() ? 200 : 422);
}

http::Response show_form(const Caseworker& who, const http::Request& request, App& app) {
    const auto o = opening_of(who, request, app);
    if (o.desk.opened && !o.desk.opened->closed) return http::see_other(o.desk.address());
    return form_page(o, first_fields(o, app), {}, request, app);
}

bool same_place(const Stay& a, const Stay& b) {
    return a.phase == b.phase && a.accommodation == b.accommodation &&
           a.municipality == b.municipality;
}

// A new case, or the old one open again; a place that stands there already is no new stay.
Case read_case(const Opening& o, const http::Request& request, App& app, Problems& problems) {
    Case one = o.desk.opened.value_or(Case{});
    Case fresh;
    read_stay(fresh, request.form, {o.desk.places, app.today()}, problems);
    if (one.stays.empty() || !same_place(one.stays.back(), fresh.stays.back()))
        read_stay(one, request.form, {o.desk.places, app.today()}, problems);
    one.person = o.desk.person;
    if (one.revision == 0) one.opened = app.today();
    one.closed.reset();
    one.closing_reason.clear();
    return one;
}

void check_consent(const Opening& o, const http::Request& request, App& app, Problems& problems) {
    const auto& manner = request.form.get("manner");
    if (manner != "screen" && manner != "paper")
        problems.add("manner", {text::mark("Choose how the person agrees.")});
    if (text::length(request.form.get("words")) > 200)
        problems.add("words", {text::mark("That is too long. 200 characters are enough.")});
    if (request.form.get("text_mark") != mark_of(consent_text(ConsentKind::Case, app, o.language)))
        problems.add("manner", {text::mark("The text has changed. Please read it again.")});
}

Agreement agreement_of(const Caseworker& who, const Opening& o, const http::Request& request,
                       ConsentKind kind) {
    return {.kind = kind,
            .manner = request.form.get("manner") == "paper" ? Manner::Paper : Manner::Screen,
            .language = o.language,
            .staff = who.id,
            .words = text::clean(request.form.get("words")).text};
}

http::Response refuse(const Caseworker& who, const http::Request& request, App& app,
                      const Opening& o) {
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        const auto now = app.clock.now();
        if (!account::is_assigned(tx, who.id, o.desk.person, now)) http::not_found();
        record(tx, app, o.desk.person, agreement_of(who, o, request, ConsentKind::Refusal), now);
        log_change(tx, who, o.desk.person, "case.refused", "", now);
        return o.desk.address();
    });
    view::leave_notice(response, {"refused", ""});
    return response;
}

http::Response create(const Caseworker& who, const http::Request& request, App& app) {
    if (auto before = sent_before(request, app)) return std::move(*before);
    const auto o = opening_of(who, request, app);
    const auto again = [&](const Problems& problems) {
        return http::drawn(request, [&app, o, problems](const http::Request& in) {
            return form_page(o, in.form, problems, in, app);
        });
    };
    if (request.redraw) return again({});
    if (o.desk.opened && !o.desk.opened->closed) return http::see_other(o.desk.address());
    const auto& answer = request.form.get("answer");
    if (answer != "accept" && answer != "refuse") throw http::Failure{422};
    Problems problems;
    check_consent(o, request, app, problems);
    if (answer == "refuse" && problems.empty()) return refuse(who, request, app, o);
    auto one = read_case(o, request, app, problems);
    if (!problems.empty()) return again(problems);
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        const auto now = app.clock.now();
        if (!account::is_assigned(tx, who.id, one.person, now)) http::not_found();
        one.team = county::post_of(tx, who.id).team;
        record(tx, app, one.person, agreement_of(who, o, request, ConsentKind::Case), now);
        put(tx, app, one, now);
        log_change(tx, who, one.person, "case.opened", "", now);
        return o.desk.address();
    });
    view::leave_notice(response, {"saved", ""});
    return response;
}

http::Response paper(const Caseworker& who, const http::Request& request, App& app) {
    const auto desk = working_desk(who, request, app);
    const auto language = text::parse_language(request.param("language"));
    if (!language) http::not_found();
    return http::file("application/pdf", "einwilligung-" + request.param("language") + ".pdf",
                      consent_pdf(ConsentKind::Case, app, *language));
}

}  // namespace

void add_case_start_pages(http::Router& router) {
    router.get("/staff/persons/{id}/case/new", show_form);
    router.post("/staff/persons/{id}/case", create);
    router.get("/staff/persons/{id}/case/consent/{language}", paper);
}

}  // namespace mobio::casework
