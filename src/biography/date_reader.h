// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "biography/dates.h"
#include "biography/inputs.h"
#include "biography/reading.h"

namespace mobio::biography {

// Reads the inputs of one date: its calendar, and day, month and year as that calendar counts them,
// in the digits of any script; the month also by name. What is wrong is said in that calendar.
class DateReader {
public:
    DateReader(const Reader& reader, const Question& question, const Inputs& in, Problems& problems,
               Reading& reading);

    // Null where the inputs are empty or wrong.
    nlohmann::json value(const nlohmann::json& before);

private:
    bool typed(const char* part) const { return !given(part).empty(); }
    // As it was typed, cleaned.
    std::string given(const char* part) const;
    std::nullopt_t wrong(const char* part, text::Message message);

    std::optional<PartialDate> date();
    std::optional<int> year();
    bool is_decade() const;
    std::nullopt_t ask_for_century(unsigned two_digits);
    std::optional<int> in_range(int year);
    std::optional<unsigned> month();
    std::optional<unsigned> day(int year, unsigned month);
    bool past_only() const;

    // What people typed, in the order they know it by.
    std::string as_typed() const;
    std::string source() const;
    // 1 January is taken as probably estimated, until the person says otherwise.
    bool is_estimated(const PartialDate& date, const nlohmann::json& before) const;

    const Reader& reader_;
    const Question& question_;
    const Inputs& in_;
    Problems& problems_;
    Reading& reading_;
    text::Calendar calendar_;
};

}  // namespace mobio::biography
