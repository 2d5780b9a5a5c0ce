// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <optional>
#include <string>

#include "account/account.h"
#include "platform/app.h"
#include "platform/http/request.h"
#include "platform/sql/database.h"

// Rows of `sessions`: who is at the other end of a cookie. Only the token's SHA-256 is kept.
namespace mobio::account {

NewSession start_person_session(sql::Transaction& tx, App& app, const Acting& who, Time now);
NewSession start_staff_session(sql::Transaction& tx, App& app, Id<Staff> staff, Time now);

// A caseworker at the biography of somebody they work with: together with the person, with their
// own pages at hand; or the person alone at this screen, with nothing else within reach. It lasts
// no longer than the assignment.
enum class Entry : std::uint8_t { Together, HandedOver };
NewSession start_entry_session(sql::Transaction& tx, App& app, Id<Staff> staff, Id<Person> person,
                               Entry entry, Time now);

// Ends the session of this request's cookie, whoever it belongs to. A new sign-in ends the old one.
void end_session(sql::Transaction& tx, const http::Visitor& visitor);
// All of an account but `keep` (all zero: none is kept), and the devices it is remembered on.
void end_sessions_of(sql::Transaction& tx, Id<Account> account, const http::Visitor& keep = {});
void end_sessions_of(sql::Transaction& tx, Id<Staff> staff, const http::Visitor& keep = {});
std::int64_t count_sessions(sql::Connection& db, const SignedIn& who, Time now);

// Whose session it is or was, as a mark that tells nothing: ended ones are known for a day. Empty
// where there is no such session.
std::string owner_mark(App& app, const std::array<std::uint8_t, 32>& session);

// The visitor that a new session makes, for a page drawn in the answer that starts it.
http::Visitor visitor_of(const NewSession& session);

// Forgets the cookie and asks the browser to clear what it kept.
void forget_session(http::Response& response);

}  // namespace mobio::account
