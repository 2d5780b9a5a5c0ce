// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <concepts>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/http/lane.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace mobio {
struct App;
}

namespace mobio::http {

// Who may come in is a handler's first parameter. The capability that knows the type specialises
// Gate for it; a handler whose type has no gate does not compile.
//   static constexpr std::string_view name = "person";        shown by `mobio routes`
//   static std::optional<Who> admit(const Request&, App&);    none: refused
//   static Response refuse(const Request&, App&);             to the sign-in, or "not found"
template <class Who>
struct Gate;

template <class Who>
concept Gated = requires(const Request& request, App& app) {
    { Gate<Who>::name } -> std::convertible_to<std::string_view>;
    { Gate<Who>::admit(request, app) } -> std::same_as<std::optional<Who>>;
    { Gate<Who>::refuse(request, app) } -> std::same_as<Response>;
};

// What is asked between gate and handler (a form's token): an answer ends the request there.
using Check = std::function<std::optional<Response>(const Request&, App&)>;

struct Route {
    Method method;
    std::string pattern;  // "/releases/{id}/withdrawal"
    std::string who;      // "public" or the gate's name
    std::function<Response(const Request&, App&, const Check&)> handle;
    std::function<bool(const Request&, App&)> admits;  // its gate alone
    Lane lane = Lane::Quick;
    std::size_t upload_bytes = 0;            // see Router::uploads
    std::vector<std::string> segments = {};  // the pattern, cut once
};

// Every page is registered once at the start; matching is by whole segments, {name} takes one.
// Two routes of one method and pattern stop the start (std::logic_error).
class Router {
public:
    using Public = Response (*)(const Request&, App&);
    void get(std::string_view pattern, Public handler) {
        add_public(Method::Get, pattern, handler);
    }
    void post(std::string_view pattern, Public handler) {
        add_public(Method::Post, pattern, handler);
    }

    template <Gated Who>
    void get(std::string_view pattern, Response (*handler)(const Who&, const Request&, App&)) {
        add_gated<Who>(Method::Get, pattern, handler);
    }
    template <Gated Who>
    void post(std::string_view pattern, Response (*handler)(const Who&, const Request&, App&)) {
        add_gated<Who>(Method::Post, pattern, handler);
    }

    // Handlers of that pattern may wait long, for the hashing of passwords or for a file to be
    // converted. Throws std::logic_error where there is no such pattern.
    void slow(std::string_view pattern) { set_lane(pattern, Lane::Slow); }
    void converts(std::string_view pattern) { set_lane(pattern, Lane::Files); }
    Lane lane(const Request& request) const;

    // A form with files may be sent to that pattern, of that many bytes; it takes the lane of
    // files where its handler converts them. Throws as `slow` does.
    void uploads(std::string_view pattern, std::size_t bytes, Lane lane = Lane::Files);
    std::size_t upload_bytes(std::string_view path) const;  // 0: no files there

    const std::vector<Route>& routes() const { return routes_; }

    // Finds the route and fills `route` and `params`. HEAD is answered by GET. Throws Failure{404},
    // or Failure{405} where the path exists for another method.
    const Route& match(Request& request) const;
    std::string allowed(std::string_view path) const;  // for the Allow header: "GET, HEAD"

private:
    void add_public(Method method, std::string_view pattern, Public handler);
    void add(Route route);
    void set_lane(std::string_view pattern, Lane lane);

    template <class Who>
    void add_gated(Method method, std::string_view pattern,
                   Response (*handler)(const Who&, const Request&, App&)) {
        add({method, std::string(pattern), std::string(Gate<Who>::name),
             [handler](const Request& request, App& app, const Check& check) {
                 const auto who = Gate<Who>::admit(request, app);
                 if (!who) return Gate<Who>::refuse(request, app);
                 if (auto answer = check(request, app)) return std::move(*answer);
                 return handler(*who, request, app);
             },
             [](const Request& request, App& app) {
                 return Gate<Who>::admit(request, app).has_value();
             }});
    }

    const Route* find(Method method, std::string_view path) const;

    std::vector<Route> routes_;
    std::set<std::pair<Method, std::string>> shapes_;  // of the routes
};

}  // namespace mobio::http
