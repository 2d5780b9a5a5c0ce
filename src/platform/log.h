// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace mobio::log {

// JSON lines to standard error: time, level, event and fields. A field is a code, a number, an id
// or a route template; never a path, a name, an address or a text of a person.
using Fields = std::initializer_list<std::pair<std::string_view, std::string>>;
void start(const std::string& level);  // debug | info | warn | error | off
void debug(std::string_view event, Fields fields = {});
void info(std::string_view event, Fields fields = {});
void warn(std::string_view event, Fields fields = {});
void error(std::string_view event, Fields fields = {});

}  // namespace mobio::log
