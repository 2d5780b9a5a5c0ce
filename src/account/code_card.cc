// SPDX-License-Identifier: EUPL-1.2
#include "account/code_card.h"

#include "account/passwords.h"
#include "account/typed_code.h"
#include "platform/access_log/access_log.h"

namespace mobio::account {

namespace {

std::string_view lookup(std::string_view code) { return code.substr(0, lookup_length); }
std::string_view secret_part(std::string_view code) { return code.substr(lookup_length); }

Time as_expiry(Time now) { return now + card_lifetime; }

}  // namespace

std::optional<Card> find_card(sql::Connection& db, std::string_view code) {
    return db.first(
        "SELECT id, person_id, secret, language, expires_at, used_at FROM code_cards"
        " WHERE lookup = $1",
        [](sql::Row row) {
            return Card{row.get<Id<CodeCard>>(0),
                        row.get<Id<Person>>(1),
                        row.get<std::string>(2),
                        text::parse_language(row.get<std::string>(3)).value_or(text::Language::De),
                        row.get<Time>(4),
                        row.get<std::optional<Time>>(5)};
        },
        lookup(code));
}

PreparedCard prepare_card(App& app) {
    for (;;) {
        const auto code = random_code();
        if (!app.db->read([&](sql::Connection& db) { return find_card(db, code); }))
            return {code, app.passwords->hash(secret_part(code))};
    }
}

void add_card(sql::Transaction& tx, const PreparedCard& card, Id<Person> person, Id<Staff> by,
              text::Language language, Time now) {
    tx.exec("UPDATE code_cards SET expires_at = $1 WHERE person_id = $2 AND expires_at > $1", now,
            person);
    const auto id = make_id_bytes(now);
    tx.exec(
        "INSERT INTO code_cards (id, lookup, secret, person_id, made_by, language, created_at,"
        "  expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        id, lookup(card.code), card.kept, person, by, text::code(language), now, as_expiry(now));
    access_log::write(
        tx, {person.bytes, access_log::Who::Staff, by.bytes, "code_card.made", id, ""}, now);
}

void replace_card(sql::Transaction& tx, const PreparedCard& card, Id<Person> person, Id<Staff> by,
                  text::Language language, Time now) {
    if (!is_assigned(tx, by, person, now)) http::not_found();
    if (has_own_account(tx, person)) throw http::Failure{409};
    add_card(tx, card, person, by, language, now);
}

text::Language last_language(sql::Connection& db, Id<Person> person) {
    const auto code = db.first(
        "SELECT language FROM code_cards WHERE person_id = $1 ORDER BY created_at DESC LIMIT 1",
        [](sql::Row row) { return row.get<std::string>(0); }, person);
    return text::parse_language(code.value_or("de")).value_or(text::Language::De);
}

bool has_own_account(sql::Connection& db, Id<Person> person) {
    return db
        .first(
            "SELECT 1 FROM account_access WHERE person_id = $1 AND relation = 'self'",
            [](sql::Row) { return true; }, person)
        .has_value();
}

std::optional<std::string> redeem(sql::Transaction& tx, App& app, const Card& card,
                                  const NewAccount& account, Time now) {
    const auto used = tx.exec(
        "UPDATE code_cards SET used_at = $1 WHERE id = $2 AND used_at IS NULL AND expires_at > $1",
        now, card.id);
    if (used == 0 || has_own_account(tx, card.person)) return std::nullopt;
    const auto number = add_account(tx, app, account, card.person, now);
    access_log::write(tx,
                      {card.person.bytes, access_log::Who::Person, account.id.bytes,
                       "code_card.used", card.id.bytes, ""},
                      now);
    return number;
}

CodeCard make_code_card(App& app, const StaffMember& by, std::string_view calling_name,
                        text::Language language) {
    const auto card = prepare_card(app);
    const auto now = app.clock.now();
    const auto person = Id<Person>::make(now);
    app.vault.create_key(person.bytes);
    const auto key = app.vault.key_of(person.bytes);
    app.db->write([&](sql::Transaction& tx) {
        add_record(tx, app, person, key, calling_name, by.id, now);
        add_card(tx, card, person, by.id, language, now);
    });
    return {person, card.code, as_expiry(now)};
}

CodeCard replace_code_card(App& app, const StaffMember& by, Id<Person> person) {
    const auto card = prepare_card(app);
    const auto now = app.clock.now();
    app.db->write([&](sql::Transaction& tx) {
        replace_card(tx, card, person, by.id, last_language(tx, person), now);
    });
    return {person, card.code, as_expiry(now)};
}

}  // namespace mobio::account
