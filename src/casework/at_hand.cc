// SPDX-License-Identifier: EUPL-1.2
#include "casework/at_hand.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "catalogue/catalogue.h"
#include "consultation/pages.h"
#include "consultation/views.h"
#include "platform/view/components.h"

namespace mobio::casework {

using biography::Biography;
using biography::Claim;
using html::Html;
using html::markup;
using text::Tongue;

namespace {

constexpr std::size_t most_steps = 3;

const Claim* value_of(const Claim* claim) {
    return claim && claim->state == biography::State::Value ? claim : nullptr;
}

std::string part_of(const Claim& claim, const char* part) {
    const auto found = claim.value.find(part);
    return found == claim.value.end() || !found->is_string() ? std::string()
                                                             : found->get<std::string>();
}

// As the catalogue calls it and says it.
void add_told(std::vector<view::Fact>& facts, const Biography& told, const char* key, App& app,
              const Tongue& t) {
    const auto* field = app.catalogue->field(key);
    const auto* claim = value_of(told.claim(key));
    if (!field || !claim) return;
    const auto words = biography::in_words(*app.catalogue, *field, claim->value, t);
    if (!words.empty()) facts.push_back({app.catalogue->label(*field, t), view::value(words), {}});
}

void add_native(std::vector<view::Fact>& facts, const Biography& told, App& app, const Tongue& t) {
    const auto name = native_name(told);
    const auto* field = app.catalogue->field("person.name.native");
    if (field && !name.text.empty())
        facts.push_back({app.catalogue->label(*field, t), view::value(name.text, name.lang), {}});
}

Html step_of(const consultation::Kept& kept, App& app, const Tongue& t) {
    const auto& step = kept.told.step;
    return markup<R"(<a href="{}">{}</a> <small>{}</small>)">(
        consultation::address(kept.id), consultation::step_in_words(step, app, t),
        consultation::who_and_when(step, consultation::Reader::Staff, app, t));
}

void add_steps(std::vector<view::Fact>& facts, const std::vector<consultation::Kept>& steps,
               App& app, const Tongue& t) {
    for (std::size_t i = 0; i < std::min(steps.size(), most_steps); ++i)
        facts.push_back({std::string(t.tr("Next step")), step_of(steps[i], app, t), {}});
}

}  // namespace

NativeName native_name(const Biography& told) {
    const auto names = told.entries("person.name.native");
    const auto* claim = names.empty() ? nullptr : value_of(names.front()->answer.claim());
    if (!claim || !claim->value.is_object()) return {};
    return {part_of(*claim, "text"), part_of(*claim, "lang")};
}

AtHand read_at_hand(sql::Connection& db, App& app, const CaseReader& who, Id<Person> person) {
    const auto key = app.vault.find_key_of(person.bytes);
    if (!key) return {};
    auto steps = consultation::to_do_of(db, app, who, person);
    // What has no day comes last.
    std::ranges::stable_sort(steps, {}, [](const consultation::Kept& kept) {
        const auto& due = kept.told.step.due;
        return due ? std::chrono::sys_days{*due} : std::chrono::sys_days::max();
    });
    return {biography::load_sections(db, app, person, *key, {"person", "contact"}),
            std::move(steps)};
}

Html at_hand_card(const AtHand& known, Id<Person> person, const Html& appointment, App& app,
                  const Tongue& t) {
    std::vector<view::Fact> facts;
    add_native(facts, known.told, app, t);
    add_told(facts, known.told, "contact.language", app, t);
    add_told(facts, known.told, "contact.interpreter", app, t);
    add_steps(facts, known.steps, app, t);
    if (!appointment.empty())
        facts.push_back({std::string(t.tr("Next appointment")), appointment, {}});
    if (facts.empty()) return {};
    Html footer;
    if (known.steps.size() > most_steps)
        footer = view::button_link(consultation::list_address(person), t.tr("All next steps"),
                                   "next", "quiet small");
    return view::card({.title = std::string(t.tr("At a glance")),
                       .icon = "eye",
                       .body = view::facts(facts),
                       .footer = footer});
}

}  // namespace mobio::casework
