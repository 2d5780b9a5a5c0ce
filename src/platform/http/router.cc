// SPDX-License-Identifier: EUPL-1.2
#include "platform/http/router.h"

#include <algorithm>
#include <stdexcept>

#include "platform/http/decode.h"

namespace mobio::http {

namespace {

bool is_param(std::string_view segment) { return segment.starts_with('{'); }

// "/a/{id}" has the segments "a" and "{id}", "/" has none, "/a/" ends with an empty one.
std::vector<std::string_view> cut(std::string_view path) {
    std::vector<std::string_view> segments;
    if (path.size() > 1)
        split(path.substr(1), '/', [&](std::string_view segment) { segments.push_back(segment); });
    return segments;
}

bool matches(const Route& route, const std::vector<std::string_view>& path) {
    return std::ranges::equal(route.segments, path, [](const auto& pattern, auto segment) {
        return is_param(pattern) ? !segment.empty() : pattern == segment;
    });
}

// Whether `a` says more about the path than `b`: the first segment that only one of them names.
// There is one, as both match the path and no pattern stands twice.
bool is_closer(const Route& a, const Route& b) {
    return is_param(*std::ranges::mismatch(a.segments, b.segments, {}, is_param, is_param).in2);
}

// Two patterns of one shape match the same paths.
std::string shape(const Route& route) {
    std::string shape;
    for (const auto& segment : route.segments)
        shape.append("/").append(is_param(segment) ? "{}" : segment);
    return shape;
}

void check_pattern(std::string_view pattern) {
    const bool whole = pattern.starts_with('/');
    const auto segments = cut(pattern);
    const auto broken = [](std::string_view segment) {
        const bool braces = segment.find_first_of("{}") != segment.npos;
        const bool param = segment.size() > 2 && is_param(segment) && segment.ends_with('}');
        return segment.empty() || (braces && !param);
    };
    if (!whole || std::ranges::any_of(segments, broken))
        throw std::logic_error("not a pattern: " + std::string(pattern));
}

Method served_as(Method method) { return method == Method::Head ? Method::Get : method; }

}  // namespace

void Router::add_public(Method method, std::string_view pattern, Public handler) {
    add({method, std::string(pattern), "public",
         [handler](const Request& request, App& app, const Check& check) {
             if (auto answer = check(request, app)) return std::move(*answer);
             return handler(request, app);
         },
         [](const Request&, App&) { return true; }});
}

void Router::add(Route route) {
    check_pattern(route.pattern);
    for (const auto segment : cut(route.pattern)) route.segments.emplace_back(segment);
    if (!shapes_.emplace(route.method, shape(route)).second)
        throw std::logic_error("two routes for " + route.pattern);
    routes_.push_back(std::move(route));
}

void Router::set_lane(std::string_view pattern, Lane lane) {
    bool found = false;
    for (auto& route : routes_)
        if (route.pattern == pattern) {
            route.lane = lane;
            found = true;
        }
    if (!found) throw std::logic_error("no route " + std::string(pattern));
}

void Router::uploads(std::string_view pattern, std::size_t bytes, Lane lane) {
    bool found = false;
    for (auto& route : routes_)
        if (route.pattern == pattern && route.method == Method::Post) {
            route.upload_bytes = bytes;
            route.lane = lane;
            found = true;
        }
    if (!found) throw std::logic_error("no route " + std::string(pattern));
}

std::size_t Router::upload_bytes(std::string_view path) const {
    const auto* route = find(Method::Post, path);
    return route ? route->upload_bytes : 0;
}

const Route* Router::find(Method method, std::string_view path) const {
    const auto segments = cut(path);
    const Route* best = nullptr;
    for (const auto& route : routes_)
        if (route.method == served_as(method) && matches(route, segments))
            if (!best || is_closer(route, *best)) best = &route;
    return best;
}

Lane Router::lane(const Request& request) const {
    const auto* route = find(request.method, request.path);
    return route ? route->lane : Lane::Quick;
}

const Route& Router::match(Request& request) const {
    const auto* route = find(request.method, request.path);
    if (!route) throw Failure{allowed(request.path).empty() ? 404U : 405U};
    request.route = route->pattern;
    request.params.clear();
    const auto segments = cut(request.path);
    for (std::size_t i = 0; i < segments.size(); ++i)
        if (const std::string_view name = route->segments[i]; is_param(name))
            request.params.emplace_back(name.substr(1, name.size() - 2), segments[i]);
    return *route;
}

std::string Router::allowed(std::string_view path) const {
    std::string methods;
    if (find(Method::Get, path)) methods = "GET, HEAD";
    if (find(Method::Post, path)) methods += methods.empty() ? "POST" : ", POST";
    return methods;
}

}  // namespace mobio::http
