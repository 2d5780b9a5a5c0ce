// SPDX-License-Identifier: EUPL-1.2
// The plan at the caseworker's desk.
#include <atomic>
#include <functional>
#include <future>
#include <thread>

#include "plan/agreements.h"
#include "plan/history.h"
#include "plan/office_for_test.h"

using namespace mobio;

namespace {

// Two save at the very same moment: while the first one's change is being written, the second one
// is sent. It reads what stood before, and waits to write.
class AtOnce {
public:
    explicit AtOnce(App& app) {
        app.fields_changed = [this, tell = app.fields_changed](
                                 sql::Transaction& tx, App& county, Id<Person> person,
                                 const std::vector<std::string>& fields, Time now) {
            tell(tx, county, person, fields, now);
            if (!armed_.exchange(false)) return;
            late_ = std::async(std::launch::async, second_);
            std::this_thread::sleep_for(std::chrono::milliseconds{400});
        };
    }

    // What both are answered.
    std::pair<Reply, Reply> save(const std::function<Reply()>& first,
                                 const std::function<Reply()>& second) {
        second_ = second;
        armed_ = true;
        auto early = first();
        REQUIRE(late_.valid());
        return {std::move(early), late_.get()};
    }

private:
    std::function<Reply()> second_;
    std::future<Reply> late_;
    std::atomic<bool> armed_ = false;
};

}  // namespace

TEST_CASE("from a suggestion to a signed agreement it takes six steps") {
    Office office;
    auto desk = office.world.as(office.keller);
    const auto plan = office.plan();
    auto page = desk.get(plan);
    CHECK(page.shows("Nothing was agreed yet."));
    CHECK(page.shows("Suggested by the biography"));
    const auto taken = desk.send(page, plan + "/suggestions", {{"kind", "german_b1"}});  // 1
    REQUIRE(taken.status == 303);
    page = desk.follow(taken);
    CHECK(page.shows("Reach German B1"));
    CHECK(page.shows("Register for a course"));
    CHECK_FALSE(page.shows("Suggested by the biography"));

    page = desk.get(plan + "/agreement");                          // 2
    const auto frozen = desk.send(page, plan + "/agreement", {});  // 3
    REQUIRE(frozen.status == 303);
    const auto version = frozen.location();
    CHECK(desk.get(version).shows("has not confirmed yet"));
    office.sign(desk, version);  // 4, 5
    page = desk.get(version);    // 6
    CHECK_FALSE(page.shows("has not confirmed yet"));
    CHECK(page.shows("Agreed on the screen"));
    CHECK(desk.get(plan).shows("is agreed by both."));
}

TEST_CASE("who sees a plan at the desk, and for whom there is none") {
    Office office;
    auto desk = office.world.as(office.keller);
    office.write_plan(desk);
    const auto plan = office.plan(), goal = Office::link(desk.get(plan), plan + "/goals/"),
               measure = Office::link(desk.get(plan), plan + "/measures/"),
               version = office.freeze(desk);
    const auto cover = office.world.staff("Demir", "counsellor");
    office.assign(cover, "cover");

    struct Sees {
        const char* who;
        Browser browser;
        unsigned status;
    };
    Sees all[] = {{"in charge", office.world.as(office.keller), 200},
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
             {plan, plan + "/goals/new", goal, goal + "/measures/new", goal + "/outcomes/new",
              measure, plan + "/agreement", plan + "/family", plan + "/reviews/new", version,
              version + "/paper?lang=fa"}) {
            CAPTURE(path);
            const auto page = one.browser.get(path);
            CHECK(page.status == one.status);
            if (one.status != 200) CHECK_FALSE(page.shows("B1 bis zum Sommer"));
        }
    }
}

TEST_CASE("nobody writes into a plan that is not theirs") {
    Office office;
    auto desk = office.world.as(office.keller);
    office.write_plan(desk);
    const auto plan = office.plan(), goal = Office::link(desk.get(plan), plan + "/goals/"),
               measure = Office::link(desk.get(plan), plan + "/measures/"),
               version = office.freeze(desk);
    auto bilal = office.world.as(office.bilal), elsewhere = office.world.as(office.roth);
    for (auto* browser : {&bilal, &elsewhere}) {
        auto form = browser->get("/account");
        for (const auto& path :
             {plan + "/suggestions", plan + "/goals", goal, goal + "/removal", goal + "/return",
              goal + "/measures", measure, measure + "/removal", measure + "/return",
              measure + "/completion", measure + "/reopening", plan + "/family",
              plan + "/agreement", plan + "/reviews", goal + "/outcomes", version + "/signatures",
              plan + "/together"}) {
            CAPTURE(path);
            auto values = office.a_goal();
            values.emplace_back("form_token", form.hidden("form_token"));
            values.emplace_back("form_key", "AAAAAAAAAAAAAAAAAAAAAA");
            CHECK(browser->post_raw(path, values).status == 404);
        }
    }
    CHECK(office.count("plan_goals") == 1);
    CHECK(office.count("plan_confirmations") == 0);
    CHECK(desk.get("/staff/persons/" + office.bilal.person.text() + "/plan").status == 404);
}

TEST_CASE("what is wrong in a goal or a step is said at its field, and nothing is lost") {
    struct Wrong {
        const char *field, *value, *says;
    };
    Office office;
    auto desk = office.world.as(office.keller);
    constexpr Wrong goals[] = {
        {"area", "nonsense", "Choose the area of life."},
        {"kind", "", "Choose the goal."},
        {"indicator", "", "Choose how you will notice it."},
        {"priority", "", "Choose how urgent this goal is."},
        {"deadline", "soon", "Write the day"},
        {"review", "", "Write the day"},
        {"status", "", "Choose how it stands."},
    };
    for (const auto& wrong : goals) {
        CAPTURE(wrong.field);
        const auto reply = office.add_goal(desk, with(office.a_goal(), wrong.field, wrong.value));
        CHECK(reply.status == 422);
        CHECK(reply.shows(wrong.says));
        CHECK(reply.shows("A2 ist geschafft."));
    }
    auto own = with(with(office.a_goal(), "kind", "own"), "german", "");
    CHECK(office.add_goal(desk, own).shows("Write the goal in German."));
    CHECK(office.add_goal(desk, with(office.a_goal(), "status", "waiting"))
              .shows("Choose who has to act."));
    CHECK(office.add_goal(desk, with(office.a_goal(), "situation", std::string(2001, 'x')))
              .shows("2000 characters are enough."));
    CHECK(office.count("plan_goals") == 0);

    office.write_plan(desk);
    const auto goal = Office::link(desk.get(office.plan()), office.plan() + "/goals/");
    constexpr Wrong steps[] = {
        {"kind", "", "Choose the step."},         {"side", "", "Choose who is responsible."},
        {"side", "office", "Write who that is."}, {"due", "", "Write the day"},
        {"status", "x", "Choose how it stands."}, {"proof", "", "Choose a proof."},
    };
    for (const auto& wrong : steps) {
        CAPTURE(wrong.field);
        const auto reply = desk.submit(goal + "/measures/new", goal + "/measures",
                                       with(office.a_step(), wrong.field, wrong.value));
        CHECK(reply.status == 422);
        CHECK(reply.shows(wrong.says));
        CHECK(reply.shows("am Abend"));
    }
    CHECK(desk.submit(goal + "/measures/new", goal + "/measures",
                      with(with(office.a_step(), "kind", "other"), "words", ""))
              .shows("Write what the step is."));
    CHECK(office.count("plan_measures") == 1);
}

TEST_CASE("more than three goals at a time are not active") {
    Office office;
    auto desk = office.world.as(office.keller);
    for (const char* place : {"1", "2", "3"})
        CHECK(office.add_goal(desk, with(office.a_goal(), "priority", place)).status == 303);
    const auto fourth = office.add_goal(desk, with(office.a_goal(), "priority", "2"));
    CHECK(fourth.status == 422);
    CHECK(fourth.shows("Three goals are active already."));
    CHECK(office.add_goal(desk, with(office.a_goal(), "priority", "later")).status == 303);
    CHECK(office.add_goal(desk, with(with(office.a_goal(), "priority", "1"), "status", "reached"))
              .status == 303);
}

TEST_CASE("of two at one goal each keeps what only they changed; what both changed stands twice") {
    Office office;
    auto desk = office.world.as(office.keller);
    office.write_plan(desk);
    const auto plan = office.plan(), goal = Office::link(desk.get(plan), plan + "/goals/");
    const auto cover = office.world.staff("Demir", "counsellor");
    office.assign(cover, "cover");
    auto other = office.world.as(cover);

    auto mine = desk.get(goal), theirs = other.get(goal);
    CHECK(other.send(theirs, goal, with(office.a_goal(), "situation", "B1 begonnen.")).status ==
          303);
    const auto merged = desk.send(mine, goal, with(office.a_goal(), "priority", "2"));
    REQUIRE(merged.status == 303);
    CHECK(desk.follow(merged).shows("What somebody else changed meanwhile is kept, too."));
    CHECK(desk.get(goal).shows("B1 begonnen."));

    mine = desk.get(goal);
    theirs = other.get(goal);
    auto changed = with(with(office.a_goal(), "priority", "2"), "situation", "Sagt Demir.");
    CHECK(other.send(theirs, goal, changed).status == 303);
    changed = with(changed, "situation", "Sagt Keller.");
    const auto met = desk.send(mine, goal, changed);
    CHECK(met.status == 409);
    CHECK(met.shows("Sagt Demir."));
    CHECK(met.shows("Sagt Keller."));
    CHECK(desk.send(met, goal, with(changed, "situation", "Beides.")).status == 303);
    CHECK(other.get(goal).shows("Beides."));
}

TEST_CASE("of two at one step the later one sees both, and a tick in between is not lost") {
    Office office;
    auto desk = office.world.as(office.keller);
    office.write_plan(desk);
    const auto plan = office.plan(), step = Office::link(desk.get(plan), plan + "/measures/");
    auto form = desk.get(step);
    auto phone = office.world.as(office.amina);
    const auto own = "/plan/measures/" + step.substr(step.size() - 36);
    CHECK(phone.send(phone.get("/plan"), own + "/completion", {}).status == 303);
    CHECK(desk.send(form, step, with(office.a_step(), "words", "am Morgen")).status == 303);
    const auto page = desk.get(plan);
    CHECK(page.shows("am Morgen"));
    CHECK(page.shows("done on"));

    form = desk.get(step);
    auto second = desk.get(step);
    const auto done = with(office.a_step(), "status", "done");
    CHECK(desk.send(form, step, with(done, "words", "zu Hause")).status == 303);
    const auto met = desk.send(second, step, with(done, "words", "in der Schule"));
    CHECK(met.status == 409);
    CHECK(met.shows("zu Hause"));
    CHECK(met.shows("in der Schule"));
}

TEST_CASE("two who save at the very same moment both keep what only they changed") {
    Office office;
    AtOnce at_once(office.app());
    auto desk = office.world.as(office.keller);
    office.write_plan(desk);
    const auto plan = office.plan(), goal = Office::link(desk.get(plan), plan + "/goals/"),
               step = Office::link(desk.get(plan), plan + "/measures/");
    const auto cover = office.world.staff("Demir", "counsellor");
    office.assign(cover, "cover");
    auto other = office.world.as(cover);
    const auto both = [&](const std::string& at, const Values& mine, const Values& theirs) {
        const auto form = desk.get(at), their_form = other.get(at);
        const auto [early, late] = at_once.save([&] { return desk.send(form, at, mine); },
                                                [&] { return other.send(their_form, at, theirs); });
        CHECK(early.status == 303);
        CHECK(late.status == 303);
        return other.follow(late);
    };
    const auto page = both(goal, with(office.a_goal(), "situation", "B1 begonnen."),
                           with(office.a_goal(), "german", "B1 bis zum Herbst"));
    CHECK(page.shows("What somebody else changed meanwhile is kept, too."));
    CHECK(page.shows("B1 begonnen."));
    CHECK(page.shows("B1 bis zum Herbst"));
    both(step, with(office.a_step(), "words", "am Morgen"),
         with(office.a_step(), "status", "running"));
    CHECK(desk.get(step).shows("am Morgen"));
    CHECK(desk.get(plan).shows("am Morgen"));
    CHECK(desk.get(step).body.find("value=\"running\" selected") != std::string::npos);

    auto phone = office.world.as(office.amina);
    const auto words = "/plan/goals/" + goal.substr(goal.size() - 36) + "/words";
    const auto form = desk.get(goal), own_form = phone.get(words);
    const auto [early, late] = at_once.save(
        [&] { return desk.send(form, goal, with(office.a_goal(), "situation", "B1 bestanden.")); },
        [&] {
            return phone.send(own_form, words, {{"words", "Ich will lernen."}});
        });
    CHECK(early.status == 303);
    CHECK(late.status == 303);
    CHECK(desk.get(goal).shows("B1 bestanden."));
    CHECK(desk.get(goal).shows("Ich will lernen."));
}

TEST_CASE("of two who change the same at the very same moment the later one sees what stands") {
    Office office;
    AtOnce at_once(office.app());
    auto desk = office.world.as(office.keller);
    office.write_plan(desk);
    const auto plan = office.plan(), goal = Office::link(desk.get(plan), plan + "/goals/");
    const auto cover = office.world.staff("Demir", "counsellor");
    office.assign(cover, "cover");
    auto other = office.world.as(cover);
    const auto form = desk.get(goal), their_form = other.get(goal);
    const auto late =
        at_once
            .save(
                [&] { return desk.send(form, goal, with(office.a_goal(), "situation", "Eins.")); },
                [&] {
                    return other.send(their_form, goal,
                                      with(office.a_goal(), "situation", "Zwei."));
                })
            .second;
    CHECK(late.status == 409);
    CHECK(late.shows("Eins."));
    CHECK(late.shows("Zwei."));
    CHECK(desk.get(goal).shows("Eins."));

    const auto id = goal.substr(goal.size() - 36);
    const auto again = desk.get(goal), review = other.get(plan + "/reviews/new");
    const Values said{{"day", office.in_days(0)},
                      {"status." + id, "in_progress"},
                      {"next." + id, office.in_days(90)}};
    const auto met =
        at_once
            .save([&] { return desk.send(again, goal, with(office.a_goal(), "priority", "2")); },
                  [&] { return other.send(review, plan + "/reviews", said); })
            .second;
    CHECK(met.status == 409);
    CHECK(met.shows("Somebody changed a goal meanwhile."));
    CHECK(office.count("plan_reviews") == 0);
}

TEST_CASE("the same form twice adds one goal, and changes one once") {
    Office office;
    auto desk = office.world.as(office.keller);
    const auto goals = office.plan() + "/goals";
    auto form = desk.get(goals + "/new");
    CHECK(desk.send(form, goals, office.a_goal()).status == 303);
    CHECK(desk.send(form, goals, office.a_goal()).status == 303);
    CHECK(office.count("plan_goals") == 1);
    const auto goal = Office::link(desk.get(office.plan()), goals + "/");
    form = desk.get(goal);
    const auto changed = with(office.a_goal(), "situation", "Neu.");
    CHECK(desk.send(form, goal, changed).status == 303);
    CHECK(desk.send(form, goal, changed).status == 303);
    CHECK(desk.get(goal).shows("Neu."));
}

TEST_CASE("a goal or a step that was taken out comes back by undo") {
    Office office;
    auto desk = office.world.as(office.keller);
    office.write_plan(desk);
    const auto plan = office.plan();
    const auto step = Office::link(desk.get(plan), plan + "/measures/");
    auto page = desk.follow(desk.send(desk.get(step), step + "/removal", {}));
    CHECK(page.shows("Taken out of the plan."));
    CHECK_FALSE(page.shows("am Abend"));
    CHECK(desk.send(page, step + "/return", {}).status == 303);
    CHECK(desk.get(plan).shows("am Abend"));

    const auto goal = Office::link(desk.get(plan), plan + "/goals/");
    page = desk.follow(desk.send(desk.get(goal), goal + "/removal", {}));
    CHECK_FALSE(page.shows("B1 bis zum Sommer"));
    CHECK(desk.get(step).status == 404);
    CHECK(desk.send(page, goal + "/return", {}).status == 303);
    CHECK(desk.get(plan).shows("am Abend"));
}

TEST_CASE("a plan says for whom of the family it is, too") {
    Office office;
    auto desk = office.world.as(office.keller);
    const auto family = office.plan() + "/family";
    const auto first = desk.get(family), second = desk.get(family);
    CHECK(desk.send(first, family, {{"covers", "Karim, ihr Sohn"}}).status == 303);
    CHECK(desk.get(office.plan()).shows("Karim, ihr Sohn"));
    const auto met = desk.send(second, family, {{"covers", "Lina, ihre Tochter"}});
    CHECK(met.status == 409);
    CHECK(met.shows("Lina, ihre Tochter"));
    CHECK(desk.send(met, family, {{"covers", "Karim und Lina"}}).status == 303);
    CHECK(desk.get(office.plan()).shows("Karim und Lina"));
    CHECK(desk.submit(family, family, {{"covers", std::string(201, 'x')}}).status == 422);
}

TEST_CASE("a review adds to the plan, and what is due for one is found") {
    Office office;
    auto& app = office.app();
    auto desk = office.world.as(office.keller);
    office.write_plan(desk);
    const auto plan = office.plan(), goal = Office::link(desk.get(plan), plan + "/goals/");
    const auto id = goal.substr(goal.size() - 36);
    const auto due = [&](const StaffCast& staff) {
        return app.db->read(
            [&](sql::Connection& db) { return plan::reviews_due(db, app, staff.id).size(); });
    };
    CHECK(due(office.keller) == 0);
    app.clock.advance(std::chrono::hours{24 * 101});
    CHECK(due(office.keller) == 1);
    CHECK(due(office.roth) == 0);
    CHECK(app.db->read([&](sql::Connection& db) {
        return plan::measures_overdue(db, app, office.keller.id).size();
    }) == 1);

    desk = office.world.as(office.keller);
    const auto form = desk.get(plan + "/reviews/new");
    CHECK(form.shows("Reach German B1"));
    const Values said{{"day", office.in_days(0)},
                      {"words", "Ein gutes Gespräch."},
                      {"status." + id, "waiting"},
                      {"waiting_for." + id, "provider"},
                      {"words." + id, "Der Platz fehlt noch."},
                      {"next." + id, office.in_days(90)}};
    CHECK(desk.send(form, plan + "/reviews", with(said, "day", "morgen")).status == 422);
    CHECK(desk.send(form, plan + "/reviews", with(said, "day", office.in_days(1))).status == 422);
    CHECK(desk.send(form, plan + "/reviews", with(said, "waiting_for." + id, "")).status == 422);
    CHECK(desk.send(form, plan + "/reviews", said).status == 303);
    CHECK(due(office.keller) == 0);
    const auto page = desk.get(plan);
    CHECK(page.shows("Der Platz fehlt noch."));
    CHECK(page.shows("Ein gutes Gespräch."));
    CHECK(page.shows("Course provider"));
    CHECK(office.world.as(office.amina).get("/plan").shows("Ein gutes Gespräch."));

    // The same form again acts once; an older one meets what stands there now.
    CHECK(desk.send(form, plan + "/reviews", said).status == 303);
    CHECK(office.count("plan_reviews") == 1);
    const auto late = desk.get(plan + "/reviews/new");
    CHECK(desk.submit(goal, goal, with(office.a_goal(), "situation", "Neu.")).status == 303);
    CHECK(desk.send(late, plan + "/reviews", said).status == 409);
    CHECK(office.count("plan_reviews") == 1);
    const auto facts = app.db->read([&](sql::Connection& db) {
        return plan::facts_of(db, app, office.amina.person,
                              app.vault.key_of(office.amina.person.bytes));
    });
    CHECK(std::ranges::any_of(facts, [](const plan::Fact& fact) {
        return fact.what == plan::Fact::What::GoalReviewed && fact.code == "waiting" &&
               fact.area == "language";
    }));
}

TEST_CASE("what came of a goal is a dated fact for figures") {
    Office office;
    auto& app = office.app();
    auto desk = office.world.as(office.keller);
    office.write_plan(desk);
    const auto plan = office.plan(), goal = Office::link(desk.get(plan), plan + "/goals/");
    const auto form = goal + "/outcomes/new", action = goal + "/outcomes";
    CHECK(desk.submit(form, action, {{"kind", ""}, {"day", office.in_days(0)}}).status == 422);
    CHECK(desk.submit(form, action, {{"kind", "test_passed"}, {"day", office.in_days(2)}}).status ==
          422);
    CHECK(desk.submit(form, action,
                      {{"kind", "test_passed"}, {"day", office.in_days(0)}, {"words", "B1, gut"}})
              .status == 303);
    CHECK(desk.get(plan).shows("Exam passed"));
    office.sign(desk, office.freeze(desk));

    const auto facts = app.db->read([&](sql::Connection& db) {
        return plan::facts_of(db, app, office.amina.person,
                              app.vault.key_of(office.amina.person.bytes));
    });
    using What = plan::Fact::What;
    const auto count = [&](What what, std::string_view code) {
        return std::ranges::count_if(facts, [&](const plan::Fact& fact) {
            return fact.what == what && fact.code == code && fact.day == app.today();
        });
    };
    CHECK(count(What::GoalSet, "german_b1") == 1);
    CHECK(count(What::GoalStatus, "in_progress") == 1);
    CHECK(count(What::OutcomeReached, "test_passed") == 1);
    CHECK(count(What::VersionConfirmed, "") == 1);
}

TEST_CASE("a right that ends takes the plan along, also on a page that stands open") {
    Office office;
    auto desk = office.world.as(office.keller);
    office.write_plan(desk);
    const auto goal = Office::link(desk.get(office.plan()), office.plan() + "/goals/");
    const auto form = desk.get(goal);
    const auto now = office.app().clock.now();
    office.app().db->write([&](sql::Transaction& tx) {
        tx.exec("UPDATE assignments SET until_at = $1 WHERE staff_id = $2", now, office.keller.id);
    });
    CHECK(desk.get(office.plan()).status == 404);
    CHECK(desk.send(form, goal, with(office.a_goal(), "situation", "Spät.")).status == 404);
    CHECK(office.world.as(office.amina).get("/plan").shows("A2 ist geschafft."));
}

TEST_CASE("another language in the middle of a form keeps what was typed and saves nothing") {
    Office office;
    auto desk = office.world.as(office.keller);
    office.write_plan(desk);
    const auto plan = office.plan(), goal = Office::link(desk.get(plan), plan + "/goals/"),
               step = Office::link(desk.get(plan), plan + "/measures/");
    const auto id = goal.substr(goal.size() - 36);
    struct Form {
        std::string page, action;
        Values typed;
        const char* shows;
    };
    const Form forms[] = {
        {plan + "/goals/new", plan + "/goals", with(office.a_goal(), "german", "Neu 1"), "Neu 1"},
        {goal, goal, with(office.a_goal(), "german", "Neu 2"), "Neu 2"},
        {goal + "/measures/new", goal + "/measures", with(office.a_step(), "words", "Neu 3"),
         "Neu 3"},
        {step, step, with(office.a_step(), "words", "Neu 4"), "Neu 4"},
        {plan + "/family", plan + "/family", {{"covers", "Neu 5"}}, "Neu 5"},
        {plan + "/reviews/new", plan + "/reviews", {{"words." + id, "Neu 6"}}, "Neu 6"},
        {goal + "/outcomes/new", goal + "/outcomes", {{"words", "Neu 7"}}, "Neu 7"}};
    for (const auto& form : forms) {
        CAPTURE(form.page);
        const auto drawn =
            desk.submit(form.page, form.action, with(form.typed, "switch_language", "fr"));
        CHECK(drawn.status == 200);
        CHECK(drawn.shows(form.shows));
        CHECK(drawn.shows("Enregistrer"));
        desk.cookies["lang"] = "en";
    }
    CHECK(office.count("plan_goals") == 1);
    CHECK(office.count("plan_measures") == 1);
    CHECK(office.count("plan_reviews") == 0);
    CHECK_FALSE(desk.get(plan).shows("Neu "));
}
