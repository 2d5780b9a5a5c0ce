// SPDX-License-Identifier: EUPL-1.2
#include "biography/history.h"

#include <algorithm>
#include <functional>
#include <set>

#include "account/moving.h"
#include "platform/http/response.h"

namespace mobio::biography {

namespace {

constexpr auto pause = std::chrono::minutes{10};

const Claim* side_of(const Answer* answer, By side) {
    return answer ? claim_of(*answer, side) : nullptr;
}

std::optional<Claim> copy(const Claim* claim) {
    return claim ? std::optional(*claim) : std::nullopt;
}

bool same(const Claim* a, const Claim* b) {
    if (!a || !b) return a == b;
    return same_words(*a, *b) && a->provenance == b->provenance;
}

class Comparison {
public:
    Comparison(const Document& before, const Document& after) : before_(before), after_(after) {}

    std::vector<Difference> run() {
        for (const auto& field : keys(before_.answers, after_.answers)) compare(field, "");
        for (const auto& field : keys(before_.repeated, after_.repeated)) compare_cards(field);
        for (const auto& field : keys(before_.taken_back, after_.taken_back)) compare_traces(field);
        return std::move(found_);
    }

private:
    template <class Map>
    static std::set<std::string> keys(const Map& a, const Map& b) {
        std::set<std::string> all;
        for (const auto& [key, value] : a) all.insert(key);
        for (const auto& [key, value] : b) all.insert(key);
        return all;
    }

    void compare(const std::string& field, const std::string& entry) {
        const auto *was = before_.answer(field, entry), *is = after_.answer(field, entry);
        for (const auto side : {By::Person, By::Staff}) {
            const auto *a = side_of(was, side), *b = side_of(is, side);
            if (!same(a, b))
                add(Difference::Kind::Said, field, entry, side, a, b);
            else if (a && a->disputed() != b->disputed())
                add(Difference::Kind::Objected, field, entry, side, a, b);
        }
    }

    void compare_cards(const std::string& field) {
        const auto list = after_.repeated.find(field);
        if (list == after_.repeated.end()) return;
        for (const auto& card : list->second) {
            const auto* old = before_.entry(field, card.id);
            if (old && old->removed != card.removed) {
                const auto* claim = card.answer.claim();
                add(card.removed ? Difference::Kind::Removed : Difference::Kind::Restored, field,
                    card.id, claim ? claim->by : By::Person, claim, claim);
            }
            compare(field, card.id);
        }
    }

    void compare_traces(const std::string& field) {
        const auto was = before_.taken_back.find(field), is = after_.taken_back.find(field);
        if (is == after_.taken_back.end())
            add(Difference::Kind::TakenBack, field, "", By::Person, nullptr, nullptr);
        else if (was == before_.taken_back.end() || was->second != is->second)
            add(Difference::Kind::SaidOnce, field, "", By::Person, nullptr, nullptr);
    }

    void add(Difference::Kind kind, const std::string& field, const std::string& entry, By side,
             const Claim* before, const Claim* after) {
        found_.push_back({kind, field, entry, side, copy(before), copy(after)});
    }

    const Document &before_, &after_;
    std::vector<Difference> found_;
};

By parse_by(const std::string& text) {
    for (const auto by : {By::Guardian, By::Staff})
        if (text == code(by)) return by;
    return By::Person;
}

bool among(const std::vector<Id<Person>>& records, Id<Person> record) {
    return std::ranges::find(records, record) != records.end();
}

Document newest_section(sql::Connection& db, App& app, Id<Person> record,
                        const std::string& section) {
    const auto number = db.first(
        "SELECT number FROM current_sections WHERE person_id = $1 AND section = $2",
        [](sql::Row row) { return row.get<std::int64_t>(0); }, record, section);
    if (!number) return {};
    return load_revision(db, app, record, app.vault.key_of(record.bytes), section, *number);
}

// When other records were joined to this one, and parted from it again (casework/merge.h).
struct Joining {
    Time at{};
    std::optional<Time> undone_at;

    bool closed(Time time) const { return undone_at && at <= time && time < *undone_at; }
};

std::vector<Joining> joinings_of(sql::Connection& db, Id<Person> record) {
    return db.all(
        "SELECT at, undone_at FROM merges WHERE kept_id = $1",
        [](sql::Row row) {
            return Joining{row.get<Time>(0), row.get<std::optional<Time>>(1)};
        },
        record);
}

// A merge signs its revisions with its own time.
Sitting::Kind kind_at(const std::vector<Joining>& joinings, Time time) {
    auto kind = Sitting::Kind::Saved;
    for (const auto& joining : joinings) {
        if (joining.at == time) return Sitting::Kind::Joined;
        if (joining.undone_at == time) return Sitting::Kind::Parted;
        if (joining.closed(time)) kind = Sitting::Kind::Closed;
    }
    return kind;
}

Sitting read_sitting(sql::Row row, Id<Person> record, const std::vector<Joining>& joinings) {
    Sitting sitting;
    sitting.record = record;
    sitting.id = sitting.first_id = row.get<Id<Revision>>(0);
    sitting.section = row.get<std::string>(1);
    sitting.first = sitting.last = row.get<std::int64_t>(2);
    sitting.by = parse_by(row.get<std::string>(3));
    sitting.author = row.get<IdBytes>(4);
    sitting.at = row.get<Time>(5);
    sitting.kind = kind_at(joinings, sitting.at);
    return sitting;
}

// Each revision of the record as a sitting of its own, newest first.
void add_revisions(sql::Connection& db, Id<Person> record,
                   const std::optional<Id<Revision>>& before, std::size_t most,
                   std::vector<Sitting>& to) {
    IdBytes end;
    end.fill(0xff);
    const auto joinings = joinings_of(db, record);
    db.each(
        "SELECT id, section, number, author_kind, author_id, at FROM section_revisions "
        "WHERE person_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
        [&](sql::Row row) { to.push_back(read_sitting(row, record, joinings)); }, record,
        before ? before->bytes : end, static_cast<std::int64_t>(most));
}

// The one right before, by the same hand. Ids of one millisecond sort by chance: numbers do not. A
// merge writes all sections at once.
bool continues(const Sitting& later, const Sitting& older) {
    if (later.record != older.record || later.kind != older.kind || later.by != older.by ||
        later.author != older.author)
        return false;
    if (later.kind == Sitting::Kind::Joined || later.kind == Sitting::Kind::Parted)
        return later.at == older.at;
    return later.section == older.section && older.last + 1 == later.first;
}

// The own side's claim of `answer` becomes the one of `then`.
void take_back(Answer& answer, const Claim* then) {
    std::erase_if(answer.claims, [](const Claim& claim) { return claim.by != By::Staff; });
    if (then) answer.claims.push_back(*then);
    settle(answer);
}

using Stays = std::function<bool(const std::string&)>;

void take_back_answers(Document& now, const Document& then, Of of, const Stays& stays) {
    for (const auto& [field, answer] : then.answers)
        if (const auto* claim = claim_of(answer, By::Person); claim && !stays(field))
            take_back(now.answers[field], claim);
    for (auto& [field, answer] : now.answers)
        if (of == Of::SameRecord && !stays(field) && !side_of(then.answer(field, ""), By::Person))
            take_back(answer, nullptr);
    std::erase_if(now.answers, [](const auto& one) { return one.second.claims.empty(); });
}

void take_back_cards(Document& now, const Document& then, Of of, const Stays& stays) {
    for (auto& [field, cards] : now.repeated) {
        if (stays(field)) continue;
        for (auto& card : cards) {
            const auto* old = then.entry(field, card.id);
            if (old) {
                card.removed = old->removed;
                if (const auto* claim = claim_of(old->answer, By::Person))
                    take_back(card.answer, claim);
            } else if (of == Of::SameRecord && claim_of(card.answer, By::Person)) {
                card.removed = true;
            }
        }
    }
}

}  // namespace

std::vector<Difference> differences(const Document& before, const Document& after) {
    return Comparison(before, after).run();
}

std::vector<Sitting> sittings(sql::Connection& db, App& app, const Acting& who,
                              const std::optional<Id<Revision>>& before, std::size_t most) {
    demand_access(db, who, app.clock.now());
    constexpr std::size_t per_sitting = 10;  // more of them may become two sittings
    std::vector<Sitting> revisions;
    for (const auto record : account::with_merged(db, who.person))
        add_revisions(db, record, before, most * per_sitting, revisions);
    std::ranges::sort(revisions, std::greater{}, &Sitting::id);
    std::vector<Sitting> sittings;
    Time since{};  // when the oldest sitting began
    for (const auto& older : revisions) {
        if (!sittings.empty() && continues(sittings.back(), older) && since - older.at <= pause) {
            sittings.back().first = older.first;
            sittings.back().first_id = older.id;
        } else if (sittings.size() == most) {
            break;
        } else {
            sittings.push_back(older);
        }
        since = older.at;
    }
    return sittings;
}

std::vector<Difference> changed_by(sql::Connection& db, App& app, const vault::PersonKey& key,
                                   const Sitting& sitting) {
    if (sitting.kind != Sitting::Kind::Saved) return {};
    return differences(
        load_revision(db, app, sitting.record, key, sitting.section, sitting.first - 1),
        load_revision(db, app, sitting.record, key, sitting.section, sitting.last));
}

Past past(sql::Connection& db, App& app, const Acting& who, Id<Revision> revision) {
    demand_access(db, who, app.clock.now());
    auto found = db.first(
        "SELECT person_id, section, number, at FROM section_revisions WHERE id = $1",
        [](sql::Row row) {
            return Past{row.get<Id<Person>>(0),
                        row.get<std::string>(1),
                        row.get<std::int64_t>(2),
                        row.get<Time>(3),
                        {},
                        {}};
        },
        revision);
    if (!found || !among(account::with_merged(db, who.person), found->record)) http::not_found();
    for (const auto& joining : joinings_of(db, found->record))
        if (joining.closed(found->at)) http::not_found();
    const auto key = app.vault.key_of(found->record.bytes);
    found->then = load_revision(db, app, found->record, key, found->section, found->number);
    found->now = newest_section(db, app, who.person, found->section);
    return std::move(*found);
}

Document restored(Document now, const Document& then, Of of, const Stays& stays) {
    take_back_answers(now, then, of, stays);
    take_back_cards(now, then, of, stays);
    return now;
}

}  // namespace mobio::biography
