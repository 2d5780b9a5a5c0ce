// SPDX-License-Identifier: EUPL-1.2
#include "account/code_card.h"

#include "account/passwords.h"
#include "account/sign_in.h"
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
            return Card{
                row.get<Id<CodeCard>>(0), row.get<Id<Person>>(1),
                row.get<std::string>(2),  text::parse_language(row.get<std::string>(3)).value(),
                row.get<Time>(4),         row.get<std::optional<Time>>(5)};
        },
        lookup(code));
}

CheckedCard check_card(App& app, const std::string& typed) {
    const auto code = typed_code(typed);
    if (!code) return {};
    const auto lookup = std::string_view(*code).substr(0, lookup_length);
    auto card = app.db->read([&](sql::Connection& db) { return find_card(db, *code); });
    const auto kept = card ? std::optional(card->secret) : std::nullopt;
    const auto tried = try_secret(app, subject_of(app, "card", lookup), kept,
                                  std::string_view(*code).substr(lookup_length));
    if (tried.result == Try::TooOften) return {*code, {}, tried.wait};
    if (tried.result == Try::Wrong) card.reset();
    return {*code, std::move(card), {}};
}

PreparedCard prepare_card(App& app) {
    for (;;) {
        const auto code = random_code();
        if (!app.db->read([&](sql::Connection& db) { return find_card(db, code); }))
            return {code, app.passwords->hash(secret_part(code))};
    }
}

PreparedCard prepare_card(App& app, std::string_view form) {
    for (int draw = 0;; ++draw) {
        const auto name = std::to_string(draw) + ' ' + std::string(form);
        const auto code = code_from(subject_of(app, "code drawn by a form", name));
        const auto found = app.db->read([&](sql::Connection& db) { return find_card(db, code); });
        if (!found) return {code, app.passwords->hash(secret_part(code))};
        if (app.passwords->verify(found->secret, secret_part(code))) return {code, found->secret};
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
    const auto code = [](sql::Row row) { return row.get<std::string>(0); };
    auto found = db.first(
        "SELECT c.language FROM account_access a JOIN accounts c ON c.id = a.account_id"
        " WHERE a.person_id = $1 AND a.relation = 'self' ORDER BY a.from_at LIMIT 1",
        code, person);
    if (!found)
        found = db.first(
            "SELECT language FROM code_cards WHERE person_id = $1 ORDER BY created_at DESC LIMIT 1",
            code, person);
    return text::parse_language(found.value_or("de")).value();
}

bool has_own_account(sql::Connection& db, Id<Person> person) {
    return db
        .first(
            "SELECT 1 FROM account_access WHERE person_id = $1 AND relation = 'self'",
            [](sql::Row) { return true; }, person)
        .has_value();
}

bool use_up(sql::Transaction& tx, const Card& card, Id<Account> by, Time now) {
    const auto used = tx.exec(
        "UPDATE code_cards SET used_at = $1 WHERE id = $2 AND used_at IS NULL AND expires_at > $1",
        now, card.id);
    if (used == 0) return false;
    access_log::write(
        tx,
        {card.person.bytes, access_log::Who::Person, by.bytes, "code_card.used", card.id.bytes, ""},
        now);
    return true;
}

std::optional<std::string> redeem(sql::Transaction& tx, App& app, const Card& card,
                                  const NewAccount& account, Time now) {
    if (has_own_account(tx, card.person) || !use_up(tx, card, account.id, now)) return std::nullopt;
    return add_account(tx, app, account, card.person, now);
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

}  // namespace mobio::account
