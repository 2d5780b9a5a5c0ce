// SPDX-License-Identifier: EUPL-1.2
#include "biography/over_time.h"

#include "biography/store.h"

namespace mobio::biography {

namespace {

struct Saved {
    std::int64_t number;
    Time at;
};

std::vector<Saved> revisions(sql::Connection& db, Id<Person> person, std::string_view section) {
    return db.all(
        "SELECT number, at FROM section_revisions WHERE person_id = $1 AND section = $2"
        " ORDER BY number",
        [](sql::Row row) {
            return Saved{row.get<std::int64_t>(0), row.get<Time>(1)};
        },
        person, section);
}

nlohmann::json in_force(const Document& document, std::string_view field) {
    const auto* answer = document.answer(field, "");
    const auto* claim = answer ? answer->claim() : nullptr;
    return claim && claim->state == State::Value ? claim->value : nlohmann::json();
}

}  // namespace

std::vector<Spell> over_time(sql::Connection& db, App& app, Id<Person> person,
                             const vault::PersonKey& key, std::string_view field) {
    const auto* known = app.catalogue->field(field);
    if (!known) throw std::invalid_argument("no such field");
    std::vector<Spell> spells;
    for (const auto& [number, at] : revisions(db, person, known->section)) {
        auto value = in_force(load_revision(db, app, person, key, known->section, number), field);
        if (spells.empty() ? !value.is_null() : value != spells.back().value)
            spells.push_back({at, std::move(value)});
    }
    return spells;
}

}  // namespace mobio::biography
