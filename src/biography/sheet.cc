// SPDX-License-Identifier: EUPL-1.2
#include "biography/sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "platform/http/form_key.h"
#include "platform/text/name.h"

namespace mobio::biography {

using catalogue::Field;
using nlohmann::json;

namespace {

std::optional<std::int64_t> parse_number(std::string_view text) {
    std::int64_t value = 0;
    const auto end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    return error == std::errc{} && stop == end && value >= 0 ? std::optional(value) : std::nullopt;
}

std::string own_claim_id(const Answer* answer, By side) {
    const auto* own = answer ? claim_of(*answer, side) : nullptr;
    return own ? own->id : "";
}

// Sections as they were, by revision; the newest comes with the biography.
class Past {
public:
    Past(sql::Connection& db, App& app, const Teller& who, const Sheet& sheet,
         const Biography& biography)
        : db_(db),
          app_(app),
          who_(who),
          section_(sheet.topic.section),
          side_(sheet.side),
          biography_(biography) {}

    // Copied, since older revisions live no longer than this.
    std::optional<Answer> answer(const Field& field, const std::string& entry, std::int64_t at) {
        if (at == biography_.revision(section_)) return newest(field, entry);
        const auto* found = document(at).answer(field.key, entry);
        return found ? std::optional(*found) : std::nullopt;
    }

    // The own claim that a form of that revision showed, also where nothing is left of it.
    std::string own_claim(const Field& field, const std::optional<Answer>& answer,
                          std::int64_t at) {
        auto id = own_claim_id(answer ? &*answer : nullptr, side_);
        if (!id.empty() || side_ == By::Staff || !field.health ||
            at == biography_.revision(section_))
            return id;
        const auto& taken_back = document(at).taken_back;
        const auto found = taken_back.find(field.key);
        return found == taken_back.end() ? "" : found->second;
    }

private:
    std::optional<Answer> newest(const Field& field, const std::string& entry) const {
        if (entry.empty()) {
            const auto* found = biography_.answer(field.key);
            return found ? std::optional(*found) : std::nullopt;
        }
        const auto* found = biography_.entry(field.key, entry);
        return found ? std::optional(found->answer) : std::nullopt;
    }

    const Document& document(std::int64_t at) {
        const auto found = documents_.find(at);
        if (found != documents_.end()) return found->second;
        const auto key = app_.vault.key_of(who_.person.bytes);
        return documents_[at] = load_revision(db_, app_, who_.person, key, section_, at);
    }

    sql::Connection& db_;
    App& app_;
    const Teller& who_;
    std::string section_;
    By side_;
    const Biography& biography_;
    std::map<std::int64_t, Document> documents_;
};

// "There is nothing to add": an answer of its own for a field of cards.
std::optional<Claim> read_none(const catalogue::Catalogue& catalogue, const http::Fields& typed,
                               const Field& field) {
    const auto& choice = typed.get(state_input(catalogue, field));
    Claim claim;
    if (choice == none_choice)
        claim.value = json::array();
    else if (choice == unknown_choice)
        claim.state = State::Unknown;
    else if (choice == declined_choice)
        claim.state = State::Declined;
    else
        return {};
    return claim;
}

Reading read_field(const Reader& reader, const Field& field, const Sheet& sheet,
                   const http::Fields& typed, const Claim* shown, Problems& problems) {
    if (!field.repeated() || !sheet.entry.empty())
        return read(reader, field, typed, shown, problems);
    Reading reading;
    reading.claim = read_none(reader.catalogue, typed, field);
    reading.changed = reading.claim && !(shown && same_words(*shown, *reading.claim));
    return reading;
}

// The calendar that somebody chose at a date, where another one stood there before.
std::optional<text::Calendar> chosen_calendar(const Reader& reader, const Field& field,
                                              const http::Fields& typed, const Claim* claim) {
    http::Fields shown;
    show(shown, reader.catalogue, field, claim);
    std::optional<text::Calendar> chosen;
    for (const auto& question : questions(field)) {
        const auto name = question.name + ".calendar";
        const auto now = text::parse_calendar(typed.get(name));
        const auto before = text::parse_calendar(shown.get(name));
        if (now && *now != before.value_or(reader.person.habits.calendar)) chosen = now;
    }
    return chosen;
}

// Both stood on a page that asked which one counts.
bool leaves_theirs(const http::Fields& typed, const Field& field, Problems& problems) {
    const auto asked = typed.all("clash");
    if (std::find(asked.begin(), asked.end(), field.key) == asked.end()) return false;
    const auto& choice = typed.get(field.key + ".choice");
    if (choice == "mine") return false;
    if (choice != "theirs")
        problems.add(field.key + ".choice", {text::mark("Choose which answer counts.")});
    return true;
}

// A name in its own script becomes a card of "Name in original script", unless it stands there.
void move_name(App& app, const Biography& biography, const std::string& name, Answers& answers) {
    const auto* field = app.catalogue->field("person.name.native");
    if (name.empty() || !field) return;
    answers.name_moved = true;
    for (const auto* entry : biography.entries(field->key)) {
        const auto* claim = entry->answer.claim();
        if (claim && claim->value.is_object() && claim->value.value("text", "") == name) return;
    }
    Edit edit;
    edit.change.field = field->key;
    edit.change.claim.value = {{"text", name}};
    const auto script = text::foreign_script(name);
    const auto* part = field->part("script");
    if (part && app.catalogue->has_code(part->list, script))
        edit.change.claim.value["script"] = script;
    answers.edits.push_back(std::move(edit));
}

bool tells_of_health(App& app, const Edit& edit) {
    const auto* field = app.catalogue->field(edit.change.field);
    return field && field->health && !edit.change.remove && edit.change.claim.state == State::Value;
}

// Without the consent the answers on health are left out, and the box says so.
void check_health_consent(App& app, const http::Fields& typed, Answers& answers) {
    const auto of_health = [&](const Edit& edit) { return tells_of_health(app, edit); };
    if (std::none_of(answers.edits.begin(), answers.edits.end(), of_health)) return;
    answers.health_agreed = typed.get(health_consent) == "yes";
    if (answers.health_agreed) return;
    std::erase_if(answers.edits, of_health);
    answers.problems.add(health_consent,
                         {text::mark("Tick this if we may keep it. Or leave the answers empty.")});
}

std::vector<Edit> signed_edits(const Answers& answers, const Writer& author, Time now) {
    auto edits = answers.edits;
    for (auto& edit : edits) {
        edit.change.claim.by = author.by;
        edit.change.claim.author = author.id;
        edit.change.claim.provenance = answers.provenance;
        edit.change.claim.beside = author.beside;
        edit.change.claim.at = now;
    }
    return edits;
}

// What the form has seen after saving: everything, but for what another device changed in fields
// that stand in it untouched.
Seen seen_after(const Sheet& sheet, const Answers& answers, const Saved& saved) {
    Seen seen{saved.number, {}};
    for (const auto* field : sheet.fields) {
        const auto edited =
            std::any_of(answers.edits.begin(), answers.edits.end(),
                        [&](const Edit& edit) { return edit.change.field == field->key; });
        const auto shown = answers.shown.find(field->key);
        const auto met = own_claim_id(saved.before->answer(field->key, sheet.entry), sheet.side);
        if (!edited && shown != answers.shown.end() && shown->second != met)
            seen.older[field->key] = answers.seen.of(field->key);
    }
    return seen;
}

constexpr std::string_view revision_query = "?revision=";

http::Response answer_script(const std::string& location, const Problems& problems,
                             const text::Tongue& t) {
    json answer{{"saved", true}, {"form_key", http::make_form_key()}};
    if (const auto revision = autosaved_revision(location)) answer["revision"] = *revision;
    answer["problems"] = json::array();
    for (const auto& problem : problems)
        answer["problems"].push_back({{"field", problem.field}, {"text", t.say(problem.message)}});
    return http::json(200, answer.dump());
}

}  // namespace

std::optional<std::string> autosaved_revision(std::string_view location) {
    const auto at = location.find(revision_query);
    if (at == std::string_view::npos) return std::nullopt;
    return std::string(location.substr(at + revision_query.size()));
}

Seen Seen::parse(std::string_view text) {
    Seen seen;
    const auto end = std::min(text.find('~'), text.size());
    // A form without the field shows what stands now: see read_answers.
    seen.number = parse_number(text.substr(0, end)).value_or(-1);
    while (end < text.size() && seen.number >= 0) {
        const auto from = text.rfind('~');
        if (from == std::string_view::npos) break;
        const auto one = text.substr(from + 1);
        const auto colon = one.find(':');
        const auto at =
            colon == std::string_view::npos ? std::nullopt : parse_number(one.substr(colon + 1));
        if (at) seen.older[std::string(one.substr(0, colon))] = *at;
        text = text.substr(0, from);
    }
    return seen;
}

std::string Seen::text() const {
    auto out = std::to_string(number);
    for (const auto& [field, at] : older) out += fmt::format("~{}:{}", field, at);
    return out;
}

std::int64_t Seen::of(const std::string& field) const {
    const auto found = older.find(field);
    return found == older.end() ? number : found->second;
}

bool asks_health_consent(const Sheet& sheet, const Biography& biography) {
    const bool health = std::any_of(sheet.fields.begin(), sheet.fields.end(),
                                    [](const Field* field) { return field->health; });
    if (!health) return false;
    return std::none_of(sheet.fields.begin(), sheet.fields.end(), [&](const Field* field) {
        const auto* answer = biography.answer(field->key);
        const auto* own = answer ? claim_of(*answer, sheet.side) : nullptr;
        return own && own->state == State::Value;
    });
}

const Claim* shown_claim(const Answer* answer, By side) {
    if (!answer) return nullptr;
    const auto* own = claim_of(*answer, side);
    return own ? own : answer->claim();
}

bool asks(const Field& field, By side) { return side == By::Staff || !field.staff_only; }

// What staff write they were told, or have seen in a document.
static Provenance provenance_of(const http::Fields& typed, By side) {
    if (side != By::Staff) return Provenance::Own;
    return typed.get(known_from) == "document" ? Provenance::DocumentSeen : Provenance::Staff;
}

Answers read_answers(sql::Connection& db, App& app, const Teller& who, const Sheet& sheet,
                     const Biography& biography, const http::Request& request) {
    Answers answers;
    answers.seen = Seen::parse(request.form.get("revision"));
    if (answers.seen.number < 0) answers.seen.number = biography.revision(sheet.topic.section);
    answers.provenance = provenance_of(request.form, sheet.side);
    Past past(db, app, who, sheet, biography);
    const auto occupations = app.occupations->list(db);
    const Reader reader{*app.catalogue, *occupations,
                        listener_of(biography, app.tongue(request.language)), app.today()};
    std::string own_script;
    for (const auto* field : sheet.fields) {
        const auto base = past.answer(*field, sheet.entry, answers.seen.of(field->key));
        const auto& shown = answers.shown[field->key] =
            past.own_claim(*field, base, answers.seen.of(field->key));
        if (leaves_theirs(request.form, *field, answers.problems)) continue;
        Problems problems;
        const auto* claim = shown_claim(base ? &*base : nullptr, sheet.side);
        auto reading = read_field(reader, *field, sheet, request.form, claim, problems);
        if (const auto chosen = chosen_calendar(reader, *field, request.form, claim))
            answers.calendar = chosen;
        answers.directions_removed |= reading.directions_removed;
        for (const auto& problem : problems) answers.problems.add(problem.field, problem.message);
        if (field->type == catalogue::Type::Name && !reading.own_script.empty())
            (own_script += own_script.empty() ? "" : " ") += reading.own_script;
        if (!reading.changed || !problems.empty()) continue;
        Edit edit{{field->key, sheet.entry, {}, !reading.claim, false}, shown};
        if (reading.claim) edit.change.claim = std::move(*reading.claim);
        answers.edits.push_back(std::move(edit));
    }
    // While one types, a name may be half there: it moves with the form's own button.
    if (!request.wants_json) move_name(app, biography, own_script, answers);
    if (asks_health_consent(sheet, biography)) check_health_consent(app, request.form, answers);
    return answers;
}

http::Response save_answers(const Teller& who, const http::Request& request, App& app,
                            const Sheet& sheet, const Answers& answers, const std::string& then) {
    const auto now = app.clock.now();
    const auto key = app.vault.key_of(who.person.bytes);
    const auto act = [&](sql::Transaction& tx) {
        const auto author = demand_access(tx, who, now);
        const auto saved = save_edits(tx, app, who.person, key, sheet.topic.section,
                                      signed_edits(answers, author, now), author, now);
        if (!saved.clashes.empty()) throw Conflict{saved.clashes};
        if (answers.health_agreed) log_health_consent(tx, who, author, request.language, now);
        forget_emptied_health(tx, app, who, sheet.topic.section, saved, author, now);
        if (answers.calendar && !who.staff) choose_calendar(tx, who.account, *answers.calendar);
        if (!saved.changed.empty()) app.fields_changed(tx, app, who.person, saved.changed, now);
        if (!request.wants_json) return then;
        return request.path + std::string(revision_query) +
               seen_after(sheet, answers, saved).text();
    };
    if (!request.wants_json)
        return http::once(request, app, act, [&](const std::string& location) {
            return http::see_other(autosaved_revision(location) ? then : location);
        });
    const auto& t = app.tongue(request.language);
    return http::once(request, app, act, [&](const std::string& location) {
        return answer_script(location, answers.problems, t);
    });
}

}  // namespace mobio::biography
