// SPDX-License-Identifier: EUPL-1.2
#include "recipients/recipients.h"

#include <stdexcept>

#include "platform/mail/mail.h"
#include "platform/text/texts.h"

namespace mobio::recipients {

namespace {

constexpr auto columns = "id, kind, name, place, email, attachments_allowed";

Recipient from_row(sql::Row row) {
    const auto kind = catalogue::parse_recipient(row.get<std::string>(1));
    if (!kind) throw sql::Error(sql::Kind::Other, "unknown kind of recipient");
    return {row.get<Id<Recipient>>(0), *kind,
            row.get<std::string>(2),   row.get<std::string>(3),
            row.get<std::string>(4),   row.get<bool>(5)};
}

}  // namespace

Problems check(const Recipient& recipient) {
    Problems problems;
    if (text::clean(recipient.name).text.empty())
        problems.add("name", {text::mark("Enter the name of the organisation.")});
    else if (text::length(recipient.name) > 200)
        problems.add("name", {text::mark("The name has at most 200 characters.")});
    else if (names_foreigners_authority(recipient.name) ||
             names_foreigners_authority(recipient.place) ||
             names_foreigners_authority(recipient.email))
        problems.add("name", {text::mark("The foreigners’ authority cannot receive packets.")});
    if (text::length(recipient.place) > 200)
        problems.add("place", {text::mark("The place has at most 200 characters.")});
    if (!mail::valid_address(recipient.email))
        problems.add("email", {text::mark("Enter an e-mail address, like office@example.org.")});
    return problems;
}

std::vector<Recipient> of_kind(sql::Connection& db, catalogue::Recipient kind) {
    return db.all(std::string("SELECT ") + columns +
                      " FROM recipients WHERE kind = $1 AND closed_at IS NULL ORDER BY folded, id",
                  from_row, catalogue::code(kind));
}

std::vector<Recipient> page_of_kind(sql::Connection& db, catalogue::Recipient kind, int page) {
    return db.all(std::string("SELECT ") + columns +
                      " FROM recipients WHERE kind = $1 AND closed_at IS NULL"
                      " ORDER BY folded, id LIMIT $2 OFFSET $3",
                  from_row, catalogue::code(kind), page_size + 1, page_size * (page - 1));
}

std::optional<Recipient> find(sql::Connection& db, Id<Recipient> id) {
    return db.first(
        std::string("SELECT ") + columns + " FROM recipients WHERE id = $1 AND closed_at IS NULL",
        from_row, id);
}

Id<Recipient> add(sql::Transaction& tx, App&, const Recipient& recipient, Time now) {
    for (const auto& problem : check(recipient)) throw std::invalid_argument(problem.field);
    const auto id = Id<Recipient>::make(now);
    tx.exec(
        "INSERT INTO recipients (id, kind, name, folded, place, email, attachments_allowed,"
        " added_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)",
        id, catalogue::code(recipient.kind), recipient.name, text::fold(recipient.name),
        recipient.place, recipient.email, recipient.attachments_allowed, now);
    return id;
}

bool change(sql::Transaction& tx, const Recipient& recipient, Time now) {
    return tx.exec(
               "UPDATE recipients SET kind = $2, name = $3, folded = $4, place = $5, email = $6,"
               " attachments_allowed = $7, changed_at = $8 WHERE id = $1 AND closed_at IS NULL",
               recipient.id, catalogue::code(recipient.kind), recipient.name,
               text::fold(recipient.name), recipient.place, recipient.email,
               recipient.attachments_allowed, now) == 1;
}

bool close(sql::Transaction& tx, Id<Recipient> id, Time now) {
    return tx.exec("UPDATE recipients SET closed_at = $2 WHERE id = $1 AND closed_at IS NULL", id,
                   now) == 1;
}

void set_open(sql::Transaction& tx, Id<Recipient> id, bool open, Time now) {
    tx.exec(
        "UPDATE recipients SET closed_at = CASE WHEN CAST($2 AS BIGINT) = 1 THEN NULL"
        " ELSE COALESCE(closed_at, $3) END WHERE id = $1",
        id, open, now);
}

std::vector<std::pair<Recipient, bool>> all_of(sql::Connection& db) {
    return db.all(
        std::string("SELECT ") + columns + ", closed_at FROM recipients ORDER BY folded, id",
        [](sql::Row row) {
            return std::pair{from_row(row), row.get<std::optional<Time>>(6).has_value()};
        });
}

}  // namespace mobio::recipients
