// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "biography/biography.h"
#include "platform/text/message.h"

// A JSON Resume that somebody brings along, read into answers of the biography.
namespace mobio::cv {

// Whatever a file is, no more of it is read than this.
inline constexpr std::size_t longest_file = 256 * 1024;
inline constexpr int deepest_nesting = 8;
inline constexpr std::size_t most_rows = 200;

enum class Fate : std::uint8_t { New, There, Refused };
// One row of the file, and what becomes of it.
struct Row {
    std::string list, title;  // "work", "Tailor"
    Fate fate = Fate::New;
    text::Message why{""};                         // where refused
    std::vector<std::string> left_out = {};        // properties that are not taken
    std::optional<biography::Change> change = {};  // where new
};

// Against what the biography says by now; texts are in that language. Throws a text::Message where
// it is no JSON Resume, or one that is too large.
std::vector<Row> read_resume(std::string_view file, text::Language language,
                             const catalogue::Catalogue& catalogue, const text::Texts& texts,
                             const biography::Biography& biography);

}  // namespace mobio::cv
