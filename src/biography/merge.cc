// SPDX-License-Identifier: EUPL-1.2
#include "biography/merge.h"

#include <algorithm>
#include <set>

namespace mobio::biography {

namespace {

// --- Together ------------------------------------------------------------------------------------

bool stands_in(const Answer& answer, const Claim& claim) {
    return std::any_of(answer.claims.begin(), answer.claims.end(), [&](const Claim& one) {
        return same_side(one.by, claim.by) && same_words(one, claim) &&
               one.provenance == claim.provenance;
    });
}

// The newest stands first: it is the one that a form shows and is held against.
void newest_first(Answer& answer) {
    std::stable_sort(answer.claims.begin(), answer.claims.end(),
                     [](const Claim& a, const Claim& b) { return a.at > b.at; });
    settle(answer);
}

void join(Answer& kept, const Answer& joined) {
    for (const auto& claim : joined.claims)
        if (!stands_in(kept, claim)) kept.claims.push_back(claim);
    newest_first(kept);
}

// With a card there, "there is nothing to add" no longer holds.
void drop_nothing_to_add(Document& document) {
    for (const auto& [field, entries] : document.repeated)
        if (std::any_of(entries.begin(), entries.end(), [](const auto& e) { return !e.removed; }))
            document.answers.erase(field);
}

// --- Apart ---------------------------------------------------------------------------------------

// A claim never changes: what is said anew has an id of its own.
bool same_claims(const Answer* a, const Answer* b) {
    if (!a || !b) return a == b;
    return a->in_force == b->in_force &&
           std::equal(a->claims.begin(), a->claims.end(), b->claims.begin(), b->claims.end(),
                      [](const Claim& x, const Claim& y) { return x.id == y.id; });
}

Answer without(Answer answer, const Answer* joined) {
    if (!joined) return answer;
    std::erase_if(answer.claims, [&](const Claim& claim) {
        return std::any_of(joined->claims.begin(), joined->claims.end(),
                           [&](const Claim& one) { return one.id == claim.id; });
    });
    settle(answer);
    return answer;
}

template <class Map>
auto* find(Map& map, const std::string& key) {
    const auto found = map.find(key);
    return found == map.end() ? nullptr : &found->second;
}

bool same_entry(const Entry& a, const Entry& b) {
    return a.removed == b.removed && same_claims(&a.answer, &b.answer);
}

void take_apart_answers(Document& document, const Undoing& u) {
    std::set<std::string> fields;
    for (const auto* side : {&u.now, &u.before})
        for (const auto& [field, answer] : side->answers) fields.insert(field);
    for (const auto& field : fields) {
        const auto* now = find(u.now.answers, field);
        if (same_claims(now, find(u.after.answers, field))) {
            if (const auto* before = find(u.before.answers, field))
                document.answers[field] = *before;
        } else if (now) {
            auto rest = without(*now, find(u.joined.answers, field));
            if (!rest.claims.empty()) document.answers[field] = std::move(rest);
        }
    }
}

void take_apart_entries(Document& document, const Undoing& u) {
    for (const auto& [field, entries] : u.now.repeated)
        for (const auto& entry : entries) {
            const auto* after = u.after.entry(field, entry.id);
            const bool untouched = after && same_entry(entry, *after);
            const auto* before = u.before.entry(field, entry.id);
            if (untouched && before)
                document.repeated[field].push_back(*before);
            else if (!untouched)
                document.repeated[field].push_back(entry);
        }
}

// --- Sections ------------------------------------------------------------------------------------

std::vector<std::string> sections_of(sql::Connection& db, Id<Person> person) {
    return db.all(
        "SELECT section FROM current_sections WHERE person_id = $1 AND revision_id IS NOT NULL"
        " ORDER BY section",
        [](sql::Row row) { return row.get<std::string>(0); }, person);
}

std::int64_t number_of(sql::Connection& db, Id<Person> person, const std::string& section) {
    return db
        .first(
            "SELECT number FROM current_sections WHERE person_id = $1 AND section = $2",
            [](sql::Row row) { return row.get<std::int64_t>(0); }, person, section)
        .value_or(0);
}

Document newest(sql::Connection& db, App& app, Id<Person> person, const vault::PersonKey& key,
                const std::string& section) {
    return load_revision(db, app, person, key, section, number_of(db, person, section));
}

void tell_of_changes(sql::Transaction& tx, App& app, Id<Person> person, const Document& document,
                     Time now) {
    std::set<std::string> fields;
    for (const auto& [field, answer] : document.answers) fields.insert(field);
    for (const auto& [field, entries] : document.repeated) fields.insert(field);
    app.fields_changed(tx, app, person, {fields.begin(), fields.end()}, now);
}

}  // namespace

Document merged(Document kept, const Document& joined) {
    for (const auto& [field, answer] : joined.answers) join(kept.answers[field], answer);
    for (const auto& [field, entries] : joined.repeated) {
        auto& all = kept.repeated[field];
        all.insert(all.end(), entries.begin(), entries.end());
    }
    drop_nothing_to_add(kept);
    return kept;
}

Document unmerged(const Undoing& undoing) {
    Document document;
    take_apart_answers(document, undoing);
    take_apart_entries(document, undoing);
    drop_nothing_to_add(document);
    return document;
}

std::vector<MergedSection> merge_sections(sql::Transaction& tx, App& app, const Records& records,
                                          const Writer& author, Time now) {
    std::vector<MergedSection> all;
    for (const auto& section : sections_of(tx, records.joined)) {
        const auto before = number_of(tx, records.kept, section);
        const auto joined = newest(tx, app, records.joined, records.joined_key, section);
        const auto document =
            merged(newest(tx, app, records.kept, records.kept_key, section), joined);
        const auto after =
            save_document(tx, app, records.kept, records.kept_key, section, document, author, now);
        tell_of_changes(tx, app, records.kept, joined, now);
        all.push_back({section, before, after});
    }
    return all;
}

void unmerge_sections(sql::Transaction& tx, App& app, const Records& records,
                      const std::vector<MergedSection>& sections, const Writer& author, Time now) {
    for (const auto& [section, before, after] : sections) {
        const auto load = [&](std::int64_t number) {
            return load_revision(tx, app, records.kept, records.kept_key, section, number);
        };
        const auto joined = newest(tx, app, records.joined, records.joined_key, section);
        const auto document = unmerged(
            {load(before), load(after), load(number_of(tx, records.kept, section)), joined});
        save_document(tx, app, records.kept, records.kept_key, section, document, author, now);
        tell_of_changes(tx, app, records.kept, joined, now);
    }
}

}  // namespace mobio::biography
