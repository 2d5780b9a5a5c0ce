// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "account/who.h"
#include "platform/app.h"
#include "platform/http/router.h"
#include "platform/jobs/jobs.h"
#include "platform/sql/database.h"
#include "platform/text/texts.h"

namespace mobio::account {

// What one needs to sign in, shown once after registering and printed by the demo.
struct Credentials {
    std::string number;  // ten digits, the last a check digit, e.g. "1234567897"
    std::string secret;
};

// Makes account and person with access 'self' (keys first, then rows); the calling name becomes
// the claim person.name.preferred through biography::… which listens at `on_new_person`.
struct NewPerson {
    Id<Account> account;
    Id<Person> person;
    std::string number;
};
NewPerson register_person(App& app, std::string_view calling_name, std::string_view secret,
                          text::Language language);

// Staff -------------------------------------------------------------------------------------------
struct NewStaff {
    std::string name, email, role, secret;
    text::Language language = text::Language::De;
};
Id<Staff> add_staff(App& app,
                    const NewStaff& staff);  // throws std::invalid_argument naming the field
// An account that is there gets the e-mail and secret of `staff`, and is open from now on; its
// older sessions end. Throws as add_staff does.
void open_staff(App& app, Id<Staff> id, const NewStaff& staff);
std::string staff_name(App& app, Id<Staff> staff);

// Code cards
// --------------------------------------------------------------------------------------- A record
// without account, assigned to its caseworker, and an invitation to take it over: single use, 14
// days. `code` is 16 characters of Crockford base32, shown once, kept only as a hash.
struct CodeCard {
    Id<Person> person;
    std::string code;
    Time expires_at;
};
CodeCard make_code_card(App& app, const StaffMember& by, std::string_view calling_name,
                        text::Language language);
// One A4 page in the person's language and German: QR, typed form, three steps in pictures.
std::string code_card_pdf(App& app, const CodeCard& card, text::Language language);

// Sessions
// ------------------------------------------------------------------------------------------
struct NewSession {
    std::string token;  // base64url, for the cookie; only its SHA-256 is kept
};
NewSession start_recipient_session(sql::Transaction& tx, App& app, Id<Release> release, Time now);
void set_session_cookie(http::Response& response, const NewSession& session);
// Keeps the sessions of the last packets that this browser opened, as many as a header can carry.
void set_packet_cookie(http::Response& response, const http::Request& request, Id<Release> release,
                       const NewSession& session);

void enter(http::Request& request, App& app);  // fills request.visitor (Front::enter)
// Signs out, also where the session's row cannot be deleted now, and leads to a page that says
// nothing of us.
http::Response exit(const http::Request& request, App& app);
void add_pages(http::Router& router);
// Sessions and code cards that ran out are deleted, and keys without a person (orphaned_keys.h).
void add_jobs(jobs::Register& jobs);

}  // namespace mobio::account
