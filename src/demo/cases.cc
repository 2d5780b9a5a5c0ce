// SPDX-License-Identifier: EUPL-1.2
#include "demo/cases.h"

#include "casework/cases.h"
#include "casework/consent.h"

namespace mobio::demo {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

Date ago(Date today, int how_many) { return Date{sys_days{today} - days{how_many}}; }

casework::Stay stay_in(Dice& dice, const Places& places, const char* phase, Date from) {
    const auto homes = places.of_phase(phase);
    const auto& home = dice.one_of(homes);
    return {phase, home.id, home.municipality, from, {}};
}

// First in preliminary accommodation, and for Integrationsmanagement in follow-up by now.
void settle_in(casework::Case& one, Dice& dice, const Places& places, bool follow_up, Date today) {
    const int since = dice.from_to(40, 500);
    if (!follow_up) {
        one.stays = {stay_in(dice, places, "VU", ago(today, since))};
        return;
    }
    auto before = stay_in(dice, places, "VU", ago(today, since + dice.from_to(100, 400)));
    before.until = ago(today, since);
    one.stays = {before, stay_in(dice, places, "AU", ago(today, since))};
    one.clock.start = ago(today, dice.one_in(6) ? dice.from_to(950, 1080) : since);
}

casework::Case invented(Dice& dice, const Places& places, Id<county::Team> team, Date today) {
    casework::Case one;
    one.team = team;
    for (const auto& each : places.teams)
        if (each.id == team) settle_in(one, dice, places, each.service == "AU", today);
    one.opened = one.stays.back().from;
    if (dice.one_in(5))
        one.move = {dice.one_of(places.municipalities).id, ago(today, -dice.from_to(3, 80))};
    return one;
}

}  // namespace

void open_case(App& app, Dice& dice, const Places& places, Id<Staff> caseworker, Id<Person> person,
               Consent consent) {
    const auto team =
        app.db->read([&](sql::Connection& db) { return county::post_of(db, caseworker).team; });
    if (!team) return;
    auto one = invented(dice, places, *team, app.today());
    one.person = person;
    const auto now = app.clock.now();
    app.db->write([&](sql::Transaction& tx) {
        if (consent == Consent::Kept)
            casework::record(tx, app, person, {.language = text::Language::De, .staff = caseworker},
                             now);
        casework::put(tx, app, one, now);
    });
}

}  // namespace mobio::demo
