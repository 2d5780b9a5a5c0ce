// SPDX-License-Identifier: EUPL-1.2
#include "casework/cases.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "platform/http/router.h"
#include "platform/text/day.h"

namespace mobio::casework {

namespace {

using nlohmann::json;
using text::iso;
namespace chrono = std::chrono;

vault::Place place(Id<Person> person) { return {"cases", "told", person.bytes}; }

json day_or_null(const std::optional<Date>& day) { return day ? json(iso(*day)) : json(); }

std::optional<Date> day_at(const json& object, const char* key) {
    const auto found = object.find(key);
    return found == object.end() || found->is_null()
               ? std::nullopt
               : text::parse_day(found->get_ref<const std::string&>());
}

template <class Of>
json id_or_null(const std::optional<Id<Of>>& id) {
    return id ? json(id->text()) : json();
}

template <class Of>
std::optional<Id<Of>> id_at(const json& object, const char* key) {
    const auto found = object.find(key);
    return found == object.end() || found->is_null()
               ? std::nullopt
               : Id<Of>::parse(found->get_ref<const std::string&>());
}

json stay_json(const Stay& stay) {
    return {{"phase", stay.phase},
            {"accommodation", id_or_null(stay.accommodation)},
            {"municipality", id_or_null(stay.municipality)},
            {"from", iso(stay.from)},
            {"until", day_or_null(stay.until)}};
}

Stay stay_from(const json& object) {
    return {object.at("phase"), id_at<county::Accommodation>(object, "accommodation"),
            id_at<county::Municipality>(object, "municipality"), day_at(object, "from").value(),
            day_at(object, "until")};
}

json pause_json(const Pause& pause) {
    return {
        {"from", iso(pause.from)}, {"until", day_or_null(pause.until)}, {"reason", pause.reason}};
}

Pause pause_from(const json& object) {
    return {day_at(object, "from").value(), day_at(object, "until"), object.at("reason")};
}

chrono::days length(const Pause& pause, Date today) {
    const auto until = chrono::sys_days(pause.until.value_or(today));
    return std::max(until - chrono::sys_days(pause.from), chrono::days{0});
}

}  // namespace

std::optional<Date> CounsellingClock::end(Date today) const {
    if (!start) return std::nullopt;
    auto last = *start + chrono::years(extension_reason.empty() ? 3 : 4);
    if (!last.ok()) last = last.year() / last.month() / chrono::last;  // from 29 February
    auto day = chrono::sys_days(last);
    for (const auto& pause : pauses) day += length(pause, today);
    return Date(day);
}

bool CounsellingClock::paused(Date today) const {
    return std::ranges::any_of(pauses, [&](const Pause& pause) {
        return pause.from <= today && (!pause.until || today < *pause.until);
    });
}

Nearness nearness(const CounsellingClock& clock, Date today) {
    const auto end = clock.end(today);
    if (!end) return Nearness::Far;
    if (*end < today) return Nearness::Over;
    const auto within = [&](auto time) {
        auto day = today + time;
        if (!day.ok()) day = day.year() / day.month() / chrono::last;
        return *end <= day;
    };
    if (chrono::sys_days(*end) <= chrono::sys_days(today) + chrono::weeks(4))
        return Nearness::FourWeeks;
    if (within(chrono::months(3))) return Nearness::ThreeMonths;
    return within(chrono::months(6)) ? Nearness::SixMonths : Nearness::Far;
}

std::string to_json(const Case& one) {
    json told{{"opened", iso(one.opened)},
              {"closed", day_or_null(one.closed)},
              {"closing_reason", one.closing_reason}};
    auto& stays = told["stays"] = json::array();
    for (const auto& stay : one.stays) stays.push_back(stay_json(stay));
    if (one.move) told["move"] = {{"to", one.move->to.text()}, {"day", iso(one.move->day)}};
    auto& clock = told["clock"] = {{"start", day_or_null(one.clock.start)},
                                   {"extension_reason", one.clock.extension_reason},
                                   {"pauses", json::array()}};
    for (const auto& pause : one.clock.pauses) clock["pauses"].push_back(pause_json(pause));
    return told.dump();
}

Case case_from_json(std::string_view text) {
    const auto told = json::parse(text);
    Case one;
    one.opened = day_at(told, "opened").value();
    one.closed = day_at(told, "closed");
    one.closing_reason = told.value("closing_reason", "");
    for (const auto& stay : told.at("stays")) one.stays.push_back(stay_from(stay));
    if (const auto move = told.find("move"); move != told.end())
        one.move = {id_at<county::Municipality>(*move, "to").value(), day_at(*move, "day").value()};
    const auto& clock = told.at("clock");
    one.clock.start = day_at(clock, "start");
    one.clock.extension_reason = clock.at("extension_reason");
    for (const auto& pause : clock.at("pauses")) one.clock.pauses.push_back(pause_from(pause));
    return one;
}

std::optional<Case> case_of(sql::Connection& db, App& app, Id<Person> person) {
    const auto key = app.vault.find_key_of(person.bytes);
    if (!key) return std::nullopt;
    return db.first(
        "SELECT team_id, revision, told FROM cases WHERE person_id = $1",
        [&](sql::Row row) {
            return case_of(app, *key, person,
                           {row.get<std::optional<Id<county::Team>>>(0), row.get<std::int64_t>(1),
                            row.get<sql::Blob>(2)});
        },
        person);
}

Case case_of(App& app, const vault::PersonKey& key, Id<Person> person, const CaseRow& row) {
    auto one = case_from_json(app.vault.open(key, place(person), row.told));
    one.person = person;
    one.team = row.team;
    one.revision = row.revision;
    return one;
}

void put(sql::Transaction& tx, App& app, const Case& one, Time now) {
    const auto* stay = one.now();
    const auto lives_in = stay ? stay->municipality : std::nullopt;
    const auto next = one.move ? std::optional(one.move->to) : std::nullopt;
    const auto closed = one.closed ? std::optional(now) : std::nullopt;
    const auto key = app.vault.key_of(one.person.bytes);
    const auto told = app.vault.seal(key, place(one.person), to_json(one));
    const auto changed =
        one.revision == 0
            ? tx.exec(
                  "INSERT INTO cases (person_id, team_id, municipality_id, next_municipality_id,"
                  " revision, opened_at, closed_at, told) VALUES ($1, $2, $3, $4, 1, $5, $6, $7)"
                  " ON CONFLICT (person_id) DO NOTHING",
                  one.person, one.team, lives_in, next, now, closed, told)
            : tx.exec(
                  "UPDATE cases SET team_id = $2, municipality_id = $3, next_municipality_id = $4,"
                  " revision = revision + 1, told = $6,"
                  " closed_at = CASE WHEN CAST($7 AS BIGINT) IS NULL THEN NULL"
                  " ELSE COALESCE(closed_at, $7) END WHERE person_id = $1 AND revision = $5",
                  one.person, one.team, lives_in, next, one.revision, told, closed);
    if (changed == 0) throw http::Failure{409};
    app.fields_changed(tx, app, one.person, {"cases"}, now);
    tx.exec("UPDATE persons SET phase = $2 WHERE id = $1", one.person,
            one.stays.empty() ? std::nullopt : std::optional(one.phase()));
}

std::vector<IdBytes> move_cases(sql::Transaction& tx, App& app, const MovingRecord& moving) {
    // Its row is named by the record that was joined, on the way there and back.
    const auto row = moving.only ? moving.to.bytes : moving.from.bytes;
    if (!moving.takes(row) || case_of(tx, app, moving.to)) return {};
    const auto one = case_of(tx, app, moving.from);
    if (!one) return {};
    tx.exec("UPDATE cases SET person_id = $2, told = $3 WHERE person_id = $1", moving.from,
            moving.to,
            app.vault.seal(app.vault.key_of(moving.to.bytes), place(moving.to), to_json(*one)));
    return {row};
}

}  // namespace mobio::casework
