// SPDX-License-Identifier: EUPL-1.2
#include "platform/text/csv.h"

#include <unicode/unistr.h>

#include <algorithm>
#include <array>

#include "platform/text/texts.h"

namespace mobio::text {

namespace {

constexpr std::string_view separators = ",;\t";
constexpr std::string_view formula_signs[] = {"=",  "+",      "-",      "@",      "\t",
                                              "\r", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};

std::string utf8(const icu::UnicodeString& text) {
    std::string out;
    text.toUTF8String(out);
    return out;
}

std::string from(std::string_view bytes, const char* encoding) {
    return utf8({bytes.data(), static_cast<std::int32_t>(bytes.size()), encoding});
}

std::string_view without_marks(std::string_view cell) {
    cell.remove_prefix(std::min(cell.find_first_not_of('\''), cell.size()));
    return cell;
}

char find_separator(std::string_view text) {
    std::array<std::size_t, separators.size()> counts{};
    bool quoted = false;
    for (const char c : text) {
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (c == '\n' || c == '\r') break;
        if (const auto place = separators.find(c); place != separators.npos) ++counts[place];
    }
    const auto most = std::max_element(counts.begin(), counts.end());
    return separators[static_cast<std::size_t>(most - counts.begin())];
}

}  // namespace

Decoded decode(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE")) return {from(bytes.substr(2), "UTF-16LE"), "UTF-16"};
    if (bytes.starts_with("\xFE\xFF")) return {from(bytes.substr(2), "UTF-16BE"), "UTF-16"};
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    if (valid_utf8(bytes)) return {std::string(bytes), "UTF-8"};
    return {from(bytes, "windows-1252"), "Windows-1252"};
}

CsvReader::CsvReader(std::string_view utf8) : text_(utf8), separator_(find_separator(utf8)) {}

bool CsvReader::ends_row() const {
    return at_ >= text_.size() || text_[at_] == '\n' || text_[at_] == '\r';
}

void CsvReader::skip_line_break() {
    if (at_ < text_.size() && text_[at_] == '\r') ++at_;
    if (at_ < text_.size() && text_[at_] == '\n') ++at_;
    ++line_;
}

std::string CsvReader::quoted(Row& row) {
    std::string out;
    for (++at_; at_ < text_.size(); ++at_) {
        const char c = text_[at_];
        if (c == '"' && text_.substr(at_ + 1).starts_with('"'))
            ++at_;
        else if (c == '"')
            return ++at_, out;
        else if (c == '\n')
            ++line_;
        out += c;
    }
    row.open_quote = true;
    return out;
}

std::string CsvReader::cell(Row& row) {
    std::string out;
    if (at_ < text_.size() && text_[at_] == '"') out = quoted(row);
    while (!ends_row() && text_[at_] != separator_) out += text_[at_++];
    return out;
}

bool CsvReader::next(Row& row) {
    while (at_ < text_.size() && ends_row()) skip_line_break();
    if (at_ >= text_.size()) return false;
    row = {line_, {}, false};
    row.cells.push_back(shortened(cell(row), most_bytes));
    while (!ends_row()) {
        ++at_;  // the separator
        auto more = cell(row);
        if (row.cells.size() < most_cells) row.cells.push_back(shortened(more, most_bytes));
    }
    skip_line_break();
    return true;
}

std::string csv_cell(std::string_view text, char separator) {
    const bool plain =
        text.find_first_of("\"\r\n") == text.npos && text.find(separator) == text.npos;
    if (plain) return std::string(text);
    std::string out = "\"";
    for (const char c : text) out.append(c == '"' ? 2 : 1, c);
    return out += '"';
}

bool begins_like_formula(std::string_view cell) {
    return std::ranges::any_of(formula_signs, [&](auto sign) { return cell.starts_with(sign); });
}

std::string guarded(std::string_view cell) {
    const bool guard = begins_like_formula(without_marks(cell));
    return (guard ? "'" : "") + std::string(cell);
}

std::string unguarded(std::string_view cell) {
    if (cell.starts_with('\'') && begins_like_formula(without_marks(cell))) cell.remove_prefix(1);
    return std::string(cell);
}

}  // namespace mobio::text
