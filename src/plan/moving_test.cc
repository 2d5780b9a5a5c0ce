// SPDX-License-Identifier: EUPL-1.2
// Amina's plan moves to a record that hers was joined to, is worked on there, and goes back whole.
#include "casework/merge.h"
#include "documents/papers_for_test.h"
#include "pdf_tools.h"
#include "plan/office_for_test.h"

using namespace mobio;

namespace {

// Keller made another record, Emina's, and takes both for one person.
struct Twins {
    Office office;
    Browser desk = office.world.as(office.keller);
    const Caseworker keller{{{office.keller.id, Role::Manager}}};
    const Id<Person> amina = office.amina.person;
    const Id<Person> emina =
        account::make_code_card(office.app(), {office.keller.id, Role::Manager}, "Emina",
                                text::Language::De)
            .person;

    Id<casework::Merge> join() {
        auto& app = office.app();
        return app.db->write([&](sql::Transaction& tx) {
            return casework::merge(tx, app, keller, emina, amina, app.clock.now());
        });
    }
    void part(Id<casework::Merge> merge) {
        auto& app = office.app();
        app.db->write(
            [&](sql::Transaction& tx) { casework::undo(tx, app, keller, merge, app.clock.now()); });
    }

    static std::string plan(Id<Person> person) {
        return "/staff/persons/" + person.text() + "/plan";
    }
    std::string first(Id<Person> person, const char* kind) {
        return Office::link(desk.get(plan(person)), plan(person) + kind);
    }
    static std::string id_in(const std::string& address) {
        return address.substr(address.size() - 36);
    }
    unsigned status(Id<Person> person, const std::string& path) {
        return desk.get(plan(person) + path).status;
    }
    // Rows of plans and files that belong to that record.
    std::int64_t rows(Id<Person> person) {
        return office.app().db->read([&](sql::Connection& db) {
            std::int64_t all = 0;
            for (const std::string table :
                 {"plans", "plan_goals", "plan_measures", "plan_versions", "plan_confirmations",
                  "plan_scans", "plan_reviews", "plan_outcomes", "plan_wishes", "files"})
                all += db.first(
                             "SELECT COUNT(*) FROM " + table + " WHERE person_id = $1",
                             [](sql::Row row) { return row.get<std::int64_t>(0); }, person)
                           .value();
            return all;
        });
    }

    void sign_by_hand(const std::string& version) {
        REQUIRE(desk.upload(desk.get(version), version + "/signatures",
                            {{"side", "paper"}, {"signed_on", office.in_days(0)}}, "file",
                            "blatt.pdf", documents::paper("Unterschrift"))
                    .status == 303);
    }
    // A step is ticked off, another one added, an exam noted, a wish written.
    void go_on(Id<Person> person) {
        const auto step = first(person, "/measures/"), goal = first(person, "/goals/");
        REQUIRE(desk.send(desk.get(plan(person)), step + "/completion", {}).status == 303);
        REQUIRE(desk.submit(goal + "/measures/new", goal + "/measures",
                            with(office.a_step(), "words", "am Morgen"))
                    .status == 303);
        REQUIRE(desk.submit(goal + "/outcomes/new", goal + "/outcomes",
                            {{"kind", "test_passed"}, {"day", office.in_days(0)}})
                    .status == 303);
        auto phone = office.world.as(office.amina);
        REQUIRE(phone
                    .submit("/plan/wishes/new?goal=" + id_in(goal), "/plan/wishes",
                            {{"words", "Lieber am Abend lernen."}})
                    .status == 303);
    }
    Values reviewed(const std::string& goal, const std::string& words) {
        return {{"status." + goal, "in_progress"},
                {"waiting_for." + goal, ""},
                {"words." + goal, words},
                {"next." + goal, office.in_days(90)}};
    }
};

}  // namespace

TEST_CASE("what was signed and written while two records were one goes back with its plan") {
    Twins two;
    auto& office = two.office;
    office.write_plan(two.desk);
    const auto version = "/versions/" + Twins::id_in(office.freeze(two.desk));
    auto merge = two.join();
    two.sign_by_hand(Twins::plan(two.emina) + version);
    two.go_on(two.emina);

    const auto is_aminas = [&] {
        CHECK(two.rows(two.emina) == 0);
        CHECK(two.status(two.emina, version) == 404);
        CHECK(two.status(two.emina, version + "/scan") == 404);
        const auto sheet = two.desk.get(Twins::plan(two.amina) + version);
        CHECK(sheet.shows("Signed on paper"));
        CHECK_FALSE(sheet.shows("has not confirmed yet"));
        const auto scan = two.desk.get(Twins::plan(two.amina) + version + "/scan");
        CHECK(scan.status == 200);
        CHECK(mobio::test::text_of(scan.body).find("Unterschrift") != std::string::npos);
        CHECK(office.world.as(office.amina).get("/plan" + version + "/scan").status == 200);
        const auto page = two.desk.get(Twins::plan(two.amina));
        for (const auto* words : {"done on", "am Morgen", "Exam passed", "Lieber am Abend lernen."})
            CHECK(page.shows(words));
    };
    two.part(merge);
    is_aminas();

    merge = two.join();
    CHECK(two.rows(two.amina) == 0);
    CHECK(two.status(two.emina, version + "/scan") == 200);
    CHECK(two.desk.get(Twins::plan(two.emina)).shows("Exam passed"));
    two.part(merge);
    is_aminas();
}

TEST_CASE("a sheet that came while two records were one, in place of another, goes back too") {
    Twins two;
    auto& office = two.office;
    office.write_plan(two.desk);
    const auto version = "/versions/" + Twins::id_in(office.freeze(two.desk));
    two.sign_by_hand(Twins::plan(two.amina) + version);
    const auto merge = two.join();
    const auto there = Twins::plan(two.emina) + version;
    REQUIRE(two.desk
                .upload(two.desk.get(there), there + "/scan", {}, "file", "blatt.pdf",
                        documents::paper("Lesbar"))
                .status == 303);
    two.part(merge);
    CHECK(two.rows(two.emina) == 0);
    const auto scan = two.desk.get(Twins::plan(two.amina) + version + "/scan");
    REQUIRE(scan.status == 200);
    CHECK(mobio::test::text_of(scan.body).find("Lesbar") != std::string::npos);
}

TEST_CASE("a version of one plan alone goes back with it, one of both plans stays") {
    Twins two;
    auto& office = two.office;
    office.write_plan(two.desk);
    const auto there = Twins::plan(two.emina), agreement = there + "/agreement";
    const auto merge = two.join();
    const auto frozen = [&] {
        const auto reply = two.desk.submit(agreement, agreement, {});
        REQUIRE(reply.status == 303);
        office.sign(two.desk, reply.location());
        return "/versions/" + Twins::id_in(reply.location());
    };
    const auto alone = frozen();
    REQUIRE(two.desk
                .submit(there + "/goals/new", there + "/goals",
                        with(office.a_goal(), "priority", "later"))
                .status == 303);
    const auto of_both = frozen();
    two.part(merge);
    CHECK(two.status(two.amina, alone) == 200);
    CHECK(two.status(two.emina, alone) == 404);
    CHECK(two.status(two.amina, of_both) == 404);
    CHECK(two.status(two.emina, of_both) == 200);
    CHECK_FALSE(two.desk.get(Twins::plan(two.amina) + alone).shows("has not confirmed yet"));
}

TEST_CASE("of a review of two plans each record keeps what is said of its own goals") {
    Twins two;
    auto& office = two.office;
    office.write_plan(two.desk);
    const auto hers = Twins::id_in(two.first(two.amina, "/goals/"));
    const auto there = Twins::plan(two.emina), reviews = there + "/reviews";
    REQUIRE(two.desk.submit(there + "/goals/new", there + "/goals", office.a_goal()).status == 303);
    const auto other = Twins::id_in(two.first(two.emina, "/goals/"));

    const auto merge = two.join();
    auto said = two.reviewed(hers, "Der Platz fehlt noch.");
    for (const auto& value : two.reviewed(other, "Es geht voran.")) said.push_back(value);
    said.emplace_back("day", office.in_days(0));
    said.emplace_back("words", "Ein gutes Gespräch.");
    REQUIRE(two.desk.submit(reviews + "/new", reviews, said).status == 303);
    CHECK(office.count("plan_reviews") == 1);
    two.part(merge);

    const auto amina = two.desk.get(Twins::plan(two.amina)), emina = two.desk.get(there);
    CHECK(amina.shows("Der Platz fehlt noch."));
    CHECK_FALSE(amina.shows("Es geht voran."));
    CHECK_FALSE(amina.shows("Ein gutes Gespräch."));
    CHECK(emina.shows("Es geht voran."));
    CHECK(emina.shows("Ein gutes Gespräch."));
    CHECK_FALSE(emina.shows("Der Platz fehlt noch."));
    two.part(two.join());
    CHECK(two.desk.get(Twins::plan(two.amina)).shows("Der Platz fehlt noch."));
    CHECK(office.count("plan_reviews") == 2);
}
