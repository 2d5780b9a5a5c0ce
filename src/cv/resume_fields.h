// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <span>
#include <string_view>

// Which parts of which fields stand where in a JSON Resume (schema 1.x); export and import read it.
namespace mobio::cv {

struct Property {
    std::string_view part, name;  // "title_original" → "position"
};
struct ResumeField {
    std::string_view field, list;  // "work.entries" → "work"
    std::span<const Property> properties;
    // Which rows of the list are read back into this field: none, all, or those that have this
    // property. The first that fits takes a row.
    std::optional<std::string_view> read_with = std::nullopt;
};
std::span<const ResumeField> resume_fields();

}  // namespace mobio::cv
