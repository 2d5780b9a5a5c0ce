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
    std::string hash(std::string_view secret);                           // libsodium's encoded form
    bool verify(std::string_view encoded, std::string_view secret);
    // Costs what verify costs: for accounts that do not exist.
    void pretend(std::string_view secret);
    // For synthetic persons and tests: cheap parameters. Never set outside of demo and tests.
    bool cheap = false;

private:
    struct Queue;
    std::unique_ptr<Queue> queue_;
};

// Among the passwords most used, or made of the calling name or a row of keys.
bool is_common(std::string_view secret);

}  // namespace mobio::account
