// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "platform/mail/mail.h"

namespace mobio::mail {

// `to` is an ASCII address that was checked. STARTTLS or TLS from the start, unless relay.tls is
// "none" and the host is this machine.
Delivery deliver_by_smtp(const Relay& relay, const std::string& to, std::string_view rfc5322);

// A reply of the relay as we keep it: one line, at most 200 bytes, nothing of an address.
std::string without_addresses(std::string_view reply, std::string_view to);

}  // namespace mobio::mail
