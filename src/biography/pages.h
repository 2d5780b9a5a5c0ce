// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "account/who.h"
#include "biography/biography.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

// The handlers, by page; biography.h's add_pages gives them their routes.
namespace mobio::biography {

http::Response show_overview(const Teller& who, const http::Request& request, App& app);
http::Response show_section(const Teller& who, const http::Request& request, App& app);
http::Response show_topic(const Teller& who, const http::Request& request, App& app);
http::Response save_topic(const Teller& who, const http::Request& request, App& app);

// The cards of a topic whose field repeats.
http::Response show_new_entry(const Teller& who, const http::Request& request, App& app);
http::Response show_entry(const Teller& who, const http::Request& request, App& app);
http::Response save_new_entry(const Teller& who, const http::Request& request, App& app);
http::Response save_entry(const Teller& who, const http::Request& request, App& app);
http::Response remove_entry(const Teller& who, const http::Request& request, App& app);
http::Response restore_entry(const Teller& who, const http::Request& request, App& app);

// What was changed, a section as it was once, and the way back to it.
http::Response show_history(const Acting& who, const http::Request& request, App& app);
http::Response show_revision(const Acting& who, const http::Request& request, App& app);
http::Response restore_revision(const Acting& who, const http::Request& request, App& app);

// What is there, missing or uncertain for each kind of recipient.
http::Response show_checklists(const Teller& who, const http::Request& request, App& app);
http::Response show_checklist(const Teller& who, const http::Request& request, App& app);

// On paper: what was told, in one language or two; and the questions, to be answered with a pen.
http::Response show_summary(const Teller& who, const http::Request& request, App& app);
http::Response save_summary(const Teller& who, const http::Request& request, App& app);
http::Response save_paper_form(const SignedIn& who, const http::Request& request, App& app);

// What stands there, for staff who may read the case.
http::Response show_to_staff(const CaseReader& who, const http::Request& request, App& app);

// "This is wrong", said of what staff wrote.
http::Response show_objection(const Acting& who, const http::Request& request, App& app);
http::Response make_objection(const Acting& who, const http::Request& request, App& app);
http::Response withdraw_objection(const Acting& who, const http::Request& request, App& app);

// Staff take away no card that the person filled in.
bool may_remove(const Entry& entry, By side);
std::string entry_address(const catalogue::Topic& topic, std::string_view id);
html::Html show_cards(const http::Request& request, App& app, const Biography& biography,
                      const catalogue::Topic& topic, By side);

}  // namespace mobio::biography
