// SPDX-License-Identifier: EUPL-1.2
#include "command/compose.h"

#include "account/account.h"
#include "account/passwords.h"
#include "biography/biography.h"
#include "catalogue/catalogue.h"
#include "county/pages.h"
#include "demo/mailbox.h"
#include "platform/access_log/access_log.h"
#include "platform/http/form_key.h"
#include "platform/mail/mail.h"
#include "platform/view/design.h"
#include "platform/view/page.h"
#include "privacy/pages.h"
#include "recipients/recipients.h"
#include "release/release.h"

namespace mobio {

namespace {

// The name to be called by is the first claim of a biography.
void name_new_person(sql::Transaction& tx, App& app, Id<Person> person, const vault::PersonKey& key,
                     std::string_view calling_name, const Author& author) {
    biography::Change change;
    change.field = "person.name.preferred";
    change.claim.by = author.staff ? biography::By::Staff : biography::By::Person;
    change.claim.provenance =
        author.staff ? biography::Provenance::Staff : biography::Provenance::Own;
    change.claim.author = id_text(author.id);
    change.claim.value = std::string(calling_name);
    const auto now = app.clock.now();
    change.claim.at = now;
    biography::save(tx, app, person, key, {change}, now);
}

// The quick exit leads away even from a page whose session is long over: there is nothing left
// that a form's token would guard.
http::Response stale_form(const http::Request& request, App& app) {
    const bool signed_in = request.visitor.kind != http::Visitor::Kind::Anonymous;
    if (request.route == "/exit" && !signed_in) return http::see_other("/gone");
    return view::stale_form(request, app);
}

}  // namespace

void add_all_pages(http::Router& router, bool demo) {
    http::add_pages(router);
    account::add_pages(router);
    biography::add_pages(router);
    recipients::add_pages(router);
    release::add_pages(router);
    privacy::add_pages(router);
    county::add_pages(router);
    if (demo) {
        demo::add_mailbox(router);
        view::add_design(router);
    }
}

void add_all_jobs(jobs::Register& jobs) {
    http::add_jobs(jobs);
    account::add_jobs(jobs);
    mail::add_jobs(jobs);
    access_log::add_jobs(jobs);
    release::add_jobs(jobs);
}

void furnish(App& app) {
    app.catalogue = std::make_shared<const catalogue::Catalogue>(app.share.folder / "catalogue");
    app.passwords = std::make_shared<account::Passwords>();
    app.fields_changed = release::fields_changed;
    app.overview_releases = [](const http::Request& request, App& county,
                               const Id<Account>& account, const Id<Person>& person) {
        return release::running({account, person}, request, county);
    };
    app.on_new_person = name_new_person;
    app.name_of_person = [](sql::Connection& db, App& county, Id<Person> person,
                            const vault::PersonKey& key) {
        return biography::full_name(biography::load_for_packet(db, county, person, key));
    };
}

void furnish(http::Front& front) {
    front.enter = account::enter;
    front.error_page = view::error_page;
    front.stale_form = stale_form;
}

}  // namespace mobio
