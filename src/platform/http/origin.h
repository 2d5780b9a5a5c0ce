// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

#include "platform/http/request.h"

namespace mobio::http {

// "https://mobio.example:8443/x" has the host "mobio.example" and the origin
// "https://mobio.example:8443". Lower case.
std::string host_of_url(std::string_view url);
std::string origin_of_url(std::string_view url);
// A Host header without port and final dot; empty where a port is none.
std::string host_name(std::string_view host);
bool is_loopback_name(std::string_view host_name);

// Whether a browser says that this POST comes from a page of ours, or says nothing (old browsers,
// and programs that no foreign page can drive). `public_url` is the county's.
bool comes_from_us(const Request& request, std::string_view public_url);

}  // namespace mobio::http
