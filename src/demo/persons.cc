// SPDX-License-Identifier: EUPL-1.2
#include "demo/persons.h"

#include <algorithm>
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

// A write holds the database's one writer: batches keep other pages going.
constexpr int batch = 50;
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

Newcomer invented(App& app, Dice dice, const Places& places, Desks& desks) {
    const auto today = app.today();
    std::optional<Course> course;
    if (!dice.one_in(8)) course = invent_course(dice, places, today);
    const auto desk = desks.next(course && course->in_follow_up);
    const auto day = course ? course->told.opened : days_from(today, -dice.from_to(0, 6));
    const auto at = office_hour(app, day, 9);
    Newcomer one{Id<Person>::make(at), desk, invent(dice, desk.id.text(), at, today), {}, {}, at};
    Telling household{biography::By::Staff, desk.id.text(), biography::Provenance::Staff, at};
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

// Keys are durable before the rows they seal. The key store commits together what comes together.
void make_keys(App& app, const std::vector<Newcomer>& newcomers) {
    constexpr std::size_t at_once = 8;
    std::vector<std::future<void>> running;
    for (std::size_t first = 0; first < at_once; ++first)
        running.push_back(std::async(std::launch::async, [&, first] {
            for (auto i = first; i < newcomers.size(); i += at_once)
                app.vault.create_key(newcomers[i].person.bytes);
        }));
    for (auto& one : running) one.get();
}

void keep_talks(sql::Transaction& tx, App& app, const Newcomer& one) {
    const Caseworker who{{{one.with.id, Role::Manager}}};
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
    account::add_record(tx, app, one.person, key, one.life.calling_name, one.with.id, one.taken_in);
    biography::save(tx, app, one.person, key, one.life.changes, one.taken_in);
    if (!one.course) return;
    keep_case(tx, app, one.course->told, one.with.id);
    keep_talks(tx, app, one);
}

// What only a part of them have: a plan, the next appointment.
void add_more(App& app, Dice& dice, const Newcomer& one) {
    if (!one.course || !one.course->in_follow_up || one.course->told.closed) return;
    const int days = days_between(*one.course->in_follow_up, app.today());
    if (days >= 60 && dice.one_in(3))
        set_goals(app, dice, one.with.id, one.person, dice.from_to(40, std::min(days, 600)));
    if (dice.one_in(4)) arrange(app, dice, one.with.id, one.person);
}

void send_something(App& app, Dice& dice, const Newcomer& one,
                    const std::vector<recipients::Recipient>& directory) {
    if (!one.course || one.course->told.closed || !dice.one_in(10)) return;
    const Caseworker who{{{one.with.id, Role::Manager}}};
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
    for (int done = 0; done < plan.persons;) {
        const int first = done;
        std::vector<Newcomer> newcomers;
        for (const int end = std::min(done + batch, plan.persons); done < end; ++done)
            newcomers.push_back(invented(app, dice_of(done, 0), places, desks));
        make_keys(app, newcomers);
        app.db->write([&](sql::Transaction& tx) {
            for (const auto& one : newcomers) keep(tx, app, one);
        });
        for (int i = first; i < done; ++i) {
            auto dice = dice_of(i, 1);
            const auto& one = newcomers[static_cast<std::size_t>(i - first)];
            add_more(app, dice, one);
            if (i >= have_sent_nothing) send_something(app, dice, one, directory);
        }
        plan.progress(done, plan.persons);
    }
}

}  // namespace mobio::demo
