// SPDX-License-Identifier: EUPL-1.2
#include "plan/signature.h"

#include <charconv>
#include <cstdlib>

namespace mobio::plan {

namespace {

constexpr std::size_t most_bytes = 60'000;
constexpr int fewest_points = 6, shortest = 60;  // a dot or a tick is no signature

struct Strokes {
    std::string_view rest;
    std::string out = {};
    int points = 0, length = 0;
    int x = 0, y = 0;

    bool number(int& value, int most) {
        const auto* end = rest.data() + rest.size();
        const auto [next, error] = std::from_chars(rest.data(), end, value);
        if (error != std::errc{} || value < 0 || value > most) return false;
        rest.remove_prefix(static_cast<std::size_t>(next - rest.data()));
        return true;
    }
    bool point() {
        if (rest.empty() || (rest[0] != 'M' && rest[0] != 'L')) return false;
        const bool begins = rest[0] == 'M';
        if (points == 0 && !begins) return false;
        rest.remove_prefix(1);
        int to_x = 0, to_y = 0;
        if (!number(to_x, signature_wide) || rest.empty() || rest[0] != ' ') return false;
        rest.remove_prefix(1);
        if (!number(to_y, signature_tall)) return false;
        if (!begins) length += std::abs(to_x - x) + std::abs(to_y - y);
        ++points;
        x = to_x;
        y = to_y;
        ((((out += begins ? 'M' : 'L') += std::to_string(x)) += ' ') += std::to_string(y));
        return true;
    }
};

}  // namespace

std::optional<std::string> read_signature(std::string_view sent) {
    if (sent.size() > most_bytes) return std::nullopt;
    Strokes strokes{sent};
    while (!strokes.rest.empty())
        if (!strokes.point()) return std::nullopt;
    if (strokes.points < fewest_points || strokes.length < shortest) return std::nullopt;
    return strokes.out;
}

}  // namespace mobio::plan
