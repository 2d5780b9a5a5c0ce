// SPDX-License-Identifier: EUPL-1.2
#include "consultation/consultation.h"

#include <charconv>
#include <nlohmann/json.hpp>

#include "platform/text/day.h"

namespace mobio::consultation {

namespace {

using nlohmann::json;

constexpr int most_minutes = 600;
constexpr std::size_t most_words = 200, most_note = 4000;

std::optional<int> whole_number(std::string_view digits) {
    int number = 0;
    const auto* end = digits.data() + digits.size();
    const auto [rest, error] = std::from_chars(digits.data(), end, number);
    if (error != std::errc{} || rest != end || number < 0) return std::nullopt;
    return number;
}

// One form, read field by field.
class Reader {
public:
    Reader(const http::Fields& typed, const catalogue::Catalogue& catalogue)
        : typed_(typed), catalogue_(catalogue) {}

    std::string code(const char* name, const char* list, const char* missing) {
        const auto& code = typed_.get(name);
        if (!code.empty() && catalogue_.has_code(list, code)) return code;
        if (missing) problems_.add(name, {missing});
        return {};
    }
    std::vector<std::string> codes(const char* name, const char* list) const {
        std::vector<std::string> known;
        for (const auto& one : catalogue_.codes(list))
            for (const auto& code : typed_.all(name))
                if (code == one.code && (known.empty() || known.back() != code))
                    known.push_back(code);
        return known;
    }
    std::string words(const char* name, std::size_t most, const char* too_long) {
        auto clean = text::clean(typed_.get(name)).text;
        if (text::length(clean) > most) problems_.add(name, {too_long});
        return clean;
    }
    std::optional<Date> day(const char* name, const char* wrong) {
        const auto day = text::parse_day(typed_.get(name));
        if (!day) problems_.add(name, {wrong});
        return day;
    }
    int minutes() {
        const auto typed = text::ascii_digits(text::clean(typed_.get("minutes")).text);
        const auto minutes = whole_number(typed);
        if (minutes && *minutes > 0 && *minutes <= most_minutes) return *minutes;
        problems_.add("minutes", {text::mark("Write the minutes as a number from 1 to 600.")});
        return 0;
    }

    Problems& problems() { return problems_; }

private:
    const http::Fields& typed_;
    const catalogue::Catalogue& catalogue_;
    Problems problems_;
};

Date read_day(Reader& reader, Date today) {
    const auto day = reader.day("day", text::mark("Write the day, such as 28.11.2026."));
    if (day && *day > today)
        reader.problems().add("day", {text::mark("This day is still to come.")});
    return day.value_or(today);
}

// A due day alone is the form's own proposal: it makes no step.
Step read_step(Reader& reader, const http::Fields& typed, Date day) {
    Step step;
    step.words = reader.words("step_words", most_words,
                              text::mark("That is too long. 200 characters are enough."));
    if (typed.get("step_kind").empty() && step.words.empty() && typed.get("waiting_for").empty())
        return step;
    step.kind =
        reader.code("step_kind", "consult_step", text::mark("Choose what is to be done next."));
    step.waiting_for =
        reader.code("waiting_for", "consult_waiting", text::mark("Choose who has to act."));
    step.due = reader.day("due", text::mark("Write the day, such as 28.11.2026."));
    if (step.due && *step.due < day)
        reader.problems().add("due", {text::mark("This is before the consultation.")});
    return step;
}

json json_of(const Step& step) {
    json out{{"kind", step.kind}, {"words", step.words}, {"waiting_for", step.waiting_for}};
    if (step.due) out["due"] = text::iso(*step.due);
    return out;
}

Step step_of(const json& in) {
    return {in.at("kind"), in.at("words"), in.at("waiting_for"),
            in.contains("due") ? text::parse_day(in.at("due").get<std::string>()) : std::nullopt};
}

}  // namespace

Concern concern(const Consultation& consultation) {
    if (consultation.interpreter == "child") return Concern::Child;
    if (consultation.interpreter == "relative") return Concern::Relative;
    const bool somebody = !consultation.interpreter.empty() && consultation.interpreter != "none";
    return somebody && !consultation.interpreter_adult ? Concern::Age : Concern::None;
}

std::string to_json(const Step& step) { return json_of(step).dump(); }

Step step_from_json(std::string_view text) { return step_of(json::parse(text)); }

ReadStep read_step(const http::Fields& typed, const catalogue::Catalogue& catalogue, Date day) {
    Reader reader(typed, catalogue);
    auto step = read_step(reader, typed, day);
    return {std::move(step), std::move(reader.problems())};
}

std::string to_json(const Consultation& consultation) {
    json out{{"day", text::iso(consultation.day)},
             {"kind", consultation.kind},
             {"topics", consultation.topics},
             {"present", consultation.present},
             {"minutes", consultation.minutes},
             {"interpreter", consultation.interpreter},
             {"interpreter_adult", consultation.interpreter_adult},
             {"note", consultation.note}};
    if (consultation.step.agreed()) out["step"] = json_of(consultation.step);
    return out.dump();
}

Consultation from_json(std::string_view text) {
    const auto in = json::parse(text);
    return {text::parse_day(in.at("day").get<std::string>()).value(),
            in.at("kind"),
            in.at("topics"),
            in.at("present"),
            in.at("minutes"),
            in.at("interpreter"),
            in.at("interpreter_adult"),
            in.at("note"),
            in.contains("step") ? step_of(in.at("step")) : Step{}};
}

Read read(const http::Fields& typed, const catalogue::Catalogue& catalogue, Date today) {
    Reader reader(typed, catalogue);
    Consultation read;
    read.day = read_day(reader, today);
    read.kind =
        reader.code("kind", "consult_kind", text::mark("Choose how you spoke to each other."));
    read.minutes = reader.minutes();
    read.topics = reader.codes("topics", "consult_topic");
    if (read.topics.empty())
        reader.problems().add("topics", {text::mark("Choose at least one topic.")});
    read.present = reader.codes("present", "consult_present");
    read.interpreter = reader.code("interpreter", "consult_interpreter", nullptr);
    read.interpreter_adult = typed.get("interpreter_adult") == "yes";
    read.note = reader.words("note", most_note,
                             text::mark("That is too long. 4000 characters are enough."));
    read.step = read_step(reader, typed, read.day);
    return {read, reader.problems()};
}

http::Fields fields_of(const Consultation& consultation) {
    http::Fields fields;
    fields.add("day", text::iso(consultation.day));
    fields.add("kind", consultation.kind);
    fields.add("minutes", std::to_string(consultation.minutes));
    for (const auto& topic : consultation.topics) fields.add("topics", topic);
    for (const auto& one : consultation.present) fields.add("present", one);
    fields.add("interpreter", consultation.interpreter);
    if (consultation.interpreter_adult) fields.add("interpreter_adult", "yes");
    fields.add("note", consultation.note);
    fields.add("step_kind", consultation.step.kind);
    fields.add("step_words", consultation.step.words);
    fields.add("waiting_for", consultation.step.waiting_for);
    if (consultation.step.due) fields.add("due", text::iso(*consultation.step.due));
    return fields;
}

http::Fields fresh_fields(Date today) {
    http::Fields fields;
    fields.add("day", text::iso(today));
    fields.add("due", text::iso(Date{std::chrono::sys_days{today} + std::chrono::days{14}}));
    return fields;
}

}  // namespace mobio::consultation
