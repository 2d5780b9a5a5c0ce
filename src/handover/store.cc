// SPDX-License-Identifier: EUPL-1.2
#include <nlohmann/json.hpp>

#include "account/assignments.h"
#include "account/openings.h"
#include "account/store.h"
#include "handover/handover.h"
#include "platform/access_log/access_log.h"
#include "platform/text/day.h"

namespace mobio::handover {

namespace {

using nlohmann::json;

constexpr std::string_view columns =
    "SELECT h.id, h.person_id, h.from_id, h.to_team_id, h.begun_at, h.agreed_at, h.accepted_at,"
    " h.old_until, h.stopped_at, h.accepted_by, h.assigned_id, h.told FROM handovers h";
constexpr std::string_view is_waiting =
    " JOIN cases c ON c.person_id = h.person_id JOIN persons p ON p.id = h.person_id"
    " WHERE h.agreed_at IS NOT NULL AND h.accepted_at IS NULL AND h.stopped_at IS NULL"
    " AND c.closed_at IS NULL AND p.erased_at IS NULL";

vault::Place place(Id<Handover> id) { return {"handovers", "told", id.bytes}; }

std::string to_json(const Told& told) {
    json out{{"day", text::iso(told.day)}, {"to", told.to.text()}, {"words", told.words}};
    if (told.before)
        out["before"] = {{"to", told.before->to.text()}, {"day", text::iso(told.before->day)}};
    return out.dump();
}

Date day_in(const json& in) { return text::parse_day(in.at("day").get<std::string>()).value(); }
Id<county::Municipality> to_in(const json& in) {
    return Id<county::Municipality>::parse(in.at("to").get<std::string>()).value();
}

Told told_in(std::string_view text) {
    const auto in = json::parse(text);
    Told told{day_in(in), to_in(in), in.at("words")};
    if (const auto before = in.find("before"); before != in.end())
        told.before = {to_in(*before), day_in(*before)};
    return told;
}

struct Sealed {
    Handover one;
    sql::Blob told;
};
Sealed from_row(sql::Row row) {
    Handover one;
    one.id = row.get<Id<Handover>>(0);
    one.person = row.get<Id<Person>>(1);
    one.from = row.get<Id<Staff>>(2);
    one.to_team = row.get<Id<county::Team>>(3);
    one.begun_at = row.get<Time>(4);
    one.agreed_at = row.get<std::optional<Time>>(5);
    one.accepted_at = row.get<std::optional<Time>>(6);
    one.old_until = row.get<std::optional<Time>>(7);
    one.stopped_at = row.get<std::optional<Time>>(8);
    one.accepted_by = row.get<std::optional<Id<Staff>>>(9);
    one.assigned = row.get<std::optional<Id<Staff>>>(10);
    return {one, row.get<sql::Blob>(11)};
}

// Nothing where the person's key is gone.
std::optional<Handover> opened(App& app, std::optional<Sealed> row) {
    const auto key = row ? app.vault.find_key_of(row->one.person.bytes) : std::nullopt;
    if (!key) return std::nullopt;
    row->one.told = told_in(app.vault.open(*key, place(row->one.id), row->told));
    return std::move(row->one);
}

std::vector<Handover> all_opened(App& app, std::vector<Sealed> rows) {
    std::vector<Handover> all;
    for (auto& row : rows)
        if (auto one = opened(app, std::move(row))) all.push_back(std::move(*one));
    return all;
}

std::string sql_of(std::string_view first, std::string_view second) {
    return std::string(first) + std::string(second);
}

void log(sql::Transaction& tx, access_log::Who who, const IdBytes& actor, Id<Person> person,
         const char* action, Id<Handover> id, Time now) {
    access_log::write(tx, {person.bytes, who, actor, action, id.bytes, ""}, now);
}
void log(sql::Transaction& tx, const StaffMember& who, Id<Person> person, const char* action,
         Id<Handover> id, Time now) {
    log(tx, access_log::Who::Staff, who.id.bytes, person, action, id, now);
}

// Nothing where it is closed.
std::optional<casework::Case> open_case(sql::Connection& db, App& app, Id<Person> person) {
    auto one = casework::case_of(db, app, person);
    return one && !one->closed ? std::move(one) : std::nullopt;
}

void plan_move(sql::Transaction& tx, App& app, const Handover& one, Time now) {
    auto opened = open_case(tx, app, one.person);
    if (!opened) return;
    auto told = one.told;
    told.before = std::exchange(opened->move, casework::PlannedMove{told.to, told.day});
    tx.exec("UPDATE handovers SET told = $2 WHERE id = $1", one.id,
            app.vault.seal(app.vault.key_of(one.person.bytes), place(one.id), to_json(told)));
    casework::put(tx, app, *opened, now);
}

// What somebody planned since then stays.
void unplan_move(sql::Transaction& tx, App& app, const Handover& one, Time now) {
    auto opened = one.agreed_at ? open_case(tx, app, one.person) : std::nullopt;
    if (!opened || opened->move != casework::PlannedMove{one.told.to, one.told.day}) return;
    opened->move = one.told.before;
    casework::put(tx, app, *opened, now);
}

bool may_accept(sql::Connection& db, const CaseReader& who, Id<county::Team> team) {
    return who.role != Role::Counsellor && county::post_of(db, who.id).team == team;
}

// `still`: what has to be so besides, as SQL.
void stop_row(sql::Transaction& tx, Id<Handover> id, const IdBytes& by, Time now,
              std::string_view still = "") {
    const auto stopped = tx.exec(
        sql_of("UPDATE handovers SET stopped_at = $2, stopped_by = $3, revision = revision + 1"
               " WHERE id = $1 AND accepted_at IS NULL AND stopped_at IS NULL",
               still),
        id, now, by);
    if (stopped == 0) throw http::Failure{409};
}

}  // namespace

State Handover::state() const {
    if (stopped_at) return State::Stopped;
    if (accepted_at) return State::Done;
    return agreed_at ? State::AsksTeam : State::AsksPerson;
}

std::optional<Handover> newest_of(sql::Connection& db, App& app, Id<Person> person) {
    return opened(app, db.first(sql_of(columns,
                                       " WHERE h.person_id = $1 ORDER BY h.begun_at DESC, h.id DESC"
                                       " LIMIT 1"),
                                from_row, person));
}

std::vector<Handover> waiting_for(sql::Connection& db, App& app, Id<county::Team> team) {
    auto rows = db.all(sql_of(columns, sql_of(is_waiting,
                                              " AND h.to_team_id = $1"
                                              " ORDER BY h.agreed_at, h.id")),
                       from_row, team);
    return all_opened(app, std::move(rows));
}

std::vector<Handover> handed_over(sql::Connection& db, App& app, const CaseReader& who) {
    auto rows = db.all(sql_of(columns,
                              " WHERE h.old_until > $2 AND EXISTS (SELECT 1 FROM case_openings o"
                              "  WHERE o.person_id = h.person_id AND o.staff_id = $1"
                              "  AND o.from_at = h.accepted_at AND o.until_at > $2)"
                              " ORDER BY h.accepted_at DESC, h.id"),
                       from_row, who.id, app.clock.now());
    return all_opened(app, std::move(rows));
}

Handover waiting_for(sql::Connection& db, App& app, const CaseReader& who, Id<Handover> id) {
    auto one =
        opened(app, db.first(sql_of(columns, sql_of(is_waiting, " AND h.id = $1")), from_row, id));
    if (!one || !may_accept(db, who, one->to_team)) http::not_found();
    return std::move(*one);
}

void begin(sql::Transaction& tx, App& app, const Caseworker& who, Id<Person> person,
           Id<county::Team> to_team, const Told& told, Time now) {
    if (!account::is_assigned(tx, who.id, person, now) || !open_case(tx, app, person))
        http::not_found();
    const auto id = Id<Handover>::make(now);
    const auto begun = tx.exec(
        "INSERT INTO handovers (id, person_id, from_id, to_team_id, revision, begun_at, told)"
        " VALUES ($1, $2, $3, $4, 1, $5, $6) ON CONFLICT DO NOTHING",
        id, person, who.id, to_team, now,
        app.vault.seal(app.vault.key_of(person.bytes), place(id), to_json(told)));
    if (begun == 0) throw http::Failure{409};
    log(tx, who, person, "handover.begun", id, now);
}

void stop(sql::Transaction& tx, App& app, const Caseworker& who, Id<Person> person, Time now) {
    if (!account::is_assigned(tx, who.id, person, now)) http::not_found();
    const auto one = opened(app, tx.first(sql_of(columns,
                                                 " WHERE h.person_id = $1 AND h.accepted_at IS NULL"
                                                 " AND h.stopped_at IS NULL"),
                                          from_row, person));
    if (!one) http::not_found();
    stop_row(tx, one->id, who.id.bytes, now);
    unplan_move(tx, app, *one, now);
    log(tx, who, person, "handover.stopped", one->id, now);
}

void answer(sql::Transaction& tx, App& app, const Handover& one, const Answer& answer, Time now) {
    auto how = answer.how;
    how.kind = answer.agrees ? casework::ConsentKind::Handover : casework::ConsentKind::Refusal;
    how.handover = one.id.bytes;
    const auto actor = how.account ? how.account->bytes : how.staff->bytes;
    if (answer.agrees) {
        const auto agreed = tx.exec(
            "UPDATE handovers SET agreed_at = $2, revision = revision + 1 WHERE id = $1"
            " AND agreed_at IS NULL AND accepted_at IS NULL AND stopped_at IS NULL",
            one.id, now);
        if (agreed == 0) throw http::Failure{409};
        plan_move(tx, app, one, now);
    } else {
        stop_row(tx, one.id, actor, now, " AND agreed_at IS NULL");
    }
    casework::record(tx, app, one.person, how, now);
    log(tx, how.account ? access_log::Who::Person : access_log::Who::Staff, actor, one.person,
        answer.agrees ? "handover.agreed" : "handover.refused", one.id, now);
}

void accept(sql::Transaction& tx, App& app, const CaseReader& who, Id<Handover> id,
            Id<Staff> assigned, Time now) {
    const auto one = waiting_for(tx, app, who, id);
    auto opened = casework::case_of(tx, app, one.person).value();
    const auto old_until = now + old_team_reads;
    const auto helpers = account::assigned_to(tx, one.person, now);
    tx.exec(
        "UPDATE handovers SET accepted_at = $2, accepted_by = $3, assigned_id = $4, old_until = $5,"
        " revision = revision + 1 WHERE id = $1",
        id, now, who.id, assigned, old_until);
    opened.team = one.to_team;
    if (!opened.clock.start && one.told.day <= app.today()) opened.clock.start = one.told.day;
    casework::put(tx, app, opened, now);
    account::assign(tx, one.person, assigned, now, now);
    for (const auto& helper : helpers)
        if (helper.part == account::Part::Main && !helper.until && helper.staff != assigned)
            account::let_read(tx, app, one.person, helper.staff, now, old_until);
    log(tx, who, one.person, "handover.accepted", id, now);
}

void send_back(sql::Transaction& tx, App& app, const CaseReader& who, Id<Handover> id, Time now) {
    const auto one = waiting_for(tx, app, who, id);
    stop_row(tx, id, who.id.bytes, now);
    unplan_move(tx, app, one, now);
    log(tx, who, one.person, "handover.stopped", id, now);
}

std::vector<IdBytes> move_handovers(sql::Transaction& tx, App& app, const MovingRecord& moving) {
    const auto rows =
        tx.all(sql_of(columns,
                      " WHERE h.person_id = $1 AND (h.accepted_at IS NOT NULL"
                      " OR h.stopped_at IS NOT NULL OR NOT EXISTS (SELECT 1 FROM handovers o"
                      "  WHERE o.person_id = $2 AND o.accepted_at IS NULL"
                      "  AND o.stopped_at IS NULL))"),
               from_row, moving.from, moving.to);
    const auto from = app.vault.key_of(moving.from.bytes), to = app.vault.key_of(moving.to.bytes);
    std::vector<IdBytes> moved;
    for (const auto& [one, told] : rows) {
        if (!moving.takes(one.id.bytes)) continue;
        tx.exec("UPDATE handovers SET person_id = $2, told = $3 WHERE id = $1", one.id, moving.to,
                app.vault.seal(to, place(one.id), app.vault.open(from, place(one.id), told)));
        moved.push_back(one.id.bytes);
    }
    return moved;
}

}  // namespace mobio::handover
