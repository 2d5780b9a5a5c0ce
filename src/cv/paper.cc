// SPDX-License-Identifier: EUPL-1.2
#include "cv/paper.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "biography/words.h"
#include "platform/convert/kind.h"

namespace mobio::cv {

using pdf::Document;
using Text = Document::Text;

namespace {

// How large it is set, and whether it tells more than what, where and when.
struct Setting {
    double scale = 1;
    bool brief = false;
};
constexpr std::array settings{Setting{1, false},  Setting{.94, false}, Setting{.88, false},
                              Setting{.94, true}, Setting{.88, true},  Setting{.82, true},
                              Setting{.76, true}};

// In its own direction.
std::string value(const std::string& text) { return text.empty() ? text : text::isolated(text); }

std::string joined(const std::vector<std::string>& items, std::string_view between) {
    std::vector<std::string> told;
    for (const auto& item : items)
        if (!item.empty()) told.push_back(text::isolated(item));
    return fmt::format("{}", fmt::join(told, between));
}

std::vector<Station> stations(const Part& part, const Speaker& speaker) {
    std::vector<Station> all;
    for (const auto& item : part.items)
        if (auto station = said(item, speaker); !station.title.empty())
            all.push_back(std::move(station));
    return all;
}

// Languages, skills, interests: nothing of it has a place or a time.
bool is_plain(const std::vector<Station>& all) {
    return std::ranges::none_of(
        all, [](const Station& one) { return !one.when.empty() || !one.where.empty(); });
}

std::string in_one_line(const Station& station, const text::Tongue& t) {
    const auto title = text::isolated(station.title);
    if (station.more.empty()) return title;
    return text::fill(t.tr("{1}: {2}"), title, text::isolated(biography::join(station.more, t)));
}

class Composition {
public:
    Composition(const pdf::Fonts& fonts, const Sheet& sheet, Layout layout, const Speaker& speaker,
                Setting setting)
        : sheet_(sheet),
          layout_(layout),
          speaker_(speaker),
          setting_(setting),
          page_(fonts, speaker.t, head()) {
        write_name();
        for (const auto& part : sheet_.parts)
            if (part.heading != personal) write(part, stations(part, speaker_));
        if (layout_ == Layout::TwoPages) write_signature();
    }

    std::size_t pages() const { return page_.pages(); }
    std::string finish() { return page_.finish(); }

private:
    double size(double points) const { return points * setting_.scale; }
    double width() const { return Document::inner_width(); }

    Document::Head head() const {
        const std::string title(speaker_.t.tr("CV"));
        return {.title = sheet_.name.empty() ? title
                                             : text::fill(speaker_.t.tr("{1}: {2}"), title,
                                                          text::isolated(sheet_.name)),
                .footer = {},
                .subject = title,
                .created = sheet_.made_at,
                .frame = Document::Head::Frame::FromSecondPage};
    }

    void write_name() {
        const Document::Span all{0, width()};
        const std::string title(speaker_.t.tr("CV"));
        const auto dots = convert::size_of(convert::Kind::Jpeg, sheet_.photo);
        if (dots) {
            write_beside_photo(title, *dots);
            page_.rule(size(6));
            return;
        }
        if (sheet_.name.empty()) {
            page_.columns({{all, {{title, size(24), true, Text::Tone::Ink, 1}}}}, {0, 4, true});
        } else {
            page_.columns({{all, {{title, size(10), false, Text::Tone::Soft}}}}, {0, 0, true});
            page_.columns(
                {{all, {{text::isolated(sheet_.name), size(24), true, Text::Tone::Ink, 1}}}},
                {0, 4, true});
        }
        const auto about = std::ranges::find(sheet_.parts, personal, &Part::heading);
        if (about != sheet_.parts.end()) write_personal(*about);
        page_.rule(size(6));
    }

    // As large as a photo for a passport, and smaller where it is a long one.
    void write_beside_photo(const std::string& title, const convert::Size& dots) {
        constexpr double most_across = 99, tallest = 128, gap = 16;
        const double across =
            size(std::min(most_across, tallest * dots.width / static_cast<double>(dots.height)));
        std::vector<Text> texts;
        if (!sheet_.name.empty()) texts.push_back({title, size(10), false, Text::Tone::Soft});
        texts.push_back({sheet_.name.empty() ? title : text::isolated(sheet_.name), size(24), true,
                         Text::Tone::Ink, 1});
        const auto about = std::ranges::find(sheet_.parts, personal, &Part::heading);
        if (about != sheet_.parts.end())
            for (const auto& line : personal_lines(*about))
                if (!line.empty()) texts.push_back({line, size(9.5), false, Text::Tone::Soft});
        page_.columns({{{0, width() - across - gap}, std::move(texts)}}, {0, 4, true},
                      {sheet_.photo, static_cast<int>(dots.width), static_cast<int>(dots.height),
                       across, std::string(speaker_.t.tr("Photo"))});
    }

    void write_personal(const Part& part) {
        for (const auto& line : personal_lines(part))
            page_.columns({{{0, width()}, {{line, size(9.5), false, Text::Tone::Soft}}}},
                          {0, 1, true});
    }

    // How to reach them in one line; what else they want to tell with its label.
    std::vector<std::string> personal_lines(const Part& part) const {
        std::vector<std::string> contact, others;
        for (const auto& item : part.items) {
            const auto station = said(item, speaker_);
            const bool reached = item.field->section == "contact";
            if (station.title.empty()) continue;
            (reached ? contact : others)
                .push_back(reached ? station.title
                                   : text::fill(speaker_.t.tr("{1}: {2}"), station.label,
                                                text::isolated(station.title)));
        }
        return {joined(contact, "  ·  "), joined(others, "  ·  ")};
    }

    void write(const Part& part, const std::vector<Station>& all) {
        if (all.empty()) return;
        const auto heading = speaker_.catalogue.code_label("cv_heading", part.heading, speaker_.t);
        if (layout_ == Layout::OnePage)
            write_beside(heading, all);
        else
            write_under(heading, all);
    }

    // --- One page: headings at the start, times at the end
    // -----------------------------------------

    void write_beside(const std::string& heading, const std::vector<Station>& all) {
        const double before = size(9);
        Document::Column left{{0, side()}, {{heading, size(10), true, Text::Tone::Deep, 2}}};
        if (is_plain(all)) {
            std::vector<std::string> lines;
            for (const auto& one : all) lines.push_back(in_one_line(one, speaker_.t));
            const auto words = fmt::format("{}", fmt::join(lines, "  ·  "));
            page_.columns({left, {middle(true), {{words, size(9.5)}}}}, {before, 0, false});
            return;
        }
        for (const auto& one : all) {
            const bool first = &one == &all.front();
            if (!first) left.texts.clear();
            page_.columns({left,
                           {middle(false), short_texts(one)},
                           {end(), {{one.when, size(9), false, Text::Tone::Soft, 0, true}}}},
                          {first ? before : size(4), 0, false});
        }
    }

    double side() const { return 108; }
    Document::Span end() const { return {width() - 96, 96}; }
    Document::Span middle(bool whole) const {
        const double from = side() + 14;
        return {from, width() - from - (whole ? 0 : 104)};
    }

    std::vector<Text> short_texts(const Station& one) const {
        std::vector<Text> texts{{text::isolated(one.title), size(10), true}};
        texts.push_back({value(one.where), size(9.5), false, Text::Tone::Soft});
        if (!setting_.brief) texts.push_back({joined(one.more, "  ·  "), size(9)});
        return texts;
    }

    // --- Two pages: headings across, times at the start
    // --------------------------------------------

    void write_under(const std::string& heading, const std::vector<Station>& all) {
        page_.columns({{{0, width()}, {{heading, size(13), true, Text::Tone::Deep, 2}}}},
                      {size(14), 0, true});
        page_.rule(size(3));
        if (is_plain(all)) return write_plain(all);
        for (const auto& one : all) write_station(one);
    }

    Document::Span beside() const { return {side() + 22, width() - side() - 22}; }

    // A list, or where there is more to tell of some of it, two columns.
    void write_plain(const std::vector<Station>& all) {
        if (std::ranges::all_of(all, [](const Station& one) { return one.more.empty(); })) {
            std::vector<std::string> lines;
            for (const auto& one : all) lines.push_back(text::isolated(one.title));
            page_.bullets(lines, {0, width()}, size(10.5));
            return;
        }
        constexpr double half = 190;
        for (const auto& one : all)
            page_.columns({{{0, half}, {{text::isolated(one.title), size(10.5)}}},
                           {{half + 14, width() - half - 14},
                            {{biography::join(one.more, speaker_.t), size(10.5)}}}},
                          {size(2), size(2), false});
    }

    void write_station(const Station& one) {
        const bool listed = one.more.size() > 1 && !setting_.brief;
        std::vector<Text> texts{{text::isolated(one.title), size(10.5), true}};
        texts.push_back({value(one.where), size(10), false, Text::Tone::Soft});
        if (one.more.size() == 1 && !setting_.brief)
            texts.push_back({value(one.more.front()), size(10)});
        page_.columns({{{0, side() + 8}, {{one.when, size(10), false, Text::Tone::Soft}}},
                       {beside(), std::move(texts)}},
                      {size(4), listed ? size(2) : size(4), listed});
        if (!listed) return;
        std::vector<std::string> lines;
        for (const auto& line : one.more) lines.push_back(text::isolated(line));
        page_.bullets(lines, beside(), size(10));
    }

    void write_signature() {
        page_.columns({{{0, width()}, {{" ", size(20)}}}}, {0, 0, true});
        page_.lines(1);
        page_.columns({{{0, width()},
                        {{std::string(speaker_.t.tr("Place, date, signature")), size(8.5), false,
                          Text::Tone::Soft}}}},
                      {2, 0, false});
    }

    const Sheet& sheet_;
    Layout layout_;
    const Speaker& speaker_;
    Setting setting_;
    Document page_;
};

}  // namespace

std::string_view code(Layout layout) { return layout == Layout::OnePage ? "one" : "two"; }

std::optional<Layout> parse_layout(std::string_view code) {
    if (code == "one") return Layout::OnePage;
    if (code == "two") return Layout::TwoPages;
    return {};
}

Paper paper(const pdf::Fonts& fonts, const Sheet& sheet, Layout layout, const Speaker& speaker) {
    const std::size_t most = layout == Layout::OnePage ? 1 : 2;
    for (const auto& setting : settings) {
        Composition composition(fonts, sheet, layout, speaker, setting);
        const auto pages = composition.pages();
        const bool last = &setting == &settings.back();
        if (last || pages <= most) return {composition.finish(), static_cast<int>(pages)};
    }
    return {};
}

}  // namespace mobio::cv
