// SPDX-License-Identifier: EUPL-1.2
// XLSX (ECMA-376): a ZIP of a few small XML files. Only what a table needs.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "figures/files.h"
#include "platform/archive/zip.h"

namespace mobio::figures {

namespace {

constexpr std::string_view declaration =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view main_space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view relations =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view package_relations =
    "http://schemas.openxmlformats.org/package/2006/relationships";
constexpr std::string_view office = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

// Of styles.xml.
enum class Look : std::uint8_t { Plain, Bold, Soft, Number };

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '&')
            out += "&amp;";
        else if (c == '"')
            out += "&quot;";
        else if (static_cast<unsigned char>(c) >= 0x20)
            out += c;
    }
    return out;
}

// "A", "Z", "AA" …
std::string column_name(std::size_t column) {
    std::string name;
    for (auto n = column + 1; n > 0; n = (n - 1) / 26)
        name.insert(name.begin(), static_cast<char>('A' + (n - 1) % 26));
    return name;
}

class Worksheet {
public:
    void next_row() {
        if (row_ > 0) cells_ += "</row>";
        cells_ += fmt::format("<row r=\"{}\">", ++row_);
        column_ = 0;
    }
    void text(std::string_view words, Look look) {
        cells_ += fmt::format(
            "<c r=\"{}\" s=\"{}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}"
            "</t></is></c>",
            place(), static_cast<int>(look), escaped(words));
    }
    void number(std::int64_t number) {
        cells_ += fmt::format("<c r=\"{}\" s=\"{}\"><v>{}</v></c>", place(),
                              static_cast<int>(Look::Number), number);
    }
    std::string xml(bool mirrored) const {
        return fmt::format(
            "{}<worksheet xmlns=\"{}\"><sheetViews><sheetView workbookViewId=\"0\"{}/></sheetViews>"
            "<cols><col min=\"1\" max=\"1\" width=\"44\" customWidth=\"1\"/>"
            "<col min=\"2\" max=\"60\" width=\"16\" customWidth=\"1\"/></cols>"
            "<sheetData>{}{}</sheetData></worksheet>",
            declaration, main_space, mirrored ? " rightToLeft=\"1\"" : "", cells_,
            row_ > 0 ? "</row>" : "");
    }

private:
    std::string place() { return column_name(column_++) + std::to_string(row_); }

    std::string cells_;
    std::size_t row_ = 0, column_ = 0;
};

std::string worksheet(const Sheet& sheet, const text::Tongue& t) {
    Worksheet out;
    const auto line = [&](std::string_view words, Look look) {
        out.next_row();
        out.text(words, look);
    };
    line(sheet.title, Look::Bold);
    line(what_and_when(sheet, t), Look::Soft);
    line(sheet.rows_name, Look::Bold);
    for (const auto& column : sheet.columns) out.text(column, Look::Bold);
    for (const auto& one : sheet.lines) {
        line(one.label, Look::Plain);
        for (const auto& number : one.numbers) {
            if (number)
                out.number(*number);
            else
                out.text(hidden_mark, Look::Number);
        }
    }
    if (sheet.some_hidden()) line(hidden_note(t), Look::Soft);
    return out.xml(text::right_to_left(t.language()));
}

// At most 31 characters, some forbidden, none twice (also not in another case).
std::string tab_name(std::string_view title, std::set<std::string>& taken) {
    std::string name;
    for (const char c : text::shortened(title, 27))
        name += std::string_view("[]:*?/\\'").find(c) == std::string_view::npos ? c : ' ';
    if (name.empty()) name = "1";
    const auto first = name;
    for (int n = 2; !taken.insert(text::fold(name)).second; ++n)
        name = fmt::format("{} {}", first, n);
    return name;
}

constexpr std::string_view styles =
    "<fonts count=\"3\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
    "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font>"
    "<font><sz val=\"10\"/><color rgb=\"FF555C66\"/><name val=\"Calibri\"/></font></fonts>"
    "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
    "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
    "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"
    "</cellStyleXfs>"
    "<cellXfs count=\"4\"><xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
    "<xf numFmtId=\"49\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
    "<xf numFmtId=\"49\" fontId=\"2\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
    "<xf numFmtId=\"3\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyAlignment=\"1\">"
    "<alignment horizontal=\"right\"/></xf></cellXfs>"
    "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>";

// What all sheets have in common, each with its number.
struct Frame {
    std::string types, sheets, links;

    void add(std::size_t number, std::string_view name) {
        types += fmt::format(
            "<Override PartName=\"/xl/worksheets/sheet{}.xml\" ContentType=\""
            "{}worksheet+xml\"/>",
            number, office);
        sheets += fmt::format("<sheet name=\"{}\" sheetId=\"{}\" r:id=\"r{}\"/>", escaped(name),
                              number, number);
        links += fmt::format(
            "<Relationship Id=\"r{}\" Type=\"{}/worksheet\" Target=\""
            "worksheets/sheet{}.xml\"/>",
            number, relations, number);
    }
    std::string content_types() const {
        return fmt::format(
            "{}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            "<Default Extension=\"rels\" ContentType=\""
            "application/vnd.openxmlformats-package.relationships+xml\"/>"
            "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            "<Override PartName=\"/xl/workbook.xml\" ContentType=\"{}sheet.main+xml\"/>"
            "<Override PartName=\"/xl/styles.xml\" ContentType=\"{}styles+xml\"/>{}</Types>",
            declaration, office, office, types);
    }
    static std::string start() {
        return fmt::format(
            "{}<Relationships xmlns=\"{}\"><Relationship Id=\"r1\" Type=\"{}/officeDocument\""
            " Target=\"xl/workbook.xml\"/></Relationships>",
            declaration, package_relations, relations);
    }
    std::string book() const {
        return fmt::format("{}<workbook xmlns=\"{}\" xmlns:r=\"{}\"><sheets>{}</sheets></workbook>",
                           declaration, main_space, relations, sheets);
    }
    std::string book_links() const {
        return fmt::format(
            "{}<Relationships xmlns=\"{}\">{}<Relationship Id=\"styles\" Type=\"{}/styles\""
            " Target=\"styles.xml\"/></Relationships>",
            declaration, package_relations, links, relations);
    }
    static std::string style_sheet() {
        return fmt::format("{}<styleSheet xmlns=\"{}\">{}</styleSheet>", declaration, main_space,
                           styles);
    }
};

}  // namespace

std::string workbook(const std::vector<Sheet>& sheets, const text::Tongue& t, Time made) {
    Frame frame;
    std::set<std::string> taken;
    std::vector<archive::Member> worksheets;
    for (const auto& sheet : sheets) {
        const auto number = worksheets.size() + 1;
        frame.add(number, tab_name(sheet.title, taken));
        worksheets.push_back(
            {fmt::format("xl/worksheets/sheet{}.xml", number), worksheet(sheet, t)});
    }
    std::vector<archive::Member> members{{"[Content_Types].xml", frame.content_types()},
                                         {"_rels/.rels", Frame::start()},
                                         {"xl/workbook.xml", frame.book()},
                                         {"xl/_rels/workbook.xml.rels", frame.book_links()},
                                         {"xl/styles.xml", Frame::style_sheet()}};
    std::ranges::move(worksheets, std::back_inserter(members));
    return archive::zip(members, made);
}

}  // namespace mobio::figures
