// SPDX-License-Identifier: EUPL-1.2
#include "biography/form_page.h"

#include <algorithm>

#include "biography/draw.h"
#include "biography/frame.h"
#include "biography/machine_german.h"
#include "biography/pages.h"
#include "biography/words.h"
#include "platform/http/form_key.h"

namespace mobio::biography {

using catalogue::Field;
using html::Html;
using html::markup;

namespace {

const Answer* answer_of(const Biography& biography, const Field& field, const std::string& entry) {
    if (entry.empty()) return biography.answer(field.key);
    const auto* card = biography.entry(field.key, entry);
    return card ? &card->answer : nullptr;
}

// What stands now beside what was typed, and the choice between the two.
Html clash(const FormPage& page, App& app, const Field& field, const text::Tongue& t) {
    const auto* claim =
        shown_claim(answer_of(page.biography, field, page.sheet.entry), page.sheet.side);
    const auto now = claim ? in_words(*app.catalogue, field, *claim, listener_of(page.biography, t))
                           : std::string(t.tr("no answer"));
    view::Choice choice{field.key + ".choice",
                        std::string(t.tr("Another device changed this answer. Which one counts?")),
                        app.catalogue->label(field, t),
                        {{"theirs",
                          text::fill(t.tr("What stands there now: {1}"), text::isolated(now)),
                          {},
                          {},
                          {}},
                         {"mine", std::string(t.tr("What I wrote here")), {}, {}, {}}},
                        page.values.all(field.key + ".choice")};
    return markup<R"(<input type="hidden" name="clash" value="{}">)">(field.key) +
           view::choices(choice, page.problems, t);
}

// Staff say how they know it: recipients read that beside each answer.
Html draw_known_from(const FormPage& page, const text::Tongue& t) {
    view::Choice choice{
        .name = known_from,
        .label = std::string(t.tr("How do you know this?")),
        .options = {{.value = "told", .label = std::string(t.tr("The person told me."))},
                    {.value = "document", .label = std::string(t.tr("I saw it in a document."))}},
        .chosen = {page.values.get(known_from)}};
    if (choice.chosen.front().empty()) choice.chosen = {"told"};
    return view::choices(choice, page.problems, t);
}

Html fields_of(const FormPage& page, App& app, const text::Tongue& t) {
    const auto person = listener_of(page.biography, t);
    const auto occupations = occupations::list(app);
    const Drawing drawing{*app.catalogue, *occupations,  person,
                          page.values,    page.problems, page.sheet.path == Path::First};
    const bool title = page.sheet.topic.fields.size() > 1;
    Html out;
    for (const auto* field : page.sheet.fields) {
        if (page.clashes.contains(field->key)) out += clash(page, app, *field, t);
        if (field->repeated() && page.sheet.entry.empty()) {
            out += draw_none(drawing, *field);
            continue;
        }
        out += draw(drawing, *field, title);
        if (!page.sheet.entry.empty()) continue;
        if (!title) out.add<R"(<p class="or" aria-hidden="true">{}</p>)">(t.tr("Or"));
        out += draw_states(drawing, *field);
    }
    if (asks_health_consent(page.sheet, page.biography))
        out += view::tick(health_consent, "yes",
                          t.tr("I agree that MoBio keeps what I say here about my health. I can "
                               "empty the answers at any time."),
                          page.values.get(health_consent) == "yes", page.problems, t);
    if (page.sheet.side == By::Staff) out += draw_known_from(page, t);
    Html machine;
    if (offers_machine(app, page.sheet, t))
        machine = view::button("translate", "1", t.tr("Translate into German by machine"),
                               "language", "quiet");
    out.add<R"(<div class="buttons">{}{}{}</div>)">(
        view::button(t.tr("Save and continue")), machine,
        view::button("later", "1", t.tr("Continue later"), "", "plain"));
    return out;
}

bool free_text(const Sheet& sheet) {
    const bool cards = sheet.entry.empty();
    return std::any_of(sheet.fields.begin(), sheet.fields.end(), [&](const Field* field) {
        return has_free_text(*field) && !(cards && field->repeated());
    });
}

Html form_of(const FormPage& page, const http::Request& request, App& app, const text::Tongue& t) {
    if (page.sheet.fields.empty()) return {};
    view::Form form;
    form.action = page.action;
    form.autosave = page.action;
    form.hidden = {{"revision", page.seen.text()}};
    if (page.sheet.path == Path::First) form.hidden.emplace_back("path", "first");
    if (!page.sheet.entry.empty()) form.hidden.emplace_back("entry", page.sheet.entry);
    std::string asked;
    for (const auto* field : page.sheet.fields) asked += (asked.empty() ? "" : " ") + field->key;
    form.hidden.emplace_back("asked", asked);
    return view::form(form, fields_of(page, app, t), request, app);
}

// The form again, to read what a machine wrote.
std::string back_to(const FormPage& page) {
    if (!page.sheet.entry.empty()) return entry_address(page.sheet.topic, page.sheet.entry);
    return address(page.sheet.topic, page.sheet.path);
}

std::set<std::string> keys(const std::vector<std::string>& list) {
    return {list.begin(), list.end()};
}

http::Response again(const http::Request& request, App& app, FormPage page, unsigned status) {
    page.values = request.form;
    page.status = status;
    return show_form(request, app, std::move(page));
}

// The form's key is spent, but what it says now was not saved yet. An autosave from this device
// whose answer never came is the form's own; with anything else it meets by its revision, as ever.
http::Request with_new_key(const http::Request& request, App& app) {
    auto anew = request;
    anew.form.set("form_key", http::make_form_key());
    const auto location = http::led_to(request, app);
    const auto seen = location ? autosaved_revision(*location) : std::nullopt;
    if (seen) anew.form.set("revision", *seen);
    return anew;
}

// The record changed since the form was sent: it shows both sides and counts as filled from now.
http::Response show_conflict(const Teller& who, const http::Request& request, App& app,
                             FormPage page, const std::vector<Clash>& clashes) {
    const auto biography = open_biography(who, request, app);
    const auto now = biography.revision(page.sheet.topic.section);
    FormPage fresh{who, page.sheet, biography, request.form};
    fresh.action = page.action;
    fresh.seen = page.seen;
    for (const auto& one : clashes) {
        fresh.clashes.insert(one.field);
        fresh.seen.older[one.field] = now;
    }
    return again(request, app, std::move(fresh), 409);
}

}  // namespace

http::Fields stored_values(App& app, const Sheet& sheet, const Biography& biography) {
    http::Fields values;
    for (const auto* field : sheet.fields) {
        const auto* claim = shown_claim(answer_of(biography, *field, sheet.entry), sheet.side);
        const bool none =
            claim && claim->state == State::Value && claim->value.is_array() && field->repeated();
        if (none)
            values.add(state_input(*app.catalogue, *field), std::string(none_choice));
        else
            show(values, *app.catalogue, *field, claim);
    }
    return values;
}

http::Response show_form(const http::Request& request, App& app, FormPage page) {
    const auto& t = app.tongue(request.language);
    const auto& topic = page.sheet.topic;
    view::Page out;
    out.title = app.catalogue->title(topic, t);
    out.area = view::Area::Life;
    out.has_form = !page.sheet.fields.empty();
    out.script = "autosave.js typeahead.js";
    out.body = position(app, topic, page.sheet.path, t) + notices(request, app);
    out.body += view::errors(page.problems, t);
    if (!page.clashes.empty())
        out.body += view::note("warn", markup<"{}">(t.tr("Two devices changed the same answer. "
                                                         "Nothing is lost. Please choose.")));
    out.body += view::head(out.title, app.catalogue->help(topic, t));
    out.body += page.above + form_of(page, request, app, t);
    if (free_text(page.sheet)) out.body += not_collected(t);
    out.body += page.below;
    return page_for(page.who, request, app, std::move(out), page.status);
}

http::Response take_form(const Teller& who, const http::Request& request, App& app, FormPage page,
                         const std::string& then) {
    page.clashes = keys(request.form.all("clash"));
    page.seen = Seen::parse(request.form.get("revision"));
    const bool looks_up = request.form.has(look_up);
    if (request.redraw || looks_up) {
        auto response = again(request, app, std::move(page), 200);
        response.repeatable = true;
        return response;
    }
    auto answers = app.db->read([&](sql::Connection& db) {
        return read_answers(db, app, who, page.sheet, page.biography, request);
    });
    page.seen = answers.seen;
    if (!request.wants_json && !answers.problems.empty()) {
        page.problems = answers.problems;
        return again(request, app, std::move(page), 422);
    }
    const bool machine = !request.wants_json && request.form.has("translate") &&
                         offers_machine(app, page.sheet, app.tongue(request.language));
    const bool translated = machine && add_machine_german(app, page.sheet, page.biography, answers);
    try {
        auto response =
            save_answers(who, request, app, page.sheet, answers, machine ? back_to(page) : then);
        if (request.wants_json || response.status != 303) return response;
        const char* code = translated                   ? "translated"
                           : machine                    ? "not_translated"
                           : answers.name_moved         ? "name_moved"
                           : answers.directions_removed ? "directions_removed"
                                                        : "saved";
        view::leave_notice(response, {code, ""});
        return response;
    } catch (const Conflict& conflict) {
        if (request.wants_json) return http::json(409, R"({"saved":false})");
        return show_conflict(who, request, app, std::move(page), conflict.clashes);
    } catch (const http::Failure& failure) {
        if (failure.status != 409) throw;
        if (request.wants_json) return http::json(409, R"({"saved":false})");
        return take_form(who, with_new_key(request, app), app, std::move(page), then);
    }
}

}  // namespace mobio::biography
