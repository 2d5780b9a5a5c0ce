// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>

#include "privacy/words.h"

namespace mobio::privacy {

// What staff did with a person's releases and documents; nothing where it is another matter.
std::optional<Words> of_release(const access_log::Entry& entry, const std::string& recipient,
                                const text::Tongue& t, App& app);

}  // namespace mobio::privacy
