// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "platform/pdf/handles.h"
#include "platform/text/texts.h"

namespace mobio::pdf {

struct Colour {
    double red = 0, green = 0, blue = 0;
};

// Sizes are in points (1/72 inch).
struct Style {
    double size = 10.5;
    bool bold = false, mono = false;
    Colour colour{};
    enum class Align { Start, Centre, End } align = Align::Start;
    bool one_line = false;  // shortened with an ellipsis instead of wrapped
};

struct Line {
    Layout layout;  // keeps `line` alive
    PangoLayoutLine* line = nullptr;
    Colour colour{};
    double x = 0, height = 0, baseline = 0;
    double width = 0;
};
using Lines = std::vector<Line>;
double height(const Lines& lines);

// A sentence of our own, possibly with values in it: invalid UTF-8, control characters and
// directional overrides go, isolates stay.
std::string tidy(std::string_view sentence);
// A value: also without isolates of its own, and each of its lines wrapped in FSI…PDI.
std::string isolated(std::string_view value);

// Breaks text into lines, with one font map, for one thread. Telephone and file numbers get an
// isolate: in a line from right to left 2026-0042 would else be shown as 0042-2026.
class Typesetter {
public:
    explicit Typesetter(FontMap map) : map_(std::move(map)) {}
    Lines lines(const std::string& text, const Style& style, text::Language in, double width);
    FontMap take() {
        contexts_.clear();
        return std::move(map_);
    }

private:
    PangoContext* context(text::Language in);
    FontMap map_;
    std::map<text::Language, Context> contexts_;
};

}  // namespace mobio::pdf
