// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "cv/words.h"

// What stands in a curriculum vitae, for other programs to read.
namespace mobio::cv {

struct Owner {
    std::string full, given, family;
};
struct Content {
    Owner owner;
    std::vector<Part> parts;  // what is in
    std::string id;           // of this file
};

// JSON Resume, schema 1.x (jsonresume.org).
std::string json_resume(const Content& content, const Speaker& speaker);

// Europass: the Candidate document, version 4.0, that the Europass editor writes and reads since
// 2020. Its XSD was never published; the structure follows the documentation of DG EMPL (2020) and
// what the editor writes.
std::string europass(const Content& content, const Speaker& speaker);

// "2014-03": what JSON Resume and Europass call a date. Empty where nothing is known.
std::string iso_date(const nlohmann::json& date);

}  // namespace mobio::cv
