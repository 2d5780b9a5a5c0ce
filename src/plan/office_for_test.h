// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "biography/biography.h"
#include "platform/text/day.h"
#include "world.h"

namespace mobio {

inline Values with(Values values, const std::string& name, const std::string& value) {
    for (auto& [key, old] : values)
        if (key == name) {
            old = value;
            return values;
        }
    values.emplace_back(name, value);
    return values;
}

// Amina has an account and is Keller's; Roth works elsewhere; Bilal is somebody else.
struct Office {
    World world;
    StaffCast keller = world.staff("Keller", "manager"), roth = world.staff("Roth", "manager");
    Cast amina = world.person("Amina"), bilal = world.person("Bilal");

    Office() { assign(keller, "main"); }

    App& app() { return world.app(); }
    void assign(const StaffCast& staff, const char* kind) {
        const auto now = app().clock.now();
        app().db->write([&](sql::Transaction& tx) {
            tx.exec(
                "INSERT INTO assignments (id, person_id, staff_id, kind, from_at, until_at)"
                " VALUES ($1, $2, $3, $4, $5, $6)",
                make_id_bytes(now), amina.person, staff.id, kind, now,
                std::string_view(kind) == "cover" ? std::optional(now + std::chrono::hours{24 * 7})
                                                  : std::nullopt);
        });
    }
    std::string plan() const { return "/staff/persons/" + amina.person.text() + "/plan"; }
    std::int64_t count(const std::string& table) {
        return app().db->read([&](sql::Connection& db) {
            return *db.first("SELECT COUNT(*) FROM " + table,
                             [](sql::Row row) { return row.get<std::int64_t>(0); });
        });
    }
    // What Amina says of herself.
    void says(const std::string& field, const nlohmann::json& value,
              const std::string& entry = "") {
        const auto now = app().clock.now();
        biography::Change change{field, entry, {}};
        change.claim.author = amina.account.text();
        change.claim.at = now;
        change.claim.value = value;
        app().db->write([&](sql::Transaction& tx) {
            biography::save(tx, app(), amina.person, app().vault.key_of(amina.person.bytes),
                            {change}, now);
        });
    }
    std::string in_days(int days) {
        return text::iso(Date{std::chrono::sys_days{app().today()} + std::chrono::days{days}});
    }

    Values a_goal() {
        return {{"area", "language"},
                {"kind", "german_b1"},
                {"german", "B1 bis zum Sommer"},
                {"words", "می‌خواهم آلمانی یاد بگیرم"},
                {"words_lang", "pes"},
                {"situation", "A2 ist geschafft."},
                {"indicator", "test_passed"},
                {"indicator_words", ""},
                {"priority", "1"},
                {"deadline", in_days(200)},
                {"review", in_days(100)},
                {"status", "in_progress"},
                {"waiting_for", ""}};
    }
    Values a_step() {
        return {{"kind", "course_register"}, {"words", "am Abend"}, {"side", "person"},
                {"side_name", ""},           {"due", in_days(20)},  {"status", "open"},
                {"proof", "confirmation"}};
    }
    Reply add_goal(Browser& desk, const Values& values) {
        return desk.submit(plan() + "/goals/new", plan() + "/goals", values);
    }
    // The first link on that page that begins so, and goes on with an id.
    static std::string link(const Reply& page, const std::string& begin) {
        for (std::size_t at = page.body.find(begin); at != std::string::npos;
             at = page.body.find(begin, at + 1)) {
            const auto id = page.body.substr(at + begin.size(), 36);
            if (parse_id_text(id)) return begin + id;
        }
        FAIL("no link to " << begin);
        return {};
    }
    // A goal with a step, by Keller.
    void write_plan(Browser& desk) {
        REQUIRE(add_goal(desk, a_goal()).status == 303);
        const auto goal = link(desk.get(plan()), plan() + "/goals/");
        REQUIRE(desk.submit(goal + "/measures/new", goal + "/measures", a_step()).status == 303);
    }
    std::string freeze(Browser& desk) {
        const auto frozen = desk.submit(plan() + "/agreement", plan() + "/agreement", {});
        REQUIRE(frozen.status == 303);
        return frozen.location();
    }
    // Both agree, by keyboard, on Keller's screen.
    void sign(Browser& desk, const std::string& version) {
        for (const std::string side : {"person", "caseworker"}) {
            const auto page = desk.get(version);
            const auto name = side == "person" ? "Amina" : "Keller";
            REQUIRE(desk.send(page, version + "/signatures",
                              {{"side", side}, {side + "_name", name}, {side + "_agree", "yes"}})
                        .status == 303);
        }
    }
};

}  // namespace mobio
