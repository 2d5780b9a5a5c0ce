// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace mobio::account {

// Argon2id (64 MiB, t = 3), at most two at once, queued first come first served, at low priority,
// so that many sign-ins leave other pages fast.
class Passwords {
public:
    Passwords();
    ~Passwords();
    std::string hash(std::string_view secret);  // libsodium's encoded form
    bool verify(std::string_view encoded, std::string_view secret);
    // Costs what verify costs: for accounts that do not exist.
    void pretend(std::string_view secret);
    // For synthetic persons and tests: cheap parameters. Never set outside of demo and tests.
    bool cheap = false;

private:
    struct Queue;
    std::unique_ptr<Queue> queue_;
};

// A secret as it is hashed: NFC, digits of all our scripts as ASCII. Nothing is trimmed.
// Throws std::invalid_argument on malformed UTF-8.
std::string secret_form(std::string_view typed);

// Lengths in characters as people count them.
inline constexpr std::size_t secret_least = 8, secret_most = 200;

// Among the passwords most used, made of the calling name, a row of keys, a pattern or a day.
// `secret` in secret_form.
bool is_common(std::string_view secret, std::string_view calling_name = {});

}  // namespace mobio::account
