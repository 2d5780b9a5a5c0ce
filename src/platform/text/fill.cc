// SPDX-License-Identifier: EUPL-1.2
#include "platform/text/fill.h"

namespace mobio::text {

std::string fill(std::string_view pattern, std::span<const std::string_view> arguments) {
    std::string text;
    text.reserve(pattern.size() + 32);
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool place = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}' &&
                           pattern[i + 1] >= '1' && pattern[i + 1] <= '9';
        const auto number = place ? static_cast<std::size_t>(pattern[i + 1] - '1') : 0;
        if (place && number < arguments.size()) {
            text += arguments[number];
            i += 2;
        } else {
            text += pattern[i];
        }
    }
    return text;
}

std::string fill(std::string_view pattern, std::initializer_list<std::string_view> arguments) {
    return fill(pattern, std::span(arguments.begin(), arguments.size()));
}

}  // namespace mobio::text
