// SPDX-License-Identifier: EUPL-1.2
#include "occupations/import.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>

#include "platform/text/csv.h"

namespace mobio::occupations {

using text::CsvReader;
using text::mark;

namespace {

// A file's further words of one occupation, and those of the files of all languages.
constexpr std::size_t longest_title = 200, longest_also = 2000, longest_together = 8000;
constexpr std::string_view esco_kind = "conceptType", kldb_level = "Ebene", deepest_level = "5";

// Where the cells of a layout stand.
struct Columns {
    std::vector<std::string> names;
    std::optional<std::size_t> code, also, kind, level;
    std::array<std::optional<std::size_t>, text::languages.size()> titles;

    bool any_title() const {
        return std::ranges::any_of(titles, [](const auto& title) { return title.has_value(); });
    }
    std::string name(std::optional<std::size_t> at) const {
        return at && *at < names.size() ? names[*at] : std::string("code");
    }
};

bool is_code_heading(const std::string& folded) {
    return folded == "code" || folded == "kldb" || folded.starts_with("schlussel") ||
           folded.starts_with("kldb 2010") || folded == "codenummer";
}

bool is_title_heading(const std::string& folded) {
    constexpr std::array known{"title", "titel", "preferredlabel", "bezeichnung",
                               "berufsbezeichnung"};
    return std::ranges::find(known, folded) != std::end(known);
}

Columns columns_of(const CsvReader::Row& head, text::Language language) {
    Columns columns{head.cells, {}, {}, {}, {}, {}};
    auto& title = columns.titles[static_cast<std::size_t>(language)];
    for (std::size_t at = 0; at < head.cells.size(); ++at) {
        const auto name = text::fold(head.cells[at]);
        const auto own = text::parse_language(name);
        if (is_code_heading(name) && !columns.code)
            columns.code = at;
        else if (own)
            columns.titles[static_cast<std::size_t>(*own)] = at;
        else if (is_title_heading(name) && !title)
            title = at;
        else if (name == "also" || name == "altlabels")
            columns.also = at;
        else if (name == text::fold(esco_kind))
            columns.kind = at;
        else if (name == text::fold(kldb_level))
            columns.level = at;
    }
    return columns;
}

// "B 28222-101" as the agency writes it.
std::string code_in(std::string cell) {
    cell = text::clean(text::ascii_digits(cell)).text;
    if (cell.starts_with("B ")) cell.erase(0, 2);
    return cell;
}

bool is_formula(std::string_view cell) {
    return !cell.empty() && std::string_view("=+-@").find(cell[0]) != std::string_view::npos;
}

bool is_unreadable(std::string_view cell) {
    return cell.find("\uFFFD") != cell.npos || cell.find('\0') != cell.npos;
}

std::string one_line(std::string_view cell, std::string_view between) {
    std::string out;
    for (const char c : text::clean(cell).text) {
        if (c == '\n')
            out += between;
        else
            out += c;
    }
    return out;
}

// As many of the words as fit; they only help to find.
std::string shortened(std::string words, std::size_t most) {
    if (words.size() <= most) return words;
    const auto end = words.rfind(',', most);
    return words.substr(0, end == words.npos ? 0 : end);
}

class TableReader {
public:
    TableReader(std::string_view utf8, text::Language language)
        : reader_(utf8), language_(language) {}

    Table read() {
        CsvReader::Row row;
        if (!reader_.next(row)) throw text::Message{mark("The file is empty.")};
        columns_ = columns_of(row, language_);
        if (!columns_.code && row.cells.size() >= 2 && well_formed_key(code_in(row.cells[0]))) {
            columns_.code = 0;
            columns_.titles[static_cast<std::size_t>(language_)] = 1;
            columns_.names = {"code", "title"};
            take(row);
        }
        if (!columns_.code || !columns_.any_title())
            throw text::Message{mark("The file has no column “code”, or none with titles.")};
        std::size_t count = 0;
        while (reader_.next(row)) {
            if (++count > most_rows)
                throw text::Message{mark("The file has more than {1} rows."),
                                    {std::to_string(most_rows)}};
            take(row);
        }
        return std::move(table_);
    }

private:
    std::string cell(const CsvReader::Row& row, std::optional<std::size_t> at) const {
        return at && *at < row.cells.size() ? row.cells[*at] : std::string();
    }

    bool is_heading(const CsvReader::Row& row) const {
        const auto kind = cell(row, columns_.kind), level = cell(row, columns_.level);
        return (columns_.kind && kind != "Occupation") ||
               (columns_.level && level != deepest_level);
    }

    void refuse(const CsvReader::Row& row, std::optional<std::size_t> column, Reason reason) {
        table_.refused.push_back({row.line, columns_.name(column), reason});
    }

    std::optional<Reason> wrong_code(const std::string& code) const {
        if (code.empty()) return Reason::NoCode;
        if (!well_formed_key(code)) return Reason::NotACode;
        return seen_.contains(code) ? std::optional(Reason::Twice) : std::nullopt;
    }

    std::optional<Reason> wrong_title(const std::string& title) const {
        if (is_formula(title)) return Reason::Formula;
        if (is_unreadable(title)) return Reason::Unreadable;
        if (text::length(title) > longest_title) return Reason::TooLong;
        return {};
    }

    void take(const CsvReader::Row& row) {
        if (row.open_quote) return refuse(row, columns_.code, Reason::OpenQuote);
        if (is_heading(row)) {
            ++table_.skipped;
            return;
        }
        Occupation one;
        one.key = code_in(cell(row, columns_.code));
        // Spreadsheets take a code for a number, and its leading zero away.
        if (columns_.level && one.key.size() == 4) one.key.insert(0, "0");
        if (const auto reason = wrong_code(one.key)) return refuse(row, columns_.code, *reason);
        std::optional<std::size_t> first;
        for (std::size_t at = 0; at < one.titles.size(); ++at) {
            const auto column = columns_.titles[at];
            if (!first) first = column;
            one.titles[at] = one_line(cell(row, column), " ");
            if (const auto reason = wrong_title(one.titles[at]))
                return refuse(row, column, *reason);
        }
        if (std::ranges::all_of(one.titles, [](const auto& title) { return title.empty(); }))
            return refuse(row, first, Reason::NoTitle);
        one.also = shortened(one_line(cell(row, columns_.also), ", "), longest_also);
        if (is_formula(one.also)) return refuse(row, columns_.also, Reason::Formula);
        if (is_unreadable(one.also)) return refuse(row, columns_.also, Reason::Unreadable);
        seen_.insert(one.key);
        table_.rows.push_back(std::move(one));
    }

    CsvReader reader_;
    text::Language language_;
    Columns columns_;
    Table table_;
    std::set<std::string, std::less<>> seen_;
};

std::size_t number(const std::string& digits) {
    std::size_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

}  // namespace

text::Message message(Reason reason) {
    switch (reason) {
        case Reason::NoCode:
            return {mark("The code is missing.")};
        case Reason::NotACode:
            return {mark("This is no code of KldB 2010 or ESCO.")};
        case Reason::NoTitle:
            return {mark("The title is missing.")};
        case Reason::TooLong:
            return {mark("The title has more than {1} characters."),
                    {std::to_string(longest_title)}};
        case Reason::Formula:
            return {mark("This looks like a formula.")};
        case Reason::Unreadable:
            return {mark("Some letters cannot be read. Save the file as UTF-8.")};
        case Reason::Twice:
            return {mark("This code stands in the file twice.")};
        case Reason::OpenQuote:
            return {mark("A quotation mark begins here and never ends.")};
    }
    return {""};
}

Table read_table(std::string_view bytes, text::Language language) {
    const auto decoded = text::decode(bytes);
    return TableReader(decoded.text, language).read();
}

std::string written(const std::vector<Occupation>& rows) {
    std::string out = "code;de;en;fr;ar;fa;also\n";
    for (const auto& one : rows) {
        out += one.key;
        for (const auto& title : one.titles) (out += ';') += text::csv_cell(title, ';');
        (out += ';') += text::csv_cell(one.also, ';') + "\n";
    }
    return out;
}

std::string written(const std::vector<Refusal>& refused) {
    std::string out = "line;reason;column\n";
    for (const auto& one : refused)
        out += std::to_string(one.line) + ";" + std::to_string(static_cast<int>(one.reason)) + ";" +
               text::csv_cell(one.column, ';') + "\n";
    return out;
}

std::vector<Occupation> rows_of(std::string_view written) {
    return TableReader(written, text::Language::De).read().rows;
}

std::vector<Refusal> refusals_of(std::string_view written) {
    CsvReader reader(written);
    CsvReader::Row row;
    std::vector<Refusal> refused;
    reader.next(row);
    while (reader.next(row))
        refused.push_back({number(row.cells.at(0)), row.cells.at(2),
                           static_cast<Reason>(number(row.cells.at(1)))});
    return refused;
}

Changes compare(const std::vector<Occupation>& stands, const std::vector<Occupation>& rows) {
    std::map<std::string_view, const Occupation*> by_key;
    for (const auto& one : stands) by_key.emplace(one.key, &one);
    Changes changes;
    for (const auto& row : rows) {
        const auto found = by_key.find(row.key);
        if (found == by_key.end()) {
            changes.added.push_back({nullptr, row});
            continue;
        }
        auto after = *found->second;
        for (const auto language : text::languages)
            if (!row.in(language).empty()) after.in(language) = row.in(language);
        // Another language's file brings its own words: they come to those that are there.
        if (after.also.find(row.also) == after.also.npos)
            after.also = shortened(after.also.empty() ? row.also : after.also + ", " + row.also,
                                   longest_together);
        if (after == *found->second)
            ++changes.unchanged;
        else
            changes.changed.push_back({found->second, std::move(after)});
    }
    return changes;
}

}  // namespace mobio::occupations
