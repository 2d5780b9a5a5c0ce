// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/request.h"
#include "platform/http/response.h"
#include "platform/http/router.h"

namespace mobio {
struct App;
namespace config {
struct County;
}
}  // namespace mobio

namespace mobio::http {

// Everything between the parser and a handler, in this order: the county by host (unknown: 421),
// static files, language, session, route, origin of a POST (from elsewhere: 403), gate, form token
// of a POST (else 403 with a way on), handler, one log line. A throw becomes an error page with the
// request number: sql::Error Busy or Connection 503, Full 507, Failure its status, anything else
// 500. The security headers are added where answers are written (answer.h).
class Front {
public:
    Front(const Router& router, std::vector<App*> counties);
    // Fills request.visitor from the session cookie; set once by the capability that keeps
    // sessions.
    std::function<void(Request&, App&)> enter = [](Request&, App&) {};
    // Draws an error page; set once by the views.
    std::function<Response(const Request&, App&, unsigned status)> error_page;
    // A POST whose form token is missing or stale: 403 with the typed values kept.
    std::function<Response(const Request&, App&)> stale_form;
    // A form that waits to be sent: 200 with the typed values kept.
    std::function<Response(const Request&, App&)> waiting_form;
    // A page, and beside its texts those of the same page in another language; set once by the
    // views.
    std::function<std::string(const std::string& page, std::string_view other, text::Language)>
        beside;
    // 127.0.0.1 and localhost lead to the first county too: in a demo, and where the server listens
    // on the loopback interface only.
    bool local_names;

    Response respond(Request& request) const;  // never throws
    Lane lane(const Request& request) const { return router_.lane(request); }
    // For Limits::uploader: the account or member of staff that may send this form; never throws.
    std::string uploader(const Request& head) const;

private:
    App* county_of(const Request& request) const;
    Response answer(Request& request, App& app) const;
    Response page(Request& request, App& app) const;
    Response handle(const Route& route, const Request& request, App& app) const;
    Response in_both(const Route& route, const Request& request, App& app, Response response) const;
    Response with_second(const Request& request, Response response,
                         const std::function<Response(const Request&)>& draw) const;
    Response error(const Request& request, App& app, unsigned status) const;
    std::optional<Response> check_form(const Request& request, App& app) const;

    const Router& router_;
    std::vector<App*> counties_;
};

// Whether a request for that host is this county's.
bool leads_to(const config::County& county, std::string_view host);

// The token of a form (hidden field "form_token"), masked anew in every answer since pages are
// compressed; bound to the session, or before sign-in to the visit cookie.
std::string form_token(const Request& request, App& app);
bool form_token_holds(const Request& request, App& app);

Cookie language_cookie(text::Language language);  // "lang", kept for a year
// "second", until the browser closes; none forgets it.
Cookie second_language_cookie(std::optional<text::Language> language);

// POST /language: the field "language", or "second_language" ("" for none), and the local path
// "return" to go back to.
void add_pages(Router& router);

}  // namespace mobio::http
