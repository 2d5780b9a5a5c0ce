// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/text/message.h"

namespace mobio::text {

// What keeps a text from being a name: no letter in it, signs that no name has (DIN 91379, data
// type for names of natural persons, and letters of all other scripts), or a stopgap such as "FNU".
std::optional<Message> name_problem(std::string_view name);

// ISO 15924 code of the first letter's script that is not Latin ("Arab"); "" where all are Latin.
std::string foreign_script(std::string_view name);
bool has_latin(std::string_view name);

}  // namespace mobio::text
