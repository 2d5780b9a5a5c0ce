// SPDX-License-Identifier: EUPL-1.2
#include "demo/county.h"

#include <algorithm>
#include <future>

#include "account/store.h"
#include "casework/consent.h"
#include "demo/cast.h"
#include "demo/directory.h"
#include "demo/homes.h"
#include "demo/life.h"
#include "demo/papers.h"
#include "demo/places.h"
#include "demo/plans.h"
#include "demo/talks.h"
#include "release/release.h"

namespace mobio::demo {

namespace {

// A write holds the database's one writer: batches keep other pages going.
constexpr int batch = 50;
constexpr int keller_has = 40;  // persons assigned to Keller; the others are with Weber

struct Colleague {
    const char *name, *mailbox, *role;
};
constexpr Colleague colleagues[] = {
    {"Sabine Keller", "keller", "manager"}, {"Jonas Weber", "weber", "counsellor"},
    {"Katrin Vogel", "vogel", "lead"},      {"Thomas Brandt", "brandt", "officer"},
    {"Miriam Lang", "lang", "editor"},      {"Oliver Stein", "stein", "admin"},
    {"Renate Huber", "huber", "dpo"},       {"Leyla Demir", "demir", "manager"},
};

struct Hired {
    Id<Staff> id;
    SignIn sign_in;
};

Hired hire(App& app, const Places& places, const Colleague& who, const std::string& secret) {
    const auto email = std::string(who.mailbox) + "@musterland.example.org";
    const auto id =
        account::add_staff(app, {who.name, email, who.role, secret, text::Language::De});
    app.db->write(
        [&](sql::Transaction& tx) { county::set_post(tx, id, post(places, who.mailbox)); });
    return {id, {who.role, who.name, "", email, secret}};
}

// Hashing takes its time on purpose, two at once; the records need only Keller and Weber.
std::vector<std::future<Hired>> hire_all(App& app, const Places& places, const Plan& plan) {
    std::vector<std::future<Hired>> running;
    for (const auto& who : colleagues)
        running.push_back(std::async(std::launch::async, hire, std::ref(app), std::cref(places),
                                     std::cref(who), plan.new_password()));
    return running;
}

std::vector<recipients::Recipient> add_directory(App& app) {
    return app.db->write([&](sql::Transaction& tx) {
        auto all = directory();
        for (auto& recipient : all)
            recipient.id = recipients::add(tx, app, recipient, app.clock.now());
        return all;
    });
}

struct Newcomer {
    Id<Person> person;
    Id<Staff> with;
    Life life;
    std::optional<casework::Case> opened;
};

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

// A case that was opened because the person agreed.
void keep_case(sql::Transaction& tx, App& app, const casework::Case& one, Id<Staff> with) {
    const auto now = app.clock.now();
    casework::record(tx, app, one.person, {.language = text::Language::De, .staff = with}, now);
    casework::put(tx, app, one, now);
}

void add_records(App& app, const std::vector<Newcomer>& newcomers) {
    make_keys(app, newcomers);
    const auto now = app.clock.now();
    app.db->write([&](sql::Transaction& tx) {
        for (const auto& newcomer : newcomers) {
            const auto key = app.vault.key_of(newcomer.person.bytes);
            account::add_record(tx, app, newcomer.person, key, newcomer.life.calling_name,
                                newcomer.with, now);
            biography::save(tx, app, newcomer.person, key, newcomer.life.changes, now);
            if (newcomer.opened) keep_case(tx, app, *newcomer.opened, newcomer.with);
        }
    });
}

// With their household and a case of the caseworker's team; a few were only just taken in.
Newcomer invented(App& app, Dice& dice, Dice& homes, const Places& places, Id<Staff> with) {
    const auto now = app.clock.now();
    const auto id = Id<Person>::make(now);
    auto life = invent(dice, with.text(), now, app.today());
    Telling household{biography::By::Staff, with.text(), biography::Provenance::Staff, now};
    tell_household(homes, household, app.today());
    life.changes.insert(life.changes.end(), household.changes.begin(), household.changes.end());
    const auto team =
        app.db->read([&](sql::Connection& db) { return county::post_of(db, with).team.value(); });
    Newcomer newcomer{id, with, std::move(life), std::nullopt};
    if (!homes.one_in(8)) newcomer.opened = invented_case(homes, places, id, team, app.today());
    return newcomer;
}

void add_persons(App& app, const Plan& plan, const Places& places, Id<Staff> keller,
                 Id<Staff> weber) {
    Dice dice(plan.seed), talks(plan.seed + 1), homes(plan.seed + 3);
    for (int done = 0; done < plan.persons;) {
        std::vector<Newcomer> newcomers;
        for (const int end = std::min(done + batch, plan.persons); done < end; ++done) {
            const auto with = done < keller_has ? keller : weber;
            newcomers.push_back(invented(app, dice, homes, places, with));
        }
        add_records(app, newcomers);
        // Weber's persons wait for their first talk.
        for (const auto& newcomer : newcomers)
            if (newcomer.with == keller && talks.one_in(4)) {
                talk(app, talks, keller, newcomer.person);
                set_goals(app, talks, keller, newcomer.person);
                arrange(app, talks, keller, newcomer.person);
            }
        plan.progress(done, plan.persons);
    }
}

const recipients::Recipient& named(const std::vector<recipients::Recipient>& all,
                                   std::string_view name) {
    return *std::ranges::find(all, name, &recipients::Recipient::name);
}

}  // namespace

std::vector<SignIn> fill(App& app, const Plan& plan) {
    const auto recipients = add_directory(app);
    const auto places = add_places(app);
    add_regions(app, places);
    auto staff = hire_all(app, places, plan);
    const auto hired_keller = staff[0].get(), hired_weber = staff[1].get();
    const auto keller = hired_keller.id, weber = hired_weber.id;
    add_persons(app, plan, places, keller, weber);

    const auto amina = settle_amina(app, keller, plan.new_pin());
    const auto bilal = settle_bilal(app, keller, plan.new_pin());
    const auto team = places.team("Integrationsmanagement Stadt").id;
    app.db->write([&](sql::Transaction& tx) {
        const auto home = [&](const Settled& settled, const char* name) {
            keep_case(tx, app, case_in(places, name, settled.who.person, team, app.today()),
                      keller);
        };
        home(amina, "Beispielweg 3");
        home(bilal, "Beispielweg 17");
    });
    // The converter takes its time; meanwhile the rest goes on.
    auto papers = std::async(std::launch::async, [&] {
        give_papers_to_amina(app, amina.who);
        give_papers_to_bilal(app, bilal.who);
    });
    Dice talks(plan.seed + 2);
    for (const auto* settled : {&amina, &bilal}) {
        talk(app, talks, keller, settled->who.person);
        set_goals(app, talks, keller, settled->who.person);
        arrange(app, talks, keller, settled->who.person);
    }
    for (const auto* office : {"Volkshochschule Musterstadt", "Jobcenter Musterland"})
        release::send_for_demo(app, amina.who, named(recipients, office), text::Language::Fa);
    release::send_for_demo(app, bilal.who, named(recipients, "Handwerkskammer Musterland"),
                           text::Language::Ar);

    std::vector<SignIn> sign_ins{amina.sign_in, bilal.sign_in, hired_keller.sign_in,
                                 hired_weber.sign_in};
    for (std::size_t i = 2; i < staff.size(); ++i) sign_ins.push_back(staff[i].get().sign_in);
    papers.get();
    return sign_ins;
}

}  // namespace mobio::demo
