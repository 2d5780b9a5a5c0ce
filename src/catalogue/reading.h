// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "catalogue/catalogue.h"

// The catalogue's files, one function each. All throw std::runtime_error naming file and entry.
namespace mobio::catalogue::reading {

using Lists = std::map<std::string, std::vector<Code>, std::less<>>;

std::vector<Field> fields(const std::filesystem::path& file);
std::vector<Section> sections(const std::filesystem::path& file, const std::vector<Field>& fields);
Lists lists(const std::filesystem::path& file);
std::vector<PacketKind> packets(const std::filesystem::path& file);

// names.json: what is laid over CLDR.
struct OwnName {
    std::string code, label;  // label: English msgid, context name:<code>
    bool nationality_only = false;
};
struct OwnNames {
    std::vector<std::pair<std::string, std::string>> cldr;  // ISO 639-3 → CLDR's code, in order
    std::vector<OwnName> languages, places;
    std::vector<std::string> offered;  // beside those with a two-letter code
    std::vector<std::string> not_offered;
    std::vector<std::string>
        places_not_offered;  // nobody comes from there, or they are part of others
};
OwnNames names(const std::filesystem::path& file);

// regulated.json: what the codes of regulated occupations begin with.
std::vector<std::string> regulated(const std::filesystem::path& file);

}  // namespace mobio::catalogue::reading
