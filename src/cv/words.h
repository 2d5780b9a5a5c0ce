// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "cv/cv.h"
#include "occupations/occupations.h"

namespace mobio::cv {

// In whose words. Places are left out where the person's address is protected.
struct Speaker {
    const catalogue::Catalogue& catalogue;
    const occupations::List& occupations;
    const text::Tongue& t;
    bool hides_places = false;
};

// "03/2016 – 07/2019", "Tailor", "Sewing workshop, Afghanistan", {"Measuring", "Cutting"}.
struct Station {
    std::string label;  // of its field
    std::string when, title, where;
    std::vector<std::string> more;
};
// Its title is empty where all of it would tell a place.
Station said(const Item& item, const Speaker& speaker);

// The claim's value as one reads it in the speaker's language: texts that are written in another
// one stand in German where there is German, for whoever reads Latin letters; occupations chosen
// from the list have its title.
nlohmann::json value_in(const Item& item, const Speaker& speaker);

// Without places that are hidden.
bool may_tell(const Speaker& speaker, const catalogue::Part& part);

// As everybody counts it, with as much as is known: "07/2019", "2019".
std::string month_and_year(const nlohmann::json& date);

// "B1", or where the parts differ "A2–B1"; empty where there is none.
std::string level_in_words(const nlohmann::json& value, const catalogue::Field& field,
                           const Speaker& speaker);

}  // namespace mobio::cv
