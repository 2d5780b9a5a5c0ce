// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "biography/biography.h"
#include "biography/question.h"

namespace mobio::biography {

// A question's own part of a field's value; null where there is none.
nlohmann::json part_of(const nlohmann::json& value, const Question& question);
std::optional<German> german_of(const Claim& claim, const Question& question);
std::string number_text(double value);

using Values = std::vector<std::string>;

// What was typed over what was shown. An input that was not sent keeps what it showed.
struct Inputs {
    const http::Fields& typed;
    const http::Fields& shown;
    bool asked;  // the form says that it held this field

    Values before(const std::string& name) const;
    Values all(const std::string& name) const;
    Values all(const Question& question) const;  // of all its numbered inputs
    std::string one(const std::string& name) const;
    // With ticked boxes: an unticked one is not sent at all, and the form's word tells it from one
    // that was not there.
    Values now(const Question& question, const std::string& name) const;
    bool touched(const Question& question) const;

private:
    Values boxes(const std::string& name, bool there) const;
};

}  // namespace mobio::biography
