// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <string>
#include <vector>

#include "appointments/store.h"
#include "consultation/pages.h"
#include "platform/http/router.h"
#include "platform/jobs/jobs.h"
#include "platform/view/components.h"
#include "platform/view/page.h"

// What the pages of this capability share.
namespace mobio::appointments {

void add_pages(http::Router& router);
void add_calendar_pages(http::Router& router);  // a caseworker's week, and what comes
void add_person_pages(http::Router& router);    // of one person, and one of them
void add_arranging_pages(http::Router& router);
void add_own_pages(http::Router& router);   // what the person reads
void add_feed_pages(http::Router& router);  // for calendar programs
void add_task_pages(http::Router& router);  // all that a caseworker has to do

// Mails of the day before.
void add_jobs(jobs::Register& jobs);

// A person's next ones, for the overview of their life (App::overview_appointments).
html::Html next_of_own(const Acting& who, const http::Request& request, App& app);
// The next one with a person, for the page of their case (App::next_appointment); empty where
// nothing is arranged. Throws Failure{404} where they are not theirs.
html::Html next_with(const Caseworker& who, Id<Person> person, const http::Request& request,
                     App& app);

inline std::string list_address(Id<Person> person) {
    return "/staff/persons/" + person.text() + "/appointments";
}
inline std::string address(AppointmentId id) { return "/staff/appointments/" + id.text(); }

using consultation::name_of;
using consultation::person_in;
using Names = std::map<Id<Person>, std::string>;
// Of those in a list, each once; a list that is shown is a read of each record in it.
Names names_of(sql::Connection& db, App& app, const std::vector<Kept>& all);
void log_listing(App& app, const Caseworker& who, const Names& names, const char* action,
                 const http::Request& request);

// Of the route; throws Failure{404} where it is none of theirs.
Kept open_one(sql::Connection& db, const Caseworker& who, const http::Request& request, App& app);
void log_reading(App& app, const Caseworker& who, Id<Person> person, const http::Request& request);

// --- How an appointment reads --------------------------------------------------------------------

std::string time_span(const Appointment& told, const text::Tongue& t);  // "14:30–15:00"
std::string place_in_words(const Appointment& told, const App& app, const text::Tongue& t);
std::string topic_in_words(const Appointment& told, const App& app, const text::Tongue& t);
std::string words_in_words(const Appointment& told, const App& app, const text::Tongue& t);
// "Thursday, 15 January, 14:30–15:00".
std::string when(const Appointment& told, const App& app, const text::Tongue& t);
std::vector<view::Fact> facts_of(const Kept& kept, App& app, const text::Tongue& t);
// What of several stands and is not over at that moment.
std::vector<Kept> from(std::vector<Kept> all, Time moment);

}  // namespace mobio::appointments
