// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <future>
#include <vector>

#include "demo/county.h"
#include "demo/places.h"

// Who works in the invented county.
namespace mobio::demo {

struct Hired {
    Id<Staff> id;
    SignIn sign_in;
};
// Keller, Weber, and one of each other role. Hashing takes its time on purpose, two at once: only
// whoever is needed is waited for.
std::vector<std::future<Hired>> hire_all(App& app, const Places& places, const Plan& plan);

struct Colleague {
    Id<Staff> id;
    std::string name;
};
// A caseworker with room for more persons.
struct Desk {
    Colleague who;
    Id<county::Team> team;
    int room = 0;
};
// Keller and Weber first; then as many others are hired as the persons need. Those cannot sign in.
class Desks {
public:
    Desks(App& app, const Places& places, Id<Staff> keller, Id<Staff> weber);
    // Takes a place. follow_up: of Integrationsmanagement, else of Soziale Beratung.
    Desk next(bool follow_up);

private:
    Desk hire(bool follow_up);

    App& app_;
    const Places& places_;
    Desk managers_, counsellors_;
    int hired_ = 0;
};

}  // namespace mobio::demo
