// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <stdexcept>

#include "account/passwords.h"
#include "account/session.h"
#include "account/staff.h"
#include "account/store.h"
#include "platform/mail/mail.h"

namespace mobio::account {

namespace {

std::array<std::uint8_t, 32> email_hash(const App& app, std::string_view email) {
    return app.vault.keyed_hash(vault::Purpose::SignIn, "staff:" + folded_email(email));
}

constexpr std::string_view columns =
    "SELECT id, name, email, role, secret, language, active FROM staff";

StaffRow staff_row(sql::Row row, const App& app) {
    const auto id = row.get<Id<Staff>>(0);
    const auto open = [&](std::string_view column, int place) {
        return app.vault.open_for_county({"staff", column, id.bytes}, row.get<sql::Blob>(place));
    };
    return {id,
            open("name", 1),
            open("email", 2),
            row.get<std::string>(3),
            row.get<std::string>(4),
            text::parse_language(row.get<std::string>(5)).value(),
            row.get<bool>(6)};
}

}  // namespace

std::string folded_email(std::string_view typed) {
    auto out = text::clean(typed).text;
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

std::optional<StaffRow> find_staff(sql::Connection& db, const App& app, std::string_view email) {
    return db.first(
        std::string(columns) + " WHERE email_hash = $1 AND active = 1",
        [&](sql::Row row) { return staff_row(row, app); }, email_hash(app, email));
}

std::optional<StaffRow> find_staff(sql::Connection& db, const App& app, Id<Staff> staff) {
    return db.first(
        std::string(columns) + " WHERE id = $1", [&](sql::Row row) { return staff_row(row, app); },
        staff);
}

std::vector<StaffRow> all_staff(sql::Connection& db, const App& app) {
    auto rows = db.all(std::string(columns), [&](sql::Row row) { return staff_row(row, app); });
    const auto& german = app.tongue(text::Language::De);
    std::sort(rows.begin(), rows.end(), [&](const StaffRow& a, const StaffRow& b) {
        return german.sorts_before(a.name, b.name);
    });
    return rows;
}

std::string_view role_name(const text::Tongue& t, Role role) {
    switch (role) {
        case Role::Counsellor:
            return t.tr("role", "Social counselling");
        case Role::Manager:
            return t.tr("role", "Integration management");
        case Role::Lead:
            return t.tr("role", "Team lead");
        case Role::Officer:
            return t.tr("role", "Municipal officer");
        case Role::Editor:
            return t.tr("role", "Editor");
        case Role::Admin:
            return t.tr("role", "Administrator");
        case Role::Dpo:
            return t.tr("role", "Data-protection officer");
    }
    return "";
}

Problems check_identity(const NewStaff& staff) {
    Problems problems;
    if (text::clean(staff.name).text.empty())
        problems.add("name", {text::mark("Write the name.")});
    else if (text::length(staff.name) > 200)
        problems.add("name", {text::mark("That is too long. 200 characters are enough.")});
    if (!mail::valid_address(folded_email(staff.email)))
        problems.add("email", {text::mark("Write an e-mail address, like name@example.org.")});
    if (!parse_role(staff.role)) problems.add("role", {text::mark("Choose a role.")});
    return problems;
}

Problems check(const NewStaff& staff) {
    auto problems = check_identity(staff);
    if (!text::valid_utf8(staff.secret))
        problems.add("secret", {text::mark("Choose a password or a PIN.")});
    else
        check_secret(problems, "secret", secret_form(staff.secret), staff.name);
    return problems;
}

void add_staff(sql::Transaction& tx, App& app, Id<Staff> id, const NewStaff& staff,
               std::string_view kept, Time now) {
    const auto email = folded_email(staff.email);
    const auto seal = [&](std::string_view column, std::string_view clear) {
        return app.vault.seal_for_county({"staff", column, id.bytes}, clear);
    };
    tx.exec(
        "INSERT INTO staff (id, email_hash, email, name, role, secret, language, created_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        id, email_hash(app, email), seal("email", email),
        seal("name", text::clean(staff.name).text), staff.role, kept, text::code(staff.language),
        now);
}

void change_staff(sql::Transaction& tx, App& app, Id<Staff> id, const NewStaff& staff) {
    const auto email = folded_email(staff.email);
    tx.exec("UPDATE staff SET email_hash = $2, email = $3, name = $4, role = $5 WHERE id = $1", id,
            email_hash(app, email), app.vault.seal_for_county({"staff", "email", id.bytes}, email),
            app.vault.seal_for_county({"staff", "name", id.bytes}, text::clean(staff.name).text),
            staff.role);
}

namespace {

std::string hashed(App& app, const NewStaff& staff) {
    for (const auto& problem : check(staff))
        throw std::invalid_argument(problem.field + ": " + problem.message.id);
    return app.passwords->hash(secret_form(staff.secret));
}

template <class Change>
void write(App& app, Change&& change) {
    try {
        app.db->write(change);
    } catch (const sql::Error& error) {
        if (error.kind != sql::Kind::Unique) throw;
        throw std::invalid_argument("email: has an account already");
    }
}

}  // namespace

Id<Staff> add_staff(App& app, const NewStaff& staff) {
    const auto kept = hashed(app, staff);
    const auto now = app.clock.now();
    const auto id = Id<Staff>::make(now);
    write(app, [&](sql::Transaction& tx) { add_staff(tx, app, id, staff, kept, now); });
    return id;
}

void open_staff(App& app, Id<Staff> id, const NewStaff& staff) {
    const auto kept = hashed(app, staff);
    const auto email = folded_email(staff.email);
    write(app, [&](sql::Transaction& tx) {
        tx.exec("UPDATE staff SET email_hash = $2, email = $3, secret = $4 WHERE id = $1", id,
                email_hash(app, email),
                app.vault.seal_for_county({"staff", "email", id.bytes}, email), kept);
        end_sessions_of(tx, id);
        set_active(tx, id, true);
    });
}

std::string staff_name(App& app, Id<Staff> staff) {
    const auto row = app.db->read([&](sql::Connection& db) { return find_staff(db, app, staff); });
    return row ? row->name : std::string();
}

void set_secret(sql::Transaction& tx, Id<Staff> staff, std::string_view kept) {
    tx.exec("UPDATE staff SET secret = $1 WHERE id = $2", kept, staff);
}

void set_active(sql::Transaction& tx, Id<Staff> staff, bool active) {
    tx.exec("UPDATE staff SET active = $1 WHERE id = $2", active, staff);
    if (!active) end_sessions_of(tx, staff);
}

}  // namespace mobio::account
