// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "casework/my_cases.h"
#include "platform/http/request.h"
#include "platform/problems.h"
#include "platform/view/components.h"

// What the list of a caseworker's persons and the search among them share.
namespace mobio::casework {

// Names stand in the form's body, never in an address: so it posts, and is answered with a page.
html::Html search_form(const http::Request& request, App& app, const Problems& problems);
// What to clear up with them before a minor is taken for an adult, or the other way round.
html::Html births_tag(const CasePerson& person, const text::Tongue& t);
// Each name shown is a read of that person's record.
void log_listed(App& app, const StaffMember& who, const std::vector<Id<Person>>& persons,
                const http::Visitor& visitor);

// The first of them as cards; `count`: how many there are.
inline constexpr std::size_t most_cards = 9;
html::Html today_cards(const std::vector<Today>& today, std::size_t count, Date day,
                       const text::Tongue& t);
html::Html filter_form(const MyCases& cases, const Asked& asked, App& app, const text::Tongue& t);
// The rows from there on, at most that many.
view::Table cases_table(const MyCases& cases, std::size_t from, std::size_t most, App& app,
                        const text::Tongue& t);

}  // namespace mobio::casework
