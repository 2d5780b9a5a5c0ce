// SPDX-License-Identifier: EUPL-1.2
#include "consultation/consultation.h"

#include "account/assignments.h"
#include "casework/merge.h"
#include "consultation/notes.h"
#include "consultation/store.h"
#include "platform/text/day.h"
#include "world.h"

using namespace mobio;

namespace {

constexpr const char* canary = "CANARY-note-7";

// Amina has an account and is Keller's; Roth works elsewhere.
struct Office {
    World world;
    StaffCast keller = world.staff("Keller", "manager"), roth = world.staff("Roth", "manager");
    Cast amina = world.person("Amina"), bilal = world.person("Bilal");

    Office() { assign(keller, "main"); }

    void assign(const StaffCast& staff, const char* kind) {
        const auto now = world.app().clock.now();
        world.app().db->write([&](sql::Transaction& tx) {
            tx.exec(
                "INSERT INTO assignments (id, person_id, staff_id, kind, from_at, until_at)"
                " VALUES ($1, $2, $3, $4, $5, $6)",
                make_id_bytes(now), amina.person, staff.id, kind, now,
                std::string_view(kind) == "cover" ? std::optional(now + std::chrono::hours{24 * 7})
                                                  : std::nullopt);
        });
    }
    // For a week, with all persons of the absent one.
    void covers(const StaffCast& cover, const StaffCast& absent) {
        const auto now = world.app().clock.now();
        world.app().db->write([&](sql::Transaction& tx) {
            account::add_cover(tx,
                               {Id<account::Cover>::make(now), absent.id, cover.id, now,
                                now + std::chrono::hours{24 * 7}, absent.id},
                               now);
        });
    }
    std::string list() const { return "/staff/persons/" + amina.person.text() + "/consultations"; }
    std::int64_t count(const char* table) {
        return world.app().db->read([&](sql::Connection& db) {
            return *db.first(std::string("SELECT COUNT(*) FROM ") + table,
                             [](sql::Row row) { return row.get<std::int64_t>(0); });
        });
    }
};

Values a_talk() {
    return {{"day", "2026-01-15"},
            {"kind", "office"},
            {"minutes", "30"},
            {"topics", "housing"},
            {"interpreter", "trained"},
            {"interpreter_adult", "yes"},
            {"note", "We looked at two flats."},
            {"step_kind", "papers"},
            {"step_words", "birth certificate"},
            {"waiting_for", "person"},
            {"due", "2030-01-15"}};
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

Reply write(Browser& desk, const Office& office, const Values& talk) {
    return desk.submit(office.list() + "/new", office.list(), talk);
}

}  // namespace

TEST_CASE("what a caseworker writes of a talk, the person reads in their own language") {
    Office office;
    auto desk = office.world.as(office.keller);
    const auto written = write(desk, office, a_talk());
    REQUIRE(written.status == 303);
    CHECK(desk.follow(written).shows("We looked at two flats."));
    CHECK(desk.get(office.list()).shows("Housing"));

    auto phone = office.world.as(office.amina);
    const auto page = phone.get("/consultations");
    CHECK(page.shows("We looked at two flats."));
    CHECK(page.shows("Bring papers"));
    CHECK(page.shows("birth certificate"));
    CHECK(phone.get("/access-log").shows("wrote down a talk with you"));
}

TEST_CASE("who sees a consultation and its working note, and for whom there is none") {
    Office office;
    auto desk = office.world.as(office.keller);
    const auto written = write(desk, office, with(a_talk(), "working_note", canary));
    const auto closed = written.location();
    const auto opened =
        write(desk, office, with(with(a_talk(), "working_note", canary), "open_to_cover", "yes"))
            .location();
    const auto cover = office.world.staff("Demir", "counsellor");
    office.covers(cover, office.keller);
    const auto colleague = office.world.staff("Weber", "manager");
    office.assign(colleague, "main");
    const auto their_cover = office.world.staff("Lang", "counsellor");
    office.covers(their_cover, colleague);

    struct Sees {
        const char* who;
        Browser browser;
        unsigned status;
        bool closed_note, opened_note;
    };
    Sees all[] = {
        {"author", office.world.as(office.keller), 200, true, true},
        {"cover", office.world.as(cover), 200, false, true},
        {"second in charge", office.world.as(colleague), 200, false, false},
        {"cover of the second in charge", office.world.as(their_cover), 200, false, false},
        {"caseworker elsewhere", office.world.as(office.roth), 404, false, false},
        {"lead", office.world.as(office.world.staff("Vogel", "lead")), 404, false, false},
        {"officer", office.world.as(office.world.staff("Brandt", "officer")), 404, false, false},
        {"administrator", office.world.as(office.world.staff("Stein", "admin")), 404, false, false},
        {"data protection", office.world.as(office.world.staff("Huber", "dpo")), 404, false, false},
        {"the person", office.world.as(office.amina), 404, false, false},
        {"Bilal", office.world.as(office.bilal), 404, false, false}};
    for (auto& one : all) {
        CAPTURE(one.who);
        const auto first = one.browser.get(closed), second = one.browser.get(opened);
        CHECK(first.status == one.status);
        CHECK(second.status == one.status);
        CHECK(first.shows(canary) == one.closed_note);
        CHECK(second.shows(canary) == one.opened_note);
        CHECK(first.shows("two flats") == (one.status == 200));
        CHECK(one.browser.get(closed + "/correction").status == one.status);
        CHECK(one.browser.get(office.list()).status == one.status);
        CHECK(one.browser.get(office.list() + "/new").status == one.status);
    }
}

TEST_CASE("nobody writes about a person who is not theirs, nor changes or ticks off anything") {
    Office office;
    auto desk = office.world.as(office.keller);
    const auto there = write(desk, office, a_talk()).location();
    auto bilal = office.world.as(office.bilal), elsewhere = office.world.as(office.roth);
    for (auto* browser : {&bilal, &elsewhere}) {
        // A form of their own gives token and key; the address is Amina's.
        auto form = browser->get("/account");
        for (const auto& path :
             {office.list(), there, there + "/completion", there + "/reopening"}) {
            auto values = a_talk();
            values.emplace_back("form_token", form.hidden("form_token"));
            values.emplace_back("form_key", "AAAAAAAAAAAAAAAAAAAAAA");
            CHECK(browser->post_raw(path, values).status == 404);
        }
    }
    CHECK(office.count("consultations") == 1);
    CHECK_FALSE(bilal.get("/consultations").shows("two flats"));
    CHECK_FALSE(elsewhere.get("/staff/tasks").shows("birth certificate"));
}

TEST_CASE("a working note stands nowhere but on the page of its author") {
    Office office;
    auto desk = office.world.as(office.keller);
    const auto there =
        write(desk, office, with(with(a_talk(), "working_note", canary), "open_to_cover", "yes"))
            .location();
    CHECK(desk.get(there).shows(canary));
    for (const auto* path : {"/staff/persons", "/staff/tasks"})
        CHECK_FALSE(desk.get(path).shows(canary));
    CHECK_FALSE(desk.get(office.list()).shows(canary));
    auto phone = office.world.as(office.amina);
    for (const auto* path : {"/consultations", "/access-log", "/biography", "/biography/summary",
                             "/biography/revisions"})
        CHECK_FALSE(phone.get(path).shows(canary));
}

TEST_CASE("a working note is gone after its time, whatever is written meanwhile") {
    Office office;
    auto desk = office.world.as(office.keller);
    const auto there = write(desk, office, with(a_talk(), "working_note", canary)).location();
    auto& clock = office.world.app().clock;
    office.world.app().county.private_note_days = 30;
    clock.advance(std::chrono::hours{29 * 24});
    desk = office.world.as(office.keller);
    desk.submit(there + "/correction", there,
                with(a_talk(), "working_note", std::string(canary) + " more"));
    office.world.run_jobs();
    CHECK(desk.get(there).shows(canary));
    clock.advance(std::chrono::hours{25});
    desk = office.world.as(office.keller);
    CHECK_FALSE(desk.get(there).shows(canary));  // also before the job ran
    CHECK(office.count("working_notes") == 1);
    office.world.run_jobs();
    CHECK(office.count("working_notes") == 0);
    CHECK(desk.get(there).shows("two flats"));
}

TEST_CASE("next steps of all persons stand in one list, due first, and are ticked off with undo") {
    Office office;
    auto desk = office.world.as(office.keller);
    const auto today = office.world.app().today();
    const auto in_days = [&](int days) {
        return text::iso(Date{std::chrono::sys_days{today} + std::chrono::days{days}});
    };
    write(desk, office, with(with(a_talk(), "step_words", "later one"), "due", in_days(9)));
    const auto first =
        write(desk, office, with(with(a_talk(), "step_words", "soon one"), "due", in_days(1)))
            .location();
    auto list = desk.get("/staff/tasks");
    CHECK(list.shows("Amina"));
    CHECK(list.body.find("soon one") < list.body.find("later one"));

    const auto done = desk.send(list, first + "/completion", {});
    list = desk.follow(done);
    CHECK_FALSE(list.shows("soon one"));
    auto phone = office.world.as(office.amina);
    CHECK(phone.get("/consultations").shows("Next step done"));
    desk.send(list, first + "/reopening", {});
    CHECK(desk.get("/staff/tasks").shows("soon one"));
}

TEST_CASE("what is wrong in a form is said at its field, and nothing is lost") {
    struct Wrong {
        const char *field, *value, *says;
    };
    constexpr Wrong all[] = {
        {"day", "31.02.2026", "Write the day"},
        {"day", "2999-01-01", "This day is still to come."},
        {"kind", "nonsense", "Choose how you spoke to each other."},
        {"minutes", "half an hour", "Write the minutes as a number"},
        {"minutes", "601", "Write the minutes as a number"},
        {"topics", "nonsense", "Choose at least one topic."},
        {"step_kind", "", "Choose what is to be done next."},
        {"waiting_for", "", "Choose who has to act."},
        {"due", "soon", "Write the day"},
        {"due", "2020-01-01", "This is before the consultation."},
    };
    Office office;
    auto desk = office.world.as(office.keller);
    for (const auto& wrong : all) {
        CAPTURE(wrong.field);
        CAPTURE(wrong.value);
        const auto reply = write(desk, office, with(a_talk(), wrong.field, wrong.value));
        CHECK(reply.status == 422);
        CHECK(reply.shows(wrong.says));
        CHECK(reply.shows("We looked at two flats."));
    }
    CHECK(write(desk, office, with(a_talk(), "note", std::string(4001, 'x'))).status == 422);
    CHECK(write(desk, office, with(a_talk(), "working_note", std::string(4001, 'x'))).status ==
          422);
    CHECK(office.count("consultations") == 0);
}

TEST_CASE("a child or relative as interpreter is warned of and kept") {
    Office office;
    auto desk = office.world.as(office.keller);
    const auto says = [&](const char* interpreter, const char* adult) {
        return desk.follow(
            write(desk, office,
                  with(with(a_talk(), "interpreter", interpreter), "interpreter_adult", adult)));
    };
    CHECK(says("child", "").shows("A child interpreted."));
    CHECK(says("relative", "yes").shows("A relative interpreted."));
    CHECK(says("volunteer", "").shows("It is not confirmed that the interpreter is an adult."));
    CHECK_FALSE(says("trained", "yes").shows("interpreter is an adult"));
    CHECK(office.count("consultations") == 4);
}

TEST_CASE("the same form twice writes one consultation") {
    Office office;
    auto desk = office.world.as(office.keller);
    const auto form = desk.get(office.list() + "/new");
    const auto first = desk.send(form, office.list(), a_talk());
    const auto second = desk.send(form, office.list(), a_talk());
    CHECK(second.location() == first.location());
    CHECK(office.count("consultations") == 1);

    const auto correction = desk.get(first.location() + "/correction");
    const auto changed = with(a_talk(), "note", "Three flats.");
    CHECK(desk.send(correction, first.location(), changed).status == 303);
    CHECK(desk.send(correction, first.location(), changed).status == 303);
    CHECK(desk.get(first.location()).shows("Three flats."));
}

TEST_CASE("of two who correct the same consultation, the later one sees both") {
    Office office;
    auto desk = office.world.as(office.keller);
    const auto there = write(desk, office, a_talk()).location();
    const auto cover = office.world.staff("Demir", "counsellor");
    office.assign(cover, "cover");
    auto other = office.world.as(cover);
    const auto hers = desk.get(there + "/correction"), theirs = other.get(there + "/correction");
    CHECK(other.send(theirs, there, with(a_talk(), "note", "One flat, said the cover.")).status ==
          303);
    const auto met = desk.send(hers, there, with(a_talk(), "note", "Three flats, said Keller."));
    CHECK(met.status == 409);
    CHECK(met.shows("One flat, said the cover."));
    CHECK(met.shows("Three flats, said Keller."));
    CHECK(desk.send(met, there, with(a_talk(), "note", "Both.")).status == 303);
    CHECK(other.get(there).shows("Both."));
}

TEST_CASE("a right that ends takes the consultations along, also on a page that stands open") {
    Office office;
    auto desk = office.world.as(office.keller);
    const auto there = write(desk, office, a_talk()).location();
    const auto form = desk.get(there + "/correction");
    const auto now = office.world.app().clock.now();
    office.world.app().db->write([&](sql::Transaction& tx) {
        tx.exec("UPDATE assignments SET until_at = $1 WHERE staff_id = $2", now, office.keller.id);
    });
    CHECK(desk.get(there).status == 404);
    CHECK(desk.send(form, there, with(a_talk(), "note", "Late.")).status == 404);
    CHECK_FALSE(desk.get("/staff/tasks").shows("birth certificate"));
    CHECK(office.world.as(office.amina).get("/consultations").shows("two flats"));
}

TEST_CASE("a guardian does not read the consultations of their child") {
    Office office;
    auto desk = office.world.as(office.keller);
    write(desk, office, a_talk());
    auto phone = office.world.as(office.amina);
    CHECK(phone.get("/consultations").status == 200);
    office.world.app().db->write([&](sql::Transaction& tx) {
        tx.exec("UPDATE account_access SET relation = 'guardian' WHERE account_id = $1",
                office.amina.account);
    });
    CHECK(phone.get("/consultations").status == 404);
}

TEST_CASE("two records joined have the consultations of both, with their notes, and part again") {
    Office office;
    auto& app = office.world.app();
    auto desk = office.world.as(office.keller);
    const auto there = write(desk, office, with(a_talk(), "working_note", canary)).location();
    const auto twin =
        account::make_code_card(app, {office.keller.id, Role::Manager}, "Emina", text::Language::De)
            .person;
    const Caseworker keller{{office.keller.id, Role::Manager}};
    const auto list_of = [](Id<Person> person) {
        return "/staff/persons/" + person.text() + "/consultations";
    };
    const auto merge = app.db->write([&](sql::Transaction& tx) {
        return casework::merge(tx, app, keller, twin, office.amina.person, app.clock.now());
    });
    CHECK(desk.get(list_of(twin)).shows("Housing"));
    CHECK(desk.get(there).shows(canary));
    app.db->write(
        [&](sql::Transaction& tx) { casework::undo(tx, app, keller, merge, app.clock.now()); });
    CHECK_FALSE(desk.get(list_of(twin)).shows("Housing"));
    CHECK(desk.get(there).shows(canary));
    CHECK(desk.get(there).shows("two flats"));
}

TEST_CASE("an erased person's consultations open for nobody") {
    Office office;
    auto desk = office.world.as(office.keller);
    const auto there = write(desk, office, a_talk()).location();
    office.world.app().vault.destroy_key(office.amina.person.bytes);
    CHECK(desk.get(there).status == 404);
    CHECK(desk.get("/staff/tasks").status == 200);
    CHECK_FALSE(desk.get("/staff/tasks").shows("birth certificate"));
}

TEST_CASE("nothing that is said in a consultation lies open in the database") {
    Office office;
    auto desk = office.world.as(office.keller);
    write(desk, office, with(a_talk(), "working_note", canary));
    office.world.app().db->read([&](sql::Connection& db) {
        const auto sealed = [&](const char* sql) {
            return db.first(sql, [](sql::Row row) { return row.get<sql::Blob>(0).bytes; }).value();
        };
        const auto told = sealed("SELECT told FROM consultations");
        for (const auto* word : {"flats", "housing", "papers", "person"})
            CHECK(told.find(word) == std::string::npos);
        CHECK(sealed("SELECT words FROM working_notes").find("CANARY") == std::string::npos);
    });
}
