// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "platform/app.h"
#include "platform/http/request.h"
#include "platform/http/response.h"
#include "platform/view/html.h"

namespace mobio::view {

using html::Html;

enum class Area {
    None,
    Life,
    Releases,
    Documents,
    Goals,
    Seen,
    Cases,
    Appointments,
    Figures,
    Directory,
    Occupations,
    Accounts,
    Tasks,
    Desk,  // the overview of what a role may do
    Allocation,
    Needs
};  // which tab is lit
enum class Width { Wide, Medium, Narrow };

struct Page {
    std::string title;  // <title>, without " – MoBio"
    Area area = Area::None;
    Width width = Width::Narrow;
    Html body;  // inside <main>
    // The page has a form with id="form" whose typed values must survive a change of language:
    // the header's language buttons then submit that form (see Request::redraw).
    bool has_form = false;
    // Texts of this page are meant for a recipient: no tabs, no exit button, no language menu.
    bool for_recipient = false;
    // For a screen that others look at, too: nothing leads away from it.
    bool alone = false;
    bool desk = false;   // has tables; pages of the staff have their styles anyway
    std::string script;  // further modules of web/scripts, e.g. "autosave.js typeahead.js"; "" none
};

// The whole document: head, skip link, header (brand, language, exit), tabs by visitor, main,
// footer.
http::Response page(const http::Request& request, App& app, Page page, unsigned status = 200);

http::Response error_page(const http::Request& request, App& app, unsigned status);
// Everything typed is kept, with a button to send it again: 403, and 200 where nothing was wrong.
http::Response stale_form(const http::Request& request, App& app);
http::Response waiting_form(const http::Request& request, App& app);

// A short message on the next page after a redirect ("Saved", with an undo): kept in a cookie as
// a code only, never as text of a person.
struct Notice {
    std::string code;      // known to the page that shows it
    std::string argument;  // an id or a section key
};
void leave_notice(http::Response& response, const Notice& notice);
std::optional<Notice> take_notice(const http::Request& request);  // page() forgets it

}  // namespace mobio::view
