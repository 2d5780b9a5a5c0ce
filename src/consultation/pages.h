// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "consultation/notes.h"
#include "consultation/store.h"
#include "platform/http/router.h"
#include "platform/view/components.h"
#include "platform/view/page.h"

// What the pages of this capability share.
namespace mobio::consultation {

void add_case_pages(http::Router& router);     // of one person, and one consultation
void add_writing_pages(http::Router& router);  // a new one, and corrections
void add_task_pages(http::Router& router);     // ticking off next steps
void add_own_pages(http::Router& router);      // what the person reads

inline std::string list_address(Id<Person> person) {
    return "/staff/persons/" + person.text() + "/consultations";
}
inline std::string address(ConsultationId id) { return "/staff/consultations/" + id.text(); }

// As the lists of staff call them; empty where the key is gone.
std::string name_of(sql::Connection& db, App& app, Id<Person> person);

// Of the route; throws Failure{404} where it is none of theirs.
Kept open_one(sql::Connection& db, const CaseReader& who, const http::Request& request, App& app);
Kept open_one(sql::Connection& db, const Caseworker& who, const http::Request& request, App& app);
// The route's person, whose case they may read, or work on; else throws Failure{404}.
Id<Person> person_in(sql::Connection& db, const CaseReader& who, const http::Request& request,
                     App& app);
Id<Person> person_in(sql::Connection& db, const Caseworker& who, const http::Request& request,
                     App& app);

void log_reading(App& app, const CaseReader& who, Id<Person> person, const http::Request& request);

// "Done", or what undoes it.
html::Html done_button(const Kept& kept, const http::Request& request, App& app);
// The next step as a line, with its button.
view::Line step_line(const Kept& kept, const http::Request& request, App& app);
// What the page before left to say: saved, done (with undo).
html::Html notices(const http::Request& request, App& app);

}  // namespace mobio::consultation
