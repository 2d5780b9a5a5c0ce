// SPDX-License-Identifier: EUPL-1.2
#include "demo/plans.h"

#include <algorithm>

#include "plan/agreements.h"
#include "plan/history.h"
#include "plan/suggestions.h"

namespace mobio::demo {

namespace {

using namespace std::chrono;

struct Words {
    const char *goal, *lang, *said, *situation;
};
constexpr Words words[] = {
    {"german_b1", "pes",
     "می‌خواهم آن‌قدر آلمانی بدانم که بتوانم کار کنم.",
     "Der Kurs A2 ist beendet."},
    {"german_b1", "arb", "أريد أن أتحدث مع معلمة طفلي دون مترجم.", "Der Kurs A2 ist beendet."},
    {"german_b1", "eng", "I want to speak with my neighbours.", "Ein Kursplatz fehlt noch."},
    {"german_b2", "pes", "برای کار خودم به آلمانی بهتر نیاز دارم.", "B1 ist seit dem Frühjahr da."},
    {"german_b2", "arb", "أحتاج إلى B2 من أجل التدريب المهني.", "B1 ist seit dem Frühjahr da."},
    {"recognition", "pes",
     "این کار را بلدم و می‌خواهم مدرکم قبول شود.",
     "Die Zeugnisse liegen vor."},
    {"recognition", "arb", "عملت سنوات طويلة وأريد معادلة شهادتي.", "Die Zeugnisse liegen vor."},
    {"job", "arb", "أريد أن أعيل عائلتي بنفسي.", "Erste Bewerbungen sind verschickt."},
    {"job", "pes", "می‌خواهم خودم خرج زندگی‌ام را درآورم.",
     "Erste Bewerbungen sind verschickt."},
    {"housing", "fra", "Nous avons besoin d’une chambre pour les enfants.",
     "Vier Personen, ein Zimmer."},
};

// What one person says of a goal: in their language, where we have words for it.
void let_speak(Dice& dice, plan::Goal& goal, const std::string& language) {
    std::vector<const Words*> fitting;
    for (const auto& one : words)
        if (goal.kind == one.goal &&
            text::negotiate(one.lang) == text::negotiate(language.empty() ? "arb" : language))
            fitting.push_back(&one);
    if (fitting.empty()) return;
    const auto* one = dice.one_of(fitting);
    goal.words = one->said;
    goal.words_lang = one->lang;
    goal.situation = one->situation;
}

struct Story {
    sql::Transaction& tx;
    App& app;
    plan::Party party;
    Dice& dice;
    Time now;

    Time ago(int days_back) const { return now - days{days_back}; }
    plan::Plan plan() const { return plan::plan_of(tx, app, party); }

    // As the biography suggests, at most three.
    void begin(const biography::Biography& biography, Time at) {
        const auto language = plan::language_of(biography);
        const auto born = plan::birth_of(biography);
        const auto day = app.zone.day(at);
        auto rules = plan::suggestions(biography, {}, app.today());
        if (rules.size() > 3) rules.resize(3);
        for (const auto* rule : rules) {
            auto start = plan::start_of(*rule, plan(), day, born);
            let_speak(dice, start.goal, language);
            start.goal.status = "in_progress";
            const auto goal = plan::GoalId::make(at);
            plan::add_goal(tx, app, party, goal, start.goal, at);
            for (const auto& measure : start.measures)
                plan::add_measure(tx, app, party, goal, plan::MeasureId::make(at), measure, at);
        }
    }

    void agree(const plan::Names& names, Time at, bool both) {
        const auto version = plan::freeze(tx, app, party, names, plan::plan_mark(plan()), at);
        plan::Confirmation one;
        one.name = names.caseworker;
        plan::confirm(tx, app, party, version, one, at);
        if (!both) return;
        one.by_person = true;
        one.way = plan::Way::Drawn;
        one.name = names.person;
        one.path =
            "M40 120L70 60L90 140L110 70L130 150L160 90L190 130L230 80L260 140L300 100L360 110"
            "L420 90M90 170L380 160";
        plan::confirm(tx, app, party, version, one, at);
    }

    // The first step of each goal is done, and by now most of those that were due.
    void go_on(Time at) {
        for (const auto& goal : plan().goals)
            for (std::size_t i = 0; i < goal.measures.size(); ++i) {
                const auto& due = goal.measures[i].told.due;
                if (i == 0 || (due && *due < app.today() && !dice.one_in(8)))
                    plan::set_status(tx, app, party, goal.measures[i].id, "done", at);
            }
    }

    void look_back(Time at, int next_in_days) {
        plan::Review review{app.zone.day(at), "Es geht voran.", {}};
        for (const auto& goal : plan().goals) {
            plan::Review::Item item{goal.id};
            item.status = dice.one_in(3) ? "waiting" : "in_progress";
            if (item.status == "waiting") item.waiting_for = "provider";
            item.words = "Der erste Schritt ist getan.";
            item.next = app.zone.day(now + days{next_in_days});
            item.seen = goal.revision;
            review.items.push_back(item);
        }
        plan::add_review(tx, app, party, Id<plan::Review>::make(at), review, at);
    }

    void note_outcome(Time at) {
        const auto goals = plan().goals;
        plan::add_outcome(tx, app, party, goals.front().id, Id<plan::Outcome>::make(at),
                          {"course_started", app.zone.day(at), ""}, at);
    }

    // A later deadline, not agreed anew yet.
    void put_off() {
        const auto goals = plan().goals;
        auto goal = goals.front();
        goal.told.deadline = plan::months_from(*goal.told.deadline, 2);
        plan::change_goal(tx, app, party, goals.front(), goal.told, now);
    }
};

}  // namespace

void set_goals(sql::Transaction& tx, App& app, Dice& dice, const Colleague& with, Id<Person> person,
               int days_ago) {
    const Caseworker who{{{with.id, Role::Manager}}};
    const auto key = app.vault.key_of(person.bytes);
    const auto biography = biography::load_for_packet(tx, app, person, key);
    if (plan::suggestions(biography, {}, app.today()).empty()) return;
    Story story{tx, app, plan::Party::of(tx, app, who, person), dice, app.clock.now()};
    const plan::Names names{biography::full_name(biography), with.name};
    story.begin(biography, story.ago(days_ago));
    story.agree(names, story.ago(days_ago), true);
    story.go_on(story.ago(days_ago * 2 / 3));
    if (dice.one_in(2)) story.note_outcome(story.ago(20));
    story.look_back(story.ago(10), dice.from_to(-5, 120));
    if (dice.one_in(2)) story.agree(names, story.ago(9), dice.one_in(2));
    if (dice.one_in(3)) story.put_off();
}

}  // namespace mobio::demo
