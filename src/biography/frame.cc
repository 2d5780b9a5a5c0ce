// SPDX-License-Identifier: EUPL-1.2
#include "biography/frame.h"

#include <algorithm>

#include "biography/document.h"
#include "biography/words.h"
#include "platform/access_log/access_log.h"

namespace mobio::biography {

using catalogue::Section;
using catalogue::Topic;
using html::Html;
using html::markup;

namespace {

// What a caseworker who fills it in together with the person reads on top of each page.
Html together_note(const std::string& name, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto words = markup<"<b>{}</b> {}">(
        with_value(t.tr("You write for {1}."), name),
        t.tr("What you write is marked as written by you. Their own answers stay."));
    return markup<R"(<div class="stack">{}<div class="row">{}{}</div></div>)">(
        view::note("edit", words, "warm"),
        view::button_form("/staff/entry/handing-over",
                          view::button(t.tr("Hand over the screen"), "person", "quiet small"),
                          request, app),
        view::button_form("/staff/entry/end", view::button(t.tr("End"), "close", "quiet small"),
                          request, app));
}

// What the person reads who types alone at the caseworker's screen.
Html handed_over_note(const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    return markup<R"(<div class="stack">{}{}</div>)">(
        view::note("person", markup<"{}">(t.tr("This screen is yours now. Nobody else’s data is "
                                               "here."))),
        view::button_form("/entry/end", view::button(t.tr("I am done"), "check", "quiet small"),
                          request, app));
}

Html staff_note(const Teller& who, const http::Request& request, App& app) {
    if (!who.staff) return {};
    if (who.handed_over) return handed_over_note(request, app);
    const auto name = app.db->read([&](sql::Connection& db) {
        const auto key = app.vault.key_of(who.person.bytes);
        return full_name(load_sections(db, app, who.person, key, {"person"}));
    });
    return together_note(name, request, app);
}

}  // namespace

Biography open_biography(const Teller& who, const http::Request& request, App& app) {
    auto biography = app.db->read([&](sql::Connection& db) { return load(db, app, who); });
    access_log::Entry entry;
    entry.person = who.person.bytes;
    entry.who = who.staff_types() ? access_log::Who::Staff : access_log::Who::Person;
    entry.actor = who.staff_types() ? who.staff->bytes
                  : who.staff       ? who.person.bytes
                                    : who.account.bytes;
    entry.action = "biography.read";
    access_log::read(app, entry, request.visitor);
    return biography;
}

Biography open_biography(const Acting& who, const http::Request& request, App& app) {
    return open_biography(Teller{who}, request, app);
}

http::Response page_for(const Teller& who, const http::Request& request, App& app, view::Page page,
                        unsigned status) {
    page.body = staff_note(who, request, app) + page.body;
    return view::page(request, app, std::move(page), status);
}

By side_of(const Teller& who) { return who.staff_types() ? By::Staff : By::Person; }

const Section& section_of(const http::Request& request, App& app) {
    const auto* section = app.catalogue->section(request.param("section"));
    if (!section) http::not_found();
    return *section;
}

const Topic& topic_of(const http::Request& request, App& app) {
    const auto* topic = app.catalogue->topic(request.param("section"), request.param("topic"));
    if (!topic) http::not_found();
    return *topic;
}

Path path_of(const http::Request& request) {
    const auto& way = request.method == http::Method::Post ? request.form : request.query;
    return way.get("path") == "first" ? Path::First : Path::All;
}

std::string objection_address(const Topic& topic, std::string_view claim) {
    return address(topic) + "/claims/" + std::string(claim) + "/objection";
}

Html objection_link(const Topic& topic, const Claim& claim, std::string_view words,
                    const text::Tongue& t) {
    return markup<
        R"( <a class="button plain small" href="{}">{}<span class="hide">: {}</span></a>)">(
        objection_address(topic, claim.id),
        claim.objection ? t.tr("You marked this as wrong") : t.tr("This is wrong"), words);
}

std::string address(const Section& section) { return "/biography/" + section.key; }

std::string address(const Topic& topic, Path path) {
    const auto plain = "/biography/" + topic.section + "/" + topic.key;
    return path == Path::First ? plain + "?path=first" : plain;
}

std::string after(const catalogue::Catalogue& catalogue, const Topic& topic, Path path) {
    if (const auto* next = next_topic(catalogue, topic, path)) return address(*next, path);
    return path == Path::First ? "/biography" : "/biography/" + topic.section;
}

const catalogue::Field* cards_of(const Topic& topic) {
    return topic.fields.size() == 1 && topic.fields.front()->repeated() ? topic.fields.front()
                                                                        : nullptr;
}

Html notices(const http::Request& request, App& app) {
    const auto notice = view::take_notice(request);
    if (!notice) return {};
    const auto& t = app.tongue(request.language);
    if (notice->code == "saved") return view::toast(t.tr("Saved"), {});
    if (notice->code == "translated")
        return view::toast(t.tr("Saved. A machine wrote the German. Please read it."), {});
    if (notice->code == "not_translated")
        return view::toast(t.tr("Saved. The translation does not answer now. Try again later."),
                           {});
    if (notice->code == "directions_removed")
        return view::toast(t.tr("Saved. We removed hidden direction signs from your text."), {});
    if (notice->code != "name_moved") return {};
    return view::toast(
        t.tr("Saved. Your name in its own script has its own place now. Offices also need Latin "
             "letters."),
        view::button_link("/biography/person/native_name", t.tr("Show"), "next", "small"));
}

Html position(App& app, const Topic& topic, Path path, const text::Tongue& t) {
    std::vector<const Topic*> all;
    for (const auto& section : app.catalogue->sections())
        for (const auto& one : section.topics) {
            const bool here = path == Path::First ? one.first_visit : section.key == topic.section;
            if (here && open_to_person(one)) all.push_back(&one);
        }
    const auto& section = *app.catalogue->section(topic.section);
    const auto up = path == Path::First ? std::string("/biography") : address(section);
    auto out = view::back_link(up, t);
    const auto at = std::find(all.begin(), all.end(), &topic) - all.begin() + 1;
    const auto of = static_cast<std::ptrdiff_t>(all.size());
    const auto label = app.catalogue->label(section, t);
    if (at > of) return out.add<R"(<p class="eyebrow">{}</p>)">(label);
    const auto words = text::fill(t.tr("{1} · Question {2} of {3}"), label, std::to_string(at),
                                  std::to_string(of));
    out.add<R"(<p class="eyebrow">{}</p>)">(words);
    return out + view::progress(static_cast<int>(at), static_cast<int>(of), words);
}

Html not_collected(const text::Tongue& t) {
    return view::note(
        "lock", markup<"{}">(t.tr("Write nothing here about religion, politics, illness or why you "
                                  "fled. Nobody needs it.")));
}

std::vector<Told> told_in(const Biography& biography, const catalogue::Catalogue& catalogue,
                          std::string_view section) {
    std::vector<Told> all;
    for (const auto& field : catalogue.fields()) {
        if (field.section != section) continue;
        if (const auto* claim = biography.claim(field.key)) all.push_back({field, *claim});
        for (const auto* entry : biography.entries(field.key))
            if (const auto* claim = entry->answer.claim()) all.push_back({field, *claim});
    }
    return all;
}

view::Fact fact_of(const Told& told, App& app, const Listener& person) {
    return {app.catalogue->label(told.field, person.t),
            view::value(in_words(*app.catalogue, told.field, told.claim, person)),
            view::value(provenance_in_words(told.claim, person.t, app.zone))};
}

Html staff_facts(const Biography& biography, const Topic& topic, App& app, const text::Tongue& t) {
    std::vector<view::Fact> facts;
    const auto person = listener_of(biography, t);
    for (const auto* field : topic.fields) {
        const auto add = [&](const Answer& answer) {
            const auto* claim = claim_of(answer, By::Staff);
            if (!claim) return;
            facts.push_back(fact_of({*field, *claim}, app, person));
            facts.back().from +=
                objection_link(topic, *claim, in_words(*app.catalogue, *field, *claim, person), t);
        };
        if (field->repeated() && !field->staff_only) continue;  // the cards show them
        if (const auto* answer = biography.answer(field->key)) add(*answer);
        for (const auto* entry : biography.entries(field->key)) add(entry->answer);
    }
    if (!facts.empty())
        return view::card({.title = std::string(t.tr("Entered by your social worker")),
                           .icon = "card",
                           .body = view::facts(facts)});
    if (open_to_person(topic)) return {};
    return view::empty_state("card",
                             markup<"<p>{}</p>">(t.tr("Your social worker enters this with you.")));
}

Html with_value(std::string_view sentence, std::string_view value) {
    const auto at = sentence.find("{1}");
    if (at == std::string_view::npos) return markup<"{}">(sentence);
    return markup<"{}{}{}">(sentence.substr(0, at), view::value(value), sentence.substr(at + 3));
}

}  // namespace mobio::biography
