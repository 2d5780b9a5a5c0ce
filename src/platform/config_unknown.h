// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

namespace mobio::config {

// What to say about a key that does not exist: the one that was probably meant, how to give a
// secret, or what may stand under that heading.
std::string about_unknown(const std::string& name);

}  // namespace mobio::config
