// SPDX-License-Identifier: EUPL-1.2
#include "command/compose.h"

#include "account/account.h"
#include "account/moving.h"
#include "account/openings.h"
#include "account/passwords.h"
#include "account/who.h"
#include "allocation/pages.h"
#include "appointments/pages.h"
#include "appointments/reminders.h"
#include "appointments/tasks.h"
#include "biography/biography.h"
#include "biography/names/search.h"
#include "casework/cases.h"
#include "casework/duplicates.h"
#include "casework/pages.h"
#include "catalogue/catalogue.h"
#include "consultation/store.h"
#include "county/pages.h"
#include "county/wording.h"
#include "cv/cv.h"
#include "cv/import_store.h"
#include "cv/store.h"
#include "demo/mailbox.h"
#include "documents/documents.h"
#include "figures/facts_store.h"
#include "figures/pages.h"
#include "handover/handover.h"
#include "occupations/occupations.h"
#include "plan/store.h"
#include "platform/access_log/access_log.h"
#include "platform/files/files.h"
#include "platform/http/form_key.h"
#include "platform/log.h"
#include "platform/mail/mail.h"
#include "platform/view/beside.h"
#include "platform/view/design.h"
#include "platform/view/page.h"
#include "privacy/pages.h"
#include "recipients/packet_changes.h"
#include "recipients/recipients.h"
#include "recognition/recognition.h"
#include "release/release.h"
#include "team/team.h"

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

void fields_changed(sql::Transaction& tx, App& app, Id<Person> person,
                    const std::vector<std::string>& fields, Time now) {
    release::fields_changed(tx, app, person, fields, now);
    casework::compare_later(tx, app, person, fields, now);
    figures::gather_later(tx, app, person, fields, now);
}

// The quick exit signs out and leads away from any page of ours, however old: that the form comes
// from us was asked before, and a token guards nothing that somebody would want to force.
http::Response stale_form(const http::Request& request, App& app) {
    return request.route == "/exit" ? account::exit(request, app) : view::stale_form(request, app);
}

constexpr std::int64_t look_every_ms = 2000;

// The county's own words and packets, where somebody changed them on another node.
void refresh(App& app) {
    auto& looked_at = app.texts.stand().looked_at;
    const auto now = millis(app.clock.now());
    auto before = looked_at.load();
    const bool due = now - before >= look_every_ms || now < before;  // a clock was put back
    if (!due || !looked_at.compare_exchange_strong(before, now)) return;
    try {
        county::refresh_wording(app);
        recipients::refresh_packets(app);
    } catch (const sql::Error&) {  // what stands goes on
        log::warn("county.not_refreshed");
    }
}

void enter(http::Request& request, App& app) {
    refresh(app);
    account::enter(request, app);
}

}  // namespace

void add_all_pages(http::Router& router, bool demo) {
    http::add_pages(router);
    account::add_pages(router);
    biography::add_pages(router);
    cv::add_pages(router);
    occupations::add_pages(router);
    casework::add_pages(router);
    consultation::add_pages(router);
    plan::add_pages(router);
    recipients::add_pages(router);
    recognition::add_pages(router);
    release::add_pages(router);
    documents::add_pages(router);
    privacy::add_pages(router);
    county::add_pages(router);
    team::add_pages(router);
    handover::add_pages(router);
    allocation::add_pages(router);
    appointments::add_pages(router);
    figures::add_pages(router);
    if (demo) {
        demo::add_mailbox(router);
        view::add_design(router);
    }
}

void add_all_jobs(jobs::Register& jobs) {
    http::add_jobs(jobs);
    account::add_jobs(jobs);
    biography::names::add_jobs(jobs);
    mail::add_jobs(jobs);
    access_log::add_jobs(jobs);
    release::add_jobs(jobs);
    files::add_jobs(jobs);
    documents::add_jobs(jobs);
    casework::add_jobs(jobs);
    consultation::add_jobs(jobs);
    plan::add_jobs(jobs);
    cv::add_jobs(jobs);
    appointments::add_jobs(jobs);
    figures::add_jobs(jobs);
}

Stock::Stock(const std::filesystem::path& from)
    : Share(from),
      catalogue(std::make_shared<const catalogue::Catalogue>(from / "catalogue")),
      occupations(std::make_shared<const std::vector<occupations::Occupation>>(
          occupations::read_built_in(from / "catalogue" / "occupations.csv"))) {}

void furnish(App& app, const Stock& stock) {
    app.catalogue = stock.catalogue->for_county();
    app.occupations = std::make_shared<occupations::Occupations>(stock.occupations);
    app.passwords = std::make_shared<account::Passwords>();
    app.fields_changed = fields_changed;
    app.overview_releases = [](const http::Request& request, App& county,
                               const Id<Account>& account, const Id<Person>& person) {
        return release::running({account, person}, request, county);
    };
    app.overview_appointments = [](const http::Request& request, App& county,
                                   const Id<Account>& account, const Id<Person>& person) {
        return appointments::next_of_own({account, person}, request, county);
    };
    app.next_appointment = [](const http::Request& request, App& county, const Id<Person>& person) {
        const auto who = http::Gate<Caseworker>::admit(request, county);
        return who ? appointments::next_with(*who, person, request, county) : html::Html{};
    };
    app.on_new_person = name_new_person;
    app.record_parts = {{"access", account::move_access},
                        {"assignments", account::move_assignments},
                        {"code_cards", account::move_code_cards},
                        {"releases", release::move_releases},
                        {"drafts", release::move_drafts},
                        {"files", files::move_files},
                        {"documents", documents::move_documents},
                        {"uploads", documents::move_uploads},
                        {"cv", cv::move_arrangements},
                        {"consultations", consultation::move_consultations},
                        {"plans", plan::move_plans},
                        {"cases", casework::move_cases},
                        {"case_openings", account::move_openings},
                        {"handovers", handover::move_handovers},
                        {"appointments", appointments::move_appointments},
                        {"reminders", appointments::move_wishes},
                        {"tasks", appointments::move_tasks},
                        {"facts", figures::move_facts}};
}

void furnish(http::Front& front) {
    front.enter = enter;
    front.error_page = view::error_page;
    front.stale_form = stale_form;
    front.waiting_form = view::waiting_form;
    front.beside = view::beside;
}

}  // namespace mobio
