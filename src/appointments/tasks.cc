// SPDX-License-Identifier: EUPL-1.2
#include "appointments/tasks.h"

#include <algorithm>

#include "account/assignments.h"
#include "account/store.h"
#include "biography/biography.h"
#include "casework/cases.h"
#include "platform/access_log/access_log.h"

namespace mobio::appointments {

namespace {

namespace chrono = std::chrono;

constexpr std::string_view columns = "SELECT t.id, t.person_id, t.staff_id, t.told FROM tasks t";
// $1 a caseworker, $2 now.
const std::string is_theirs =
    " WHERE ((t.person_id IS NULL AND t.staff_id = $1) OR t.person_id IN " +
    std::string(account::their_persons) + ")";

vault::Place place(const IdBytes& row) { return {"tasks", "told", row}; }

std::string sql_of(std::string_view first, std::string_view second, std::string_view third = "") {
    return std::string(first) + std::string(second) + std::string(third);
}

struct Sealed {
    Task task;
    sql::Blob told;
};
Sealed from_row(sql::Row row) {
    return {
        {row.get<Id<Task>>(0), row.get<std::optional<Id<Person>>>(1), row.get<Id<Staff>>(2), {}},
        row.get<sql::Blob>(3)};
}

// Nothing where the person's key was destroyed.
std::optional<Task> opened(App& app, Sealed row) {
    const auto& id = row.task.id.bytes;
    if (!row.task.person) {
        row.task.told =
            consultation::step_from_json(app.vault.open_for_county(place(id), row.told));
        return row.task;
    }
    const auto key = app.vault.find_key_of(row.task.person->bytes);
    if (!key) return std::nullopt;
    row.task.told = consultation::step_from_json(app.vault.open(*key, place(id), row.told));
    return row.task;
}

void note(sql::Transaction& tx, const Caseworker& who, const Task& task, const char* action,
          Time now) {
    if (task.person)
        access_log::write(
            tx,
            {task.person->bytes, access_log::Who::Staff, who.id.bytes, action, task.id.bytes, ""},
            now);
}

std::vector<Id<Person>> persons_of(sql::Connection& db, const Caseworker& who, Time now) {
    return db.all(
        "SELECT DISTINCT s.person_id FROM assignments s JOIN persons p ON p.id = s.person_id"
        " WHERE s.staff_id = $1 AND s.from_at <= $2 AND (s.until_at IS NULL OR s.until_at > $2)"
        " AND p.erased_at IS NULL AND p.merged_into IS NULL",
        [](sql::Row row) { return row.get<Id<Person>>(0); }, who.id, now);
}

constexpr auto title_ahead = chrono::days{90}, clock_ahead = chrono::days{183};

bool is_near(Date end, Date today, chrono::days ahead) {
    return chrono::sys_days(end) <= chrono::sys_days(today) + ahead;
}

std::optional<Date> title_ends(sql::Connection& db, App& app, Id<Person> person,
                               const vault::PersonKey& key) {
    const auto biography = biography::load_sections(db, app, person, key, {"residence"});
    const auto* claim = biography.claim("residence.valid_until");
    if (!claim || claim->state != biography::State::Value) return std::nullopt;
    const auto date = biography::date_of(claim->value);
    return date ? std::optional(date->last) : std::nullopt;
}

std::optional<Date> clock_ends(sql::Connection& db, App& app, Id<Person> person, Date today) {
    const auto one = casework::case_of(db, app, person);
    return one && !one->closed ? one->clock.end(today) : std::nullopt;
}

}  // namespace

std::vector<Task> open_tasks(sql::Connection& db, App& app, const Caseworker& who) {
    std::vector<Task> tasks;
    for (auto& row : db.all(sql_of(columns, is_theirs, " AND t.done_at IS NULL"), from_row, who.id,
                            app.clock.now()))
        if (auto task = opened(app, std::move(row))) tasks.push_back(std::move(*task));
    return tasks;
}

void add(sql::Transaction& tx, App& app, const Caseworker& who, Id<Task> id,
         std::optional<Id<Person>> person, const consultation::Step& told, Time now) {
    if (person && !account::is_assigned(tx, who.id, *person, now)) http::not_found();
    const auto text = consultation::to_json(told);
    const auto sealed = person
                            ? app.vault.seal(app.vault.key_of(person->bytes), place(id.bytes), text)
                            : app.vault.seal_for_county(place(id.bytes), text);
    tx.exec(
        "INSERT INTO tasks (id, person_id, staff_id, revision, made_at, told)"
        " VALUES ($1, $2, $3, 1, $4, $5)",
        id, person, who.id, now, sealed);
    note(tx, who, {id, person, who.id, {}}, "task.noted", now);
}

void set_done(sql::Transaction& tx, App& app, const Caseworker& who, Id<Task> id, bool done,
              Time now) {
    const auto task = tx.first(sql_of(columns, is_theirs, " AND t.id = $3"), from_row, who.id,
                               app.clock.now(), id);
    if (!task) http::not_found();
    tx.exec("UPDATE tasks SET done_at = $2 WHERE id = $1", id,
            done ? std::optional(now) : std::nullopt);
    note(tx, who, task->task, done ? "task.done" : "task.reopened", now);
}

std::vector<Alert> alerts_of(sql::Connection& db, App& app, const Caseworker& who) {
    using Kind = Alert::Kind;
    const auto today = app.today();
    std::vector<Alert> alerts;
    for (const auto person : persons_of(db, who, app.clock.now())) {
        const auto key = app.vault.find_key_of(person.bytes);
        if (!key) continue;
        if (const auto end = title_ends(db, app, person, *key);
            end && is_near(*end, today, title_ahead))
            alerts.push_back({Kind::ResidenceTitle, person, *end});
        if (const auto end = clock_ends(db, app, person, today);
            end && is_near(*end, today, clock_ahead))
            alerts.push_back({Kind::CounsellingClock, person, *end});
    }
    std::ranges::stable_sort(alerts, {}, &Alert::ends);
    return alerts;
}

std::vector<IdBytes> move_tasks(sql::Transaction& tx, App& app, const MovingRecord& moving) {
    const auto rows = tx.all(sql_of(columns, " WHERE t.person_id = $1"), from_row, moving.from);
    const auto from = app.vault.key_of(moving.from.bytes), to = app.vault.key_of(moving.to.bytes);
    std::vector<IdBytes> moved;
    for (const auto& [task, told] : rows) {
        const auto& id = task.id.bytes;
        if (!moving.takes(id)) continue;
        tx.exec("UPDATE tasks SET person_id = $2, told = $3 WHERE id = $1", id, moving.to,
                app.vault.seal(to, place(id), app.vault.open(from, place(id), told)));
        moved.push_back(id);
    }
    return moved;
}

}  // namespace mobio::appointments
