// SPDX-License-Identifier: EUPL-1.2
#include "platform/http/front.h"

#include <algorithm>
#include <boost/core/demangle.hpp>
#include <chrono>
#include <nlohmann/json.hpp>

#include "platform/app.h"
#include "platform/http/form_owner.h"
#include "platform/http/origin.h"
#include "platform/log.h"

namespace mobio::http {

namespace {

std::string_view name_of(Method method) {
    switch (method) {
        case Method::Get:
            return "GET";
        case Method::Head:
            return "HEAD";
        case Method::Post:
            return "POST";
        default:
            return "other";
    }
}

unsigned status_of(const sql::Error& error) {
    switch (error.kind) {
        case sql::Kind::Busy:
        case sql::Kind::Serialization:
        case sql::Kind::Connection:
        case sql::Kind::Unknown:
            return 503;
        case sql::Kind::Full:
            return 507;
        default:
            return 500;
    }
}

bool leads_here(const config::County& county, std::string_view name) {
    const auto is_name = [&](const std::string& host) { return host_name(host) == name; };
    return host_of_url(county.public_url) == name || std::ranges::any_of(county.hosts, is_name);
}

void choose_language(Request& request) {
    const auto chosen = text::parse_language(request.cookie("lang"));
    request.language = chosen ? *chosen : text::negotiate(request.header("accept-language"));
    if (request.method != Method::Post) return;
    if (const auto other = text::parse_language(request.form.get("switch_language"))) {
        request.language = *other;
        request.redraw = true;
    }
}

// Before sign-in a form belongs to a visit. Returns whether the visit begins with this request.
bool begin_visit(Request& request) {
    if (form_owner(request)) return false;
    request.cookies.set(visit_cookie, make_visit());
    return true;
}

bool has_form(const Response& response) {
    return response.body.find("name=\"form_token\"") != response.body.npos;
}

void log_failure(const Request& request, const std::exception& error) {
    // Never the exception's own words: those of libraries may hold what somebody typed.
    const auto* database = dynamic_cast<const sql::Error*>(&error);
    log::error("failed", {{"route", request.route.empty() ? "-" : request.route},
                          {"kind", boost::core::demangle(typeid(error).name())},
                          {"code", database ? database->what() : ""},
                          {"id", request.id}});
}

void log_answer(const Request& request, unsigned status, std::chrono::steady_clock::duration took) {
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(took).count();
    log::info("request", {{"method", std::string(name_of(request.method))},
                          {"route", request.route.empty() ? "-" : request.route},
                          {"status", std::to_string(status)},
                          {"ms", std::to_string(ms)},
                          {"id", request.id}});
}

}  // namespace

Front::Front(const Router& router, std::vector<App*> counties)
    : local_names(std::ranges::any_of(counties, [](const App* app) { return app->demo; })),
      router_(router),
      counties_(std::move(counties)) {}

Response Front::respond(Request& request) const {
    const auto began = std::chrono::steady_clock::now();
    auto* app = county_of(request);
    auto response = app ? answer(request, *app) : text(421, "421 Misdirected Request\n");
    log_answer(request, response.status, std::chrono::steady_clock::now() - began);
    return response;
}

App* Front::county_of(const Request& request) const {
    const auto name = host_name(request.host);
    for (auto* app : counties_)
        if (leads_here(app->county, name)) return app;
    return local_names && is_loopback_name(name) && !counties_.empty() ? counties_[0] : nullptr;
}

Response Front::answer(Request& request, App& app) const try {
    if (request.path.starts_with("/static/") && request.method != Method::Post)
        if (const auto* file =
                app.share.assets.find(request.path, request.header("accept-encoding"))) {
            request.route = "/static/*";
            return *file;
        }
    choose_language(request);
    auto response = page(request, app);
    if (request.redraw) response.with(language_cookie(request.language));
    return response;
} catch (const Failure& failure) {
    return error(request, app, failure.status);
} catch (const sql::Error& failure) {
    log_failure(request, failure);
    return error(request, app, status_of(failure));
} catch (const std::exception& failure) {
    log_failure(request, failure);
    return error(request, app, 500);
}

Response Front::page(Request& request, App& app) const {
    enter(request, app);
    const bool new_visit = begin_visit(request);
    const auto& route = router_.match(request);
    const bool posts = request.method == Method::Post;
    if (posts && !comes_from_us(request, app.county.public_url)) throw Failure{403};
    const Check check = [&](const Request& asked, App& county) -> std::optional<Response> {
        return posts ? check_form(asked, county) : std::nullopt;
    };
    auto response = route.handle(request, app, check);
    if (new_visit && has_form(response))
        response.with({std::string(visit_cookie), request.cookie(visit_cookie)});
    return response;
}

std::optional<Response> Front::check_form(const Request& request, App& app) const {
    if (form_token_holds(request, app)) return std::nullopt;
    if (!stale_form || request.wants_json) throw Failure{403};
    return stale_form(request, app);
}

Response Front::error(const Request& request, App& app, unsigned status) const try {
    Response response;
    if (request.wants_json)
        response = json(status, nlohmann::json{{"status", status}, {"request", request.id}}.dump());
    else if (error_page)
        response = error_page(request, app, status);
    else
        response = text(status, std::to_string(status) + " " + request.id + "\n");
    // An error page has forms too (language, exit): their tokens belong to this visit.
    if (const auto& visit = request.cookie(visit_cookie);
        !visit.empty() && has_form(response) &&
        request.visitor.session == decltype(request.visitor.session){})
        response.with({std::string(visit_cookie), visit});
    if (status == 405) response.with("Allow", router_.allowed(request.path));
    if (status == 503) response.with("Retry-After", "5");
    return response;
} catch (const std::exception& failure) {
    log_failure(request, failure);
    return text(status, std::to_string(status) + " " + request.id + "\n");
}

}  // namespace mobio::http
