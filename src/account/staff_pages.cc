// SPDX-License-Identifier: EUPL-1.2
#include "account/pages.h"
#include "account/staff.h"

// The staff's way in: by role to their work, or to an overview of what there is for them.
namespace mobio::account {

using html::markup;
using text::mark;
using view::Html;

namespace {

struct Way {
    const char *href, *icon, *title, *small;
};

std::vector<Way> ways_of(Role role) {
    if (role == Role::Admin)
        return {{"/staff/accounts", "person", mark("Staff accounts"),
                 mark("Who works here, as what and where.")},
                {"/lists/teams", "family", mark("Teams"),
                 mark("Caseworkers work in teams of one of the two services.")},
                {"/lists/municipalities", "home", mark("Municipalities"),
                 mark("The municipalities of the county.")},
                {"/lists/accommodations", "home", mark("Accommodations"),
                 mark("Where people live, and for how many there is room.")}};
    if (role == Role::Editor)
        return {{"/recipients", "document", mark("Directory of recipients"),
                 mark("People choose from this list when they release data.")},
                {"/lists/regions", "home", mark("Regions"),
                 mark("They group municipalities on the public contact page.")},
                {"/lists/contacts", "person", mark("Contact persons"),
                 mark("Everybody sees them on the contact page, without signing in.")},
                {"/packet-definitions", "document", mark("Packets"),
                 mark("What each kind of recipient may get.")},
                {"/texts", "language", mark("Texts"),
                 mark("Every sentence of these pages can be worded as your county says it.")},
                {"/occupations", "work", mark("Occupations"),
                 mark("People find their occupation in this list by typing in any language.")}};
    if (role == Role::Dpo)
        return {{"/packet-definitions", "document", mark("Packets"),
                 mark("What each kind of recipient may get. You decide on changes.")}};
    return {};
}

Html overview(const std::vector<Way>& ways, const text::Tongue& t) {
    std::vector<Html> lines;
    for (const auto& way : ways)
        lines.push_back(view::line({.href = way.href,
                                    .start = view::badge(way.icon),
                                    .title = markup<"{}">(t.tr(way.title)),
                                    .small = markup<"{}">(t.tr(way.small))}));
    return view::list(lines, "list card");
}

http::Response home(const StaffMember& who, const http::Request& request, App& app) {
    if (who.role == Role::Counsellor || who.role == Role::Manager)
        return http::see_other("/staff/persons");
    if (who.role == Role::Lead) return http::see_other("/staff/team");
    if (who.role == Role::Officer) return http::see_other("/allocation");
    const auto& t = app.tongue(request.language);
    const auto ways = ways_of(who.role);
    view::Page page;
    page.title = ways.empty() ? t.tr("You are signed in") : t.tr("Overview");
    page.area = view::Area::Desk;
    page.width = view::Width::Medium;
    page.body = view::head(page.title, role_name(t, who.role));
    page.body +=
        ways.empty()
            ? view::empty_state("info", markup<"<p>{}</p>">(t.tr("The pages for your role are not "
                                                                 "there yet.")))
            : overview(ways, t);
    return view::page(request, app, std::move(page));
}

}  // namespace

void add_staff_pages(http::Router& router) {
    router.get("/staff", home);
    add_staff_code_pages(router);
}

}  // namespace mobio::account
