// SPDX-License-Identifier: EUPL-1.2
// Whatever somebody brings along as a JSON Resume: it is refused with a sentence, or read into
// answers that fit the catalogue and can be written down.
#include "cv/import.h"
#include "require.h"

using namespace mobio;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const catalogue::Catalogue catalogue(MOBIO_CATALOGUE);
    static const text::Texts texts(text::Words("/nowhere"), "Europe/Berlin");
    static const biography::Biography nothing;
    try {
        const auto rows =
            cv::read_resume(view_of(data, size), text::Language::Fa, catalogue, texts, nothing);
        require(rows.size() <= cv::most_rows);
        for (const auto& row : rows) {
            require(text::valid_utf8(row.title));
            require(row.change.has_value() == (row.fate == cv::Fate::New));
            if (!row.change) continue;
            require(catalogue.field(row.change->field) != nullptr);
            require(!row.change->claim.value.dump().empty());
        }
    } catch (const text::Message&) {
    }
    return 0;
}
