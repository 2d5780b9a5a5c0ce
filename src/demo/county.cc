// SPDX-License-Identifier: EUPL-1.2
#include "demo/county.h"

#include <algorithm>
#include <future>

#include "account/account.h"
#include "demo/cast.h"
#include "demo/directory.h"
#include "demo/homes.h"
#include "demo/life.h"
#include "demo/papers.h"
#include "demo/persons.h"
#include "demo/places.h"
#include "demo/plans.h"
#include "demo/staff.h"
#include "demo/talks.h"
#include "release/release.h"

namespace mobio::demo {

namespace {

std::vector<recipients::Recipient> add_directory(App& app) {
    return app.db->write([&](sql::Transaction& tx) {
        auto all = directory();
        for (auto& recipient : all)
            recipient.id = recipients::add(tx, app, recipient, app.clock.now());
        return all;
    });
}

const recipients::Recipient& named(const std::vector<recipients::Recipient>& all,
                                   std::string_view name) {
    return *std::ranges::find(all, name, &recipients::Recipient::name);
}

}  // namespace

std::vector<SignIn> fill(App& app, const Plan& plan) {
    const auto recipients = add_directory(app);
    const auto places = add_places(app, plan.persons);
    add_regions(app, places);
    auto staff = hire_all(app, places, plan);
    const auto hired_keller = staff[0].get(), hired_weber = staff[1].get();
    const auto keller = hired_keller.id, weber = hired_weber.id;
    Desks desks(app, places, keller, weber);
    add_persons(app, plan, places, desks, recipients);

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
    const Colleague her{keller, account::staff_name(app, keller)};
    for (const auto* settled : {&amina, &bilal}) {
        const auto person = settled->who.person;
        talk(app, talks, keller, person);
        app.db->write([&](sql::Transaction& tx) {
            auto again = talks;  // a transaction may run twice
            set_goals(tx, app, again, her, person, 150);
            arrange(tx, app, again, keller, person);
        });
        talks.roll();
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
