// SPDX-License-Identifier: EUPL-1.2
#include "appointments/feeds.h"

#include "account/store.h"
#include "appointments/store.h"
#include "biography/store.h"

namespace mobio::appointments {

namespace {

constexpr auto back = std::chrono::days{31}, ahead = std::chrono::days{2 * 366};

std::array<std::uint8_t, 32> hash_of(std::string_view token) {
    const auto bytes = vault::from_base64url(token);
    return vault::sha256(bytes ? std::string_view(*bytes) : std::string_view());
}

std::optional<Id<Staff>> staff_of(const Owner& owner) {
    return owner.staff ? std::optional(owner.staff->id) : std::nullopt;
}
std::optional<Id<Account>> account_of(const Owner& owner) {
    return owner.person ? std::optional(owner.person->account) : std::nullopt;
}
std::optional<Id<Person>> person_of(const Owner& owner) {
    return owner.person ? std::optional(owner.person->person) : std::nullopt;
}

// $1 a member of the staff, $2 and $3 account and person: one of the two is NULL.
constexpr std::string_view is_owned =
    " WHERE (staff_id = $1 OR (account_id = $2 AND person_id = $3))";

void remove(sql::Transaction& tx, const Owner& owner) {
    tx.exec(std::string("DELETE FROM calendar_feeds") + std::string(is_owned), staff_of(owner),
            account_of(owner), person_of(owner));
}

// A caseworker whose account is open, as they are now.
std::optional<Caseworker> caseworker(sql::Connection& db, Id<Staff> id) {
    return db
        .first(
            "SELECT role FROM staff WHERE id = $1 AND active = 1",
            [&](sql::Row row) -> std::optional<Caseworker> {
                const auto role = parse_role(row.get<std::string>(0));
                if (role != Role::Counsellor && role != Role::Manager) return std::nullopt;
                return Caseworker{{id, *role}};
            },
            id)
        .value_or(std::nullopt);
}

}  // namespace

void open_feed(sql::Transaction& tx, const Owner& owner, std::string_view token, Time now) {
    if (owner.person) biography::demand_access(tx, *owner.person, now);
    remove(tx, owner);
    tx.exec(
        "INSERT INTO calendar_feeds (token_hash, staff_id, account_id, person_id, made_at)"
        " VALUES ($1, $2, $3, $4, $5)",
        hash_of(token), staff_of(owner), account_of(owner), person_of(owner), now);
}

void close_feed(sql::Transaction& tx, const Owner& owner, Time now) {
    if (owner.person) biography::demand_access(tx, *owner.person, now);
    remove(tx, owner);
}

std::optional<Time> feed_since(sql::Connection& db, const Owner& owner) {
    return db.first(
        std::string("SELECT made_at FROM calendar_feeds") + std::string(is_owned),
        [](sql::Row row) { return row.get<Time>(0); }, staff_of(owner), account_of(owner),
        person_of(owner));
}

std::optional<Owner> owner_of(sql::Connection& db, std::string_view token) {
    struct Row {
        std::optional<Id<Staff>> staff;
        std::optional<Id<Account>> account;
        std::optional<Id<Person>> person;
    };
    const auto row = db.first(
        "SELECT staff_id, account_id, person_id FROM calendar_feeds WHERE token_hash = $1",
        [](sql::Row r) {
            return Row{r.get<std::optional<Id<Staff>>>(0), r.get<std::optional<Id<Account>>>(1),
                       r.get<std::optional<Id<Person>>>(2)};
        },
        hash_of(token));
    if (!row) return std::nullopt;
    if (row->account && row->person) return Owner{Acting{*row->account, *row->person}, {}};
    const auto who = row->staff ? caseworker(db, *row->staff) : std::nullopt;
    return who ? std::optional(Owner{{}, who}) : std::nullopt;
}

std::vector<Kept> all_of(sql::Connection& db, App& app, const Owner& owner) {
    const auto now = app.clock.now();
    return owner.person ? own(db, app, *owner.person)
                        : between(db, app, *owner.staff, now - back, now + ahead);
}

std::vector<Entry> entries_of(const std::vector<Kept>& all) {
    std::vector<Entry> entries;
    for (const auto& kept : all)
        entries.push_back(
            {kept.id, kept.told.start, kept.told.minutes, kept.revision, !kept.stands()});
    return entries;
}

std::string feed_address(const App& app, std::string_view token) {
    return app.county.public_url + "/p/calendar/" + std::string(token);
}

std::string host_of(const App& app) {
    auto host = app.county.public_url;
    if (const auto scheme = host.find("://"); scheme != host.npos) host.erase(0, scheme + 3);
    return host.substr(0, host.find_first_of("/:"));
}

}  // namespace mobio::appointments
