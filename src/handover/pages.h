// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "casework/desk.h"
#include "handover/handover.h"
#include "platform/view/components.h"

// What the pages of this capability share.
namespace mobio::handover {

void add_giving_pages(http::Router& router);     // the caseworker's who hands over
void add_receiving_pages(http::Router& router);  // the team's that takes over
void add_own_pages(http::Router& router);        // what the person reads and answers

inline std::string address_of(Id<Person> person) {
    return "/staff/persons/" + person.text() + "/handover";
}
inline std::string address(Id<Handover> id) { return "/staff/handovers/" + id.text(); }

// Day, municipality, team, what is to be known.
std::vector<view::Fact> facts_of(const Handover& one, const casework::Places& places,
                                 const text::Tongue& t);
// What goes along and what does not.
html::Html transfer_list(const text::Tongue& t);
// Yes and no, weighing the same; in the reader's language and, where it is another, the person's.
html::Html answer_buttons(App& app, const text::Tongue& t, text::Language other);

}  // namespace mobio::handover
