// SPDX-License-Identifier: EUPL-1.2
#include "platform/pdf/typesetter.h"

#include <algorithm>

namespace mobio::pdf {

namespace {

constexpr gunichar left_to_right_isolate = 0x2066, first_isolate = 0x2068, pop_isolate = 0x2069;

bool is_override(gunichar c) { return c >= 0x202A && c <= 0x202E; }
bool is_isolate(gunichar c) { return c >= 0x2066 && c <= 0x2069; }
bool is_line_end(gunichar c) { return c == '\n' || c == 0x2028 || c == 0x2029; }
// Controls, tags and noncharacters: nothing a reader would see.
bool is_invisible(gunichar c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c & 0xFFFE) == 0xFFFE || c == 0xFEFF ||
           (c >= 0xFDD0 && c <= 0xFDEF) || (c >= 0xE0000 && c <= 0xE0FFF);
}

void append(std::string& out, gunichar c) {
    char bytes[6];
    out.append(bytes, static_cast<std::size_t>(g_unichar_to_utf8(c, bytes)));
}

template <class Each>
void each_character(std::string_view raw, Each each) {
    std::string bytes(raw);
    std::erase(bytes, '\0');
    const std::unique_ptr<char, Release<g_free>> valid(
        g_utf8_make_valid(bytes.data(), static_cast<gssize>(bytes.size())));
    for (const char* at = valid.get(); *at; at = g_utf8_next_char(at)) {
        const auto c = g_utf8_get_char(at);
        if (is_line_end(c)) {
            each('\n');
        } else if (c == '\t') {
            each(' ');
        } else if (!is_override(c) && !is_invisible(c)) {
            each(c);
        }
    }
}

// Whether each isolate that a line opens is closed in it, so that none reaches beyond the value.
bool closes_isolates(std::string_view value) {
    int open = 0;
    bool closes = true;
    each_character(value, [&](gunichar c) {
        if (c == pop_isolate)
            --open;
        else if (is_isolate(c))
            ++open;
        closes = closes && open >= 0 && (c != '\n' || open == 0);
    });
    return closes && open == 0;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The length of the number at the start of `text`, with its groups: "+49 30 1234567",
// "030/12 34 56", "2026-0042". Only what begins like a telephone number may have blanks in it.
std::size_t number_length(std::string_view text) {
    const bool telephone = text[0] == '+' || text[0] == '0';
    std::size_t end = text[0] == '+' ? 1 : 0;
    if (end == text.size() || !is_digit(text[end])) return 0;
    while (true) {
        while (end < text.size() && is_digit(text[end])) ++end;
        const bool joined = end + 1 < text.size() && is_digit(text[end + 1]) &&
                            (text[end] == '-' || text[end] == '/' || text[end] == '.' ||
                             (telephone && text[end] == ' '));
        if (!joined) return end;
        ++end;
    }
}

bool inside_word(std::string_view text, std::size_t at) {
    return at > 0 && (g_ascii_isalnum(text[at - 1]) ||
                      std::string_view("-/._@+").find(text[at - 1]) != std::string_view::npos);
}

// Isolates the numbers that have more than digits.
std::string with_numbers_isolated(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const bool starts = (text[at] == '+' || is_digit(text[at])) && !inside_word(text, at);
        const auto part =
            text.substr(at, std::max<std::size_t>(starts ? number_length(text.substr(at)) : 0, 1));
        const bool grouped = part.size() > 1 && part.find_first_not_of("0123456789") != part.npos;
        if (grouped) append(out, left_to_right_isolate);
        out += part;
        if (grouped) append(out, pop_isolate);
        at += part.size();
    }
    return out;
}

// A hyphen at a forced break would look like one of the value's own.
void set_no_hyphens(PangoLayout* layout) {
    const std::unique_ptr<PangoAttrList, Release<pango_attr_list_unref>> all(pango_attr_list_new());
    pango_attr_list_insert(all.get(), pango_attr_insert_hyphens_new(false));
    pango_layout_set_attributes(layout, all.get());
}

double points(int pango) { return static_cast<double>(pango) / PANGO_SCALE; }

PangoAlignment alignment(Style::Align align, text::Language in) {
    if (align == Style::Align::Centre) return PANGO_ALIGN_CENTER;
    const bool right = text::right_to_left(in) == (align == Style::Align::Start);
    return right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
}

void set_font(PangoLayout* layout, const Style& style) {
    const std::unique_ptr<PangoFontDescription, Release<pango_font_description_free>> font(
        pango_font_description_new());
    pango_font_description_set_family_static(
        font.get(), style.mono ? "DejaVu Sans Mono,Noto Sans,Vazirmatn" : "Noto Sans,Vazirmatn");
    pango_font_description_set_size(font.get(), static_cast<int>(style.size * PANGO_SCALE));
    const bool bold = style.bold || style.mono;
    pango_font_description_set_weight(font.get(), bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout, font.get());
}

Lines taken_apart(const Layout& layout, const Colour& colour) {
    Lines out;
    const std::unique_ptr<PangoLayoutIter, Release<pango_layout_iter_free>> at(
        pango_layout_get_iter(layout.get()));
    do {
        PangoRectangle logical;
        int top = 0, bottom = 0;
        pango_layout_iter_get_line_extents(at.get(), nullptr, &logical);
        pango_layout_iter_get_line_yrange(at.get(), &top, &bottom);
        out.push_back({layout, pango_layout_iter_get_line_readonly(at.get()), colour,
                       points(logical.x), points(bottom - top),
                       points(pango_layout_iter_get_baseline(at.get()) - top),
                       points(logical.width)});
    } while (pango_layout_iter_next_line(at.get()));
    return out;
}

}  // namespace

double height(const Lines& lines) {
    double sum = 0;
    for (const auto& line : lines) sum += line.height;
    return sum;
}

std::string tidy(std::string_view sentence) {
    std::string out;
    each_character(sentence, [&](gunichar c) { append(out, c); });
    return out;
}

std::string isolated(std::string_view value) {
    std::string out;
    append(out, first_isolate);
    const bool keeps_isolates = closes_isolates(value);
    each_character(value, [&](gunichar c) {
        if (is_isolate(c) && !keeps_isolates) return;
        // An isolate ends with its line, so each line gets its own.
        if (c == '\n') append(out, pop_isolate);
        append(out, c);
        if (c == '\n') append(out, first_isolate);
    });
    append(out, pop_isolate);
    return out;
}

PangoContext* Typesetter::context(text::Language in) {
    auto& context = contexts_[in];
    if (context) return context.get();
    context.reset(pango_font_map_create_context(map_.get()));
    pango_cairo_context_set_resolution(context.get(), 72);
    const std::unique_ptr<cairo_font_options_t, Release<cairo_font_options_destroy>> options(
        cairo_font_options_create());
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context.get(), options.get());
    pango_context_set_round_glyph_positions(context.get(), false);
    pango_context_set_language(context.get(),
                               pango_language_from_string(std::string(text::code(in)).c_str()));
    pango_context_set_base_dir(context.get(),
                               text::right_to_left(in) ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
    return context.get();
}

Lines Typesetter::lines(const std::string& text, const Style& style, text::Language in,
                        double width) {
    if (text.empty()) return {};
    const Layout layout(pango_layout_new(context(in)), g_object_unref);
    set_font(layout.get(), style);
    pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    // Lines start where the language starts: a page keeps one straight edge, and the values in it
    // are isolated.
    pango_layout_set_auto_dir(layout.get(), false);
    pango_layout_set_alignment(layout.get(), alignment(style.align, in));
    pango_layout_set_single_paragraph_mode(layout.get(), style.one_line);
    if (style.one_line) pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
    set_no_hyphens(layout.get());
    const auto marked = with_numbers_isolated(text);
    pango_layout_set_text(layout.get(), marked.data(), static_cast<int>(marked.size()));
    return taken_apart(layout, style.colour);
}

}  // namespace mobio::pdf
