// SPDX-License-Identifier: EUPL-1.2
#include "demo/places.h"

#include <fmt/core.h>

#include <algorithm>

#include "county/regions.h"

namespace mobio::demo {

namespace {

constexpr const char* names[] = {
    "Musterstadt",   "Musterhausen",  "Beispielheim",  "Auental",       "Ahornfelden",
    "Altmuster",     "Amselgrund",    "Apfelried",     "Beispielau",    "Beispielbach",
    "Beispieldorf",  "Beispielingen", "Beispielrode",  "Birkenmuster",  "Brombeertal",
    "Distelfelden",  "Dohlenried",    "Drosselau",     "Eichelgrund",   "Elsternau",
    "Fichtelmuster", "Finkengrund",   "Ginstertal",    "Haselmuster",   "Holunderau",
    "Igelsgrund",    "Kastanienried", "Kiebitzau",     "Kirschmuster",  "Krähenried",
    "Lerchengrund",  "Lindenmuster",  "Meisengrund",   "Mohnfelden",    "Musterbach",
    "Musterfelden",  "Mustergrund",   "Musterried",    "Mustersee",     "Mustertal",
    "Musterwald",    "Neumuster",     "Oberbeispiel",  "Obermuster",    "Otterried",
    "Pappelmuster",  "Quittental",    "Schlehengrund", "Spatzenried",   "Storchenmuster",
    "Ulmenmuster",   "Unterbeispiel", "Untermuster",   "Wacholdergrund"};

struct Home {
    const char *municipality, *name, *type, *phase;
    int places;
};
constexpr Home homes[] = {
    {"Musterstadt", "Ankunftszentrum Musterstadt", "lea", "EA", 600},
    {"Musterstadt", "Bahnhofstraße 12", "gu", "VU", 180},
    {"Musterstadt", "Am Güterplatz 3", "gu", "VU", 120},
    {"Musterstadt", "Haus am Park", "protected", "VU", 24},
    {"Musterhausen", "Beispielweg 1", "gu", "VU", 96},
    {"Musterhausen", "Lindenallee 40", "vu_flat", "VU", 18},
    {"Beispielheim", "Industriestraße 8", "gu", "VU", 140},
    {"Beispielheim", "Alte Schule", "gu", "VU", 60},
    {"Auental", "Am Bach 5", "gu", "VU", 72},
    {"Auental", "Sporthalle Auental", "emergency", "VU", 80},
    {"Altmuster", "Gasthof Krone", "gu", "VU", 44},
    {"Mustersee", "Seeweg 2", "vu_flat", "VU", 16},
    {"Obermuster", "Hauptstraße 77", "gu", "VU", 50},
    {"Neumuster", "Containerdorf Neumuster", "gu", "VU", 110},
    {"Musterstadt", "Schillerstraße 21", "au_shared", "AU", 64},
    {"Musterstadt", "Goethestraße 4", "au_flat", "AU", 20},
    {"Musterstadt", "Neue Mitte 9", "au_flat", "AU", 32},
    {"Musterhausen", "Beispielweg 3", "au_shared", "AU", 40},
    {"Musterhausen", "Beispielweg 17", "au_flat", "AU", 24},
    {"Musterhausen", "Kirchgasse 6", "au_flat", "AU", 8},
    {"Beispielheim", "Mühlweg 10", "au_shared", "AU", 36},
    {"Beispielheim", "Rosenweg 2", "au_flat", "AU", 12},
    {"Auental", "Gartenstraße 15", "au_shared", "AU", 28},
    {"Ahornfelden", "Ahornweg 1", "au_flat", "AU", 10},
    {"Altmuster", "Alte Post", "au_shared", "AU", 18},
    {"Apfelried", "Obsthof 3", "au_flat", "AU", 6},
    {"Beispielbach", "Talstraße 30", "au_shared", "AU", 22},
    {"Beispieldorf", "Dorfplatz 1", "au_flat", "AU", 9},
    {"Birkenmuster", "Birkenweg 8", "au_flat", "AU", 12},
    {"Eichelgrund", "Waldstraße 5", "au_shared", "AU", 16},
    {"Haselmuster", "Haselweg 14", "au_flat", "AU", 8},
    {"Kirschmuster", "Kirschallee 22", "au_flat", "AU", 14},
    {"Lindenmuster", "Am Anger 7", "au_shared", "AU", 20},
    {"Musterbach", "Bachgasse 11", "au_flat", "AU", 10},
    {"Musterfelden", "Feldstraße 2", "au_flat", "AU", 12},
    {"Mustertal", "Talblick 6", "au_shared", "AU", 24},
    {"Neumuster", "Ringstraße 19", "au_shared", "AU", 30},
    {"Obermuster", "Bergweg 4", "au_flat", "AU", 10},
    {"Storchenmuster", "Storchenhof", "au_flat", "AU", 7},
    {"Ulmenmuster", "Ulmenplatz 3", "au_flat", "AU", 11},
    {"Untermuster", "Am Wehr 9", "au_shared", "AU", 15},
};

struct Service {
    const char *name, *service;
};
constexpr Service services[] = {{"Soziale Beratung Nord", "VU"},
                                {"Soziale Beratung Süd", "VU"},
                                {"Integrationsmanagement Stadt", "AU"},
                                {"Integrationsmanagement Land", "AU"}};

// Who works where; the others are for the whole county.
struct Desk {
    const char *mailbox, *team, *municipality;
};
constexpr Desk desks[] = {{"keller", "Integrationsmanagement Stadt", ""},
                          {"demir", "Integrationsmanagement Stadt", ""},
                          {"weber", "Soziale Beratung Nord", ""},
                          {"vogel", "Integrationsmanagement Stadt", ""},
                          {"brandt", "", "Musterhausen"}};

// Municipalities are dealt out in turn, so that each region has nine.
constexpr const char* region_names[] = {"Region Musterstadt", "Region Mustertal",
                                        "Region Bergmuster",  "Region Seemuster",
                                        "Region Ost",         "Region Süd"};

struct Person {
    std::size_t region;
    const char *name, *phone, *mailbox;
    std::vector<std::string> languages;
    const char *morning, *afternoon;  // Monday to Thursday, and Tuesday besides
};
const std::vector<Person>& people() {
    static const std::vector<Person> all{
        {0, "Frau Albers", "06221 0000 101", "albers", {"deu", "eng"}, "9-12", "14-16"},
        {0, "Herr Bittner", "06221 0000 102", "bittner", {"deu", "arb"}, "8:30-12", "13-17"},
        {1, "Frau Cordes", "06221 0000 103", "cordes", {"deu", "prs", "pes"}, "9-12", "14-17"},
        {2, "Herr Drexler", "06221 0000 104", "drexler", {"deu", "fra", "eng"}, "10-12", "14-16"},
        {3, "Frau Ebner", "06221 0000 105", "ebner", {"deu", "rus", "ukr"}, "9-12", "15-18"},
        {4, "Herr Falk", "06221 0000 106", "falk", {"deu", "tur"}, "8-12", "13-15"},
        {5, "Frau Gerlach", "06221 0000 107", "gerlach", {"deu", "eng", "arb"}, "9-12", "14-16"}};
    return all;
}

county::Contact contact_of(const Person& person, Id<county::Region> region, Time now) {
    county::Contact contact{Id<county::Contact>::make(now),
                            region,
                            person.name,
                            person.phone,
                            std::string(person.mailbox) + "@musterland.example.org",
                            person.languages,
                            {},
                            false};
    const auto morning = county::day_of(person.morning).value();
    const auto afternoon = county::day_of(person.afternoon).value();
    for (std::size_t day = 0; day < 4; ++day) contact.hours[day] = morning;
    contact.hours[1].insert(contact.hours[1].end(), afternoon.begin(), afternoon.end());
    return contact;
}

template <class List>
const auto& named(const List& list, std::string_view name) {
    return *std::ranges::find_if(list, [&](const auto& one) { return one.name == name; });
}

// For these as many homes are built, and no fuller.
constexpr int persons_of_a_county = 100;

Places invent(Time now, int persons) {
    const int times = 1 + persons / persons_of_a_county;
    Places places;
    for (const auto* name : names)
        places.municipalities.push_back(
            {Id<county::Municipality>::make(now),
             fmt::format("08990{:03}", places.municipalities.size() + 1), name, false});
    for (const auto& home : homes)
        places.accommodations.push_back({Id<county::Accommodation>::make(now),
                                         places.municipality(home.municipality).id, home.name,
                                         home.type, home.phase, home.places * times, false});
    for (const auto& team : services)
        places.teams.push_back({Id<county::Team>::make(now), team.name, team.service, false});
    return places;
}

}  // namespace

const county::Municipality& Places::municipality(std::string_view name) const {
    return named(municipalities, name);
}

const county::Team& Places::team(std::string_view name) const { return named(teams, name); }

std::vector<county::Accommodation> Places::of_phase(std::string_view phase) const {
    std::vector<county::Accommodation> found;
    std::ranges::copy_if(accommodations, std::back_inserter(found),
                         [&](const auto& one) { return one.phase == phase; });
    return found;
}

Places add_places(App& app, int persons) {
    const auto now = app.clock.now();
    auto places = invent(now, persons);
    app.db->write([&](sql::Transaction& tx) {
        for (const auto& one : places.municipalities) put(tx, one, now);
        for (const auto& one : places.accommodations) put(tx, one, now);
        for (const auto& one : places.teams) put(tx, one, now);
    });
    return places;
}

void add_regions(App& app, const Places& places) {
    const auto now = app.clock.now();
    std::vector<county::Region> regions;
    for (const auto* name : region_names)
        regions.push_back({Id<county::Region>::make(now), name, false});
    std::vector<std::vector<Id<county::Municipality>>> of(regions.size());
    for (std::size_t i = 0; i < places.municipalities.size(); ++i)
        of[i % of.size()].push_back(places.municipalities[i].id);
    app.db->write([&](sql::Transaction& tx) {
        for (std::size_t i = 0; i < regions.size(); ++i) {
            county::put(tx, regions[i], now);
            county::set_municipalities(tx, regions[i].id, of[i]);
        }
        for (const auto& person : people())
            county::put(tx, contact_of(person, regions[person.region].id, now), now);
    });
}

county::Post post(const Places& places, std::string_view mailbox) {
    const auto* desk = std::ranges::find(desks, mailbox, &Desk::mailbox);
    if (desk == std::end(desks)) return {};
    county::Post post;
    if (*desk->team) post.team = places.team(desk->team).id;
    if (*desk->municipality) post.municipality = places.municipality(desk->municipality).id;
    return post;
}

}  // namespace mobio::demo
