// SPDX-License-Identifier: EUPL-1.2
#include "platform/pdf/pictograms.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <numbers>

#include "platform/pdf/svg_path.h"

namespace mobio::pdf {

namespace {

namespace fs = std::filesystem;

// The file's name carries a hash of its content.
std::string drawings_file(const fs::path& share) {
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(share / "static", none)) {
        const auto name = entry.path().filename().string();
        if (!name.starts_with("icons.") || !name.ends_with(".svg")) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    return {};
}

// What stands between `begin` and `end`, after which `rest` goes on; empty if there is none.
std::string_view between(std::string_view& rest, std::string_view begin, std::string_view end) {
    const auto from = rest.find(begin);
    if (from == rest.npos) return rest = {};
    const auto start = from + begin.size(), to = rest.find(end, start);
    if (to == rest.npos) return rest = {};
    const auto found = rest.substr(start, to - start);
    rest.remove_prefix(to + end.size());
    return found;
}

std::string_view attribute(std::string_view element, const std::string& name) {
    return between(element, " " + name + "=\"", "\"");
}

double number(std::string_view element, const std::string& name) {
    return std::strtod(std::string(attribute(element, name)).c_str(), nullptr);
}

void add_rectangle(cairo_t* cairo, std::string_view e) {
    constexpr double right_angle = std::numbers::pi / 2;
    const double left = number(e, "x"), top = number(e, "y"), r = number(e, "rx");
    const double right = left + number(e, "width"), bottom = top + number(e, "height");
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, right - r, top + r, r, -right_angle, 0);
    cairo_arc(cairo, right - r, bottom - r, r, 0, right_angle);
    cairo_arc(cairo, left + r, bottom - r, r, right_angle, 2 * right_angle);
    cairo_arc(cairo, left + r, top + r, r, 2 * right_angle, 3 * right_angle);
    cairo_close_path(cairo);
}

void add_element(cairo_t* cairo, std::string_view e) {
    if (e.starts_with("path ")) add_svg_path(cairo, attribute(e, "d"));
    if (e.starts_with("rect ")) add_rectangle(cairo, e);
    if (e.starts_with("circle ")) {
        cairo_new_sub_path(cairo);
        cairo_arc(cairo, number(e, "cx"), number(e, "cy"), number(e, "r"), 0, 2 * std::numbers::pi);
    }
}

}  // namespace

Pictograms::Pictograms(const fs::path& share) {
    const auto file = drawings_file(share);
    std::string_view rest = file;
    while (true) {
        const auto symbol = between(rest, "<symbol", "</symbol>");
        if (symbol.empty()) return;
        drawings_.emplace(attribute(symbol, "id"), symbol);
    }
}

void Pictograms::draw(cairo_t* cairo, std::string_view id, double x, double y, double size) const {
    const auto found = drawings_.find(id);
    if (found == drawings_.end()) return;
    cairo_save(cairo);
    cairo_translate(cairo, x, y);
    cairo_scale(cairo, size / 24, size / 24);
    cairo_set_line_width(cairo, 1.5);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_new_path(cairo);
    for (std::string_view rest = found->second; !rest.empty();)
        if (const auto element = between(rest, "<", ">"); !element.empty())
            add_element(cairo, element);
    cairo_stroke(cairo);
    cairo_restore(cairo);
}

}  // namespace mobio::pdf
