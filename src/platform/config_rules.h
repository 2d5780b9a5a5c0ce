// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/config.h"

namespace mobio::config {

// What may stand in a text of the configuration. Each says what is allowed, or nothing where the
// value will do.
using Allowed = std::optional<std::string>;
Allowed any_text(const std::string& value);
Allowed some_text(const std::string& value);
Allowed log_level(const std::string& value);
Allowed ip_address(const std::string& value);  // or empty
Allowed county_key(const std::string& value);
Allowed host_name(const std::string& value);
Allowed public_url(const std::string& value);  // https, or http on this machine
Allowed web_page(const std::string& value);
Allowed own_server(const std::string& value);  // or empty
Allowed time_zone(const std::string& value);
Allowed database(const std::string& value);
Allowed mail_url(const std::string& value);
Allowed mail_tls(const std::string& value);
Allowed mail_address(const std::string& value);  // or empty
Allowed mail_sender(const std::string& value);

// The host of a URL, without port; in lower case.
std::string host_of(std::string_view url);

// What no single value shows: keys that exclude or need one another.
struct Conflict {
    std::string key;  // "county.key_store"
    std::size_t county;
    std::string what;
};
std::vector<Conflict> conflicts(const Config& config);

}  // namespace mobio::config
