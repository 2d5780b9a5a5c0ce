// SPDX-License-Identifier: EUPL-1.2
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "occupations/occupations.h"
#include "platform/text/csv.h"

namespace mobio::occupations {

namespace {

[[noreturn]] void wrong(std::size_t line, const std::string& what) {
    throw std::runtime_error("occupations.csv: line " + std::to_string(line) + ": " + what);
}

Occupation occupation(const text::CsvReader::Row& row) {
    constexpr std::size_t columns = 7;
    if (row.cells.size() != columns) wrong(row.line, "a row has seven cells");
    Occupation one{row.cells[0], {}, row.cells[6]};
    if (!well_formed_key(one.key)) wrong(row.line, "not a code: " + one.key);
    for (std::size_t at = 0; at < one.titles.size(); ++at) {
        one.titles[at] = row.cells[at + 1];
        if (one.titles[at].empty()) wrong(row.line, "a title is missing");
    }
    return one;
}

}  // namespace

std::vector<Occupation> read_built_in(const std::filesystem::path& file) {
    std::ifstream stream(file);
    if (!stream) throw std::runtime_error("occupations.csv: cannot be read");
    std::stringstream text;
    text << stream.rdbuf();
    const auto whole = text.str();
    text::CsvReader reader(whole);
    text::CsvReader::Row row;
    const std::vector<std::string> head{"code", "de", "en", "fr", "ar", "fa", "also"};
    if (!reader.next(row) || row.cells != head) wrong(1, "code;de;en;fr;ar;fa;also");
    std::vector<Occupation> all;
    while (reader.next(row)) all.push_back(occupation(row));
    return all;
}

}  // namespace mobio::occupations
