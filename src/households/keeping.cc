// SPDX-License-Identifier: EUPL-1.2
#include "households/keeping.h"

#include <algorithm>
#include <future>
#include <map>
#include <set>

#include "account/store.h"
#include "consultation/notes.h"
#include "consultation/store.h"
#include "plan/agreements.h"
#include "plan/history.h"
#include "platform/access_log/access_log.h"

namespace mobio::households {

namespace {

// The same for the same household: so a second import finds what the first one made. Its time is
// that of no moment, so that it sorts before all that is made here.
Id<Person> person_of(const App& app, const std::string& household, std::size_t member) {
    const auto hash = app.vault.keyed_hash(vault::Purpose::Duplicate,
                                           "household:" + std::to_string(member) + ":" + household);
    constexpr std::size_t moment = 6;  // bytes of a UUIDv7 (RFC 9562)
    Id<Person> person;
    std::copy_n(hash.begin(), person.bytes.size() - moment, person.bytes.begin() + moment);
    person.bytes[6] = static_cast<std::uint8_t>(0x70 | (person.bytes[6] & 0x0f));
    person.bytes[8] = static_cast<std::uint8_t>(0x80 | (person.bytes[8] & 0x3f));
    return person;
}

bool is_there(sql::Connection& db, Id<Person> person) {
    return db
        .first(
            "SELECT 1 FROM persons WHERE id = $1", [](sql::Row) { return true; }, person)
        .has_value();
}

std::string role_of(const std::string& service) {
    return service == "AU" ? "manager" : "counsellor";
}

// Somebody whose address is not known gets one that leads nowhere (RFC 2606).
std::string address_of(const Colleague& who) {
    if (!who.email.empty()) return who.email;
    std::string local;
    for (const char c : text::fold(who.name)) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (plain || (!local.empty() && local.back() != '.')) local += plain ? c : '.';
    }
    while (local.ends_with('.')) local.pop_back();
    if (local.empty()) local = id_text(make_id_bytes(Time{}));
    return local + "@staff.invalid";
}

// Keys are durable before the rows they seal. The key store commits together what comes together.
void make_keys(App& app, const std::vector<Id<Person>>& persons) {
    constexpr std::size_t at_once = 8;
    std::vector<std::future<void>> running;
    for (std::size_t first = 0; first < at_once; ++first)
        running.push_back(std::async(std::launch::async, [&, first] {
            for (auto i = first; i < persons.size(); i += at_once)
                app.vault.create_key(persons[i].bytes);
        }));
    for (auto& one : running) one.get();
}

class Keeper {
public:
    Keeper(sql::Transaction& tx, App& app, Time now) : tx_(tx), app_(app), now_(now) {}

    Kept keep(const std::vector<Household>& households) {
        for (const auto& household : households) kept_.households.push_back(keep(household));
        return std::move(kept_);
    }

private:
    Kept::One keep(const Household& household) {
        Kept::One one{household.id, {}, 0, false};
        for (std::size_t i = 0; i < household.members.size(); ++i)
            one.persons.push_back(person_of(app_, household.id, i));
        one.there_before = is_there(tx_, one.persons.front());
        if (one.there_before) return one;
        const auto team = team_of(household);
        const Caseworker who{{{staff_of(household, team), role(household)}}};
        for (std::size_t i = 0; i < household.members.size(); ++i) {
            keep_record(one.persons[i], household.members[i], who);
            open_case(one.persons[i], household, household.members[i], team, who);
        }
        for (const auto& talk : household.talks) keep_talk(one.persons.front(), talk, who);
        one.talks = household.talks.size();
        if (household.plan) keep_plan(one.persons.front(), household, who);
        return one;
    }

    static Role role(const Household& household) {
        return parse_role(role_of(household.service)).value();
    }

    std::optional<Id<county::Team>> team_of(const Household& household) {
        if (household.team || household.new_team.empty()) return household.team;
        auto& made = teams_[text::fold(household.new_team)];
        if (made) return made;
        made = Id<county::Team>::make(now_);
        county::put(tx_, county::Team{*made, household.new_team, household.service}, now_);
        kept_.new_teams.push_back(household.new_team);
        return made;
    }

    Id<Staff> staff_of(const Household& household, std::optional<Id<county::Team>> team) {
        const auto& who = household.caseworker;
        if (who.id) return *who.id;
        const auto email = address_of(who);
        auto& made = staff_[account::folded_email(email)];
        if (made) return *made;
        made = Id<Staff>::make(now_);
        account::add_staff(tx_, app_, *made,
                           {who.name, email, role_of(household.service), "", text::Language::De},
                           "", now_);
        account::set_active(tx_, *made, false);
        county::set_post(tx_, *made, {team, std::nullopt});
        kept_.new_staff.push_back(who.name + " <" + email + ">");
        return *made;
    }

    void keep_record(Id<Person> person, const Member& member, const Caseworker& who) {
        const auto key = app_.vault.key_of(person.bytes);
        account::add_record(tx_, app_, person, key, member.calling_name, who.id, now_);
        auto told = member.told;
        for (auto& change : told) change.claim.author = who.id.text();
        biography::save(tx_, app_, person, key, told, now_);
    }

    void open_case(Id<Person> person, const Household& household, const Member& member,
                   std::optional<Id<county::Team>> team, const Caseworker& who) {
        auto one = household.shared;
        one.person = person;
        one.team = team;
        one.stays = member.stays;
        casework::put(tx_, app_, one, now_);
        access_log::write(
            tx_, {person.bytes, access_log::Who::Staff, who.id.bytes, "case.opened", {}, ""}, now_);
    }

    void keep_talk(Id<Person> person, const Talk& talk, const Caseworker& who) {
        const auto id = consultation::ConsultationId::make(now_);
        consultation::add(tx_, app_, who, person, id, talk.told, now_);
        if (!talk.working_note.empty())
            consultation::write_note(tx_, app_, who, id, talk.working_note, false, now_);
    }

    // With its own days: what was agreed is that of the day when both agreed.
    void keep_plan(Id<Person> person, const Household& household, const Caseworker& who) {
        const auto party = plan::Party::of(tx_, app_, who, person);
        const auto& told = *household.plan;
        const auto at = told.agreed ? app_.zone.start_of(*told.agreed) : now_;
        std::vector<plan::GoalId> goals;
        for (const auto& goal : told.goals) {
            goals.push_back(plan::GoalId::make(now_));
            plan::add_goal(tx_, app_, party, goals.back(), goal.told, at);
            for (const auto& measure : goal.measures)
                plan::add_measure(tx_, app_, party, goals.back(), plan::MeasureId::make(now_),
                                  measure, at);
        }
        if (told.agreed) agree(party, household, at);
        for (std::size_t i = 0; i < goals.size(); ++i)
            for (const auto& review : told.goals[i].reviews) look_back(party, goals[i], review);
    }

    // On paper, which stays where it lies.
    void agree(const plan::Party& party, const Household& household, Time at) {
        const auto& told = *household.plan;
        const plan::Names names{household.members.front().name, household.caseworker.name};
        const auto version = plan::freeze(tx_, app_, party, names,
                                          plan::plan_mark(plan::plan_of(tx_, app_, party)), at);
        plan::Confirmation confirmation;
        confirmation.way = plan::Way::Paper;
        confirmation.signed_on = told.agreed;
        confirmation.name = names.caseworker;
        if (told.by_caseworker) plan::confirm(tx_, app_, party, version, confirmation, at);
        confirmation.by_person = true;
        confirmation.name = names.person;
        if (told.by_person) plan::confirm(tx_, app_, party, version, confirmation, at);
    }

    void look_back(const plan::Party& party, plan::GoalId goal, const AgreedPlan::Review& told) {
        const auto stands = plan::goal_of(tx_, app_, party, goal);
        plan::Review::Item item{goal,       stands.told.status, stands.told.waiting_for,
                                told.words, stands.told.review, stands.revision};
        plan::add_review(tx_, app_, party, Id<plan::Review>::make(now_), {told.day, "", {item}},
                         app_.zone.start_of(told.day));
    }

    sql::Transaction& tx_;
    App& app_;
    Time now_;
    std::map<std::string, std::optional<Id<county::Team>>> teams_;
    std::map<std::string, std::optional<Id<Staff>>> staff_;
    Kept kept_;
};

std::vector<Id<Person>> new_persons(App& app, const std::vector<Household>& households) {
    std::vector<Id<Person>> persons;
    app.db->read([&](sql::Connection& db) {
        for (const auto& household : households) {
            if (is_there(db, person_of(app, household.id, 0))) continue;
            for (std::size_t i = 0; i < household.members.size(); ++i)
                persons.push_back(person_of(app, household.id, i));
        }
    });
    return persons;
}

}  // namespace

Ground ground_of(App& app) {
    return app.db->read([&](sql::Connection& db) {
        Ground ground{*app.catalogue,
                      county::municipalities(db),
                      county::accommodations(db),
                      county::teams(db),
                      {},
                      app.today()};
        for (const auto& one : account::all_staff(db, app))
            if (one.role == code(Role::Counsellor) || one.role == code(Role::Manager))
                ground.caseworkers.push_back({one.id, one.name, one.email});
        return ground;
    });
}

Kept keep(App& app, const std::vector<Household>& households) {
    const auto persons = new_persons(app, households);
    make_keys(app, persons);
    return app.db->write([&](sql::Transaction& tx) {
        tx.lift_limits();
        return Keeper(tx, app, app.clock.now()).keep(households);
    });
}

}  // namespace mobio::households
