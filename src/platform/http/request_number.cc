// SPDX-License-Identifier: EUPL-1.2
#include "platform/http/request_number.h"

#include <cstdint>
#include <random>
#include <string_view>

namespace mobio::http {

std::string request_number() {
    constexpr std::string_view digits = "0123456789abcdefghjkmnpqrstvwxyz";
    thread_local std::mt19937_64 random{(std::uint64_t{std::random_device{}()} << 32) ^
                                        std::random_device{}()};
    auto bits = random();
    std::string number(10, '0');
    for (auto& digit : number) {
        digit = digits[bits % 32];
        bits /= 32;
    }
    return number;
}

}  // namespace mobio::http
