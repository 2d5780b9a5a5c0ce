// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

#include "account/actor.h"
#include "platform/http/router.h"
#include "platform/view/page.h"

// One path with two kinds of actors: people use their own releases, and caseworkers those of the
// persons they work with, on pages of the same handlers.
namespace mobio::release {

struct Desk {
    Actor who;
    std::string base = "/releases";  // of all addresses
    std::string name = {};           // whose releases they are; empty on their own pages

    bool staff() const { return who.staff.has_value(); }
    std::string at(std::string_view more) const { return base + std::string(more); }
    view::Area area() const { return staff() ? view::Area::Cases : view::Area::Releases; }
};
// Of the route's person. Throws Failure{404} where the caseworker does not work with them.
Desk desk_of(const Caseworker& who, const http::Request& request, App& app);

using DeskPage = http::Response (*)(const Desk&, const http::Request&, App&);

template <DeskPage page>
http::Response for_person(const Acting& who, const http::Request& request, App& app) {
    return page(Desk{who}, request, app);
}
template <DeskPage page>
http::Response for_staff(const Caseworker& who, const http::Request& request, App& app) {
    return page(desk_of(who, request, app), request, app);
}

inline constexpr const char* staff_base = "/staff/persons/{person}/releases";

// Both doors to each page.
class Doors {
public:
    explicit Doors(http::Router& router) : router_(router) {}

    template <DeskPage page>
    void get(const std::string& path) {
        router_.get("/releases" + path, for_person<page>);
        router_.get(staff_base + path, for_staff<page>);
    }
    template <DeskPage page>
    void post(const std::string& path) {
        router_.post("/releases" + path, for_person<page>);
        router_.post(staff_base + path, for_staff<page>);
    }

private:
    http::Router& router_;
};

}  // namespace mobio::release
