// SPDX-License-Identifier: EUPL-1.2
// Versions: frozen, confirmed by both, compared, printed, moved along with their record.
#include "casework/merge.h"
#include "documents/papers_for_test.h"
#include "plan/agreements.h"
#include "plan/office_for_test.h"

using namespace mobio;

namespace {

constexpr const char* drawn = "M10 10L60 40L90 20M100 100L120 90L140 110L200 60";

}  // namespace

TEST_CASE("a version stays as it was, and the next one says what changed") {
    Office office;
    auto desk = office.world.as(office.keller);
    office.write_plan(desk);
    const auto plan = office.plan(), goal = Office::link(desk.get(plan), plan + "/goals/");
    const auto first = office.freeze(desk);
    office.sign(desk, first);
    CHECK(desk.submit(goal, goal, with(office.a_goal(), "german", "B1 bis zum Herbst")).status ==
          303);
    auto page = desk.get(plan);
    CHECK(page.shows("Since then something changed."));
    CHECK(page.shows("Not agreed yet"));
    CHECK(page.shows("B1 bis zum Herbst"));

    const auto second = office.freeze(desk);
    CHECK(second != first);
    page = desk.get(second);
    CHECK(page.shows("Version 2"));
    CHECK(page.shows("Since version 1"));
    CHECK(page.shows("B1 bis zum Sommer"));
    CHECK(page.shows("B1 bis zum Herbst"));
    page = desk.get(first);
    CHECK(page.shows("B1 bis zum Sommer"));
    CHECK_FALSE(page.shows("B1 bis zum Herbst"));
    // Only the newest one is signed.
    CHECK_FALSE(page.shows("The person confirms"));
}

TEST_CASE("how far a goal has come needs no new agreement") {
    Office office;
    auto desk = office.world.as(office.keller);
    office.write_plan(desk);
    const auto plan = office.plan(), goal = Office::link(desk.get(plan), plan + "/goals/");
    office.sign(desk, office.freeze(desk));
    CHECK(desk.submit(goal, goal, with(office.a_goal(), "status", "reached")).status == 303);
    const auto page = desk.get(plan);
    CHECK(page.shows("is agreed by both."));
    CHECK_FALSE(page.shows("Not agreed yet"));
}

TEST_CASE("nothing is agreed without a goal and a step, nor what nobody has seen") {
    Office office;
    auto desk = office.world.as(office.keller);
    const auto plan = office.plan(), agreement = plan + "/agreement";
    auto reply = desk.submit(agreement, agreement, {});
    CHECK(reply.status == 422);
    CHECK(reply.shows("The plan needs at least one active goal."));
    REQUIRE(office.add_goal(desk, office.a_goal()).status == 303);
    reply = desk.submit(agreement, agreement, {});
    CHECK(reply.status == 422);
    CHECK(reply.shows("Each active goal needs at least one step."));
    const auto goal = Office::link(desk.get(plan), plan + "/goals/");
    REQUIRE(desk.submit(goal + "/measures/new", goal + "/measures", office.a_step()).status == 303);

    const auto seen = desk.get(agreement);
    CHECK(desk.submit(goal, goal, with(office.a_goal(), "situation", "Neu.")).status == 303);
    reply = desk.send(seen, agreement, {});
    CHECK(reply.status == 409);
    CHECK(reply.shows("The plan changed meanwhile."));
    CHECK(office.count("plan_versions") == 0);
    CHECK(desk.send(reply, agreement, {}).status == 303);
    CHECK(office.count("plan_versions") == 1);
}

TEST_CASE("a version that says the same is not made twice") {
    Office office;
    auto desk = office.world.as(office.keller);
    office.write_plan(desk);
    const auto agreement = office.plan() + "/agreement";
    const auto form = desk.get(agreement);
    const auto made = desk.send(form, agreement, {});
    REQUIRE(made.status == 303);
    CHECK(desk.send(form, agreement, {}).location() == made.location());  // pressed twice
    CHECK_FALSE(desk.get(agreement).shows("Make a version"));
    const auto reply = desk.send(form, agreement, {{"form_key", http::make_form_key()}});
    CHECK(reply.status == 422);
    CHECK(reply.shows("Nothing changed since version 1."));
    CHECK(office.count("plan_versions") == 1);
    office.assign(office.roth, "main");
    auto other = office.world.as(office.roth);
    CHECK(other.submit(agreement, agreement, {}).status == 303);  // in the name of another
    CHECK(office.count("plan_versions") == 2);
}

TEST_CASE("a step that is late is marked for both, and not in what was agreed") {
    Office office;
    auto desk = office.world.as(office.keller);
    REQUIRE(office.add_goal(desk, office.a_goal()).status == 303);
    const auto plan = office.plan(), goal = Office::link(desk.get(plan), plan + "/goals/");
    const auto step = with(office.a_step(), "due", office.in_days(-1));
    REQUIRE(desk.submit(goal + "/measures/new", goal + "/measures", step).status == 303);
    const auto version = office.freeze(desk);
    const std::string late = "late</span>";
    const auto has = [&](const Reply& reply) { return reply.body.find(late) != std::string::npos; };
    CHECK(has(desk.get(plan)));
    CHECK(has(office.world.as(office.amina).get("/plan")));
    CHECK_FALSE(has(desk.get(version)));
}

TEST_CASE("both sides confirm a version, each once, on their own screen or at the desk") {
    Office office;
    auto desk = office.world.as(office.keller);
    office.write_plan(desk);
    const auto version = office.freeze(desk);
    const auto id = version.substr(version.size() - 36);
    const auto own = "/plan/versions/" + id;

    auto phone = office.world.as(office.amina);
    CHECK(phone.get("/plan").shows("Please read and confirm"));
    auto page = phone.get(own);
    CHECK(page.shows("Do you agree?"));
    CHECK(phone.send(page, own + "/signatures", {{"person_name", "Amina"}}).status == 422);
    CHECK(phone.send(page, own + "/signatures", {{"person_agree", "yes"}}).status == 422);
    CHECK(phone.send(page, own + "/signatures", {{"person_agree", "yes"}, {"person_path", "M1 1"}})
              .status == 422);
    CHECK(phone
              .send(page, own + "/signatures",
                    {{"person_agree", "yes"}, {"person_path", drawn}, {"person_name", ""}})
              .status == 303);
    page = phone.get(own);
    CHECK(page.shows("Signed on the screen"));
    CHECK(page.body.find(drawn) != std::string::npos);
    CHECK_FALSE(phone.get("/plan").shows("Please read and confirm"));

    // Who has confirmed does not confirm again.
    const auto at_desk = desk.get(version);
    CHECK_FALSE(at_desk.shows("The person confirms"));
    CHECK(desk.send(at_desk, version + "/signatures",
                    {{"side", "person"}, {"person_name", "x"}, {"person_agree", "yes"}})
              .status == 409);
    CHECK(desk.send(at_desk, version + "/signatures", {{"side", "nobody"}}).status == 422);
    CHECK(desk.send(at_desk, version + "/signatures",
                    {{"side", "caseworker"},
                     {"caseworker_name", "S. Keller"},
                     {"caseworker_agree", "yes"}})
              .status == 303);
    CHECK(desk.get(version).shows("S. Keller"));
    CHECK(office.count("plan_confirmations") == 2);

    auto bilal = office.world.as(office.bilal);
    CHECK(bilal.get(own).status == 404);
    CHECK(bilal.get(own + "/paper").status == 404);
}

TEST_CASE("a sheet that both signed by hand is noted once, with its day and where it is") {
    Office office;
    auto desk = office.world.as(office.keller);
    office.write_plan(desk);
    const auto version = office.freeze(desk), action = version + "/signatures";
    const Values sheet{{"side", "paper"}, {"signed_on", office.in_days(0)}, {"kept", "Akte 7"}};
    const auto page = desk.get(version);
    CHECK(desk.send(page, action, with(sheet, "signed_on", "heute")).status == 422);
    CHECK(desk.send(page, action, with(sheet, "signed_on", office.in_days(1))).status == 422);
    const auto early = desk.send(page, action, with(sheet, "signed_on", office.in_days(-1)));
    CHECK(early.status == 422);
    CHECK(early.shows("This is before the version was made."));
    CHECK(early.body.find("href=\"#signed_on\"") != std::string::npos);
    CHECK(desk.send(page, action, with(sheet, "kept", "")).status == 422);
    CHECK(desk.send(page, action, sheet).status == 303);
    const auto noted = desk.get(version);
    CHECK(noted.shows("Signed on paper"));
    CHECK(noted.shows("Akte 7"));
    CHECK_FALSE(noted.shows("has not confirmed yet"));
    CHECK(office.count("plan_confirmations") == 2);
}

TEST_CASE("a confirmation belongs to what was agreed: another content opens for nobody") {
    Office office;
    auto& app = office.app();
    auto desk = office.world.as(office.keller);
    office.write_plan(desk);
    office.sign(desk, office.freeze(desk));
    const auto open = [&] {
        return app.db->read([&](sql::Connection& db) {
            const auto party = plan::Party::of(
                db, app, Caseworker{{{office.keller.id, Role::Manager}}}, office.amina.person);
            return plan::versions_of(db, app, party);
        });
    };
    auto versions = open();
    REQUIRE(versions.size() == 1);
    CHECK(versions[0].person->hash == versions[0].hash);
    auto other = versions[0].content;
    other.goals.clear();
    const auto key = app.vault.key_of(office.amina.person.bytes);
    const auto& id = versions[0].id;
    app.db->write([&](sql::Transaction& tx) {
        tx.exec(
            "UPDATE plan_versions SET told = $2 WHERE id = $1", id,
            app.vault.seal(key, plan::told_in("plan_versions", id.bytes), plan::to_json(other)));
    });
    CHECK_THROWS_AS(open(), vault::Broken);
}

TEST_CASE("a version is printed in German and, beside it, in any of our languages") {
    Office office;
    auto desk = office.world.as(office.keller);
    office.write_plan(desk);
    const auto version = office.freeze(desk);
    const auto page = desk.get(version);
    desk.send(page, version + "/signatures",
              {{"side", "person"}, {"person_path", drawn}, {"person_agree", "yes"}});
    for (const auto language : text::languages) {
        const auto code = std::string(text::code(language));
        CAPTURE(code);
        const auto pdf = desk.get(version + "/paper?lang=" + code);
        CHECK(pdf.status == 200);
        CHECK(pdf.header("content-type") == "application/pdf");
        CHECK(pdf.body.starts_with("%PDF"));
    }
    auto phone = office.world.as(office.amina);
    const auto own = phone.get("/plan/versions/" + version.substr(version.size() - 36) + "/paper");
    CHECK(own.status == 200);
    CHECK(phone.get("/access-log").shows("saved your plan as PDF"));
}

TEST_CASE("two records joined have the plans of both, and part again") {
    Office office;
    auto& app = office.app();
    auto desk = office.world.as(office.keller);
    office.write_plan(desk);
    const auto version = office.freeze(desk);
    REQUIRE(desk.upload(desk.get(version), version + "/signatures",
                        {{"side", "paper"}, {"signed_on", office.in_days(0)}}, "file", "blatt.pdf",
                        documents::paper("Unterschrift"))
                .status == 303);
    const Caseworker keller{{{office.keller.id, Role::Manager}}};
    const auto twin =
        account::make_code_card(app, {office.keller.id, Role::Manager}, "Emina", text::Language::De)
            .person;
    const auto plan_of = [](Id<Person> person) {
        return "/staff/persons/" + person.text() + "/plan";
    };
    const auto merge = app.db->write([&](sql::Transaction& tx) {
        return casework::merge(tx, app, keller, twin, office.amina.person, app.clock.now());
    });
    auto page = desk.get(plan_of(twin));
    CHECK(page.shows("A2 ist geschafft."));
    CHECK(page.shows("is agreed by both."));
    const auto scan = "/versions/" + version.substr(version.size() - 36) + "/scan";
    CHECK(desk.get(plan_of(twin) + scan).status == 200);
    app.db->write(
        [&](sql::Transaction& tx) { casework::undo(tx, app, keller, merge, app.clock.now()); });
    CHECK_FALSE(desk.get(plan_of(twin)).shows("A2 ist geschafft."));
    CHECK(desk.get(plan_of(office.amina.person)).shows("is agreed by both."));
    CHECK(desk.get(plan_of(twin) + scan).status == 404);
    CHECK(desk.get(plan_of(office.amina.person) + scan).status == 200);
}

TEST_CASE("nothing that a plan says lies open in the database") {
    Office office;
    auto desk = office.world.as(office.keller);
    office.write_plan(desk);
    office.sign(desk, office.freeze(desk));
    office.app().db->read([&](sql::Connection& db) {
        for (const std::string table :
             {"plan_goals", "plan_measures", "plan_versions", "plan_confirmations"}) {
            const auto told = db.first("SELECT told FROM " + table, [](sql::Row row) {
                                    return row.get<sql::Blob>(0).bytes;
                                }).value();
            for (const auto* word : {"geschafft", "german_b1", "Abend", "Amina"})
                CHECK(told.find(word) == std::string::npos);
        }
    });
}

TEST_CASE("an erased person's plan opens for nobody") {
    Office office;
    auto desk = office.world.as(office.keller);
    office.write_plan(desk);
    const auto goal = Office::link(desk.get(office.plan()), office.plan() + "/goals/");
    office.app().vault.destroy_key(office.amina.person.bytes);
    CHECK(desk.get(goal).status == 404);
    const auto page = desk.get(office.plan());
    CHECK(page.status == 200);
    CHECK_FALSE(page.shows("A2 ist geschafft."));
}
