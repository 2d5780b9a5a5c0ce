// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "biography/inputs.h"
#include "biography/reading.h"

namespace mobio::biography {

// The codes chosen for an occupation's words: a text, or for several words a list with "" where
// none was chosen. Null: none at all.
struct OccupationCodes {
    nlohmann::json kldb, esco;
};

// Reads what the inputs of one question hold, and says at which of them something is wrong.
class QuestionReader {
public:
    QuestionReader(const Reader& reader, const Question& question, const Inputs& in,
                   Problems& problems, Reading& reading)
        : reader_(reader), question_(question), in_(in), problems_(problems), reading_(reading) {}

    // Null where the inputs are empty or wrong.
    nlohmann::json value(const nlohmann::json& before);
    // The German beside a text: the person's own, or that of the occupation which they chose.
    // `value` as read before.
    std::optional<German> german(const nlohmann::json& value, const std::optional<German>& before,
                                 bool text_changed);
    OccupationCodes codes_of(const nlohmann::json& value) const;

private:
    nlohmann::json wrong(text::Message message);
    nlohmann::json wrong_at(std::string name, text::Message message);
    std::string clean(std::string_view raw);
    bool check_length(const std::string& text, const std::string& name, std::size_t max);
    // One of the texts of this question, checked.
    bool text_fits(const std::string& text);
    bool name_fits(const std::string& name);
    std::optional<German> typed_german(const std::optional<German>& before, bool text_changed);
    std::string code_of(std::size_t at, const std::string& words) const;
    // With the code of each, in the same order.
    std::vector<std::string> codes_in_order(const nlohmann::json& value) const;
    std::string german_of_codes(const nlohmann::json& value) const;
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

    const Reader& reader_;
    const Question& question_;
    const Inputs& in_;
    Problems& problems_;
    Reading& reading_;
};

}  // namespace mobio::biography
