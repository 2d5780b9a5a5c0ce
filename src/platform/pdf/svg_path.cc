// SPDX-License-Identifier: EUPL-1.2
#include "platform/pdf/svg_path.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace mobio::pdf {

namespace {

// No pictogram is as large; cairo would take minutes over the circle of a larger arc.
constexpr double longest = 1e5;

struct Point {
    double x = 0, y = 0;
};

class Path {
public:
    Path(cairo_t* cairo, std::string_view data) : cairo_(cairo), rest_(data) {}

    void run() {
        while (next_command() && draw()) continue;
    }

private:
    void skip() {
        while (!rest_.empty() && (rest_[0] == ' ' || rest_[0] == ',' || rest_[0] == '\n'))
            rest_.remove_prefix(1);
    }

    // A letter, or numbers that repeat the last command.
    bool next_command() {
        skip();
        if (rest_.empty()) return false;
        const auto letter = rest_[0];
        if ((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z')) {
            command_ = letter;
            rest_.remove_prefix(1);
        } else if (command_ == 'M' || command_ == 'm') {
            command_ = command_ == 'M' ? 'L' : 'l';
        } else if (command_ == 'Z' || command_ == 'z') {
            return false;
        }
        return true;
    }

    double number() {
        skip();
        double value = 0;
        const auto end = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
        if (end.ec != std::errc{}) failed_ = true;
        rest_.remove_prefix(static_cast<std::size_t>(end.ptr - rest_.data()));
        return std::clamp(value, -longest, longest);
    }

    // One digit: "0 01" holds two flags after the number.
    bool flag() {
        skip();
        const bool set = !rest_.empty() && rest_[0] == '1';
        if (!rest_.empty()) rest_.remove_prefix(1);
        return set;
    }

    bool relative() const { return command_ >= 'a'; }
    Point point() {
        const double x = number(), y = number();
        return relative() ? Point{at_.x + x, at_.y + y} : Point{x, y};
    }

    void line_to(Point to) {
        cairo_line_to(cairo_, to.x, to.y);
        at_ = to;
    }

    void curve_to(Point one, Point two, Point to) {
        cairo_curve_to(cairo_, one.x, one.y, two.x, two.y, to.x, to.y);
        handle_ = two;
        at_ = to;
    }

    // SVG 1.1, F.6.5, for equal radii.
    void arc() {
        double radius = number();
        number();
        number();
        const bool large = flag(), sweep = flag();
        const auto to = point();
        const double dx = (to.x - at_.x) / 2, dy = (to.y - at_.y) / 2;
        const double half = std::hypot(dx, dy);
        if (half == 0) return;
        radius = std::max(radius, half);
        const double off = std::sqrt(radius * radius - half * half) / half;
        const double side = large == sweep ? 1 : -1;
        const Point centre{at_.x + dx + side * off * dy, at_.y + dy - side * off * dx};
        const double from = std::atan2(at_.y - centre.y, at_.x - centre.x);
        const double until = std::atan2(to.y - centre.y, to.x - centre.x);
        (sweep ? cairo_arc : cairo_arc_negative)(cairo_, centre.x, centre.y, radius, from, until);
        at_ = to;
    }

    void move() {
        at_ = start_ = point();
        cairo_move_to(cairo_, at_.x, at_.y);
    }

    void smooth_curve(Point mirrored) {
        const auto two = point();
        curve_to(mirrored, two, point());
    }

    void curve() {
        const auto one = point(), two = point();
        curve_to(one, two, point());
    }

    void close() {
        cairo_close_path(cairo_);
        at_ = start_;
    }

    bool draw() {
        const char kind = static_cast<char>(relative() ? command_ - 'a' + 'A' : command_);
        const auto handle = handle_.value_or(at_);
        handle_.reset();
        const double x = relative() ? at_.x : 0, y = relative() ? at_.y : 0;
        switch (kind) {
            case 'M':
                move();
                break;
            case 'L':
                line_to(point());
                break;
            case 'H':
                line_to({x + number(), at_.y});
                break;
            case 'V':
                line_to({at_.x, y + number()});
                break;
            case 'C':
                curve();
                break;
            case 'S':
                smooth_curve({2 * at_.x - handle.x, 2 * at_.y - handle.y});
                break;
            case 'A':
                arc();
                break;
            case 'Z':
                close();
                break;
            default:
                return false;
        }
        return !failed_;
    }

    cairo_t* cairo_;
    std::string_view rest_;
    char command_ = 'Z';
    Point at_{}, start_{};
    std::optional<Point> handle_;  // the second handle of the curve before
    bool failed_ = false;
};

}  // namespace

void add_svg_path(cairo_t* cairo, std::string_view data) { Path(cairo, data).run(); }

}  // namespace mobio::pdf
