// SPDX-License-Identifier: EUPL-1.2
#include "platform/pdf/stamp.h"

#include <cairo/cairo-pdf.h>

#include <cmath>
#include <numbers>
#include <stdexcept>

#include "platform/pdf/font_pool.h"
#include "platform/pdf/pages.h"

namespace mobio::pdf {

namespace {

constexpr Colour dark{0.04, 0.20, 0.36}, light{1, 1, 1};
constexpr double slant = -std::numbers::pi / 7;
constexpr double margin = 8;

cairo_status_t append(void* out, const unsigned char* bytes, unsigned count) {
    static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(bytes), count);
    return CAIRO_STATUS_SUCCESS;
}

// A line under the other, each on one line.
std::vector<Lines> set(Typesetter& type, const std::vector<std::string>& lines, double size,
                       text::Language in, double width) {
    std::vector<Lines> out;
    for (const auto& line : lines)
        out.push_back(
            type.lines(tidy(line), {.size = size, .bold = true, .colour = dark}, in, width));
    return out;
}

double height(const std::vector<Lines>& lines) {
    double sum = 0;
    for (const auto& line : lines) sum += pdf::height(line);
    return sum;
}

void show(cairo_t* cairo, const Line& line, double x, double y, const Colour& colour,
          double how_dense) {
    cairo_move_to(cairo, x + line.x, y + line.baseline);
    cairo_set_source_rgba(cairo, colour.red, colour.green, colour.blue, how_dense);
    pango_cairo_show_layout_line(cairo, line.line);
}

// Seen through, with a light shadow: they are read on light and on dark.
void draw_faint(cairo_t* cairo, const std::vector<Lines>& lines, double x, double y) {
    for (const auto& one : lines)
        for (const auto& line : one) {
            show(cairo, line, x + 0.6, y + 0.6, light, 0.5);
            show(cairo, line, x, y, dark, 0.28);
            y += line.height;
        }
}

void draw_over(cairo_t* cairo, Typesetter& type, const std::vector<std::string>& lines,
               text::Language in) {
    constexpr double wide = 330, across = wide + 40;
    const auto set_lines = set(type, lines, 13, in, wide);
    const double down = height(set_lines) + 44;
    cairo_translate(cairo, sheet::width / 2, sheet::height / 2);
    cairo_rotate(cairo, slant);
    int row = 0;
    for (double y = -sheet::height; y < sheet::height; y += down, ++row)
        for (double x = -2 * across + (row % 2) * across / 2; x < 2 * across; x += across)
            draw_faint(cairo, set_lines, x, y);
}

void draw_under(cairo_t* cairo, const std::vector<Lines>& lines, double tall) {
    cairo_set_source_rgb(cairo, light.red, light.green, light.blue);
    cairo_rectangle(cairo, 0, 0, sheet::width, tall);
    cairo_fill(cairo);
    double y = margin;
    for (const auto& line : lines) {
        draw(cairo, line, 2 * margin, y);
        y += pdf::height(line);
    }
}

}  // namespace

std::string stamp(const Fonts& fonts, const std::vector<std::string>& lines, text::Language in) {
    Typesetter type(fonts.map_->borrow());
    std::string bytes;
    {
        const Surface surface(
            cairo_pdf_surface_create_for_stream(append, &bytes, sheet::width, sheet::height));
        const Cairo cairo(cairo_create(surface.get()));
        cairo_save(cairo.get());
        draw_over(cairo.get(), type, lines, in);
        cairo_restore(cairo.get());
        cairo_show_page(cairo.get());
        const auto strip = set(type, lines, 9, in, sheet::width - 4 * margin);
        const double tall = height(strip) + 2 * margin;
        cairo_pdf_surface_set_size(surface.get(), sheet::width, tall);
        draw_under(cairo.get(), strip, tall);
        cairo_show_page(cairo.get());
        cairo_surface_finish(surface.get());
        if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS)
            throw std::runtime_error("cairo could not write the stamp");
    }
    fonts.map_->give_back(type.take());
    return bytes;
}

}  // namespace mobio::pdf
