// SPDX-License-Identifier: EUPL-1.2
#include "biography/form_page.h"
#include "biography/frame.h"
#include "biography/pages.h"

#include <algorithm>

namespace mobio::biography {

using catalogue::Field;
using catalogue::Topic;

namespace {

// Removed ones count too: they can be brought back.
constexpr std::size_t most_entries = 100;

const Field& cards_or_404(const Topic& topic, By side) {
    const auto* field = cards_of(topic);
    if (!field || !asks(*field, side)) http::not_found();
    return *field;
}

// One card's form; a new card has an id before it is saved, so that saving twice makes one.
struct EntryForm {
    const Teller& who;
    const Topic& topic;
    Biography biography;
    Sheet sheet;
    FormPage page(App& app, const std::string& action) const {
        FormPage page{who, sheet, biography, stored_values(app, sheet, biography)};
        page.seen.number = biography.revision(topic.section);
        page.action = action;
        return page;
    }
};

EntryForm form_of(const Teller& who, const http::Request& request, App& app, std::string id) {
    const auto& topic = topic_of(request, app);
    const auto& field = cards_or_404(topic, side_of(who));
    return {who,
            topic,
            open_biography(who, request, app),
            {topic, {&field}, std::move(id), path_of(request), side_of(who)}};
}

// Of the card in the address; a removed one is gone until it is brought back.
EntryForm stored_form(const Teller& who, const http::Request& request, App& app) {
    auto form = form_of(who, request, app, request.param("id"));
    const auto* entry = form.biography.entry(form.sheet.fields.front()->key, form.sheet.entry);
    if (!entry || entry->removed) http::not_found();
    return form;
}

std::string after_saving(const http::Request& request, const EntryForm& form) {
    return request.form.has("later") ? "/biography/" + form.topic.section
                                     : address(form.topic, form.sheet.path);
}

bool all_empty(const http::Request& request, const Field& field) {
    for (const auto& question : questions(field))
        for (const auto& name : input_names(question))
            for (const auto& value : request.form.all(name))
                if (!is_beside(name) && !text::clean(value).text.empty()) return false;
    return true;
}

// What keeps a card as a whole from being saved.
std::optional<text::Message> entry_problem(const http::Request& request, const EntryForm& form,
                                           const Field& field) {
    if (all_empty(request, field))
        return text::Message{text::mark("Answer one question, or go back.")};
    const bool is_new = !form.biography.entry(field.key, form.sheet.entry);
    if (is_new && form.biography.entries(field.key, true).size() >= most_entries)
        return text::Message{text::mark("{1} entries are enough."), {std::to_string(most_entries)}};
    return {};
}

http::Response json_problem(const http::Request& request, App& app, const Field& field,
                            const text::Message& problem) {
    nlohmann::json answer{{"saved", false}, {"problems", nlohmann::json::array()}};
    answer["problems"].push_back({{"field", questions(field).front().name},
                                  {"text", app.tongue(request.language).say(problem)}});
    return http::json(422, answer.dump());
}

http::Response save_form(const Teller& who, const http::Request& request, App& app,
                         const EntryForm& form, const std::string& action) {
    auto page = form.page(app, action);
    const auto& field = *form.sheet.fields.front();
    const bool only_looks = request.redraw || request.form.has(look_up);
    const auto problem = only_looks ? std::nullopt : entry_problem(request, form, field);
    if (problem) {
        if (request.wants_json) return json_problem(request, app, field, *problem);
        page.values = request.form;
        page.status = 422;
        page.problems.add(questions(field).front().name, *problem);
        return show_form(request, app, std::move(page));
    }
    return take_form(who, request, app, std::move(page), after_saving(request, form));
}

http::Response set_removed(const Teller& who, const http::Request& request, App& app, bool remove) {
    const auto form = form_of(who, request, app, request.param("id"));
    const auto& field = *form.sheet.fields.front();
    const auto* entry = form.biography.entry(field.key, form.sheet.entry);
    if (!entry || !may_remove(*entry, form.sheet.side)) http::not_found();
    Answers answers;
    Edit edit;
    edit.change.field = field.key;
    edit.change.entry = form.sheet.entry;
    edit.change.remove = remove;
    edit.change.restore = !remove;
    answers.edits.push_back(std::move(edit));
    auto response = save_answers(who, request, app, form.sheet, answers, address(form.topic));
    if (response.status == 303)
        view::leave_notice(response,
                           {remove ? "entry_removed" : "saved", remove ? form.sheet.entry : ""});
    return response;
}

}  // namespace

http::Response show_new_entry(const Teller& who, const http::Request& request, App& app) {
    const auto form = form_of(who, request, app, id_text(make_id_bytes(app.clock.now())));
    return show_form(request, app, form.page(app, entry_address(form.topic, "new")));
}

http::Response save_new_entry(const Teller& who, const http::Request& request, App& app) {
    const auto& id = request.form.get("entry");
    if (!parse_id_text(id)) throw http::Failure{400};
    const auto form = form_of(who, request, app, id);
    return save_form(who, request, app, form, entry_address(form.topic, "new"));
}

http::Response show_entry(const Teller& who, const http::Request& request, App& app) {
    const auto form = stored_form(who, request, app);
    return show_form(request, app, form.page(app, entry_address(form.topic, form.sheet.entry)));
}

http::Response save_entry(const Teller& who, const http::Request& request, App& app) {
    const auto form = stored_form(who, request, app);
    return save_form(who, request, app, form, entry_address(form.topic, form.sheet.entry));
}

http::Response remove_entry(const Teller& who, const http::Request& request, App& app) {
    return set_removed(who, request, app, true);
}

http::Response restore_entry(const Teller& who, const http::Request& request, App& app) {
    return set_removed(who, request, app, false);
}

}  // namespace mobio::biography
