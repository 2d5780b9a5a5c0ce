// SPDX-License-Identifier: EUPL-1.2
// The invented county: that its lives fit the catalogue, and what its mail pages show.
#include <map>
#include <set>

#include "account/store.h"
#include "demo/county.h"
#include "demo/directory.h"
#include "demo/history.h"
#include "demo/homes.h"
#include "demo/life.h"
#include "demo/origins.h"
#include "demo/places.h"
#include "occupations/occupations.h"
#include "platform/text/day.h"
#include "world.h"

namespace mobio::demo {

namespace {

using catalogue::Catalogue;
using catalogue::Type;
using nlohmann::json;

Plan small_plan() {
    Plan plan;
    plan.persons = 12;
    plan.new_pin = [] { return std::string("7391846205"); };
    plan.new_password = [] { return std::string("gelber hut im regen"); };
    return plan;
}

bool fits(const Catalogue& all, Type type, const std::string& list, const json& value) {
    switch (type) {
        case Type::Code:
            return value.is_string() && all.has_code(list, value.get<std::string>());
        case Type::Country:
            return value.is_string() && all.has_country(value.get<std::string>());
        case Type::Language:
            return value.is_string() && all.has_language(value.get<std::string>());
        case Type::Codes:
        case Type::Countries:
            return value.is_array();
        case Type::Boolean:
            return value.is_boolean();
        case Type::Number:
            return value.is_number();
        case Type::Date:
        case Type::PartialDate:
            return value.is_object() && value.contains("edtf");
        case Type::Object:
            return value.is_object();
        default:
            return value.is_string() || value.is_array();
    }
}

bool items_fit(const Catalogue& all, Type type, const std::string& list, const json& value) {
    const auto one = type == Type::Codes ? Type::Code : Type::Country;
    for (const auto& item : value)
        if (!fits(all, one, list, item)) return false;
    return true;
}

bool value_fits(const Catalogue& all, Type type, const std::string& list, const json& value) {
    if (!fits(all, type, list, value)) return false;
    return (type != Type::Codes && type != Type::Countries) || items_fit(all, type, list, value);
}

void check_change(const Catalogue& all, const biography::Change& change) {
    CAPTURE(change.field);
    const auto* field = all.field(change.field);
    REQUIRE(field);
    const auto& value = change.claim.value;
    CAPTURE(value.dump());
    CHECK(value_fits(all, field->type, field->list, value));
    if (field->type != Type::Object) return;
    for (const auto& [key, part] : value.items()) {
        CAPTURE(key);
        const auto* known = field->part(key);
        REQUIRE(known);
        CHECK(value_fits(all, known->type, known->list, part));
    }
}

}  // namespace

TEST_CASE("every invented answer fits the catalogue") {
    World world;
    auto& app = world.app();
    Dice dice(7);
    for (int i = 0; i < 100; ++i) {
        const auto life = invent(dice, "", app.clock.now(), app.today());
        CHECK(!life.calling_name.empty());
        for (const auto& change : life.changes) check_change(*app.catalogue, change);
    }
}

TEST_CASE("with whom they live, and what they need, fits the catalogue too") {
    World world;
    Dice dice(9);
    Telling telling{biography::By::Staff, "", biography::Provenance::Staff,
                    world.app().clock.now()};
    for (int i = 0; i < 50; ++i) tell_household(dice, telling, world.app().today());
    CHECK(telling.changes.size() > 100);
    for (const auto& change : telling.changes) check_change(*world.app().catalogue, change);
}

TEST_CASE("every invented trade stands in the list of occupations under its German title") {
    World world;
    const auto all = occupations::list(world.app());
    for (const auto& origin : origins())
        for (const auto& job : origin.jobs) {
            CAPTURE(job.key);
            const auto* occupation = all->find(job.key);
            REQUIRE(occupation);
            CHECK(occupation->in(text::Language::De) == job.german);
        }
}

TEST_CASE("the same seed invents the same life, another seed another") {
    const auto now = time_of(1'790'000'000'000);
    const Date today{std::chrono::year{2026} / 11 / 22};
    const auto values = [&](std::uint64_t seed) {
        Dice dice(seed);
        json all;
        for (const auto& change : invent(dice, "", now, today).changes)
            all.push_back({change.field, change.claim.value});
        return all;
    };
    CHECK(values(3) == values(3));
    CHECK(values(3) != values(4));
}

TEST_CASE("no home is fuller than it holds") {
    constexpr int persons = 200;
    World world;
    const auto places = add_places(world.app(), persons);
    std::map<Id<county::Accommodation>, int> living;
    for (std::uint64_t seed = 1; seed <= persons; ++seed) {
        Dice dice(seed);
        const auto from = came_on(world.app().today(), static_cast<int>(seed) - 1, persons);
        const auto course = invent_course(dice, places, from, world.app().today());
        if (const auto& home = course.told.stays.back().accommodation) ++living[*home];
    }
    for (const auto& home : places.accommodations)
        CHECK_MESSAGE(living[home.id] <= home.places, home.name);
}

TEST_CASE("years in the county follow each other, and the same seed tells the same ones") {
    World world;
    const auto today = world.app().today();
    const auto places = add_places(world.app(), 200);
    const auto told = [&](std::uint64_t seed) {
        Dice dice(seed);
        std::string all;
        for (int i = 0; i < 60; ++i) {
            const auto course = invent_course(dice, places, came_on(today, i, 60), today);
            const auto& stays = course.told.stays;
            for (std::size_t k = 0; k < stays.size(); ++k) {
                all += stays[k].phase + text::iso(stays[k].from) + ' ';
                CHECK(stays[k].from <= today);
                CHECK(stays[k].until.has_value() == (k + 1 < stays.size()));
                if (k > 0) CHECK(stays[k].from == stays[k - 1].until);
            }
            for (const auto& talk : invent_talks(dice, course, today)) {
                all += text::iso(talk.told.day) + talk.told.kind + ' ';
                CHECK(talk.told.day >= course.told.opened);
                CHECK(talk.told.day <= course.told.closed.value_or(today));
            }
        }
        return all;
    };
    const auto one = told(3);
    CHECK(one == told(3));
    CHECK(one != told(4));
    for (const auto* phase : {"EA", "VU", "AU", "PRIV"})
        CHECK_MESSAGE(one.find(phase) != std::string::npos, phase);
}

TEST_CASE("a filled county remembers years: cases, talks, plans, releases, appointments") {
    World world;
    auto plan = small_plan();
    plan.persons = 130;
    fill(world.app(), plan);
    const auto count = [&](const std::string& what) {
        return world.app().db->read([&](sql::Connection& db) {
            return *db.first("SELECT COUNT(*) FROM " + what,
                             [](sql::Row row) { return row.get<std::int64_t>(0); });
        });
    };
    CHECK(count("persons") == 132);
    CHECK(count("cases") > 90);
    CHECK(count("cases WHERE closed_at IS NOT NULL") > 0);
    CHECK(count("consultations") > 400);
    CHECK(count("plan_versions") > 10);
    CHECK(count("releases") > 5);
    CHECK(count("appointments") > 10);
    for (const auto* phase : {"VU", "AU", "PRIV"})
        CHECK_MESSAGE(count("persons WHERE phase = '" + std::string(phase) + "'") > 0, phase);
    // Whoever has more persons than one can help hires somebody else.
    CHECK(count("staff") > 8);
    const auto most = world.app().db->read([](sql::Connection& db) {
        return *db.first(
            "SELECT MAX(n) FROM (SELECT COUNT(*) AS n FROM assignments GROUP BY staff_id) AS each",
            [](sql::Row row) { return row.get<std::int64_t>(0); });
    });
    CHECK(most <= 80);
}

TEST_CASE("the directory has every kind of recipient and no wrong address") {
    std::set<catalogue::Recipient> kinds;
    for (const auto& recipient : directory()) {
        kinds.insert(recipient.kind);
        CHECK(recipients::check(recipient).empty());
    }
    CHECK(kinds.size() == catalogue::recipient_count);
}

TEST_CASE("the county has 54 municipalities that cannot exist, homes, teams and posts") {
    World world;
    auto& app = world.app();
    const auto sign_ins = fill(app, small_plan());
    app.db->read([&](sql::Connection& db) {
        const auto municipalities = county::municipalities(db);
        CHECK(municipalities.size() == 54);
        for (const auto& one : municipalities) CHECK(one.ags.starts_with("08990"));
        for (const auto& one : county::accommodations(db))
            CHECK(app.catalogue->has_code("accommodation_type", one.type));
        CHECK(county::teams(db).size() == 4);
        const auto post_at = [&](std::size_t i) {
            return county::post_of(db, account::find_staff(db, app, sign_ins[i].email)->id);
        };
        const auto keller = post_at(2), brandt = post_at(5), lang = post_at(6);
        REQUIRE(keller.team);
        CHECK(county::find(db, *keller.team)->service == "AU");
        CHECK(county::members(db, *keller.team).size() == 3);
        REQUIRE(brandt.municipality);
        CHECK(county::find(db, *brandt.municipality)->name == "Musterhausen");
        CHECK(!lang.team);
    });
}

TEST_CASE("everybody who is printed can sign in, and Keller finds Amina") {
    World world;
    const auto sign_ins = fill(world.app(), small_plan());
    REQUIRE(sign_ins.size() == 10);
    for (const auto& who : sign_ins) {
        CAPTURE(who.name);
        if (who.number.empty())
            world.as(StaffCast{who.name, who.email, who.secret, {}});
        else
            world.as(Cast{who.name, who.number, who.secret, {}, {}});
    }
    auto keller = world.as(StaffCast{"", sign_ins[2].email, sign_ins[2].secret, {}});
    CHECK(keller.get("/staff/persons").shows("Rahimi"));
    CHECK(keller.get("/staff/persons").shows("von 36 Monaten"));
    auto brandt = world.as(StaffCast{"", sign_ins[5].email, sign_ins[5].secret, {}});
    CHECK(brandt.get("/allocation").shows("Rahimi"));
    CHECK(world.anybody().get("/contact").shows("Region Musterstadt"));
}

TEST_CASE("what Amina and Bilal tell fits the catalogue") {
    World world;
    auto& app = world.app();
    const auto sign_ins = fill(app, small_plan());
    for (const auto& who : {sign_ins[0], sign_ins[1]})
        app.db->read([&](sql::Connection& db) {
            const auto found = account::find_account(db, app, who.number, app.clock.now());
            REQUIRE(found);
            const auto told = biography::load(db, app, Acting{found->account, found->person});
            biography::Change change;
            for (const auto& section : told.sections()) {
                for (const auto& [field, answer] : section.document->answers) {
                    change.field = field;
                    change.claim = *answer.claim();
                    check_change(*app.catalogue, change);
                }
                for (const auto& [field, entries] : section.document->repeated)
                    for (const auto& entry : entries) {
                        change.field = field;
                        change.claim = *entry.answer.claim();
                        check_change(*app.catalogue, change);
                    }
            }
        });
}

TEST_CASE("the caught mail links to our own pages only") {
    World world;
    fill(world.app(), small_plan());
    CHECK(world.mails().size() == 3);
    auto visitor = world.anybody();
    const auto list = visitor.get("/mailbox");
    CHECK(list.shows("jobcenter@example.org"));
    const auto mail = visitor.get("/mailbox/" + world.mails().front().file);
    CHECK(mail.body.find("<a href=\"" + world.app().county.public_url + "/p/") !=
          std::string::npos);
    CHECK(visitor.get("/mailbox/..%2fmobio.db").status == 400);
    CHECK(visitor.get("/mailbox/unknown").status == 404);
}

}  // namespace mobio::demo
