// SPDX-License-Identifier: EUPL-1.2
#include "demo/persons.h"

#include <algorithm>
#include <functional>
#include <future>

#include "account/store.h"
#include "casework/consent.h"
#include "consultation/notes.h"
#include "consultation/store.h"
#include "demo/history.h"
#include "demo/homes.h"
#include "demo/plans.h"
#include "demo/talks.h"
#include "release/release.h"

namespace mobio::demo {

namespace {

using std::chrono::hours;

// What is written together waits once for the disk.
constexpr int batch = 250;
// The first ones have sent nothing yet: whoever looks on sees each e-mail come.
constexpr int have_sent_nothing = 40;

struct Newcomer {
    Id<Person> person;
    Desk with;
    Life life;
    std::optional<Course> course;  // a few were only just taken in
    std::vector<PastTalk> talks;
    Time taken_in{};
};

// At an hour of the office, and never after now.
Time office_hour(const App& app, Date day, int hour) {
    return std::min(app.zone.start_of(day) + hours{hour}, app.clock.now());
}

Newcomer invented(App& app, Dice dice, const Places& places, Desks& desks, Date came) {
    const auto today = app.today();
    std::optional<Course> course;
    if (!dice.one_in(8)) course = invent_course(dice, places, came, today);
    const auto desk = desks.next(course && course->in_follow_up);
    const auto day = course ? course->told.opened : days_from(today, -dice.from_to(0, 6));
    const auto at = office_hour(app, day, 9);
    Newcomer one{
        Id<Person>::make(at), desk, invent(dice, desk.who.id.text(), at, today), {}, {}, at};
    Telling household{biography::By::Staff, desk.who.id.text(), biography::Provenance::Staff, at};
    tell_household(dice, household, today);
    auto& changes = one.life.changes;
    std::ranges::move(household.changes, std::back_inserter(changes));
    if (!course) return one;
    course->told.person = one.person;
    course->told.team = desk.team;
    one.talks = invent_talks(dice, *course, today);
    one.course = std::move(course);
    return one;
}

// Several at a time: databases commit together what comes together.
void at_once(std::size_t count, const std::function<void(std::size_t)>& one) {
    constexpr std::size_t lanes = 8;
    std::vector<std::future<void>> running;
    for (std::size_t lane = 0; lane < lanes; ++lane)
        running.push_back(std::async(std::launch::async, [&, lane] {
            for (auto i = lane; i < count; i += lanes) one(i);
        }));
    for (auto& each : running) each.get();
}

// Keys are durable before the rows they seal.
void make_keys(App& app, const std::vector<Newcomer>& newcomers) {
    at_once(newcomers.size(),
            [&](std::size_t i) { app.vault.create_key(newcomers[i].person.bytes); });
}

void keep_talks(sql::Transaction& tx, App& app, const Newcomer& one) {
    const Caseworker who{{{one.with.who.id, Role::Manager}}};
    for (const auto& talk : one.talks) {
        const auto at = office_hour(app, talk.told.day, 15);
        const auto id = consultation::ConsultationId::make(at);
        consultation::add(tx, app, who, one.person, id, talk.told, at);
        if (talk.told.step.agreed() && talk.step_done)
            consultation::set_done(tx, app, who, id, true,
                                   office_hour(app, *talk.told.step.due, 10));
        if (!talk.working_note.empty())
            consultation::write_note(tx, app, who, id, talk.working_note, false, at);
    }
}

void keep(sql::Transaction& tx, App& app, const Newcomer& one) {
    const auto key = app.vault.key_of(one.person.bytes);
    account::add_record(tx, app, one.person, key, one.life.calling_name, one.with.who.id,
                        one.taken_in);
    biography::save(tx, app, one.person, key, one.life.changes, one.taken_in);
    if (!one.course) return;
    keep_case(tx, app, one.course->told, one.with.who.id);
    keep_talks(tx, app, one);
}

// What only a part of them have: a plan, the next appointment.
void add_more(sql::Transaction& tx, App& app, Dice& dice, const Newcomer& one) {
    if (!one.course || !one.course->in_follow_up || one.course->told.closed) return;
    const int days = days_between(*one.course->in_follow_up, app.today());
    if (days >= 60 && dice.one_in(3))
        set_goals(tx, app, dice, one.with.who, one.person, dice.from_to(40, std::min(days, 600)));
    if (dice.one_in(4)) arrange(tx, app, dice, one.with.who.id, one.person);
}

void send_something(App& app, Dice& dice, const Newcomer& one,
                    const std::vector<recipients::Recipient>& directory) {
    if (!one.course || one.course->told.closed || !dice.one_in(10)) return;
    const Caseworker who{{{one.with.who.id, Role::Manager}}};
    release::send_for_demo(app, {who, one.person}, dice.one_of(directory), one.life.language);
}

}  // namespace

void keep_case(sql::Transaction& tx, App& app, const casework::Case& one, Id<Staff> with) {
    const auto at = office_hour(app, one.opened, 10);
    auto open = one;
    open.closed.reset();
    casework::record(tx, app, one.person, {.language = text::Language::De, .staff = with}, at);
    casework::put(tx, app, open, at);
    if (!one.closed) return;
    auto closed = one;
    closed.revision = 1;
    casework::put(tx, app, closed, office_hour(app, *one.closed, 16));
}

void add_persons(App& app, const Plan& plan, const Places& places, Desks& desks,
                 const std::vector<recipients::Recipient>& directory) {
    // Each life has dice of its own.
    const auto dice_of = [&](int number, int part) {
        Dice dice(plan.seed * 1'000'003 + static_cast<std::uint64_t>(number) * 7 +
                  static_cast<std::uint64_t>(part));
        return dice;
    };
    const auto invent_from = [&](int first) {
        std::vector<Newcomer> newcomers;
        for (int i = first; i < std::min(first + batch, plan.persons); ++i)
            newcomers.push_back(
                invented(app, dice_of(i, 0), places, desks, came_on(app.today(), i, plan.persons)));
        make_keys(app, newcomers);
        return newcomers;
    };
    // The next ones are invented while these are written.
    auto next = std::async(std::launch::async, invent_from, 0);
    for (int done = 0; done < plan.persons;) {
        const int first = done;
        const auto newcomers = next.get();
        done += static_cast<int>(newcomers.size());
        if (done < plan.persons) next = std::async(std::launch::async, invent_from, done);
        app.db->write([&](sql::Transaction& tx) {
            for (int i = first; i < done; ++i) {
                auto dice = dice_of(i, 1);
                const auto& one = newcomers[static_cast<std::size_t>(i - first)];
                keep(tx, app, one);
                add_more(tx, app, dice, one);
            }
        });
        at_once(newcomers.size(), [&](std::size_t i) {
            const int number = first + static_cast<int>(i);
            auto dice = dice_of(number, 2);
            if (number >= have_sent_nothing) send_something(app, dice, newcomers[i], directory);
        });
        plan.progress(done, plan.persons);
    }
}

}  // namespace mobio::demo
