// SPDX-License-Identifier: EUPL-1.2
// Whatever comes as a table: it is read to its end as UTF-8, and a cell that is written is read as
// the same cell.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "platform/text/csv.h"
#include "platform/text/texts.h"

using namespace mobio;

namespace {

void check_written(const std::string& cell) {
    const auto table = "a;b\n1;" + text::csv_cell(cell, ';');
    text::CsvReader reader(table);
    text::CsvReader::Row row;
    if (!reader.next(row) || !reader.next(row) || row.cells.size() != 2 || row.cells[1] != cell)
        std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto decoded = text::decode({reinterpret_cast<const char*>(data), size});
    if (!text::valid_utf8(decoded.text)) std::abort();
    text::CsvReader reader(decoded.text);
    text::CsvReader::Row row;
    while (reader.next(row))
        for (const auto& cell : row.cells) check_written(cell);
    return 0;
}
