// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

// A signature drawn by hand, as the path data of an SVG file.
namespace mobio::plan {

inline constexpr int signature_wide = 600, signature_tall = 200;  // the field it is drawn in

// Strokes of points in whole numbers inside the field, "M12 30L13 31M40 8L…", written anew here;
// nothing where it is anything else, too little to be a signature, or too much.
std::optional<std::string> read_signature(std::string_view sent);

}  // namespace mobio::plan
