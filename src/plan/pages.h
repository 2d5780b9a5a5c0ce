// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <string>

#include "plan/agreements.h"
#include "plan/history.h"
#include "plan/suggestions.h"
#include "plan/views.h"
#include "platform/http/router.h"
#include "platform/view/page.h"

// What the pages of this capability share.
namespace mobio::plan {

void add_desk_pages(http::Router& router);       // the plan at the caseworker's desk
void add_goal_pages(http::Router& router);       // a goal is written
void add_measure_pages(http::Router& router);    // a step is written
void add_freezing_pages(http::Router& router);   // the plan becomes a version
void add_agreement_pages(http::Router& router);  // versions, and their confirmation by both
void add_review_pages(http::Router& router);     // looking back, what came of a goal
void add_own_pages(http::Router& router);        // the person's side
void add_together_pages(http::Router& router);   // a screen with the plan alone

inline std::string desk_address(Id<Person> person) {
    return "/staff/persons/" + person.text() + "/plan";
}
inline std::string own_address() { return "/plan"; }
std::string version_address(const Party& party, VersionId version);  // at that side's pages

// Of the route's {id}, whom the caseworker works with; else throws Failure{404}.
Party party_in(sql::Connection& db, const App& app, const Caseworker& who,
               const http::Request& request);
// Ids of the route; throw Failure{404} where they are none.
GoalId goal_in(const http::Request& request);
MeasureId measure_in(const http::Request& request);
VersionId version_in(const http::Request& request);

// What is known of the person beside their plan.
struct Known {
    std::string name;
    std::string language;  // as the catalogue names it; may be empty
    std::optional<Date> born;
    biography::Biography biography;
};
Known known_of(sql::Connection& db, App& app, Id<Person> person);

html::Html review_list(const std::vector<KeptReview>& reviews, const Plan& plan, Reader reader,
                       App& app, const text::Tongue& t);

// The title over a page of one person's plan, and the way back to it.
view::Page desk_page(std::string_view title, const Party& party, const std::string& name,
                     const text::Tongue& t);

void log_reading(App& app, const Party& party, const http::Request& request);
// What the page before left to say.
html::Html notices(const http::Request& request, App& app);

std::int64_t revision_in(const http::Request& request);

// A form that several may have open at once: what it showed goes along (see reading.h, merged).
struct Shown {
    std::int64_t revision = 0;
    std::optional<http::Fields> fields;
};
std::vector<std::pair<std::string, std::string>> carried(std::int64_t revision,
                                                         const http::Fields& fields);
Shown shown_in(const http::Request& request);

// What `save` answers, which reads what stands there and writes upon it. Where somebody else saves
// in between (Overtaken), it reads once more and meets what they wrote, as any later form does.
http::Response read_and_save(const std::function<http::Response()>& save);

// What somebody else saved since the form was opened; the form below it holds what was typed.
html::Html overtaken_card(Of what, const http::Fields& stands, App& app, const text::Tongue& t);

// Choices of a form.
view::Choice codes(App& app, const char* name, const char* list, std::string_view label,
                   const http::Fields& typed, const text::Tongue& t);
html::Html select(App& app, const char* name, const char* list, std::string_view label,
                  const http::Fields& typed, const Problems& problems, const text::Tongue& t,
                  std::string_view hint = "");
html::Html day_input(const char* name, std::string_view label, const http::Fields& typed,
                     const Problems& problems, const text::Tongue& t);
// Those that the person speaks, and ours.
html::Html language_select(App& app, const char* name, std::string_view label, const Known& known,
                           const http::Fields& typed, const Problems& problems,
                           const text::Tongue& t);

}  // namespace mobio::plan
