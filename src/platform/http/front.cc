// SPDX-License-Identifier: EUPL-1.2
#include "platform/http/front.h"

#include <algorithm>
#include <array>
#include <boost/core/demangle.hpp>
#include <chrono>
#include <nlohmann/json.hpp>
#include <tuple>

#include "platform/app.h"
#include "platform/http/form_key.h"
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

void choose_language(Request& request) {
    const auto chosen = text::parse_language(request.cookie("lang"));
    request.language = chosen ? *chosen : text::negotiate(request.header("accept-language"));
    request.second_language = text::parse_language(request.cookie("second"));
    if (request.method == Method::Post) {
        if (const auto other = text::parse_language(request.form.get("switch_language"))) {
            request.language = *other;
            request.redraw = true;
        }
        if (request.form.has("switch_second")) {
            request.second_language = text::parse_language(request.form.get("switch_second"));
            request.redraw = true;
        }
    }
    if (request.second_language == request.language) request.second_language.reset();
}

// Before sign-in a form belongs to a visit. Returns whether the visit begins with this request.
bool begin_visit(Request& request) {
    if (form_owner(request)) return false;
    request.cookies.set(visit_cookie, make_visit());
    return true;
}

template <class List>
bool among(const List& list, unsigned status) {
    return std::ranges::find(list, status) != list.end();
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

bool leads_to(const config::County& county, std::string_view host) {
    const auto name = host_name(host);
    const auto is_name = [&](const std::string& other) { return host_name(other) == name; };
    return host_of_url(county.public_url) == name || std::ranges::any_of(county.hosts, is_name);
}

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

std::string Front::uploader(const Request& head) const try {
    auto request = head;
    auto* app = county_of(request);
    if (!app || !comes_from_us(request, app->county.public_url)) return {};
    enter(request, *app);
    const auto& [account, staff] = std::tie(request.visitor.account, request.visitor.staff);
    if (!router_.match(request).admits(request, *app) || (!account && !staff)) return {};
    return app->county.key + (account ? account->text() : staff->text());
} catch (const std::exception&) {  // the whole request will meet the same, and be told
    return {};
} catch (const Failure&) {
    return {};
}

App* Front::county_of(const Request& request) const {
    for (auto* app : counties_)
        if (leads_to(app->county, request.host)) return app;
    return local_names && is_loopback_name(host_name(request.host)) && !counties_.empty()
               ? counties_[0]
               : nullptr;
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
    if (request.redraw) {
        response.with(language_cookie(request.language));
        response.with(second_language_cookie(request.second_language));
    }
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
    if (request.no_room) throw Failure{503};
    auto response = in_both(route, request, app, handle(route, request, app));
    if (new_visit && has_form(response))
        response.with({std::string(visit_cookie), request.cookie(visit_cookie)});
    return response;
}

Response Front::handle(const Route& route, const Request& request, App& app) const try {
    const Check check = [&](const Request& asked, App& county) -> std::optional<Response> {
        return asked.method == Method::Post ? check_form(asked, county) : std::nullopt;
    };
    return route.handle(request, app, check);
} catch (const Redraw&) {
    return waiting_form(request, app);
}

// The page, and beside its texts those of the second language that the visitor chose.
Response Front::with_second(const Request& request, Response response,
                            const std::function<Response(const Request&)>& draw) const {
    const bool page = !request.wants_json && response.type.starts_with("text/html");
    if (!beside || !request.second_language || !page || response.status == 303) return response;
    auto other = request;
    other.language = *request.second_language;
    response.body = beside(response.body, draw(other).body, other.language);
    return response;
}

// Only what has changed nothing is handled twice: a page that was asked for, a form that goes on in
// another language, a form with mistakes in it, one that met another device, one without its token.
Response Front::in_both(const Route& route, const Request& request, App& app,
                        Response response) const {
    if (response.again) {
        const auto again = std::exchange(response.again, {});
        return with_second(request, std::move(response), again);
    }
    constexpr std::array<unsigned, 3> changed_nothing{403, 409, 422};
    const bool harmless = request.method != Method::Post || request.redraw || response.repeatable ||
                          (route.lane == Lane::Quick && among(changed_nothing, response.status));
    if (!harmless) return response;
    return with_second(request, std::move(response),
                       [&](const Request& other) { return handle(route, other, app); });
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
        response =
            with_second(request, error_page(request, app, status),
                        [&](const Request& other) { return error_page(other, app, status); });
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
