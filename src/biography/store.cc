// SPDX-License-Identifier: EUPL-1.2
#include "biography/store.h"

#include <algorithm>
#include <set>

#include "account/assignments.h"
#include "account/store.h"
#include "biography/many.h"
#include "biography/names/search.h"
#include "platform/access_log/access_log.h"
#include "platform/http/response.h"
#include "platform/sql/many.h"

namespace mobio::biography {

namespace {

vault::Place place_of(const IdBytes& revision) { return {"section_revisions", "sealed", revision}; }

using Shared = std::shared_ptr<const Document>;

// A revision that was put under another person's record is not found; its seal does not open there.
Shelf<Document>::Key shelf_key(Id<Person> person, Id<Revision> revision) {
    Shelf<Document>::Key key;
    std::ranges::copy(revision.bytes, std::ranges::copy(person.bytes, key.begin()).out);
    return key;
}

Document unsealed(App& app, const vault::PersonKey& key, const Id<Revision>& id,
                  const sql::Blob& sealed) {
    return read(app.vault.open(key, place_of(id.bytes), sealed));
}

// What a newest revision holds: from the shelf, else unsealed from what `fetch` brings.
template <class Fetch>
Shared open(App& app, Id<Person> person, const vault::PersonKey& key, const Id<Revision>& id,
            Fetch&& fetch) {
    const auto now = app.clock.now();
    if (auto there = app.documents.find(shelf_key(person, id), now)) return there;
    const std::optional<sql::Blob> sealed = fetch();
    if (!sealed) return std::make_shared<const Document>();
    const auto clear = app.vault.open(key, place_of(id.bytes), *sealed);
    auto document = std::make_shared<const Document>(read(clear));
    app.documents.put(shelf_key(person, id), document, clear.size(), now);
    return document;
}

Shared open(sql::Connection& db, App& app, Id<Person> person, const vault::PersonKey& key,
            const Id<Revision>& id) {
    return open(app, person, key, id, [&] {
        return db.first(
            "SELECT sealed FROM section_revisions WHERE id = $1",
            [](sql::Row row) { return row.get<sql::Blob>(0); }, id);
    });
}

// The row of a section, held until the transaction ends: a second writer waits, or starts again.
struct Head {
    std::int64_t number = 0;
    std::optional<Id<Revision>> revision;
};
Head hold_section(sql::Transaction& tx, Id<Person> person, const std::string& section) {
    return *tx.first(
        "INSERT INTO current_sections (person_id, section, number) VALUES ($1, $2, 0) "
        "ON CONFLICT (person_id, section) DO UPDATE SET number = current_sections.number "
        "RETURNING number, revision_id",
        [](sql::Row row) {
            return Head{row.get<std::int64_t>(0), row.get<std::optional<Id<Revision>>>(1)};
        },
        person, section);
}

void add_revision(sql::Transaction& tx, App& app, Id<Person> person, const vault::PersonKey& key,
                  const std::string& section, std::int64_t number, const Writer& author,
                  Document document, Time now) {
    const auto id = Id<Revision>::make(now);
    const auto clear = write(document);
    const auto author_id = parse_id_text(author.id).value_or(IdBytes{});
    tx.exec(
        "INSERT INTO section_revisions (id, person_id, section, number, author_kind, author_id, "
        "at, "
        "sealed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        id, person, section, number, code(author.by), author_id, now,
        app.vault.seal(key, place_of(id.bytes), clear));
    app.documents.put(shelf_key(person, id), std::make_shared<const Document>(std::move(document)),
                      clear.size(), now);
    tx.exec(
        "INSERT INTO current_sections (person_id, section, number, revision_id) "
        "VALUES ($1, $2, $3, $4) ON CONFLICT (person_id, section) "
        "DO UPDATE SET number = excluded.number, revision_id = excluded.revision_id",
        person, section, number, id);
    const auto who = author.by == By::Staff      ? access_log::Who::Staff
                     : author.by == By::Guardian ? access_log::Who::Guardian
                                                 : access_log::Who::Person;
    access_log::write(tx, {person.bytes, who, author_id, "biography.saved", id.bytes, section},
                      now);
}

Answer* find_answer(Document& document, const Change& change) {
    return const_cast<Answer*>(document.answer(change.field, change.entry));
}

// Where the change goes; makes a new entry's card.
Answer& make_answer(Document& document, const Change& change, bool repeated) {
    if (auto* there = find_answer(document, change)) return *there;
    if (!repeated || change.entry.empty()) return document.answers[change.field];
    return document.repeated[change.field].emplace_back(Entry{change.entry, {}, false}).answer;
}

bool set_removed(Document& document, const Change& change) {
    for (auto& entry : document.repeated[change.field]) {
        if (entry.id != change.entry) continue;
        return std::exchange(entry.removed, change.remove) != change.remove;
    }
    return false;
}

// Withdraws an answer: the claim of that side goes, and the answer with its last claim.
bool clear(Document& document, const Change& change) {
    auto* answer = find_answer(document, change);
    if (!answer) return false;
    const auto gone = std::erase_if(
        answer->claims, [&](const Claim& claim) { return same_side(claim.by, change.claim.by); });
    settle(*answer);
    if (answer->claims.empty()) document.answers.erase(change.field);
    return gone > 0;
}

bool put(Document& document, const Change& change, bool repeated) {
    auto& answer = make_answer(document, change, repeated);
    const auto* own = claim_of(answer, change.claim.by);
    if (own && same_words(*own, change.claim) && own->provenance == change.claim.provenance)
        return false;
    std::erase_if(answer.claims,
                  [&](const Claim& claim) { return same_side(claim.by, change.claim.by); });
    answer.claims.push_back(change.claim);
    settle(answer);
    return true;
}

bool apply(Document& document, const catalogue::Field& field, const Change& change) {
    const bool card = field.repeated() && !change.entry.empty();
    if (card && (change.remove || change.restore)) return set_removed(document, change);
    if (change.remove) return clear(document, change);
    const bool changed = put(document, change, card);
    // With a first card, "there is nothing to add" is no longer so.
    if (card && changed) document.answers.erase(change.field);
    return changed;
}

// Somebody of the same side changed the same answer since the form was filled, to something else.
bool clashes(const Document& document, const Edit& edit) {
    const auto& change = edit.change;
    if (!edit.shown) return false;
    if (!change.entry.empty() && (change.remove || change.restore)) return false;
    const auto* answer = document.answer(change.field, change.entry);
    const auto* own = answer ? claim_of(*answer, change.claim.by) : nullptr;
    if ((own ? own->id : "") == *edit.shown) return false;
    return change.remove ? own != nullptr : !own || !same_words(*own, change.claim);
}

const catalogue::Field& field_of(App& app, const std::string& key) {
    const auto* field = app.catalogue->field(key);
    if (!field) throw std::invalid_argument("no such field: " + key);
    return *field;
}

// Copies nothing, and lives no longer than the document.
Biography lent(const Document& document) {
    Biography biography;
    biography.add({"", 0, {std::shared_ptr<void>(), &document}});
    return biography;
}

// Only where a save changed how somebody is called.
void index_names(sql::Transaction& tx, App& app, Id<Person> person, const Document& before,
                 const Document& now) {
    const auto spelled = names::spellings(lent(now));
    if (spelled != names::spellings(lent(before))) names::index(tx, app, person, spelled);
}

Change completed(Change change, const catalogue::Field& field, Time now) {
    if (change.claim.id.empty()) change.claim.id = id_text(make_id_bytes(now));
    if (change.claim.at == Time{}) change.claim.at = now;
    const bool new_card = field.repeated() && change.entry.empty() && !change.remove &&
                          change.claim.value.is_object();
    if (new_card) change.entry = id_text(make_id_bytes(now));
    return change;
}

constexpr std::string_view newest_of_person =
    "SELECT section, number, revision_id FROM current_sections WHERE person_id = $1";

// The record is there as soon as the access is, also where nothing has been told yet.
constexpr std::string_view newest_for_account =
    "SELECT c.section, c.number, c.revision_id FROM account_access a "
    "LEFT JOIN current_sections c ON c.person_id = a.person_id "
    "WHERE a.account_id = $2 AND a.person_id = $1 AND a.from_at <= $3 "
    "AND (a.until_at IS NULL OR a.until_at > $3)";

struct Newest {
    std::string section;
    std::int64_t number;
    Id<Revision> revision;
};
std::optional<Newest> read_newest(sql::Row row) {
    const auto revision = row.get<std::optional<Id<Revision>>>(2);
    if (!revision) return {};
    return Newest{row.get<std::string>(0), row.get<std::int64_t>(1), *revision};
}

Biography open_all(sql::Connection& db, App& app, Id<Person> person, const vault::PersonKey& key,
                   const std::vector<std::optional<Newest>>& newest) {
    Biography biography;
    for (const auto& one : newest)
        if (one)
            biography.add({one->section, one->number, open(db, app, person, key, one->revision)});
    return biography;
}

std::optional<text::Calendar> chosen_calendar(sql::Connection& db, const Acting& who) {
    const auto code = db.first(
        "SELECT calendar FROM calendar_choices WHERE account_id = $1",
        [](sql::Row row) { return row.get<std::string>(0); }, who.account);
    return code ? text::parse_calendar(*code) : std::nullopt;
}

}  // namespace

Biography load(sql::Connection& db, App& app, const Teller& who) {
    if (!who.staff) return load(db, app, static_cast<const Acting&>(who));
    demand_access(db, who, app.clock.now());
    const auto key = app.vault.find_key_of(who.person.bytes);
    if (!key) http::not_found();
    return load_for_packet(db, app, who.person, *key);
}

Biography load(sql::Connection& db, App& app, const Acting& who) {
    const auto key = app.vault.find_key_of(who.person.bytes);
    if (!key) http::not_found();
    const auto newest =
        db.all(newest_for_account, read_newest, who.person, who.account, app.clock.now());
    if (newest.empty()) http::not_found();
    auto biography = open_all(db, app, who.person, *key, newest);
    biography.calendar = chosen_calendar(db, who);
    return biography;
}

Biography load_for_packet(sql::Connection& db, App& app, Id<Person> person,
                          const vault::PersonKey& key) {
    return open_all(db, app, person, key, db.all(newest_of_person, read_newest, person));
}

Biography load_sections(sql::Connection& db, App& app, Id<Person> person,
                        const vault::PersonKey& key,
                        std::initializer_list<std::string_view> sections) {
    auto newest = db.all(newest_of_person, read_newest, person);
    std::erase_if(newest, [&](const std::optional<Newest>& one) {
        return !one || std::ranges::find(sections, one->section) == sections.end();
    });
    return open_all(db, app, person, key, newest);
}

std::map<Id<Person>, Biography> load_for_list(sql::Connection& db, App& app, Id<Staff> staff,
                                              const vault::PersonKeys& keys) {
    const auto now = app.clock.now();
    std::map<Id<Person>, Biography> all;
    std::map<Id<Revision>, std::pair<Id<Person>, Newest>> not_on_shelf;
    db.each(
        "SELECT c.section, c.number, c.revision_id, c.person_id FROM current_sections c"
        " WHERE c.section IN ('person', 'contact', 'residence') AND c.person_id IN " +
            std::string(account::their_persons),
        [&](sql::Row row) {
            const auto person = row.get<Id<Person>>(3);
            const auto one = read_newest(row);
            if (!one || !keys.contains(person.bytes)) return;
            if (auto document = app.documents.find(shelf_key(person, one->revision), now))
                all[person].add({one->section, one->number, std::move(document)});
            else
                not_on_shelf.emplace(one->revision, std::pair(person, *one));
        },
        staff, now);
    std::vector<IdBytes> wanted;
    for (const auto& [revision, one] : not_on_shelf) wanted.push_back(revision.bytes);
    sql::each_of(db, "SELECT id, sealed FROM section_revisions WHERE id", wanted,
                 [&](sql::Row row) {
                     const auto& [person, one] = not_on_shelf.at(row.get<Id<Revision>>(0));
                     auto document = open(app, person, keys.at(person.bytes), one.revision,
                                          [&] { return std::optional(row.get<sql::Blob>(1)); });
                     all[person].add({one.section, one.number, std::move(document)});
                 });
    return all;
}

Document load_revision(sql::Connection& db, App& app, Id<Person> person,
                       const vault::PersonKey& key, std::string_view section, std::int64_t number) {
    // Past the shelf: of an older revision another node may have sealed anew what is left.
    auto document = db.first(
        "SELECT id, sealed FROM section_revisions "
        "WHERE person_id = $1 AND section = $2 AND number = $3",
        [&](sql::Row row) {
            return unsealed(app, key, row.get<Id<Revision>>(0), row.get<sql::Blob>(1));
        },
        person, section, number);
    return document ? std::move(*document) : Document{};
}

void rewrite_revisions(sql::Transaction& tx, App& app, Id<Person> person,
                       const vault::PersonKey& key, std::string_view section,
                       const std::function<bool(Document&)>& change) {
    const auto revisions = tx.all(
        "SELECT id, sealed FROM section_revisions WHERE person_id = $1 AND section = $2",
        [](sql::Row row) { return std::pair(row.get<Id<Revision>>(0), row.get<sql::Blob>(1)); },
        person, section);
    for (const auto& [id, sealed] : revisions) {
        auto document = unsealed(app, key, id, sealed);
        if (!change(document)) continue;
        tx.exec("UPDATE section_revisions SET sealed = $2 WHERE id = $1", id,
                app.vault.seal(key, place_of(id.bytes), write(document)));
    }
    // Seldom enough to take everybody's off with it.
    app.documents.clear();
    app.packets.clear();
}

void choose_calendar(sql::Transaction& tx, Id<Account> account, text::Calendar calendar) {
    tx.exec(
        "INSERT INTO calendar_choices (account_id, calendar) VALUES ($1, $2) "
        "ON CONFLICT (account_id) DO UPDATE SET calendar = excluded.calendar",
        account, text::code(calendar));
}

// A person who has no account yet signs with the record itself.
Writer demand_access(sql::Connection& db, const Teller& who, Time now) {
    if (!who.staff) return demand_access(db, static_cast<const Acting&>(who), now);
    if (!account::is_assigned(db, *who.staff, who.person, now)) http::not_found();
    if (who.staff_types()) return {By::Staff, who.staff->text()};
    const auto own = db.first(
        "SELECT account_id FROM account_access WHERE person_id = $1 AND relation = 'self'"
        " AND from_at <= $2 AND (until_at IS NULL OR until_at > $2) ORDER BY from_at LIMIT 1",
        [](sql::Row row) { return row.get<Id<Account>>(0).text(); }, who.person, now);
    return {By::Person, own.value_or(who.person.text()), who.staff->text()};
}

Writer demand_access(sql::Connection& db, const Acting& who, Time now) {
    const auto relation = db.first(
        "SELECT relation FROM account_access WHERE account_id = $1 AND person_id = $2 "
        "AND from_at <= $3 AND (until_at IS NULL OR until_at > $3)",
        [](sql::Row row) { return row.get<std::string>(0); }, who.account, who.person, now);
    if (!relation) http::not_found();
    return {*relation == "guardian" ? By::Guardian : By::Person, who.account.text()};
}

std::int64_t revise(sql::Transaction& tx, App& app, Id<Person> person, const vault::PersonKey& key,
                    const std::string& section, const Writer& author, Time now,
                    const std::function<bool(Document&, const Standing&)>& change) {
    const auto head = hold_section(tx, person, section);
    const Standing standing{head.number, head.revision ? open(tx, app, person, key, *head.revision)
                                                       : std::make_shared<const Document>()};
    auto document = *standing.document;
    if (!change(document, standing)) return head.number;
    if (section == "person") index_names(tx, app, person, *standing.document, document);
    add_revision(tx, app, person, key, section, head.number + 1, author, std::move(document), now);
    return head.number + 1;
}

Saved save_edits(sql::Transaction& tx, App& app, Id<Person> person, const vault::PersonKey& key,
                 const std::string& section, const std::vector<Edit>& edits, const Writer& author,
                 Time now) {
    Saved saved;
    saved.number =
        revise(tx, app, person, key, section, author, now,
               [&](Document& document, const Standing& standing) {
                   saved = {standing.number, standing.document, {}, {}};
                   std::set<std::string> changed;
                   for (const auto& edit : edits) {
                       const auto& field = field_of(app, edit.change.field);
                       if (clashes(*standing.document, edit))
                           saved.clashes.push_back({edit.change.field, edit.change.entry});
                       else if (apply(document, field, completed(edit.change, field, now)))
                           changed.insert(field.key);
                   }
                   saved.changed.assign(changed.begin(), changed.end());
                   return !changed.empty();
               });
    return saved;
}

std::int64_t save_document(sql::Transaction& tx, App& app, Id<Person> person,
                           const vault::PersonKey& key, const std::string& section,
                           Document document, const Writer& author, Time now) {
    const auto number = hold_section(tx, person, section).number + 1;
    if (section == "person") names::index(tx, app, person, names::spellings(lent(document)));
    add_revision(tx, app, person, key, section, number, author, std::move(document), now);
    return number;
}

void save(sql::Transaction& tx, App& app, Id<Person> person, const vault::PersonKey& key,
          const std::vector<Change>& changes, Time now) {
    std::map<std::string, std::vector<Edit>> by_section;
    for (const auto& change : changes)
        by_section[field_of(app, change.field).section].push_back({change, std::nullopt});
    std::vector<std::string> changed;
    for (auto& [section, edits] : by_section) {
        const auto& first = edits.front().change.claim;
        auto saved =
            save_edits(tx, app, person, key, section, edits, {first.by, first.author}, now);
        changed.insert(changed.end(), saved.changed.begin(), saved.changed.end());
    }
    if (!changed.empty()) app.fields_changed(tx, app, person, changed, now);
}

}  // namespace mobio::biography
