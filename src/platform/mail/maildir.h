// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "platform/mail/mail.h"

namespace mobio::mail {

// Writes the message to tmp/ and moves it to new/ when it is safely on the disk.
Delivery deliver_to_maildir(const std::filesystem::path& maildir, std::string_view rfc5322);

}  // namespace mobio::mail
