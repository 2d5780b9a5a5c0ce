// SPDX-License-Identifier: EUPL-1.2
#include "demo/staff.h"

#include "account/store.h"

namespace mobio::demo {

namespace {

constexpr int first_room = 40;  // with Keller, and with Weber
constexpr int room = 80;        // with whoever comes later

struct Colleague {
    const char *name, *mailbox, *role;
};
constexpr Colleague colleagues[] = {
    {"Sabine Keller", "keller", "manager"}, {"Jonas Weber", "weber", "counsellor"},
    {"Katrin Vogel", "vogel", "lead"},      {"Thomas Brandt", "brandt", "officer"},
    {"Miriam Lang", "lang", "editor"},      {"Oliver Stein", "stein", "admin"},
    {"Renate Huber", "huber", "dpo"},       {"Leyla Demir", "demir", "manager"},
};
constexpr const char* given_names[] = {"Anja",  "Bernd", "Carla",  "Dennis", "Elke",
                                       "Frank", "Gesa",  "Holger", "Ilka",   "Jens"};
constexpr const char* family_names[] = {"Albers", "Busch", "Dorn",  "Ebert", "Falk",
                                        "Graf",   "Hahn",  "Kraus", "Lenz",  "Moser"};

std::string address(std::string_view mailbox) {
    return std::string(mailbox) + "@musterland.example.org";
}

Hired hire(App& app, const Places& places, const Colleague& who, const std::string& secret) {
    const auto email = address(who.mailbox);
    const auto id =
        account::add_staff(app, {who.name, email, who.role, secret, text::Language::De});
    app.db->write(
        [&](sql::Transaction& tx) { county::set_post(tx, id, post(places, who.mailbox)); });
    return {id, {who.role, who.name, "", email, secret}};
}

Desk desk_of(App& app, Id<Staff> staff) {
    const auto post = app.db->read([&](sql::Connection& db) { return county::post_of(db, staff); });
    return {{staff, account::staff_name(app, staff)}, post.team.value(), first_room};
}

}  // namespace

std::vector<std::future<Hired>> hire_all(App& app, const Places& places, const Plan& plan) {
    std::vector<std::future<Hired>> running;
    for (const auto& who : colleagues)
        running.push_back(std::async(std::launch::async, hire, std::ref(app), std::cref(places),
                                     std::cref(who), plan.new_password()));
    return running;
}

Desks::Desks(App& app, const Places& places, Id<Staff> keller, Id<Staff> weber)
    : app_(app),
      places_(places),
      managers_(desk_of(app, keller)),
      counsellors_(desk_of(app, weber)) {}

Desk Desks::next(bool follow_up) {
    auto& desk = follow_up ? managers_ : counsellors_;
    if (desk.room == 0) desk = hire(follow_up);
    --desk.room;
    return desk;
}

Desk Desks::hire(bool follow_up) {
    const auto number = static_cast<std::size_t>(hired_++);
    std::vector<county::Team> teams;
    for (const auto& team : places_.teams)
        if (team.service == (follow_up ? "AU" : "VU")) teams.push_back(team);
    const auto& team = teams[number % teams.size()];
    const auto name = std::string(given_names[number % 10]) + " " + family_names[number / 10 % 10];
    const account::NewStaff staff{name, address("caseworker" + std::to_string(hired_)),
                                  follow_up ? "manager" : "counsellor", "", text::Language::De};
    const auto now = app_.clock.now();
    const auto id = Id<Staff>::make(now);
    app_.db->write([&](sql::Transaction& tx) {
        account::add_staff(tx, app_, id, staff, "", now);
        county::set_post(tx, id, {team.id, {}});
    });
    return {{id, name}, team.id, room};
}

}  // namespace mobio::demo
