// SPDX-License-Identifier: EUPL-1.2
#include "platform/http/origin.h"

#include <algorithm>

#include "platform/http/decode.h"

namespace mobio::http {

std::string origin_of_url(std::string_view url) {
    const auto scheme = url.find("://");
    if (scheme == url.npos) return {};
    return lower(url.substr(0, url.find_first_of("/?#", scheme + 3)));
}

std::string host_of_url(std::string_view url) {
    const auto origin = origin_of_url(url);
    const auto scheme = origin.find("://");
    return scheme == origin.npos ? std::string()
                                 : host_name(std::string_view(origin).substr(scheme + 3));
}

std::string host_name(std::string_view host) {
    const auto bracket = host.starts_with('[') ? std::min(host.find(']'), host.size()) : 0;
    const auto colon = std::min(host.find(':', bracket), host.size());
    auto name = host.substr(0, colon);
    for (const char digit : host.substr(std::min(colon + 1, host.size())))
        if (digit < '0' || digit > '9') return {};
    if (name.ends_with('.')) name.remove_suffix(1);
    return lower(name);
}

bool is_loopback_name(std::string_view host_name) {
    return host_name == "127.0.0.1" || host_name == "localhost" || host_name == "[::1]";
}

bool comes_from_us(const Request& request, std::string_view public_url) {
    // Fetch Metadata: what no page can fake. "none" is the person's own doing.
    const auto& site = request.header("sec-fetch-site");
    if (site == "cross-site" || site == "same-site") return false;
    const auto origin = lower(request.header("origin"));
    // Under Referrer-Policy: no-referrer browsers say "null" also for forms of our own pages.
    if (origin.empty() || origin == "null") return true;
    return origin == origin_of_url(public_url) ||
           origin == (request.secure ? "https://" : "http://") + request.host;
}

}  // namespace mobio::http
