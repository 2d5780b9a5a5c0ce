// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/catalogue.h"

namespace mobio::recognition {

// Who decides on a foreign qualification, and on which papers: catalogue/recognition.json, with the
// law or publication each fact is from.
struct Body {
    std::string key;   // a code of the list recognition_body
    std::string kind;  // of the procedure: a code of the list recognition_kind
    std::optional<catalogue::Recipient> recipient;  // to whom data can be released
    std::vector<std::string> papers;                // codes of the list recognition_paper
    std::vector<std::string> sources;
    std::vector<std::string> kldb;  // beginnings of codes that it decides on
    int months = 0;                 // until it decides, once all papers are there; 0: not said
};
struct Facts {
    std::chrono::year_month as_of;
    std::vector<Body> bodies;
    std::vector<std::string> lost_sources;  // for those whose papers are lost

    const Body& body(std::string_view key) const;  // throws std::out_of_range
};
// Throws std::runtime_error naming the file where something does not fit the catalogue.
Facts read_facts(const std::filesystem::path& file, const catalogue::Catalogue& catalogue);

// Who decides on an occupation by its code of KldB 2010, "28222". Its last digit is the level: 1
// needs no training, 4 is studied for. Without a code an advice centre finds out.
const Body& deciding(const Facts& facts, const catalogue::Catalogue& catalogue,
                     std::string_view kldb);

}  // namespace mobio::recognition
