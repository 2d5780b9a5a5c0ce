// SPDX-License-Identifier: EUPL-1.2
#include "biography/objection.h"

namespace mobio::biography {

namespace {

// Every answer of a section that stands, with its field.
template <class Visit>
void each_answer(Document& document, const Visit& visit) {
    for (auto& [field, answer] : document.answers) visit(field, answer);
    for (auto& [field, cards] : document.repeated)
        for (auto& card : cards)
            if (!card.removed) visit(field, card.answer);
}

bool change_claim(sql::Transaction& tx, App& app, Id<Person> person, const vault::PersonKey& key,
                  const std::string& section, const std::string& id, const Writer& author, Time now,
                  const std::function<bool(Claim&)>& change) {
    std::string changed;
    revise(tx, app, person, key, section, author, now, [&](Document& document, const Standing&) {
        each_answer(document, [&](const std::string& field, Answer& answer) {
            for (auto& claim : answer.claims)
                if (claim.id == id && claim.by == By::Staff && change(claim)) changed = field;
            if (changed == field) settle(answer);
        });
        return !changed.empty();
    });
    if (!changed.empty()) app.fields_changed(tx, app, person, {changed}, now);
    return !changed.empty();
}

}  // namespace

StaffClaim find_staff_claim(const Biography& biography, const catalogue::Topic& topic,
                            std::string_view id) {
    const auto found = [&](const Answer& answer) -> const Claim* {
        const auto* claim = claim_of(answer, By::Staff);
        return claim && claim->id == id ? claim : nullptr;
    };
    for (const auto* field : topic.fields) {
        if (const auto* answer = biography.answer(field->key))
            if (const auto* claim = found(*answer)) return {field->key, "", claim};
        for (const auto* entry : biography.entries(field->key))
            if (const auto* claim = found(entry->answer)) return {field->key, entry->id, claim};
    }
    return {};
}

bool object(sql::Transaction& tx, App& app, Id<Person> person, const vault::PersonKey& key,
            const std::string& section, const std::string& claim, const Objection& objection,
            const Writer& author, Time now) {
    return change_claim(tx, app, person, key, section, claim, author, now, [&](Claim& found) {
        if (found.disputed() && found.objection->words == objection.words) return false;
        found.objection = objection;
        return true;
    });
}

bool take_back_objection(sql::Transaction& tx, App& app, Id<Person> person,
                         const vault::PersonKey& key, const std::string& section,
                         const std::string& claim, const Writer& author, Time now) {
    return change_claim(tx, app, person, key, section, claim, author, now, [](Claim& found) {
        return std::exchange(found.objection, std::nullopt).has_value();
    });
}

bool keep_in_spite(sql::Transaction& tx, App& app, Id<Person> person, const vault::PersonKey& key,
                   const std::string& section, const std::string& claim, const Writer& staff,
                   Time now) {
    return change_claim(tx, app, person, key, section, claim, staff, now, [&](Claim& found) {
        if (!found.disputed()) return false;
        found.objection->kept_at = now;
        return true;
    });
}

}  // namespace mobio::biography
