// SPDX-License-Identifier: EUPL-1.2
#include "casework/duplicates.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "account/assignments.h"
#include "account/store.h"
#include "platform/http/response.h"

namespace mobio::casework {

namespace {

using Hash = IdBytes;

constexpr auto job_name = "casework.duplicates";
constexpr int at_once = 25;
constexpr int most_of_a_key = 30;  // a phone of a whole house: the newest

Hash hash_of(const App& app, const std::string& key) {
    const auto whole = app.vault.keyed_hash(vault::Purpose::Duplicate, key);
    Hash hash;
    std::copy_n(whole.begin(), hash.size(), hash.begin());
    return hash;
}

bool is_compared(const std::string& field) {
    for (const std::string_view start : {"person.name.", "person.birth", "person.nationalities",
                                         "residence.entry_date", "contact.phones"})
        if (field.starts_with(start)) return true;
    return false;
}

// Nothing of an erased record, and nothing of one that leads to another.
std::optional<Facts> load_facts(sql::Connection& db, App& app, Id<Person> person) {
    const auto stands = db.first(
        "SELECT 1 FROM persons WHERE id = $1 AND erased_at IS NULL AND merged_into IS NULL",
        [](sql::Row) { return true; }, person);
    const auto key = app.vault.find_key_of(person.bytes);
    if (!stands || !key) return {};
    return facts_of(
        biography::load_sections(db, app, person, *key, {"person", "contact", "residence"}));
}

// --- Finding -------------------------------------------------------------------------------------

struct Pair {
    Id<Person> other;
    Likeness likeness;
};

std::set<Id<Person>> sharing(sql::Connection& db, const std::set<Hash>& hashes, Id<Person> person) {
    std::set<Id<Person>> others;
    for (const auto& hash : hashes)
        db.each(
            "SELECT person_id FROM duplicate_keys WHERE hash = $1 AND person_id <> $2"
            " ORDER BY person_id DESC LIMIT $3",
            [&](sql::Row row) { others.insert(row.get<Id<Person>>(0)); }, hash, person,
            most_of_a_key);
    return others;
}

std::vector<Pair> likely(sql::Connection& db, App& app, const Facts& facts,
                         const std::set<Id<Person>>& others) {
    std::vector<Pair> pairs;
    for (const auto& other : others)
        if (const auto theirs = load_facts(db, app, other))
            if (auto likeness = compare(facts, *theirs); likeness.score >= worth_asking)
                pairs.push_back({other, std::move(likeness)});
    return pairs;
}

void keep_keys(sql::Transaction& tx, Id<Person> person, const std::set<Hash>& hashes) {
    tx.exec("DELETE FROM duplicate_keys WHERE person_id = $1", person);
    for (const auto& hash : hashes)
        tx.exec("INSERT INTO duplicate_keys (hash, person_id) VALUES ($1, $2)", hash, person);
}

std::string codes_of(const std::vector<Reason>& reasons) {
    std::vector<std::string_view> codes;
    for (const auto reason : reasons) codes.push_back(code(reason));
    return fmt::format("{}", fmt::join(codes, " "));
}

// What was decided stays decided.
void keep_pairs(sql::Transaction& tx, Id<Person> person, const std::vector<Pair>& pairs, Time now) {
    tx.exec("DELETE FROM duplicates WHERE (older_id = $1 OR newer_id = $1) AND decision IS NULL",
            person);
    for (const auto& [other, likeness] : pairs)
        tx.exec(
            "INSERT INTO duplicates (older_id, newer_id, score, reasons, found_at)"
            " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (older_id, newer_id) DO NOTHING",
            std::min(person, other), std::max(person, other), likeness.score,
            codes_of(likeness.reasons), now);
}

// --- The job -------------------------------------------------------------------------------------

struct Due {
    Id<Person> person;
    Time at;
};

std::vector<Due> due(sql::Connection& db) {
    return db.all(
        "SELECT person_id, at FROM unchecked_persons LIMIT $1",
        [](sql::Row row) {
            return Due{row.get<Id<Person>>(0), row.get<Time>(1)};
        },
        at_once);
}

// A few at a time, so that nobody waits behind it.
jobs::Outcome compare_due(App& app, const jobs::Job&) {
    const auto persons = app.db->read([](sql::Connection& db) { return due(db); });
    for (const auto& [person, at] : persons) {
        find_duplicates(app, person);
        app.db->write([&](sql::Transaction& tx) {
            // Changed in the meantime: once more.
            tx.exec("DELETE FROM unchecked_persons WHERE person_id = $1 AND at = $2", person, at);
        });
    }
    if (persons.size() < at_once) return jobs::Done{};
    return jobs::Again{app.clock.now() + std::chrono::seconds{1}};
}

// --- Deciding ------------------------------------------------------------------------------------

void demand_both(sql::Connection& db, const Caseworker& who, Id<Person> one, Id<Person> other,
                 Time now) {
    for (const auto person : {one, other})
        if (!account::is_assigned(db, who.id, person, now)) http::not_found();
}

void decide(sql::Transaction& tx, const Caseworker& who, Id<Person> one, Id<Person> other,
            const char* decision, Time now) {
    const auto decided = tx.exec(
        "UPDATE duplicates SET decision = $3, decided_at = $4, decided_by = $5"
        " WHERE older_id = $1 AND newer_id = $2",
        std::min(one, other), std::max(one, other), decision, now, who.id);
    if (decided == 0) http::not_found();
}

std::vector<Reason> reasons_of(const std::string& codes) {
    std::vector<Reason> reasons;
    for (std::size_t from = 0; from < codes.size();) {
        const auto end = std::min(codes.find(' ', from), codes.size());
        if (const auto reason = parse_reason(std::string_view(codes).substr(from, end - from)))
            reasons.push_back(*reason);
        from = end + 1;
    }
    return reasons;
}

bool has_caseworker(sql::Connection& db, Id<Person> person, Time now) {
    return db
        .first(
            "SELECT 1 FROM assignments WHERE person_id = $1 AND from_at <= $2"
            " AND (until_at IS NULL OR until_at > $2)",
            [](sql::Row) { return true; }, person, now)
        .has_value();
}

Candidate seen_by(sql::Connection& db, const Caseworker& who, Id<Person> mine, Id<Person> other,
                  Candidate pair, Time now) {
    pair.mine = mine;
    if (account::is_assigned(db, who.id, other, now)) {
        pair.standing = Standing::Mine;
        pair.other = other;
        return pair;
    }
    pair.standing = has_caseworker(db, other, now) ? Standing::Elsewhere : Standing::Alone;
    pair.reasons.clear();
    return pair;
}

}  // namespace

void compare_later(sql::Transaction& tx, App&, Id<Person> person,
                   const std::vector<std::string>& changed_fields, Time now) {
    if (std::none_of(changed_fields.begin(), changed_fields.end(), is_compared)) return;
    tx.exec(
        "INSERT INTO unchecked_persons (person_id, at) VALUES ($1, $2)"
        " ON CONFLICT (person_id) DO UPDATE SET at = excluded.at",
        person, now);
    jobs::add_once(tx, job_name, now);
}

void find_duplicates(App& app, Id<Person> person) {
    std::set<Hash> hashes;
    const auto pairs = app.db->read([&](sql::Connection& db) {
        const auto facts = load_facts(db, app, person);
        if (!facts) return std::vector<Pair>();
        for (const auto& key : duplicate_keys(*facts)) hashes.insert(hash_of(app, key));
        return likely(db, app, *facts, sharing(db, hashes, person));
    });
    app.db->write([&](sql::Transaction& tx) {
        keep_keys(tx, person, hashes);
        keep_pairs(tx, person, pairs, app.clock.now());
    });
}

std::vector<Candidate> candidates_of(sql::Connection& db, const Caseworker& who, Time now) {
    struct Row {
        Id<Person> older, newer;
        Candidate pair;
    };
    const std::string persons(account::their_persons);
    const auto rows = db.all(
        "SELECT d.older_id, d.newer_id, d.score, d.reasons FROM duplicates d"
        " WHERE d.decision IS NULL AND (d.older_id IN " +
            persons + " OR d.newer_id IN " + persons +
            ") ORDER BY d.score DESC, d.newer_id DESC, d.older_id DESC LIMIT 50",
        [](sql::Row row) {
            Row r{row.get<Id<Person>>(0), row.get<Id<Person>>(1), {}};
            r.pair.score = row.get<int>(2);
            r.pair.reasons = reasons_of(row.get<std::string>(3));
            return r;
        },
        who.id, now);
    std::vector<Candidate> candidates;
    for (const auto& [older, newer, pair] : rows)
        candidates.push_back(account::is_assigned(db, who.id, older, now)
                                 ? seen_by(db, who, older, newer, pair, now)
                                 : seen_by(db, who, newer, older, pair, now));
    return candidates;
}

void decide_different(sql::Transaction& tx, const Caseworker& who, Id<Person> one, Id<Person> other,
                      Time now) {
    demand_both(tx, who, one, other, now);
    decide(tx, who, one, other, "different", now);
}

Id<Merge> decide_same(sql::Transaction& tx, App& app, const Caseworker& who, Id<Person> kept,
                      Id<Person> joined, Time now) {
    demand_both(tx, who, kept, joined, now);
    decide(tx, who, kept, joined, "same", now);
    return merge(tx, app, who, kept, joined, now);
}

void forget_duplicates(sql::Transaction& tx, Id<Person> person) {
    tx.exec("DELETE FROM unchecked_persons WHERE person_id = $1", person);
    tx.exec("DELETE FROM duplicate_keys WHERE person_id = $1", person);
    tx.exec("DELETE FROM duplicates WHERE older_id = $1 OR newer_id = $1", person);
}

void add_jobs(jobs::Register& jobs) {
    jobs.on(job_name, compare_due);
    // Records from before, and what a crash left behind.
    jobs.every("casework.duplicates_left", std::chrono::hours{1}, compare_due);
}

}  // namespace mobio::casework
