// SPDX-License-Identifier: EUPL-1.2
#include "figures/pages.h"

#include "account/store.h"
#include "biography/biography.h"
#include "casework/cases.h"
#include "casework/merge.h"
#include "consultation/store.h"
#include "figures/facts.h"
#include "figures/facts_store.h"
#include "figures/years.h"
#include "pdf_tools.h"
#include "plan/history.h"
#include "world.h"

using namespace mobio;
using namespace std::chrono_literals;

namespace {

// A county with two teams. Amina and others are counselled by Keller; Lang is the editor, Vogel
// leads Keller's team.
struct Office {
    World world;
    StaffCast keller = world.staff("Keller", "manager"), lang = world.staff("Lang", "editor"),
              vogel = world.staff("Vogel", "lead");
    county::Team first{Id<county::Team>::make(now()), "Integration Nord", "AU"},
        second{Id<county::Team>::make(now()), "Integration Süd", "AU"};
    county::Municipality town{Id<county::Municipality>::make(now()), "08226095", "Musterstadt"};

    Office() {
        app().clock.set(app().zone.start_of(2026y / 6 / 15) + 12h);
        app().db->write([&](sql::Transaction& tx) {
            county::put(tx, first, now());
            county::put(tx, second, now());
            county::put(tx, town, now());
            county::set_post(tx, vogel.id, {first.id, {}});
        });
    }
    App& app() { return world.app(); }
    Time now() { return world.app().clock.now(); }
    void gather() {
        app().clock.advance(6min);
        world.run_jobs();
    }

    struct Person {
        const char *sex = "w", *kind = "office";
        bool in_second_team = false;
        int talks = 1;
    };
    Id<mobio::Person> add(const Person& person) {
        const Caseworker who{{keller.id, Role::Manager}};
        const auto id = account::make_code_card(app(), who, "Amina", text::Language::De).person;
        biography::Change sex;
        sex.field = "person.sex";
        sex.claim.value = person.sex;
        sex.claim.by = biography::By::Staff;
        casework::Case one;
        one.person = id;
        one.team = person.in_second_team ? second.id : first.id;
        one.opened = 2026y / 2 / 1;
        one.stays = {{"AU", {}, town.id, 2026y / 2 / 1, {}}};
        app().db->write([&](sql::Transaction& tx) {
            biography::save(tx, app(), id, app().vault.key_of(id.bytes), {sex}, now());
            casework::put(tx, app(), one, now());
            for (int i = 0; i < person.talks; ++i) talk(tx, who, id, person.kind);
        });
        return id;
    }
    void talk(sql::Transaction& tx, const Caseworker& who, Id<mobio::Person> id, const char* kind) {
        consultation::Consultation told;
        told.day = 2026y / 3 / 1;
        told.kind = kind;
        told.note = "CANARY-word";
        told.step = {"papers", "CANARY-step", "jobcenter", 2026y / 4 / 1};
        consultation::add(tx, app(), who, id, consultation::ConsultationId::make(now()), told,
                          now());
    }
    void add_many(int count, const Person& person) {
        for (int i = 0; i < count; ++i) add(person);
    }
    // The facts as they lie in the database, opened.
    std::string facts_of(Id<mobio::Person> id) {
        return app().db->read([&](sql::Connection& db) {
            return db
                .first(
                    "SELECT told FROM facts WHERE person_id = $1",
                    [&](sql::Row row) {
                        return app().vault.open(app().vault.key_of(id.bytes),
                                                figures::place_of_facts(id), row.get<sql::Blob>(0));
                    },
                    id)
                .value_or("");
        });
    }
};

// Whether the row of that label holds that number, or none.
bool row_says(const Reply& page, const std::string& label, const std::string& number) {
    const auto row = page.body.find("<th scope=\"row\">" + label + "</th>");
    if (row == std::string::npos) return false;
    const auto end = page.body.find("</tr>", row);
    const auto cells = page.body.substr(row, end - row);
    return cells.find(">" + number + "<") != std::string::npos;
}

Values a_report() {
    return {{"title", "Talks by kind"},
            {"measure", "consultations"},
            {"period", "this_year"},
            {"rows", "own"},
            {"columns", ""}};
}

Values with(Values values, const std::string& name, const std::string& value) {
    for (auto& [key, old] : values)
        if (key == name) {
            old = value;
            return values;
        }
    values.emplace_back(name, value);
    return values;
}

}  // namespace

TEST_CASE("an editor reads how many were counselled, by sex, and nobody's name") {
    Office office;
    office.add_many(7, {.sex = "w"});
    office.add_many(6, {.sex = "m", .kind = "phone"});
    office.gather();
    auto desk = office.world.as(office.lang);
    CHECK(desk.get("/figures").shows("Consultations by kind"));
    const auto page = desk.get("/figures/reports/consultations");
    CHECK(page.status == 200);
    CHECK(row_says(page, "Office", "7"));
    CHECK(row_says(page, "Phone", "6"));
    CHECK(row_says(page, "Total", "13"));
    CHECK(page.body.find("<rect") != std::string::npos);
    CHECK_FALSE(page.shows("Amina"));
    CHECK_FALSE(page.shows("CANARY"));
}

TEST_CASE("who may look at figures, and who finds nothing there") {
    Office office;
    office.add_many(5, {});
    office.gather();
    const auto bilal = office.world.person("Bilal");
    struct Sees {
        const char* who;
        Browser browser;
        bool may;
    };
    Sees all[] = {{"editor", office.world.as(office.lang), true},
                  {"lead", office.world.as(office.vogel), true},
                  {"Keller", office.world.as(office.keller), false},
                  {"officer", office.world.as(office.world.staff("Brandt", "officer")), false},
                  {"administrator", office.world.as(office.world.staff("Stein", "admin")), false},
                  {"data protection", office.world.as(office.world.staff("Huber", "dpo")), false},
                  {"Bilal", office.world.as(bilal), false}};
    for (auto& one : all) {
        CAPTURE(one.who);
        for (const auto* path :
             {"/figures", "/figures/new", "/figures/reports/jobs", "/figures/reports/jobs/csv",
              "/figures/reports/jobs/xlsx", "/figures/reports/jobs/pdf", "/figures/yearly/xlsx",
              "/figures/yearly/pdf"}) {
            CAPTURE(path);
            CHECK((one.browser.get(path).status == 200) == one.may);
        }
        CHECK(one.browser.get("/figures/reports/nonsense").status != 200);
        CHECK(one.browser.get("/figures/years/2019").status != 200);
    }
}

TEST_CASE("a lead sees the own team's figures alone, and one without a team none") {
    Office office;
    office.add_many(5, {});
    office.add_many(8, {.in_second_team = true});
    office.gather();
    auto lead = office.world.as(office.vogel), editor = office.world.as(office.lang);
    CHECK(row_says(lead.get("/figures/reports/consultations"), "Total", "5"));
    CHECK(lead.get("/figures/reports/consultations").shows("Integration Nord"));
    CHECK(lead.get("/figures/reports/consultations/csv").shows("Integration Nord"));
    CHECK(row_says(editor.get("/figures/reports/consultations"), "Total", "13"));
    auto stranger = office.world.as(office.world.staff("Roth", "lead"));
    CHECK(stranger.get("/figures").shows("You belong to no team yet."));
    CHECK(stranger.get("/figures/reports/consultations").status == 404);
    CHECK(stranger.get("/figures/new").status == 404);
    CHECK(stranger.get("/figures/yearly/pdf").status == 404);
}

TEST_CASE("a small cell is hidden on the page and in every file, together with another one") {
    Office office;
    office.add_many(3, {.kind = "home"});
    office.add_many(9, {.kind = "office"});
    office.add_many(20, {.kind = "phone"});
    office.gather();
    auto desk = office.world.as(office.lang);
    const auto page = desk.submit("/figures/new", "/figures", a_report()).location();
    const auto shown = desk.get(page);
    CHECK(row_says(shown, "Home visit", "•"));
    CHECK(row_says(shown, "Office", "•"));
    CHECK(row_says(shown, "Phone", "20"));
    CHECK(row_says(shown, "Total", "32"));
    CHECK(shown.shows("few persons stand behind it"));

    const auto csv = desk.get(page + "/csv");
    CHECK(csv.header("content-type") == "text/csv; charset=utf-8");
    CHECK(csv.body.find("Home visit;•\r\n") != std::string::npos);
    CHECK(csv.body.find("Phone;20\r\n") != std::string::npos);
    const auto paper = test::text_of(desk.get(page + "/pdf").body);
    CHECK(paper.find("Talks by kind") != std::string::npos);
    CHECK(paper.find("20") != std::string::npos);
    const auto book = test::asked(
        "/usr/bin/python3 -c 'import sys, openpyxl; s = openpyxl.load_workbook(open(sys.argv[1], "
        "\"rb\")).active; "
        "[print(ascii([c.value for c in r])) for r in s]'",
        desk.get(page + "/xlsx").body);
    CHECK(book.find("['Phone', 20]") != std::string::npos);
    CHECK(book.find("['Home visit', '\\u2022']") != std::string::npos);
}

TEST_CASE("a title that begins as a formula is a text in every file") {
    Office office;
    auto desk = office.world.as(office.lang);
    const auto page =
        desk.submit("/figures/new", "/figures", with(a_report(), "title", "=1+1;<b>\"x\""))
            .location();
    CHECK(desk.get(page + "/csv").body.find("\"'=1+1;<b>\"\"x\"\"\"\r\n") != std::string::npos);
    const auto wide =
        desk.submit("/figures/new", "/figures", with(a_report(), "title", "＝1+1")).location();
    CHECK(desk.get(wide + "/csv").body.find("'＝1+1\r\n") != std::string::npos);
    const auto cell = test::asked(
        "/usr/bin/python3 -c 'import sys, openpyxl; c = openpyxl.load_workbook(open(sys.argv[1], "
        "\"rb\")).active[\"A1\"]; "
        "print(c.data_type, c.value)'",
        desk.get(page + "/xlsx").body);
    CHECK(cell == "s =1+1;<b>\"x\"\n");
    CHECK(desk.get(page).shows("=1+1;<b>\"x\""));
}

TEST_CASE("a report is defined, changed and removed without programming") {
    Office office;
    office.add_many(5, {.sex = "w"});
    office.add_many(6, {.sex = "m"});
    office.gather();
    auto desk = office.world.as(office.lang);
    const auto there =
        desk.submit("/figures/new", "/figures", with(a_report(), "only.sex", "m")).location();
    CHECK(row_says(desk.get(there), "Total", "6"));
    CHECK(desk.get(there).shows("Sex: Male"));
    const auto changed = desk.submit(there + "/change", there,
                                     with(with(a_report(), "title", "Women"), "only.sex", "w"));
    CHECK(desk.follow(changed).shows("Women"));
    CHECK(row_says(desk.get(there), "Total", "5"));
    const auto copy = desk.get("/figures/new?like=" + there.substr(there.rfind('/') + 1));
    CHECK(copy.body.find("value=\"Women\"") != std::string::npos);
    desk.send(desk.get(there + "/change"), there + "/removal", {});
    CHECK(desk.get(there).status == 404);
    CHECK_FALSE(desk.get("/figures").shows("Women"));
}

TEST_CASE("what is wrong in a definition is said at its field, and nothing is stored") {
    struct Wrong {
        const char *field, *value, *says;
    };
    constexpr Wrong all[] = {
        {"title", "", "Give the report a title."},
        {"measure", "souls", "Choose what is counted."},
        {"period", "", "Choose the time."},
        {"rows", "", "What is counted cannot be divided by that."},
        {"columns", "own", "Rows and columns must be different."},
    };
    Office office;
    auto desk = office.world.as(office.lang);
    for (const auto& wrong : all) {
        CAPTURE(wrong.field);
        const auto reply =
            desk.submit("/figures/new", "/figures", with(a_report(), wrong.field, wrong.value));
        CHECK(reply.status == 422);
        CHECK(reply.shows(wrong.says));
    }
    CHECK(desk.submit("/figures/new", "/figures",
                      with(with(a_report(), "measure", "counselled"), "rows", "own"))
              .status == 422);
    CHECK(desk.submit("/figures/new", "/figures",
                      with(with(a_report(), "measure", "waits"), "columns", "month"))
              .status == 422);
    CHECK(desk.submit("/figures/new", "/figures", with(a_report(), "title", std::string(101, 'x')))
              .status == 422);
    CHECK_FALSE(desk.get("/figures").shows("Own reports"));
}

TEST_CASE("a team's report is the team's, and the county's is read by its leads") {
    Office office;
    const auto other = office.world.staff("Roth", "lead");
    office.app().db->write([&](sql::Transaction& tx) {
        county::set_post(tx, other.id, {office.second.id, {}});
    });
    auto lead = office.world.as(office.vogel), editor = office.world.as(office.lang),
         elsewhere = office.world.as(other);
    const auto ours = lead.submit("/figures/new", "/figures", a_report()).location();
    const auto countys =
        editor.submit("/figures/new", "/figures", with(a_report(), "title", "County")).location();
    CHECK(editor.get(ours).status == 404);
    CHECK(elsewhere.get(ours).status == 404);
    CHECK(lead.get(countys).status == 200);
    CHECK(lead.get(countys + "/change").status == 404);
    CHECK_FALSE(lead.get(countys).shows("/change"));
    // A form of their own gives token and key; the address is somebody else's.
    for (const auto& path : {countys, countys + "/removal"})
        CHECK(lead.post_raw(path, with(with(a_report(), "form_token",
                                            lead.get("/figures/new").hidden("form_token")),
                                       "form_key", "AAAAAAAAAAAAAAAAAAAAAA"))
                  .status == 404);
    CHECK(editor.get(countys).shows("County"));
}

TEST_CASE("of two who change a report, the later one is told; the same form twice acts once") {
    Office office;
    auto desk = office.world.as(office.lang), other = office.world.as(office.lang);
    const auto there = desk.submit("/figures/new", "/figures", a_report()).location();
    const auto hers = desk.get(there + "/change"), theirs = other.get(there + "/change");
    const auto first = with(a_report(), "title", "First");
    CHECK(other.send(theirs, there, first).status == 303);
    CHECK(other.send(theirs, there, first).status == 303);
    const auto met = desk.send(hers, there, with(a_report(), "title", "Second"));
    CHECK(met.status == 409);
    CHECK(met.shows("First"));
    CHECK(desk.send(met, there, with(a_report(), "title", "Second")).status == 303);
    CHECK(desk.get(there).shows("Second"));
}

TEST_CASE("a report answers for any day that was") {
    Office office;
    office.add_many(6, {});
    office.gather();
    auto desk = office.world.as(office.lang);
    const auto page = std::string("/figures/reports/in-counselling");
    CHECK(row_says(desk.get(page), "Total", "6"));
    CHECK(row_says(desk.get(page + "?on=2026-01-31"), "Total", "0"));
    CHECK(row_says(desk.get(page + "?on=2999-01-31"), "Total", "6"));  // not yet: today
    CHECK(row_says(desk.get(page + "?on=yesterday"), "Total", "6"));
}

TEST_CASE("facts hold codes and days alone, follow each change, and are gone with the person") {
    Office office;
    const auto amina = office.add({});
    office.gather();
    const auto facts = office.facts_of(amina);
    for (const auto* line : {"sex   w\n", "office\n", "jobcenter\n", "08226095\n", "AU\n"})
        CHECK_MESSAGE(facts.find(line) != std::string::npos, line);
    CHECK(facts.find("CANARY") == std::string::npos);
    CHECK(facts.find("Amina") == std::string::npos);

    office.app().db->write([&](sql::Transaction& tx) {
        office.talk(tx, Caseworker{{office.keller.id, Role::Manager}}, amina, "video");
    });
    office.gather();
    CHECK(office.facts_of(amina).find("video\n") != std::string::npos);

    office.app().vault.destroy_key(amina.bytes);
    CHECK(office.world.as(office.lang).get("/figures/reports/consultations").status == 200);
    office.app().clock.advance(25h);
    office.gather();  // marks everybody
    office.gather();
    office.app().db->read([](sql::Connection& db) {
        CHECK_FALSE(db.first("SELECT 1 FROM facts", [](sql::Row) { return true; }));
    });
}

TEST_CASE("goals that were reached, and what came of them, are counted from the plan") {
    Office office;
    const Caseworker keller{{office.keller.id, Role::Manager}};
    auto& app = office.app();
    for (int i = 0; i < 5; ++i) {
        const auto person = office.add({});
        app.db->write([&](sql::Transaction& tx) {
            const auto party = plan::Party::of(tx, app, keller, person);
            const auto goal = plan::GoalId::make(office.now());
            plan::Goal told;
            told.area = "work";
            told.kind = "job";
            told.german = "CANARY-goal";
            told.status = "reached";
            told.status_on = 2026y / 5 / 1;
            plan::add_goal(tx, app, party, goal, told, office.now());
            plan::add_outcome(tx, app, party, goal, Id<plan::Outcome>::make(office.now()),
                              {"job_started", 2026y / 5 / 2, "CANARY-outcome"}, office.now());
        });
    }
    office.gather();
    auto desk = office.world.as(office.lang);
    CHECK(row_says(desk.get("/figures/reports/goals"), "Work", "5"));
    CHECK(row_says(desk.get("/figures/reports/outcomes"), "Total", "5"));
    CHECK_FALSE(desk.get("/figures/reports/outcomes").shows("CANARY"));
}

TEST_CASE("nothing of a person's facts lies open in the database") {
    Office office;
    office.add({});
    office.gather();
    office.app().db->read([](sql::Connection& db) {
        const auto told =
            db.first("SELECT told FROM facts", [](sql::Row row) { return row.get<sql::Blob>(0); });
        REQUIRE(told);
        for (const auto* word : {"talk", "office", "08226095"})
            CHECK(told->bytes.find(word) == std::string::npos);
    });
}

TEST_CASE("who registered alone is nobody's case and is not counted") {
    Office office;
    office.world.person("Amina");
    office.app().clock.advance(25h);
    office.gather();  // marks everybody
    office.gather();
    office.app().db->read([](sql::Connection& db) {
        CHECK_FALSE(db.first("SELECT 1 FROM facts", [](sql::Row) { return true; }));
    });
}

TEST_CASE("two records joined are counted as one person, and as two again when they part") {
    Office office;
    const auto one = office.add({}), other = office.add({.kind = "phone"});
    office.gather();
    const Caseworker keller{{office.keller.id, Role::Manager}};
    auto& app = office.app();
    const auto merge = app.db->write([&](sql::Transaction& tx) {
        return casework::merge(tx, app, keller, one, other, app.clock.now());
    });
    office.gather();
    CHECK(office.facts_of(one).find("phone\n") != std::string::npos);
    CHECK(office.facts_of(other).empty());
    app.db->write(
        [&](sql::Transaction& tx) { casework::undo(tx, app, keller, merge, app.clock.now()); });
    office.gather();
    CHECK(office.facts_of(one).find("phone\n") == std::string::npos);
    CHECK(office.facts_of(other).find("phone\n") != std::string::npos);
}

TEST_CASE("a year is frozen in January and stays when its persons are gone") {
    Office office;
    std::vector<Id<Person>> persons;
    for (int i = 0; i < 6; ++i) persons.push_back(office.add({}));
    office.add_many(2, {.kind = "home"});
    auto desk = office.world.as(office.lang);
    desk.submit("/figures/new", "/figures", a_report());
    auto& app = office.app();
    app.clock.set(app.zone.start_of(2027y / 1 / 14) + 12h);
    office.gather();
    const auto may_run_out = [&] {
        return app.db->read(
            [&](sql::Connection& db) { return figures::may_run_out(db, app.today()); });
    };
    CHECK_FALSE(may_run_out());
    app.clock.set(app.zone.start_of(2027y / 1 / 15) + 12h);
    figures::freeze_last_year(app);
    CHECK(may_run_out());

    for (const auto person : persons) {
        app.db->write([&](sql::Transaction& tx) { figures::forget_facts(tx, person); });
        app.vault.destroy_key(person.bytes);
    }
    figures::freeze_last_year(app);  // changes nothing any more
    desk = office.world.as(office.lang);
    CHECK(desk.get("/figures").shows("Years that are over"));
    CHECK(desk.get("/figures/years/2026").shows("Talks by kind"));
    const auto page = desk.get("/figures/years/2026/reports/consultations");
    CHECK(row_says(page, "Total", "8"));
    CHECK(row_says(page, "Home visit", "•"));
    CHECK(test::text_of(desk.get("/figures/years/2026/pdf").body).find("Figures of 2026") !=
          std::string::npos);
    CHECK(desk.get("/figures/years/2026/xlsx").status == 200);
    for (const auto* path : {"/figures/years/2025", "/figures/years/x", "/figures/years/2025/xlsx",
                             "/figures/years/2026/reports/nonsense"})
        CHECK(desk.get(path).status == 404);
    auto lead = office.world.as(office.vogel);
    CHECK_FALSE(lead.get("/figures/years/2026").shows("Talks by kind"));
    CHECK(lead.get("/figures/years/2026").status == 200);
    // What was hidden is not even kept.
    app.db->read([](sql::Connection& db) {
        const auto kept = db.first(
            "SELECT counted FROM frozen_reports WHERE report = 'consultations' AND team = ''",
            [](sql::Row row) { return row.get<std::string>(0); });
        REQUIRE(kept);
        CHECK(kept->find("null") != std::string::npos);
    });
}

TEST_CASE("the yearly report is one workbook with a sheet for each question, and one paper") {
    Office office;
    office.add_many(5, {});
    office.gather();
    auto desk = office.world.as(office.lang);
    desk.extra_headers = {{"Accept-Language", "fa"}};
    const auto sheets = test::asked(
        "/usr/bin/python3 -c 'import sys, openpyxl; w = openpyxl.load_workbook(open(sys.argv[1], "
        "\"rb\")); "
        "print(len(w.sheetnames), len(set(w.sheetnames)))'",
        desk.get("/figures/yearly/xlsx").body);
    CHECK(sheets == "17 17\n");
    CHECK(test::text_of(desk.get("/figures/yearly/pdf").body).size() > 1000);
}
