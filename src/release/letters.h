// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "biography/biography.h"
#include "platform/app.h"
#include "platform/mail/mail.h"

namespace mobio::release {

// Mail to a recipient: German with the English below it. No name of a person, no value, no hint of
// whom it is about.
mail::Message invitation(const App& app, const std::string& to, const std::string& link,
                         Time valid_until, bool attached);
mail::Message withdrawal_notice(const App& app, const std::string& to);

// Official name and birth date as one text: hashed for the proof of consent, kept nowhere.
std::string official_words(const biography::Biography& biography);

}  // namespace mobio::release
