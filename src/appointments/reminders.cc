// SPDX-License-Identifier: EUPL-1.2
#include "appointments/reminders.h"

#include "account/store.h"
#include "appointments/store.h"
#include "biography/biography.h"
#include "biography/store.h"
#include "platform/access_log/access_log.h"
#include "platform/view/html.h"

namespace mobio::appointments {

using html::markup;
using text::Tongue;

namespace {

constexpr auto before = std::chrono::hours{24};

void set(sql::Transaction& tx, const access_log::Entry& by, bool wanted, Time now) {
    if (wanted)
        tx.exec(
            "INSERT INTO reminder_wishes (person_id, wished_at) VALUES ($1, $2)"
            " ON CONFLICT (person_id) DO NOTHING",
            by.person, now);
    else
        tx.exec("DELETE FROM reminder_wishes WHERE person_id = $1", by.person);
    access_log::write(tx, by, now);
}

const char* action(bool wanted) { return wanted ? "reminders.wanted" : "reminders.unwanted"; }

std::string first_address(const nlohmann::json& value) {
    if (value.is_string() && mail::valid_address(value.get_ref<const std::string&>()))
        return value.get<std::string>();
    if (value.is_array())
        for (const auto& one : value)
            if (auto address = first_address(one); !address.empty()) return address;
    return {};
}

text::Language language_of(sql::Connection& db, Id<Person> person) {
    const auto code = db.first(
        "SELECT c.language FROM account_access a JOIN accounts c ON c.id = a.account_id"
        " WHERE a.person_id = $1 AND a.until_at IS NULL ORDER BY a.relation DESC",
        [](sql::Row row) { return row.get<std::string>(0); }, person);
    return code ? text::parse_language(*code).value_or(text::Language::De) : text::Language::De;
}

struct Letter {
    std::vector<std::string> before;
    std::string link;
    std::vector<std::string> after;
};

Letter letter(const App& app, const Tongue& t) {
    return {{std::string(t.tr("mail", "Good day,")),
             std::string(t.tr("mail", "you have an appointment soon.")),
             std::string(t.tr("mail", "Sign in here to see when and where:"))},
            app.county.public_url + "/appointments",
            {std::string(t.tr("mail", "You can switch these mails off on that page."))}};
}

std::string as_text(const Letter& letter) {
    std::string out;
    for (const auto& line : letter.before) (out += line) += '\n';
    (out += letter.link) += '\n';
    for (const auto& line : letter.after) (out += line) += '\n';
    return out;
}

html::Html as_html(const Letter& letter, const Tongue& t) {
    html::Html body;
    for (const auto& line : letter.before) body.add<"<p>{}</p>">(line);
    body.add<R"(<p><a href="{}">{}</a></p>)">(letter.link, letter.link);
    for (const auto& line : letter.after) body.add<"<p>{}</p>">(line);
    return markup<R"(<div lang="{}" dir="{}">{}</div>)">(t.code(), t.dir(), body);
}

// One mail, its row's mark and its queueing in one transaction: never twice.
void remind_of(App& app, const Kept& kept, Time now) {
    struct Addressee {
        std::string email;
        text::Language language;
    };
    const auto to = app.db->read([&](sql::Connection& db) {
        return Addressee{email_of(db, app, kept.person), language_of(db, kept.person)};
    });
    const auto key = app.vault.find_key_of(kept.person.bytes);
    if (to.email.empty() || !key) return;
    const auto message = reminder(app, to.email, to.language);
    app.db->write([&](sql::Transaction& tx) {
        if (!note_reminded(tx, kept, now)) return;
        mail::queue(tx, app, *key, kept.person.bytes, message, now);
        access_log::write(
            tx,
            {kept.person.bytes, access_log::Who::System, {}, "reminder.sent", kept.id.bytes, ""},
            now);
    });
}

}  // namespace

bool wants_reminders(sql::Connection& db, Id<Person> person) {
    return db
        .first(
            "SELECT 1 FROM reminder_wishes WHERE person_id = $1", [](sql::Row) { return true; },
            person)
        .has_value();
}

void wish_reminders(sql::Transaction& tx, App&, const Acting& who, bool wanted, Time now) {
    biography::demand_access(tx, who, now);
    set(tx, {who.person.bytes, access_log::Who::Person, who.account.bytes, action(wanted), {}, ""},
        wanted, now);
}

void wish_reminders(sql::Transaction& tx, App&, const Caseworker& who, Id<Person> person,
                    bool wanted, Time now) {
    if (!account::is_assigned(tx, who.id, person, now)) http::not_found();
    set(tx, {person.bytes, access_log::Who::Staff, who.id.bytes, action(wanted), {}, ""}, wanted,
        now);
}

std::string email_of(sql::Connection& db, App& app, Id<Person> person) {
    const auto key = app.vault.find_key_of(person.bytes);
    if (!key) return {};
    const auto biography = biography::load_sections(db, app, person, *key, {"contact"});
    const auto* claim = biography.claim("contact.email");
    if (!claim || claim->state != biography::State::Value) return {};
    return first_address(claim->value);
}

void remind(App& app) {
    const auto now = app.clock.now();
    const auto due =
        app.db->read([&](sql::Connection& db) { return to_remind(db, app, now, now + before); });
    // What was arranged on its eve needs no reminder.
    for (const auto& kept : due)
        if (kept.made_at < kept.told.start - before) remind_of(app, kept, now);
}

mail::Message reminder(const App& app, const std::string& to, text::Language language) {
    const auto& german = app.tongue(text::Language::De);
    const auto& own = app.tongue(language);
    mail::Message message;
    message.to = to;
    message.subject = own.tr("mail", "Reminder");
    message.text = as_text(letter(app, own));
    auto body = as_html(letter(app, own), own);
    if (language != text::Language::De) {
        message.text += "\n* * *\n\n" + as_text(letter(app, german));
        body += markup<"<hr>">() + as_html(letter(app, german), german);
    }
    message.html =
        markup<R"(<!DOCTYPE html><html lang="{}"><head><meta charset="utf-8"><title>{})"
               R"(</title></head><body>{}</body></html>)">(own.code(), message.subject, body)
            .str();
    return message;
}

std::vector<IdBytes> move_wishes(sql::Transaction& tx, App&, const MovingRecord& moving) {
    // A copy: when the records part again, each keeps the wish.
    const auto wished_at = tx.first(
        "SELECT wished_at FROM reminder_wishes WHERE person_id = $1",
        [](sql::Row row) { return row.get<Time>(0); }, moving.from);
    if (wished_at)
        tx.exec(
            "INSERT INTO reminder_wishes (person_id, wished_at) VALUES ($1, $2)"
            " ON CONFLICT (person_id) DO NOTHING",
            moving.to, *wished_at);
    return {};
}

}  // namespace mobio::appointments
