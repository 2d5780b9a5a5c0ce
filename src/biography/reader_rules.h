// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "biography/biography.h"

// What the catalogue's `keep` and `replace` make of a value, for one kind of readers.
namespace mobio::biography {

// As these rules name values; booleans are "yes" and "no".
std::string plain(const nlohmann::json& value);

bool is_kept_for(catalogue::Recipient kind, const Biography& biography,
                 const catalogue::Field& field, const nlohmann::json& value);
// What they read instead, or not at all: a code of a list, or a part of an object.
void replace_for(catalogue::Recipient kind, const catalogue::Field& field, nlohmann::json& value);

}  // namespace mobio::biography
