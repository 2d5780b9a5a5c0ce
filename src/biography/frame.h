// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "account/who.h"
#include "biography/progress.h"
#include "platform/view/components.h"
#include "platform/view/page.h"

// What the pages of the biography have in common.
namespace mobio::biography {

// The record as this account may see it, its reading noted in the access log.
Biography open_biography(const Teller& who, const http::Request& request, App& app);
Biography open_biography(const Acting& who, const http::Request& request, App& app);

// A page of the biography; where a caseworker is there, with whose it is and the way out on top.
http::Response page_for(const Teller& who, const http::Request& request, App& app, view::Page page,
                        unsigned status = 200);

// Whose answers a form shows and changes.
By side_of(const Teller& who);

// Of the route's section and topic; throws Failure{404} where there is none.
const catalogue::Section& section_of(const http::Request& request, App& app);
const catalogue::Topic& topic_of(const http::Request& request, App& app);

// The way one came by: ?path=first, or the form's own field.
Path path_of(const http::Request& request);
std::string address(const catalogue::Section& section);
std::string address(const catalogue::Topic& topic, Path path = Path::All);
// Where one goes on from a topic: the next one, or the page above.
std::string after(const catalogue::Catalogue& catalogue, const catalogue::Topic& topic, Path path);

// The field whose entries are this topic's cards; null where it asks single fields.
const catalogue::Field* cards_of(const catalogue::Topic& topic);

// "Saved", "Your name moved …": what the page before left to say.
html::Html notices(const http::Request& request, App& app);

// Back link, "Work · Question 2 of 6" and its bar.
html::Html position(App& app, const catalogue::Topic& topic, Path path, const text::Tongue& t);

// "Not collected" beside free text.
html::Html not_collected(const text::Tongue& t);

// What stands in a section, in the catalogue's order; removed cards are left out.
struct Told {
    const catalogue::Field& field;
    const Claim& claim;  // in force
};
std::vector<Told> told_in(const Biography& biography, const catalogue::Catalogue& catalogue,
                          std::string_view section);
// One of them as a line of a list: what it says, and where it comes from.
view::Fact fact_of(const Told& told, App& app, const Listener& person);

// What staff entered: beside the person's own words, or instead of a form. Each of it can be marked
// as wrong.
html::Html staff_facts(const Biography& biography, const catalogue::Topic& topic, App& app,
                       const text::Tongue& t);

// The way to say that a staff's claim is wrong; `words` tell the ear which one.
std::string objection_address(const catalogue::Topic& topic, std::string_view claim);
html::Html objection_link(const catalogue::Topic& topic, const Claim& claim, std::string_view words,
                          const text::Tongue& t);

// A sentence of ours with {1} in it, and a text of the person's in its place.
html::Html with_value(std::string_view sentence, std::string_view value);

}  // namespace mobio::biography
