// SPDX-License-Identifier: EUPL-1.2
#include "command/secret.h"

#include "account/passwords.h"
#include "platform/vault/vault.h"

namespace mobio::command {

std::string new_pin() {
    for (;;) {
        std::string pin;
        for (const auto byte : vault::random_token())
            // 250 is a multiple of ten: no digit comes more often than another.
            if (byte < 250 && pin.size() < 10) pin += static_cast<char>('0' + byte % 10);
        if (pin.size() == 10 && !account::is_common(pin)) return pin;
    }
}

std::string new_password() {
    constexpr std::string_view letters = "0123456789abcdefghjkmnpqrstvwxyz";
    const auto random = vault::random_token();
    std::string password;
    for (std::size_t i = 0; i < 12; ++i) {
        if (i > 0 && i % 4 == 0) password += '-';
        password += letters[random[i] % letters.size()];
    }
    return password;
}

}  // namespace mobio::command
