// SPDX-License-Identifier: EUPL-1.2
#include "casework/store.h"

#include <algorithm>

#include "account/assignments.h"
#include "biography/biography.h"
#include "biography/births.h"

namespace mobio::casework {

namespace {

const std::string columns =
    "SELECT p.id, p.created_at, (SELECT COUNT(*) FROM account_access a WHERE a.person_id = p.id)"
    " FROM persons p WHERE p.erased_at IS NULL AND p.id IN " +
    std::string(account::their_persons);

CasePerson from_row(sql::Row row) {
    return {row.get<Id<Person>>(0), "", row.get<Time>(1), row.get<int>(2) > 0};
}

Births births_in(const biography::Biography& biography, Date today) {
    auto births = Births::Agree;
    for (const auto& conflict : biography::birth_conflicts(biography, today))
        births = std::max(births, conflict.other_age ? Births::OtherAge : Births::OtherDay);
    return births;
}

void read_record(sql::Connection& db, App& app, CasePerson& person) {
    const auto key = app.vault.find_key_of(person.person.bytes);
    if (!key) return;
    const auto record = biography::load_sections(db, app, person.person, *key, {"person"});
    person.name = biography::full_name(record);
    person.births = births_in(record, app.today());
}

}  // namespace

std::vector<CasePerson> persons_of(sql::Connection& db, App& app, Id<Staff> staff,
                                   std::optional<Id<Person>> after, int most) {
    // Ids made later sort later.
    Id<Person> before;
    before.bytes.fill(0xff);
    auto rows = db.all(columns + " AND p.id < $3 ORDER BY p.id DESC LIMIT $4", from_row, staff,
                       app.clock.now(), after.value_or(before), most);
    for (auto& row : rows) read_record(db, app, row);
    return rows;
}

std::optional<CasePerson> person_of(sql::Connection& db, App& app, Id<Staff> staff,
                                    Id<Person> person, std::string_view name) {
    auto found = db.first(columns + " AND p.id = $3", from_row, staff, app.clock.now(), person);
    if (!found) return found;
    read_record(db, app, *found);
    found->name = name;
    return found;
}

}  // namespace mobio::casework
