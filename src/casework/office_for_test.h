// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <utility>

#include "account/assignments.h"
#include "biography/biography.h"
#include "casework/cases.h"
#include "county/places.h"
#include "platform/http/router.h"
#include "platform/text/day.h"
#include "world.h"

// A small county: two towns, a home in each, a team of either service. Amina has an account and is
// Keller's (team Nord, VU); Roth is of team Süd (AU); Demir is Keller's colleague; Vogel leads
// Nord.
namespace mobio::casework {

struct Office {
    World world;
    StaffCast keller = world.staff("Keller", "counsellor"),
              demir = world.staff("Demir", "counsellor"), roth = world.staff("Roth", "manager"),
              vogel = world.staff("Vogel", "lead"), brandt = world.staff("Brandt", "lead");
    Cast amina = world.person("Amina"), bilal = world.person("Bilal");
    Id<county::Municipality> musterhausen = make<county::Municipality>(),
                             neustadt = make<county::Municipality>();
    Id<county::Accommodation> lindenhof = make<county::Accommodation>(),
                              ahornweg = make<county::Accommodation>();
    Id<county::Team> nord = make<county::Team>(), sued = make<county::Team>();

    Office() {
        const auto now = world.app().clock.now();
        world.app().db->write([&](sql::Transaction& tx) {
            county::put(tx, county::Municipality{musterhausen, "08226001", "Musterhausen"}, now);
            county::put(tx, county::Municipality{neustadt, "08226002", "Neustadt"}, now);
            county::put(tx,
                        county::Accommodation{lindenhof, musterhausen, "Lindenhof", "gu", "VU", 40},
                        now);
            county::put(
                tx, county::Accommodation{ahornweg, neustadt, "Ahornweg", "au_flat", "AU", 8}, now);
            county::put(tx, county::Team{nord, "Team Nord", "VU"}, now);
            county::put(tx, county::Team{sued, "Team Süd", "AU"}, now);
            for (const auto* one : {&keller, &demir, &vogel})
                county::set_post(tx, one->id, {nord, std::nullopt});
            for (const auto* one : {&roth, &brandt})
                county::set_post(tx, one->id, {sued, std::nullopt});
            account::assign(tx, amina.person, keller.id, now, now);
        });
    }

    template <class Of>
    Id<Of> make() {
        return Id<Of>::make(world.app().clock.now());
    }

    // In Lindenhof for thirty days, in the case of team Nord.
    Case open_case(Id<Person> person) {
        Case one;
        one.person = person;
        one.team = nord;
        one.opened = world.app().today();
        const Date since{std::chrono::sys_days{one.opened} - std::chrono::days{30}};
        one.stays = {{"VU", lindenhof, musterhausen, since, {}}};
        put(one);
        return one;
    }
    void put(const Case& one) {
        auto& app = world.app();
        app.db->write([&](sql::Transaction& tx) { casework::put(tx, app, one, app.clock.now()); });
    }
    std::optional<Case> case_of(Id<Person> person) {
        auto& app = world.app();
        return app.db->read(
            [&](sql::Connection& db) { return casework::case_of(db, app, person); });
    }
    void tell(const Cast& person, const char* field, nlohmann::json value) {
        auto& app = world.app();
        biography::Change change;
        change.field = field;
        change.claim.value = std::move(value);
        const auto key = app.vault.key_of(person.person.bytes);
        app.db->write([&](sql::Transaction& tx) {
            biography::save(tx, app, person.person, key, {change}, app.clock.now());
        });
    }
    std::string at(const Cast& person, const char* path = "") {
        return "/staff/persons/" + person.person.text() + "/case" + path;
    }
    std::string day(int days_from_now) {
        return text::iso(
            Date{std::chrono::sys_days{world.app().today()} + std::chrono::days{days_from_now}});
    }
};

// Agreed to on the screen, in the home that is there.
inline Values agreed(const Office& office) {
    return {{"phase", "VU"},      {"accommodation", office.lindenhof.text()},
            {"municipality", ""}, {"from", "2026-01-15"},
            {"manner", "screen"}, {"words", "With an interpreter"},
            {"answer", "accept"}};
}

}  // namespace mobio::casework
