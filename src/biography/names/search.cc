// SPDX-License-Identifier: EUPL-1.2
#include "biography/names/search.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "biography/document.h"

namespace mobio::biography::names {

namespace {

using Hash = IdBytes;

// --- Keys ----------------------------------------------------------------------------------------

Hash hash_of(const App& app, Fit kind, const std::string& key) {
    const auto whole = kind == Fit::Prefix
                           ? app.vault.keyed_hash(vault::Purpose::NamePrefix, key)
                           : app.vault.keyed_hash(vault::Purpose::NameExact,
                                                  (kind == Fit::Exact ? "word:" : "sound:") + key);
    Hash hash;
    std::copy_n(whole.begin(), hash.size(), hash.begin());
    return hash;
}

std::set<Hash> hashes_of(const App& app, const Keys& keys) {
    std::set<Hash> all;
    for (const auto& key : keys.exact) all.insert(hash_of(app, Fit::Exact, key));
    for (const auto& key : keys.prefixes) all.insert(hash_of(app, Fit::Prefix, key));
    for (const auto& key : keys.sounds) all.insert(hash_of(app, Fit::Sound, key));
    return all;
}

void add_texts(std::vector<std::string>& to, const Answer& answer, const char* part) {
    for (const auto& claim : answer.claims) {
        const auto& value = part && claim.value.is_object()
                                ? claim.value.value(part, nlohmann::json())
                                : claim.value;
        if (claim.state == State::Value && value.is_string()) to.push_back(value);
    }
}

Keys keys_of(const std::vector<std::string>& spellings) {
    Keys keys;
    for (const auto& spelling : spellings) keys.add(names::keys_of(spelling));
    return keys;
}

// --- The persons of a caseworker -----------------------------------------------------------------

// The keys that a term may be found by; those left over repeat the first.
constexpr std::size_t most_hashes = 10;
using Hashes = std::array<Hash, most_hashes>;

Hashes padded(const std::vector<Hash>& hashes) {
    Hashes all;
    all.fill(hashes.front());
    std::size_t count = 0;
    for (const auto& hash : hashes)
        if (count + 1 < all.size() && std::find(all.begin(), all.end(), hash) == all.end())
            all[++count] = hash;
    return all;
}

// What sounds alike is searched with what begins alike, and what begins alike holds what is right.
std::vector<Hash> hashes_of(const App& app, const Sought::Term& term, Fit level) {
    std::vector<Hash> hashes;
    const auto add = [&](Fit kind, const std::set<std::string>& keys) {
        for (const auto& key : keys) hashes.push_back(hash_of(app, kind, key));
    };
    const bool whole = level == Fit::Exact || term.keys.prefixes.empty();
    add(whole ? Fit::Exact : Fit::Prefix, whole ? term.keys.exact : term.keys.prefixes);
    if (level != Fit::Sound) return hashes;
    // First its own sounds, then those it has together with its neighbours.
    add(Fit::Sound, {term.word.sounds.begin(), term.word.sounds.end()});
    add(Fit::Sound, term.keys.sounds);
    return hashes;
}

// Persons whom all terms fit at that level or better. $1 staff, $2 now; hashes of one term from $3,
// of another one from $13.
constexpr std::string_view with_few_persons =
    "SELECT k.person_id FROM assignments s CROSS JOIN search_keys k"
    " WHERE s.staff_id = $1 AND s.from_at <= $2 AND (s.until_at IS NULL OR s.until_at > $2)"
    " AND k.person_id = s.person_id AND k.hash IN ($3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
    " AND EXISTS (SELECT 1 FROM search_keys w WHERE w.person_id = k.person_id"
    "  AND w.hash IN ($13, $14, $15, $16, $17, $18, $19, $20, $21, $22))"
    " LIMIT $23";
constexpr std::string_view with_many_persons =
    "SELECT k.person_id FROM search_keys k WHERE k.hash IN ($3, $4, $5, $6, $7, $8, $9, $10, $11, "
    "$12)"
    " AND EXISTS (SELECT 1 FROM search_keys w WHERE w.person_id = k.person_id"
    "  AND w.hash IN ($13, $14, $15, $16, $17, $18, $19, $20, $21, $22))"
    " AND EXISTS (SELECT 1 FROM assignments s WHERE s.staff_id = $1 AND s.person_id = k.person_id"
    "  AND s.from_at <= $2 AND (s.until_at IS NULL OR s.until_at > $2))"
    " LIMIT $23";

// Each of a few persons is looked up; with very many the rarest key is walked.
constexpr int few_persons = 300;
// Enough for one page, each person found by several keys; and for three terms to have persons in
// common.
constexpr int enough_of_one = 4 * static_cast<int>(most_found + 1), enough_of_each = 5000;
constexpr int rare = 2000;

struct Searching {
    sql::Connection& db;
    const App& app;
    Id<Staff> staff;
    Time now;
    bool few = has_few();

    bool has_few() const {
        const auto persons = db.first(
            "SELECT COUNT(*) FROM (SELECT 1 FROM assignments WHERE staff_id = $1 LIMIT $2) a",
            [](sql::Row row) { return row.get<int>(0); }, staff, few_persons);
        return *persons < few_persons;
    }

    // How many keys there are, counted up to `rare`.
    int count(const Hashes& hashes) const {
        constexpr std::string_view sql =
            "SELECT COUNT(*) FROM (SELECT 1 FROM search_keys"
            " WHERE hash IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) LIMIT $11) k";
        return *std::apply(
            [&](const auto&... hash) {
                return db.first(
                    sql, [](sql::Row row) { return row.get<int>(0); }, hash..., rare);
            },
            hashes);
    }

    std::set<Id<Person>> persons(const Hashes& one, const Hashes& other, int most) const {
        std::set<Id<Person>> found;
        std::apply(
            [&](const auto&... hash) {
                db.each(
                    few ? with_few_persons : with_many_persons,
                    [&](sql::Row row) { found.insert(row.get<Id<Person>>(0)); }, staff, now,
                    hash..., most);
            },
            std::tuple_cat(one, other));
        return found;
    }

    // The rarest term goes first, each other one is held against it.
    std::set<Id<Person>> persons(std::vector<Hashes> terms) const {
        if (terms.size() == 1) return persons(terms[0], terms[0], enough_of_one);
        std::vector<std::pair<int, std::size_t>> counts;
        for (std::size_t i = 0; i < terms.size(); ++i)
            counts.emplace_back(few ? 0 : count(terms[i]), i);
        std::swap(terms.front(), terms[std::min_element(counts.begin(), counts.end())->second]);
        const int most = terms.size() == 2 ? enough_of_one : enough_of_each;
        auto common = persons(terms[0], terms[1], most);
        for (std::size_t i = 2; i < terms.size() && !common.empty(); ++i) {
            const auto more = persons(terms[0], terms[i], enough_of_each);
            std::erase_if(common, [&](const auto& person) { return !more.contains(person); });
        }
        return common;
    }
};

// Newer records first, level by level, until there are enough.
std::vector<Id<Person>> candidates(const Searching& searching, const Sought& sought) {
    std::vector<Id<Person>> ranked;
    std::set<Id<Person>> known;
    for (const auto level : {Fit::Exact, Fit::Prefix, Fit::Sound}) {
        std::vector<Hashes> terms;
        for (const auto& term : sought.terms)
            terms.push_back(padded(hashes_of(searching.app, term, level)));
        const auto found = searching.persons(terms);
        for (auto person = found.rbegin(); person != found.rend(); ++person)
            if (known.insert(*person).second) ranked.push_back(*person);
        if (ranked.size() > most_found) break;
    }
    return ranked;
}

// --- Unsealed ------------------------------------------------------------------------------------

struct Ranked {
    Found found;
    Match match;
};

std::optional<Ranked> unseal(sql::Connection& db, App& app, Id<Person> person,
                             const Sought& sought) {
    const auto key = app.vault.find_key_of(person.bytes);
    if (!key) return {};
    const auto biography = load_sections(db, app, person, *key, {"person"});
    const auto all = spellings(biography);
    const auto name = full_name(biography);
    const auto fits = match(sought, all);
    // A longer beginning than the keys know, or a key that is just behind the name.
    if (fits.worst == Fit::None) return {};
    const auto& spelling = all[fits.best];
    const bool shown_anyway = match(sought, {name}) >= fits || spelling == name;
    return Ranked{{person, name, shown_anyway ? "" : spelling, fits.worst}, fits};
}

}  // namespace

std::vector<std::string> spellings(const Biography& biography) {
    std::vector<std::string> all;
    const auto add = [&](const char* field, const char* part) {
        if (const auto* answer = biography.answer(field)) add_texts(all, *answer, part);
        for (const auto* entry : biography.entries(field)) add_texts(all, entry->answer, part);
    };
    std::vector<std::string> given, family;
    if (const auto* answer = biography.answer("person.name.given"))
        add_texts(given, *answer, nullptr);
    if (const auto* answer = biography.answer("person.name.family"))
        add_texts(family, *answer, nullptr);
    for (const auto& one : given)
        for (const auto& other : family) all.push_back(one + " " + other);
    if (family.empty()) all.insert(all.end(), given.begin(), given.end());
    if (given.empty()) all.insert(all.end(), family.begin(), family.end());
    for (const char* field : {"person.name.preferred", "person.name.birth", "person.name.mrz"})
        add(field, nullptr);
    for (const char* field : {"person.name.native", "person.name.other"}) add(field, "text");
    return all;
}

void index(sql::Transaction& tx, const App& app, Id<Person> person,
           const std::vector<std::string>& spellings) {
    const auto wanted = hashes_of(app, keys_of(spellings));
    const auto kept = tx.all(
        "SELECT hash FROM search_keys WHERE person_id = $1",
        [](sql::Row row) { return row.get<Hash>(0); }, person);
    const std::set<Hash> there(kept.begin(), kept.end());
    for (const auto& hash : there)
        if (!wanted.contains(hash))
            tx.exec("DELETE FROM search_keys WHERE hash = $1 AND person_id = $2", hash, person);
    for (const auto& hash : wanted)
        if (!there.contains(hash))
            tx.exec("INSERT INTO search_keys (hash, person_id) VALUES ($1, $2)", hash, person);
    tx.exec(
        "INSERT INTO searchable_persons (person_id, rules) VALUES ($1, $2)"
        " ON CONFLICT (person_id) DO UPDATE SET rules = excluded.rules",
        person, rules_version);
}

// Whom an erasure left without a key of their own has no names either: marked, so that nobody
// comes back to them.
void index_again(sql::Transaction& tx, App& app, Id<Person> person) {
    const auto key = app.vault.find_key_of(person.bytes);
    index(tx, app, person,
          key ? spellings(load_sections(tx, app, person, *key, {"person"}))
              : std::vector<std::string>());
}

void forget(sql::Transaction& tx, Id<Person> person) {
    tx.exec("DELETE FROM search_keys WHERE person_id = $1", person);
    tx.exec("DELETE FROM searchable_persons WHERE person_id = $1", person);
}

Findings find(sql::Connection& db, App& app, Id<Staff> staff, std::string_view typed,
              const text::Tongue& t) {
    const auto wanted = sought(typed);
    Findings findings;
    if (wanted.terms.empty()) return findings;
    std::vector<Ranked> unsealed;
    for (const auto& person : candidates({db, app, staff, app.clock.now()}, wanted)) {
        findings.more = unsealed.size() == most_found;
        if (findings.more) break;
        if (auto one = unseal(db, app, person, wanted)) unsealed.push_back(std::move(*one));
    }
    std::stable_sort(unsealed.begin(), unsealed.end(), [&](const Ranked& a, const Ranked& b) {
        if (a.match != b.match) return a.match > b.match;
        return t.sorts_before(a.found.name, b.found.name);
    });
    for (auto& one : unsealed) findings.persons.push_back(std::move(one.found));
    return findings;
}

// --- Records from before -------------------------------------------------------------------------

namespace {

constexpr int at_once = 50;

std::vector<Id<Person>> without_keys(sql::Connection& db) {
    return db.all(
        "SELECT p.id FROM persons p LEFT JOIN searchable_persons i ON i.person_id = p.id"
        " WHERE p.erased_at IS NULL AND p.merged_into IS NULL AND (i.person_id IS NULL OR i.rules "
        "< $1) LIMIT $2",
        [](sql::Row row) { return row.get<Id<Person>>(0); }, rules_version, at_once);
}

jobs::Outcome fill(App& app, const jobs::Job&) {
    const auto persons = app.db->read([](sql::Connection& db) { return without_keys(db); });
    if (persons.empty()) return jobs::Done{};
    app.db->write([&](sql::Transaction& tx) {
        for (const auto& person : persons) index_again(tx, app, person);
    });
    return jobs::Again{app.clock.now()};
}

}  // namespace

void add_jobs(jobs::Register& jobs) {
    jobs.every("biography.search_keys", std::chrono::hours{1}, fill);
}

}  // namespace mobio::biography::names
