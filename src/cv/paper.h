// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cv/words.h"
#include "platform/pdf/document.h"

namespace mobio::cv {

// One page with everything in short, or two with more air and the tasks one by one.
enum class Layout : std::uint8_t { OnePage, TwoPages };
std::string_view code(Layout layout);  // "one"
std::optional<Layout> parse_layout(std::string_view code);

struct Sheet {
    std::string name;         // whose it is
    std::vector<Part> parts;  // what is in
    Time made_at{};
    std::string photo = {};  // a JPEG
};
struct Paper {
    std::string pdf;
    int pages = 0;
};
// Sets it smaller, then shorter, where it would run over its pages; what is still too long runs on.
Paper paper(const pdf::Fonts& fonts, const Sheet& sheet, Layout layout, const Speaker& speaker);

}  // namespace mobio::cv
