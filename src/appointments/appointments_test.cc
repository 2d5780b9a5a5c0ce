// SPDX-License-Identifier: EUPL-1.2
#include "appointments/appointment.h"

#include "account/account.h"
#include "appointments/feeds.h"
#include "appointments/forget.h"
#include "appointments/pages.h"
#include "appointments/tasks.h"
#include "biography/biography.h"
#include "casework/cases.h"
#include "casework/merge.h"
#include "ics_for_test.h"
#include "plan/store.h"
#include "world.h"

using namespace mobio;
using namespace std::chrono_literals;
using appointments::Repeat;
using test::Ics;

namespace {

// Amina has an account and is Keller's; Roth works elsewhere. It is Monday, 12 January 2026.
struct Office {
    World world;
    StaffCast keller, roth;
    Cast amina, bilal;

    // They come when the clock is right: nobody may sign in before there is an account.
    Office() {
        turn_to(2026y / 1 / 12, 9h);
        keller = world.staff("Keller", "manager");
        roth = world.staff("Roth", "manager");
        amina = world.person("Amina");
        bilal = world.person("Bilal");
        assign(keller, "main");
    }
    App& app() { return world.app(); }
    void turn_to(Date day, std::chrono::minutes time) {
        app().clock.set(appointments::moment_of(app().zone, day, time));
    }
    void assign(const StaffCast& staff, const char* kind) {
        const auto now = app().clock.now();
        app().db->write([&](sql::Transaction& tx) {
            tx.exec(
                "INSERT INTO assignments (id, person_id, staff_id, kind, from_at, until_at)"
                " VALUES ($1, $2, $3, $4, $5, $6)",
                make_id_bytes(now), amina.person, staff.id, kind, now,
                std::string_view(kind) == "cover" ? std::optional(now + 24h * 7) : std::nullopt);
        });
    }
    void say(const char* field, const nlohmann::json& value) {
        biography::Change change;
        change.field = field;
        change.claim.value = value;
        app().db->write([&](sql::Transaction& tx) {
            biography::save(tx, app(), amina.person, app().vault.key_of(amina.person.bytes),
                            {change}, app().clock.now());
        });
    }
    std::string list() const { return "/staff/persons/" + amina.person.text() + "/appointments"; }
    Caseworker who() const { return {{keller.id, Role::Manager}}; }
    std::int64_t count(const char* what) {
        return app().db->read([&](sql::Connection& db) {
            return *db.first(std::string("SELECT COUNT(*) FROM ") + what,
                             [](sql::Row row) { return row.get<std::int64_t>(0); });
        });
    }
};

Values an_appointment() {
    return {{"day", "2026-01-15"}, {"time", "14:30"},    {"minutes", "45"}, {"place", "office"},
            {"topic", "housing"},  {"words", "letters"}, {"repeat", ""},    {"until", ""}};
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

Reply arrange(Browser& desk, const Office& office, const Values& values) {
    return desk.submit(office.list() + "/new", office.list(), values);
}

Values weekly() { return with(with(an_appointment(), "repeat", "weekly"), "until", "2026-02-05"); }

// The secret address on the page that shows it once, as a path.
std::string secret_in(const Reply& page) {
    const auto at = page.body.find("/p/calendar/");
    REQUIRE(at != std::string::npos);
    return page.body.substr(at, page.body.find('<', at) - at);
}

}  // namespace

TEST_CASE("what a caseworker arranges, the person reads in their own language") {
    Office office;
    auto desk = office.world.as(office.keller);
    const auto made = arrange(desk, office, an_appointment());
    REQUIRE(made.status == 303);
    CHECK(desk.follow(made).shows("At our office"));
    CHECK(desk.get(office.list()).shows("Housing"));
    CHECK(desk.get("/staff/appointments").shows("Amina"));

    auto phone = office.world.as(office.amina);
    const auto page = phone.get("/appointments");
    for (const auto* words : {"Thursday", "14:30", "15:15", "At our office", "Housing",
                              "Bring the letters that came", "Keller"})
        CHECK_MESSAGE(page.shows(words), words);
    CHECK(phone.get("/biography").shows("At our office"));
    CHECK(phone.get("/access-log").shows("arranged an appointment with you"));
}

TEST_CASE("a new appointment is proposed for a working day") {
    const auto proposed = [](Date today) { return appointments::fresh_fields(today).get("day"); };
    CHECK(proposed(2026y / 1 / 12) == "2026-01-19");  // Monday
    CHECK(proposed(2026y / 1 / 16) == "2026-01-23");  // Friday
    CHECK(proposed(2026y / 1 / 17) == "2026-01-26");  // Saturday
    CHECK(proposed(2026y / 1 / 18) == "2026-01-26");  // Sunday
}

TEST_CASE("who sees an appointment, and for whom there is none") {
    Office office;
    auto desk = office.world.as(office.keller);
    const auto there = arrange(desk, office, an_appointment()).location();
    const auto cover = office.world.staff("Demir", "counsellor");
    office.assign(cover, "cover");
    struct Sees {
        const char* who;
        Browser browser;
        unsigned status;
    };
    Sees all[] = {{"Keller", office.world.as(office.keller), 200},
                  {"cover", office.world.as(cover), 200},
                  {"caseworker elsewhere", office.world.as(office.roth), 404},
                  {"lead", office.world.as(office.world.staff("Vogel", "lead")), 404},
                  {"officer", office.world.as(office.world.staff("Brandt", "officer")), 404},
                  {"editor", office.world.as(office.world.staff("Lang", "editor")), 404},
                  {"administrator", office.world.as(office.world.staff("Stein", "admin")), 404},
                  {"data protection", office.world.as(office.world.staff("Huber", "dpo")), 404},
                  {"the person", office.world.as(office.amina), 404},
                  {"Bilal", office.world.as(office.bilal), 404}};
    for (auto& one : all) {
        CAPTURE(one.who);
        for (const auto& path :
             {there, there + "/change", there + "/ics", office.list(), office.list() + "/new"}) {
            CAPTURE(path);
            CHECK(one.browser.get(path).status == one.status);
        }
    }
    CHECK_FALSE(all[2].browser.get("/staff/appointments").shows("Amina"));
    const auto id = there.substr(there.rfind('/') + 1);
    auto phone = office.world.as(office.amina), bilal = office.world.as(office.bilal);
    CHECK(phone.get("/appointments/" + id + "/ics").status == 200);
    CHECK(bilal.get("/appointments/" + id + "/ics").status == 404);
    CHECK_FALSE(bilal.get("/appointments").shows("At our office"));
}

TEST_CASE("nobody arranges, moves or cancels anything for a person who is not theirs") {
    Office office;
    auto desk = office.world.as(office.keller);
    const auto there = arrange(desk, office, an_appointment()).location();
    auto bilal = office.world.as(office.bilal), elsewhere = office.world.as(office.roth);
    for (auto* browser : {&bilal, &elsewhere}) {
        // A form of their own gives token and key; the address is Amina's.
        auto form = browser->get("/account");
        for (const auto& path :
             {office.list(), office.list() + "/reminders", there, there + "/cancellation"}) {
            auto values = an_appointment();
            values.emplace_back("form_token", form.hidden("form_token"));
            values.emplace_back("form_key", "AAAAAAAAAAAAAAAAAAAAAA");
            values.emplace_back("wanted", "yes");
            CHECK(browser->post_raw(path, values).status == 404);
        }
    }
    CHECK(office.count("appointments") == 1);
    CHECK(office.count("appointments WHERE cancelled_at IS NOT NULL") == 0);
    CHECK(office.count("reminder_wishes") == 0);
}

TEST_CASE("an appointment is moved, and cancelled, and the person sees both") {
    Office office;
    auto desk = office.world.as(office.keller);
    const auto there = arrange(desk, office, an_appointment()).location();
    desk.submit(there + "/change", there, with(an_appointment(), "time", "16.00"));
    auto phone = office.world.as(office.amina);
    CHECK(phone.get("/appointments").shows("16:00"));
    CHECK(phone.get("/access-log").shows("moved an appointment with you"));
    desk.send(desk.get(there), there + "/cancellation", {{"extent", "this"}});
    CHECK(phone.get("/appointments").shows("Cancelled"));
    CHECK_FALSE(phone.get("/biography").shows("At our office"));
    CHECK_FALSE(desk.get("/staff/appointments").shows("Amina"));
    CHECK(desk.get(there).shows("This appointment was cancelled."));
    CHECK(desk.get(there + "/change").location() == there);
}

TEST_CASE("a series stands on its days, and ends from one of them on") {
    Office office;
    auto desk = office.world.as(office.keller);
    const auto first = arrange(desk, office, weekly()).location();
    CHECK(office.count("appointments") == 4);  // 15, 22, 29 January, 5 February
    CHECK(desk.get("/staff/appointments?view=list").shows("5 February"));
    CHECK(desk.get("/staff/appointments?day=2026-01-22").shows("Amina"));
    CHECK_FALSE(desk.get("/staff/appointments?day=2026-02-12").shows("Amina"));
    desk.send(desk.get(first), first + "/cancellation", {{"extent", "this"}});
    CHECK(office.count("appointments WHERE cancelled_at IS NULL") == 3);
    const auto list = desk.get(office.list());
    const auto at = list.body.find("/staff/appointments/0");
    const auto next = list.body.substr(at, list.body.find('"', at) - at);
    desk.send(desk.get(next), next + "/cancellation", {{"extent", "following"}});
    CHECK(office.count("appointments WHERE cancelled_at IS NULL") == 0);
}

TEST_CASE("the days of a series, also in short months") {
    using appointments::days_of;
    CHECK(days_of(2026y / 1 / 15, Repeat::Never, 2027y / 1 / 1).size() == 1);
    CHECK(days_of(2026y / 1 / 15, Repeat::Weekly, 2026y / 1 / 29).size() == 3);
    CHECK(days_of(2026y / 1 / 15, Repeat::EverySecondWeek, 2026y / 1 / 29).size() == 2);
    const auto months = days_of(2026y / 1 / 31, Repeat::Monthly, 2026y / 4 / 30);
    REQUIRE(months.size() == 4);
    CHECK(months[1] == 2026y / 2 / 28);
    CHECK(months[2] == 2026y / 3 / 31);
    CHECK(days_of(2026y / 1 / 1, Repeat::Weekly, 2999y / 1 / 1).size() >
          appointments::most_in_series);
}

TEST_CASE("a time of day is read as people write it") {
    using appointments::parse_time_of_day;
    CHECK(parse_time_of_day("14:30") == 14h + 30min);
    CHECK(parse_time_of_day(" 9.05 ") == 9h + 5min);
    CHECK(parse_time_of_day("9") == 9h);
    CHECK(parse_time_of_day("۱۴:۳۰") == 14h + 30min);
    for (const auto* wrong : {"", "24:00", "12:60", "noon", "12:", ":30", "-1", "1:2:3"})
        CHECK_MESSAGE(!parse_time_of_day(wrong), wrong);
}

TEST_CASE("what is wrong in a form is said at its field, and nothing is lost") {
    struct Wrong {
        const char *field, *value, *says;
    };
    constexpr Wrong all[] = {
        {"day", "31.02.2026", "Write the day"},
        {"day", "2026-01-11", "This is over already."},
        {"day", "2029-01-11", "This is more than two years ahead."},
        {"time", "noon", "Write the time"},
        {"minutes", "half an hour", "Write the minutes as a number"},
        {"minutes", "481", "Write the minutes as a number"},
        {"place", "nowhere", "Choose where you meet."},
        {"topic", "", "Choose what it is about."},
        {"repeat", "weekly", "Write the last day of the series."},
    };
    Office office;
    auto desk = office.world.as(office.keller);
    for (const auto& wrong : all) {
        CAPTURE(wrong.field);
        CAPTURE(wrong.value);
        const auto reply = arrange(desk, office, with(an_appointment(), wrong.field, wrong.value));
        CHECK(reply.status == 422);
        CHECK(reply.shows(wrong.says));
        CHECK(reply.body.find("value=\"letters\" checked") != std::string::npos);
    }
    CHECK(arrange(desk, office, with(with(weekly(), "until", "2028-01-01"), "words", "nonsense"))
              .status == 422);
    CHECK(arrange(desk, office, with(with(an_appointment(), "day", "2026-01-12"), "time", "8:00"))
              .shows("This is over already."));
    CHECK(office.count("appointments") == 0);
}

TEST_CASE(
    "the same form twice arranges one appointment; of two who move it the later one is told") {
    Office office;
    auto desk = office.world.as(office.keller);
    const auto form = desk.get(office.list() + "/new");
    const auto there = desk.send(form, office.list(), an_appointment()).location();
    CHECK(desk.send(form, office.list(), an_appointment()).location() == there);
    CHECK(office.count("appointments") == 1);

    const auto cover = office.world.staff("Demir", "counsellor");
    office.assign(cover, "cover");
    auto other = office.world.as(cover);
    const auto hers = desk.get(there + "/change"), theirs = other.get(there + "/change");
    const auto earlier = with(an_appointment(), "time", "08:15");
    CHECK(other.send(theirs, there, earlier).status == 303);
    CHECK(other.send(theirs, there, earlier).status == 303);
    const auto met = desk.send(hers, there, with(an_appointment(), "time", "17:45"));
    CHECK(met.status == 409);
    CHECK(met.shows("08:15"));
    CHECK(met.shows("17:45"));
    CHECK(desk.send(met, there, with(an_appointment(), "time", "17:45")).status == 303);
    CHECK(other.get(there).shows("17:45"));
}

TEST_CASE("a file for the calendar tells when, and nothing else") {
    Office office;
    auto desk = office.world.as(office.keller);
    const auto there = arrange(desk, office, an_appointment()).location();
    const auto file = desk.get(there + "/ics");
    CHECK(file.header("content-type") == "text/calendar; charset=utf-8");
    CHECK(file.header("content-disposition").find("termin.ics") != std::string::npos);
    const Ics ics(file.body);
    REQUIRE(ics.of("VEVENT").size() == 1);
    CHECK(ics.of("VEVENT")[0].get("DTSTART") == "20260115T133000Z");
    CHECK(ics.of("VEVENT")[0].get("SUMMARY") == "Termin");
    for (const auto* word : {"Amina", "Keller", "office", "housing", "Housing"})
        CHECK_MESSAGE(file.body.find(word) == std::string::npos, word);
}

TEST_CASE("a calendar program reads at a secret address, until that is taken back") {
    Office office;
    auto desk = office.world.as(office.keller);
    arrange(desk, office, weekly());
    auto phone = office.world.as(office.amina);
    auto program = office.world.anybody();
    const auto own = secret_in(phone.submit("/calendar", "/calendar", {}));
    const auto hers = secret_in(desk.submit("/staff/calendar", "/staff/calendar", {}));
    for (const auto& secret : {own, hers}) {
        const auto feed = program.get(secret);
        CHECK(feed.status == 200);
        CHECK(feed.header("content-type") == "text/calendar; charset=utf-8");
        CHECK(Ics(feed.body).of("VEVENT").size() == 4);
        CHECK(feed.body.find("Amina") == std::string::npos);
        CHECK(feed.header("cache-control").find("no-store") != std::string::npos);
    }
    CHECK(phone.get("/access-log").shows("read your appointments in your calendar program"));
    CHECK(phone.get("/calendar").shows("There is an address since"));
    CHECK_FALSE(phone.get("/calendar").shows("/p/calendar/"));
    // A new address ends the old one.
    const auto newer = secret_in(phone.submit("/calendar", "/calendar", {}));
    CHECK(program.get(own).status == 404);
    CHECK(program.get(newer).status == 200);
    phone.send(phone.get("/calendar"), "/calendar/end", {});
    CHECK(program.get(newer).status == 404);
    desk.send(desk.get("/staff/calendar"), "/staff/calendar/end", {});
    CHECK(program.get(hers).status == 404);
    for (const auto* wrong : {"/p/calendar/x", "/p/calendar/AAAA"})
        CHECK(program.get(wrong).status == 404);
    CHECK(office.count("calendar_feeds") == 0);
}

TEST_CASE("of a secret address only a hash is kept, and a double click tells no dead address") {
    Office office;
    auto phone = office.world.as(office.amina);
    const auto form = phone.get("/calendar");
    const auto first = phone.send(form, "/calendar", {});
    const auto secret = secret_in(first);
    const auto second = phone.send(form, "/calendar", {});
    CHECK(second.status == 303);
    CHECK(second.location() == "/calendar");
    CHECK(office.world.anybody().get(secret).status == 200);
    const auto token = secret.substr(secret.rfind('/') + 1);
    CHECK(token.size() == 43);  // 256 bits
    office.app().db->read([&](sql::Connection& db) {
        db.each("SELECT location FROM form_keys", [&](sql::Row row) {
            CHECK(row.get<std::string>(0).find(token) == std::string::npos);
        });
        const auto kept = db.first("SELECT token_hash FROM calendar_feeds",
                                   [](sql::Row row) { return row.get<sql::Blob>(0).bytes; });
        REQUIRE(kept);
        CHECK(kept->find(token) == std::string::npos);
    });
}

TEST_CASE("a feed ends with the right that it stands on") {
    Office office;
    auto desk = office.world.as(office.keller);
    arrange(desk, office, an_appointment());
    auto phone = office.world.as(office.amina), program = office.world.anybody();
    const auto own = secret_in(phone.submit("/calendar", "/calendar", {}));
    const auto hers = secret_in(desk.submit("/staff/calendar", "/staff/calendar", {}));
    const auto now = office.app().clock.now();
    office.app().db->write([&](sql::Transaction& tx) {
        tx.exec("UPDATE assignments SET until_at = $1", now);
        tx.exec("UPDATE account_access SET until_at = $1 WHERE account_id = $2", now,
                office.amina.account);
    });
    CHECK(Ics(program.get(hers).body).of("VEVENT").empty());
    CHECK(program.get(own).status == 404);
    office.app().db->write([&](sql::Transaction& tx) {
        tx.exec("UPDATE staff SET active = 0 WHERE id = $1", office.keller.id);
    });
    CHECK(program.get(hers).status == 404);
}

TEST_CASE("who wants it gets a mail the day before, which says nothing of them") {
    Office office;
    auto desk = office.world.as(office.keller);
    arrange(desk, office, an_appointment());
    auto phone = office.world.as(office.amina);
    CHECK(phone.get("/appointments").shows("With an e-mail address in your biography"));
    office.say("contact.email", nlohmann::json::array({"amina@example.org"}));
    phone.submit("/appointments", "/appointments/reminders", {{"wanted", "yes"}});
    CHECK(phone.get("/appointments").shows("You get a mail the day before."));
    office.turn_to(2026y / 1 / 14, 14h);
    CHECK(office.world.mails().empty());
    office.turn_to(2026y / 1 / 14, 15h);
    auto mails = office.world.mails();
    REQUIRE(mails.size() == 1);
    CHECK(mails[0].to.find("amina@example.org") != std::string::npos);
    CHECK(mails[0].subject == "Reminder");
    for (const auto* word : {"Amina", "Keller", "14:30", "Housing", "office"})
        CHECK_MESSAGE(mails[0].text.find(word) == std::string::npos, word);
    CHECK(mails[0].text.find("/appointments") != std::string::npos);
    office.turn_to(2026y / 1 / 15, 14h);
    CHECK(office.world.mails().size() == 1);  // once
    CHECK(office.world.as(office.amina)
              .get("/access-log")
              .shows("reminded you of an appointment by mail"));
}

TEST_CASE("nobody is reminded who does not want it, has no address, or of what was cancelled") {
    Office office;
    auto desk = office.world.as(office.keller);
    const auto there = arrange(desk, office, an_appointment()).location();
    arrange(desk, office, with(an_appointment(), "day", "2026-01-12"));  // today
    office.say("contact.email", "amina@example.org");
    office.turn_to(2026y / 1 / 14, 16h);
    CHECK(office.world.mails().empty());
    // On her word Keller switches it on; then she takes the address away.
    desk = office.world.as(office.keller);
    desk.submit(office.list(), office.list() + "/reminders", {});
    CHECK(desk.get(office.list()).shows("The person gets a mail the day before."));
    desk.send(desk.get(there), there + "/cancellation", {{"extent", "this"}});
    CHECK(office.world.mails().empty());
    const auto later = with(an_appointment(), "day", "2026-01-20");
    arrange(desk, office, later);
    office.say("contact.email", "no address");
    office.turn_to(2026y / 1 / 20, 9h);
    CHECK(office.world.mails().empty());
    auto phone = office.world.as(office.amina);
    CHECK(phone.get("/access-log").shows("switched mails before appointments on for you"));
    phone.submit("/appointments", "/appointments/reminders", {});
    CHECK(office.count("reminder_wishes") == 0);
}

TEST_CASE("a moved appointment is reminded of anew") {
    Office office;
    auto desk = office.world.as(office.keller);
    const auto there = arrange(desk, office, an_appointment()).location();
    office.say("contact.email", "amina@example.org");
    desk.submit(office.list(), office.list() + "/reminders", {});
    office.turn_to(2026y / 1 / 14, 16h);
    CHECK(office.world.mails().size() == 1);
    desk = office.world.as(office.keller);
    desk.submit(there + "/change", there, with(an_appointment(), "day", "2026-01-22"));
    office.turn_to(2026y / 1 / 21, 16h);
    CHECK(office.world.mails().size() == 2);
}

TEST_CASE("own tasks stand beside next steps, due first, and are ticked off with undo") {
    Office office;
    auto desk = office.world.as(office.keller);
    const Values task{{"step_kind", "call"},
                      {"step_words", "CANARY-task"},
                      {"waiting_for", "jobcenter"},
                      {"due", "2026-01-20"}};
    const auto of_amina = "/staff/persons/" + office.amina.person.text() + "/tasks";
    CHECK(desk.submit(of_amina + "/new", of_amina, task).location() == "/staff/tasks");
    desk.submit("/staff/tasks/new", "/staff/tasks",
                with(with(task, "step_words", "own one"), "due", "2026-01-12"));
    const auto consultations = "/staff/persons/" + office.amina.person.text() + "/consultations";
    desk.submit(consultations + "/new", consultations,
                {{"day", "2026-01-11"},
                 {"kind", "office"},
                 {"minutes", "30"},
                 {"topics", "housing"},
                 {"step_kind", "papers"},
                 {"step_words", "agreed one"},
                 {"waiting_for", "person"},
                 {"due", "2026-01-15"}});
    auto list = desk.get("/staff/tasks");
    const auto at = [&](const char* words) { return list.body.find(words); };
    CHECK(at("own one") < at("agreed one"));
    CHECK(at("agreed one") < at("CANARY-task"));
    CHECK(at("CANARY-task") != std::string::npos);
    CHECK(list.shows("Amina"));

    // Hers stay out of sight of Roth, of Bilal, and of Amina's own page.
    auto elsewhere = office.world.as(office.roth);
    CHECK_FALSE(elsewhere.get("/staff/tasks").shows("CANARY"));
    CHECK_FALSE(elsewhere.get("/staff/tasks").shows("own one"));
    CHECK(elsewhere.get(of_amina + "/new").status == 404);
    auto phone = office.world.as(office.amina);
    CHECK_FALSE(phone.get("/consultations").shows("CANARY"));
    CHECK(phone.get("/access-log").shows("noted a task about you"));

    const auto begin = list.body.find("/staff/tasks/0");
    const auto done = list.body.substr(begin, list.body.find('"', begin) - begin);
    auto values = task;
    values.emplace_back("form_token", elsewhere.get("/account").hidden("form_token"));
    values.emplace_back("form_key", "AAAAAAAAAAAAAAAAAAAAAA");
    CHECK(elsewhere.post_raw(done, values).status == 404);
    list = desk.follow(desk.send(list, done, {}));
    CHECK_FALSE(list.shows("own one"));
    const auto undo = done.substr(0, done.rfind('/')) + "/reopening";
    desk.send(list, undo, {});
    CHECK(desk.get("/staff/tasks").shows("own one"));
}

TEST_CASE("a task needs to say what, who and until when") {
    Office office;
    auto desk = office.world.as(office.keller);
    const auto send = [&](const Values& values) {
        return desk.submit("/staff/tasks/new", "/staff/tasks", values);
    };
    CHECK(send({{"due", "2026-01-20"}}).shows("Choose what is to be done next."));
    CHECK(send({{"step_kind", "call"}, {"due", "2026-01-20"}}).shows("Choose who has to act."));
    CHECK(send({{"step_kind", "call"}, {"waiting_for", "person"}, {"due", "2026-01-01"}}).status ==
          422);
    CHECK(office.count("tasks") == 0);
}

TEST_CASE("what runs out reminds the caseworker without anybody writing it down") {
    Office office;
    auto desk = office.world.as(office.keller);
    CHECK(desk.get("/staff/tasks").shows("Nothing is open."));
    office.say("residence.valid_until",
               {{"edtf", "2026-03-01"}, {"precision", "day"}, {"calendar", "gregorian"}});
    casework::Case one;
    one.person = office.amina.person;
    one.opened = 2023y / 3 / 1;
    one.clock.start = 2023y / 3 / 1;
    office.app().db->write([&](sql::Transaction& tx) {
        casework::put(tx, office.app(), one, office.app().clock.now());
    });
    auto list = desk.get("/staff/tasks");
    CHECK(list.shows("The residence title runs out."));
    CHECK(list.shows("The time for counselling runs out."));
    CHECK(list.shows("Amina"));
    office.turn_to(2026y / 3 / 2, 9h);
    list = office.world.as(office.keller).get("/staff/tasks");
    CHECK(list.shows("The residence title has ended."));
    CHECK(list.shows("The time for counselling has ended."));
    CHECK_FALSE(office.world.as(office.roth).get("/staff/tasks").shows("Amina"));
}

TEST_CASE("what a plan waits for stands among the tasks") {
    Office office;
    auto& app = office.app();
    const auto now = app.clock.now();
    app.db->write([&](sql::Transaction& tx) {
        const auto party = plan::Party::of(tx, app, office.who(), office.amina.person);
        plan::Goal goal;
        goal.area = "work";
        goal.kind = "job";
        goal.review = 2026y / 1 / 10;
        plan::Measure late;
        late.kind = "cv";
        late.side = "person";
        late.due = 2026y / 1 / 9;
        const auto id = plan::GoalId::make(now);
        plan::add_goal(tx, app, party, id, goal, now);
        plan::add_measure(tx, app, party, id, plan::MeasureId::make(now), late, now);
    });
    const auto list = office.world.as(office.keller).get("/staff/tasks");
    CHECK(list.shows("Look back at 1 goal"));
    CHECK(list.shows("1 step of the plan is late"));
    CHECK_FALSE(office.world.as(office.roth).get("/staff/tasks").shows("Look back"));
}

TEST_CASE("two records joined have the appointments and tasks of both, and part again") {
    Office office;
    auto& app = office.app();
    auto desk = office.world.as(office.keller);
    const auto there = arrange(desk, office, an_appointment()).location();
    const auto of_amina = "/staff/persons/" + office.amina.person.text() + "/tasks";
    desk.submit(of_amina + "/new", of_amina,
                {{"step_kind", "call"}, {"waiting_for", "person"}, {"due", "2026-01-20"}});
    office.say("contact.email", "amina@example.org");
    desk.submit(office.list(), office.list() + "/reminders", {});
    const auto twin =
        account::make_code_card(app, office.who(), "Emina", text::Language::De).person;
    const auto list_of = [](Id<Person> person) {
        return "/staff/persons/" + person.text() + "/appointments";
    };
    const auto merge = app.db->write([&](sql::Transaction& tx) {
        return casework::merge(tx, app, office.who(), twin, office.amina.person, app.clock.now());
    });
    CHECK(desk.get(list_of(twin)).shows("At our office"));
    CHECK(desk.get(list_of(twin)).shows("The person gets a mail the day before."));
    CHECK(desk.get("/staff/tasks").shows("Call an office"));
    CHECK(desk.get(there).status == 200);
    app.db->write([&](sql::Transaction& tx) {
        casework::undo(tx, app, office.who(), merge, app.clock.now());
    });
    CHECK_FALSE(desk.get(list_of(twin)).shows("At our office"));
    CHECK(desk.get(there).shows("At our office"));
    CHECK(desk.get("/staff/tasks").shows("Call an office"));
}

TEST_CASE("an erased person's appointments and tasks open for nobody") {
    Office office;
    auto desk = office.world.as(office.keller);
    const auto there = arrange(desk, office, an_appointment()).location();
    const auto of_amina = "/staff/persons/" + office.amina.person.text() + "/tasks";
    desk.submit(of_amina + "/new", of_amina,
                {{"step_kind", "call"}, {"waiting_for", "person"}, {"due", "2026-01-20"}});
    office.app().vault.destroy_key(office.amina.person.bytes);
    CHECK(desk.get(there).status == 404);
    CHECK(desk.get("/staff/appointments").status == 200);
    CHECK(desk.get("/staff/tasks").shows("Nothing is open."));
    office.turn_to(2026y / 1 / 15, 9h);
    office.world.run_jobs();
    CHECK(office.count("appointments") + office.count("tasks") == 2);
    office.app().db->write(
        [&](sql::Transaction& tx) { appointments::forget(tx, office.amina.person); });
    CHECK(office.count("appointments") + office.count("tasks") == 0);
}

TEST_CASE("nothing that is said of an appointment or a task lies open in the database") {
    Office office;
    auto desk = office.world.as(office.keller);
    arrange(desk, office, an_appointment());
    desk.submit("/staff/tasks/new", "/staff/tasks",
                {{"step_kind", "call"},
                 {"step_words", "CANARY"},
                 {"waiting_for", "person"},
                 {"due", "2026-01-20"}});
    office.app().db->read([&](sql::Connection& db) {
        for (const auto* sql : {"SELECT told FROM appointments", "SELECT told FROM tasks"}) {
            const auto told =
                db.first(sql, [](sql::Row row) { return row.get<sql::Blob>(0).bytes; });
            REQUIRE(told);
            for (const auto* word : {"housing", "office", "letters", "CANARY", "call"})
                CHECK(told->find(word) == std::string::npos);
        }
    });
}
