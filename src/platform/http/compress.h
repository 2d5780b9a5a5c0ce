// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

namespace mobio::http {

// Fast settings, made for pages that are built anew for each request.
// Both throw std::runtime_error where the library refuses (out of memory).
std::string brotli(std::string_view bytes);
std::string gzip(std::string_view bytes);

}  // namespace mobio::http
