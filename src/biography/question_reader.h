// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "biography/dates.h"
#include "biography/inputs.h"
#include "biography/reading.h"

namespace mobio::biography {

// Reads what the inputs of one question hold, and says at which of them something is wrong.
class QuestionReader {
public:
    QuestionReader(const Reader& reader, const Question& question, const Inputs& in,
                   Problems& problems, Reading& reading)
        : reader_(reader), question_(question), in_(in), problems_(problems), reading_(reading) {}

    // Null where the inputs are empty or wrong.
    nlohmann::json value(const nlohmann::json& before);
    std::optional<German> german(const std::optional<German>& before, bool text_changed);

private:
    nlohmann::json wrong(text::Message message);
    nlohmann::json wrong_at(std::string name, text::Message message);
    std::string clean(std::string_view raw);
    bool check_length(const std::string& text, const std::string& name, std::size_t max);
    // One of the texts of this question, checked.
    bool text_fits(const std::string& text);
    bool name_fits(const std::string& name);
    nlohmann::json texts();
    static std::vector<std::string> lines(const std::string& text);
    bool postcode() const;
    static bool five_digits(const std::string& text);
    nlohmann::json phone();
    nlohmann::json boolean();
    nlohmann::json number();
    nlohmann::json in_range(double value);
    bool known(const std::string& code) const;
    bool several() const;
    nlohmann::json codes();
    // A number of up to four digits in any script's digits; nothing where it is none.
    std::optional<unsigned> digits(const char* part);
    bool typed(const char* part) const;
    nlohmann::json date(const nlohmann::json& before);
    std::optional<PartialDate> parts_of_date();
    bool month_and_day(PartialDate& date);
    bool in_time(const PartialDate& date);
    // What people typed, as they typed it.
    std::string as_given();
    // Offices write 1 January where no day is known: so it is taken as probably estimated, until
    // the person says otherwise.
    bool is_estimated(const PartialDate& date, const nlohmann::json& before);

    const Reader& reader_;
    const Question& question_;
    const Inputs& in_;
    Problems& problems_;
    Reading& reading_;
};

}  // namespace mobio::biography
