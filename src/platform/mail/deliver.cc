// SPDX-License-Identifier: EUPL-1.2
#include "platform/mail/address.h"
#include "platform/mail/maildir.h"
#include "platform/mail/smtp.h"

namespace mobio::mail {

Delivery deliver(const Relay& relay, const std::string& to, const std::string& rfc5322) {
    constexpr std::string_view maildir = "maildir:";
    const auto address = ascii_address(to);
    if (!address) return {Delivery::Result::Refused, "no address"};
    if (relay.url.starts_with(maildir))
        return deliver_to_maildir(relay.url.substr(maildir.size()), rfc5322);
    return deliver_by_smtp(relay, *address, rfc5322);
}

}  // namespace mobio::mail
