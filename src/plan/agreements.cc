// SPDX-License-Identifier: EUPL-1.2
#include "plan/agreements.h"

#include <algorithm>

#include "platform/text/day.h"

namespace mobio::plan {

namespace {

using nlohmann::json;

json json_of(const KeptGoal& goal) {
    auto out = to_json(goal.told);
    out["id"] = goal.id.text();
    out["measures"] = json::array();
    for (const auto& measure : goal.measures) {
        auto one = to_json(measure.told);
        one["id"] = measure.id.text();
        out["measures"].push_back(std::move(one));
    }
    return out;
}

KeptGoal kept_goal_from(const json& in) {
    KeptGoal goal{GoalId::parse(in.at("id").get<std::string>()).value(), 0, goal_from(in), {}};
    for (const auto& one : in.at("measures"))
        goal.measures.push_back(
            {MeasureId::parse(one.at("id").get<std::string>()).value(), 0, measure_from(one)});
    return goal;
}

std::string hash_of(const std::string& content) { return vault::hex(vault::sha256(content)); }

struct FrozenRow {
    VersionId id;
    Id<Staff> staff;
    Time frozen_at;
    sql::Blob told;
};

std::optional<Way> parse_way(std::string_view word) {
    for (const auto way : {Way::Drawn, Way::Typed, Way::Paper})
        if (code(way) == word) return way;
    return std::nullopt;
}

std::string json_of(const Confirmation& one) {
    json out{{"way", code(one.way)},
             {"name", one.name},
             {"path", one.path},
             {"kept", one.kept},
             {"hash", one.hash}};
    if (one.signed_on) out["signed_on"] = text::iso(*one.signed_on);
    return out.dump();
}

void fill_in(Confirmation& one, std::string_view told) {
    const auto in = json::parse(told);
    one.way = parse_way(in.at("way").get<std::string>()).value();
    one.name = in.at("name");
    one.path = in.at("path");
    one.kept = in.at("kept");
    one.hash = in.at("hash");
    if (in.contains("signed_on"))
        one.signed_on = text::parse_day(in.at("signed_on").get<std::string>());
}

struct ConfirmationRow {
    IdBytes id;
    VersionId version;
    Confirmation confirmation;
    sql::Blob told;
};

std::vector<ConfirmationRow> confirmations(sql::Connection& db, Id<Person> person) {
    return db.all(
        "SELECT id, version_id, side, staff_id, confirmed_at, told FROM plan_confirmations"
        " WHERE person_id = $1",
        [](sql::Row row) {
            Confirmation one;
            one.by_person = row.get<std::string>(2) == "person";
            one.at_desk_of = row.get<std::optional<Id<Staff>>>(3);
            one.at = row.get<Time>(4);
            return ConfirmationRow{row.get<IdBytes>(0), row.get<VersionId>(1), one,
                                   row.get<sql::Blob>(5)};
        },
        person);
}

void put_in(std::vector<Version>& versions, App& app, const vault::PersonKey& key,
            ConfirmationRow row) {
    const auto version = std::ranges::find(versions, row.version, &Version::id);
    if (version == versions.end()) return;
    fill_in(row.confirmation, app.vault.open(key, told_in("plan_confirmations", row.id), row.told));
    if (row.confirmation.hash != version->hash) throw vault::Broken();
    (row.confirmation.by_person ? version->person : version->caseworker) = row.confirmation;
}

}  // namespace

std::string_view code(Way way) {
    switch (way) {
        case Way::Drawn:
            return "drawn";
        case Way::Paper:
            return "paper";
        case Way::Typed:
            break;
    }
    return "typed";
}

std::string to_json(const Content& content) {
    json out{{"number", content.number}, {"day", text::iso(content.day)},
             {"person", content.person}, {"caseworker", content.caseworker},
             {"covers", content.covers}, {"goals", json::array()}};
    for (const auto& goal : content.goals) out["goals"].push_back(json_of(goal));
    return out.dump();
}

Content content_from(std::string_view text) {
    const auto in = json::parse(text);
    Content content{in.at("number"), text::parse_day(in.at("day").get<std::string>()).value(),
                    in.at("person"), in.at("caseworker"),
                    in.at("covers"), {}};
    for (const auto& goal : in.at("goals")) content.goals.push_back(kept_goal_from(goal));
    return content;
}

std::vector<Version> versions_of(sql::Connection& db, App& app, const Party& party) {
    const auto key = app.vault.find_key_of(party.person().bytes);
    if (!key) return {};
    const auto rows = db.all(
        "SELECT id, staff_id, frozen_at, told FROM plan_versions WHERE person_id = $1"
        " ORDER BY frozen_at DESC, id DESC",
        [](sql::Row row) {
            return FrozenRow{row.get<VersionId>(0), row.get<Id<Staff>>(1), row.get<Time>(2),
                             row.get<sql::Blob>(3)};
        },
        party.person());
    std::vector<Version> versions;
    for (const auto& row : rows) {
        const auto told = app.vault.open(*key, told_in("plan_versions", row.id.bytes), row.told);
        versions.push_back(
            {row.id, row.staff, row.frozen_at, content_from(told), hash_of(told), {}, {}});
    }
    for (auto& row : confirmations(db, party.person())) put_in(versions, app, *key, std::move(row));
    return versions;
}

Version version_of(sql::Connection& db, App& app, const Party& party, VersionId id) {
    for (auto& version : versions_of(db, app, party))
        if (version.id == id) return std::move(version);
    http::not_found();
}

Content draft(const Plan& plan) {
    Content content;
    content.covers = plan.covers;
    content.goals = plan.goals;
    return content;
}

std::string plan_mark(const Plan& plan) {
    auto content = draft(plan);
    return hash_of(to_json(content));
}

VersionId freeze(sql::Transaction& tx, App& app, const Party& party, const Names& names,
                 const std::string& seen, Time now) {
    const auto plan = plan_of(tx, app, party);
    if (plan_mark(plan) != seen) throw http::Failure{409};
    auto content = draft(plan);
    for (const auto& version : versions_of(tx, app, party))
        content.number = std::max(content.number, version.content.number);
    ++content.number;
    content.day = app.zone.day(now);
    content.person = names.person;
    content.caseworker = names.caseworker;
    const auto id = VersionId::make(now);
    const auto key = app.vault.key_of(party.person().bytes);
    tx.exec(
        "INSERT INTO plan_versions (id, person_id, staff_id, frozen_at, told)"
        " VALUES ($1, $2, $3, $4, $5)",
        id, party.person(), party.staff().value(), now,
        app.vault.seal(key, told_in("plan_versions", id.bytes), to_json(content)));
    party.changed(tx, app, "plan.agreed", id.bytes, now);
    return id;
}

void confirm(sql::Transaction& tx, App& app, const Party& party, VersionId version,
             Confirmation confirmation, Time now) {
    const auto agreed = version_of(tx, app, party, version);
    if (confirmation.by_person ? agreed.person : agreed.caseworker) throw http::Failure{409};
    confirmation.hash = agreed.hash;
    const auto id = make_id_bytes(now);
    const auto key = app.vault.key_of(party.person().bytes);
    tx.exec(
        "INSERT INTO plan_confirmations (id, version_id, person_id, side, account_id, staff_id,"
        " confirmed_at, told) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        id, version, party.person(), confirmation.by_person ? "person" : "staff", party.account(),
        party.staff(), now,
        app.vault.seal(key, told_in("plan_confirmations", id), json_of(confirmation)));
    party.changed(tx, app, "plan.confirmed", version.bytes, now);
}

// Differences -----------------------------------------------------------------------------------

namespace {

using What = Difference::What;

void compare_fields(std::vector<Difference>& out, Difference about, const http::Fields& before,
                    const http::Fields& after) {
    for (const auto& [field, now] : after) {
        if (before.get(field) == now) continue;
        about.field = field;
        about.before = before.get(field);
        about.after = now;
        out.push_back(about);
    }
}

template <class Kept>
const Kept* same(const std::vector<Kept>& among, const Kept& one) {
    const auto found = std::ranges::find(among, one.id, &Kept::id);
    return found == among.end() ? nullptr : &*found;
}

void compare_steps(std::vector<Difference>& out, const KeptGoal& before, const KeptGoal& after) {
    for (const auto& measure : after.measures) {
        const auto* old = same(before.measures, measure);
        if (old)
            compare_fields(out, {What::StepChanged, after.told, measure.told}, fields_of(old->told),
                           fields_of(measure.told));
        else
            out.push_back({What::StepAdded, after.told, measure.told});
    }
    for (const auto& measure : before.measures)
        if (!same(after.measures, measure))
            out.push_back({What::StepLeftOut, after.told, measure.told});
}

}  // namespace

std::vector<Difference> differences(const Content& before, const Content& after) {
    std::vector<Difference> out;
    if (before.covers != after.covers)
        out.push_back({What::CoversChanged, {}, {}, "covers", before.covers, after.covers});
    for (const auto& goal : after.goals) {
        const auto* old = same(before.goals, goal);
        if (!old) {
            out.push_back({What::GoalAdded, goal.told});
            continue;
        }
        compare_fields(out, {What::GoalChanged, goal.told}, fields_of(old->told),
                       fields_of(goal.told));
        compare_steps(out, *old, goal);
    }
    for (const auto& goal : before.goals)
        if (!same(after.goals, goal)) out.push_back({What::GoalLeftOut, goal.told});
    return out;
}

bool is_agreed(std::string_view field) {
    return field != "status" && field != "waiting_for" && field != "review" &&
           field != "proof_seen";
}

std::vector<Difference> not_agreed_yet(const Version& last, const Plan& plan) {
    auto all = differences(last.content, draft(plan));
    std::erase_if(
        all, [](const Difference& one) { return !one.field.empty() && !is_agreed(one.field); });
    return all;
}

}  // namespace mobio::plan
