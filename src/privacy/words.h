// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "platform/access_log/access_log.h"
#include "platform/app.h"

namespace mobio::privacy {

// What an entry of the access log says to the person: the rest of a line that begins with who did
// it. An action that has no words of its own reads "used your data".
struct Words {
    std::string sentence, icon;
};
Words in_words(const access_log::Entry& entry, const std::string& recipient, const text::Tongue& t,
               App& app);

}  // namespace mobio::privacy
