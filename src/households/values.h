// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "biography/dates.h"
#include "catalogue/catalogue.h"
#include "households/findings.h"

namespace mobio::households {

// How a value has to look: that of a field, or of one part of it.
struct Kind {
    catalogue::Type type = catalogue::Type::Text;
    std::string list = {};
    std::size_t max = 200;
    std::optional<double> minimum = {}, maximum = {}, step = {};
    bool multi = false;
    bool latin = false;     // Latin letters; another script has a place of its own
    bool own_name = false;  // of this person, held against DIN 91379; others' are only texts
    bool past = false;      // a day that lies behind us
};
Kind kind_of(const catalogue::Field& field);
Kind kind_of(const catalogue::Field& field, const catalogue::Part& part);

// Reads values as a file tells them into the form in which a biography keeps them. What is wrong
// goes to the findings, and the value is null then, as where nothing was said. Codes are known in
// any case and with spaces: "not started" is not_started.
class Values {
public:
    Values(const catalogue::Catalogue& catalogue, Date today, Findings& findings)
        : catalogue_(catalogue), today_(today), findings_(findings) {}

    nlohmann::json read(const Kind& kind, const nlohmann::json& given, const At& at);

    // A text, cleaned; a number counts as one. Empty where nothing was said.
    std::string text(const nlohmann::json& given, const At& at, std::size_t max = 200);
    std::string code(const std::string& list, const nlohmann::json& given, const At& at);
    std::vector<std::string> codes(const std::string& list, const nlohmann::json& given,
                                   const At& at);
    std::optional<Date> day(const nlohmann::json& given, const At& at);
    std::optional<bool> yes(const nlohmann::json& given, const At& at);
    std::optional<int> whole(const nlohmann::json& given, const At& at, int least, int most);

    Findings& findings() { return findings_; }
    const catalogue::Catalogue& catalogue() const { return catalogue_; }
    Date today() const { return today_; }

private:
    nlohmann::json wrong(const At& at, std::string what);
    nlohmann::json one(const Kind& kind, const nlohmann::json& given, const At& at);
    nlohmann::json several(const Kind& kind, const nlohmann::json& given, const At& at);
    nlohmann::json words(const Kind& kind, const nlohmann::json& given, const At& at);
    nlohmann::json number(const Kind& kind, const nlohmann::json& given, const At& at);
    nlohmann::json date(const Kind& kind, const nlohmann::json& given, const At& at);
    nlohmann::json known(const Kind& kind, const nlohmann::json& given, const At& at);
    std::string unknown_code(const std::string& list, const At& at);
    bool is_code(const Kind& kind, const std::string& code) const;

    const catalogue::Catalogue& catalogue_;
    Date today_;
    Findings& findings_;
};

}  // namespace mobio::households
