// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// What figures are counted from: of each person dated codes, and nothing else. No name and no word
// that anybody wrote finds its way in, because there is no place for it.
namespace mobio::figures {

using Day = std::chrono::sys_days;
inline constexpr Day always = Day::min(), for_ever = Day::max();

enum class Kind : std::uint8_t {
    Birth,        // the year
    Sex,          // of the list sex
    Nationality,  // a country, the first one named
    // From a day on, until the next one of the kind begins. The first one holds before, too.
    Status,     // of the list residence_status
    Household,  // "single" or "family"
    Team,       // its id
    // From a day until another, which is not part of it.
    Counselling,   // the case is open
    Phase,         // of the list accommodation_phase
    Municipality,  // its official key
    Housing,       // of the list accommodation_type
    Wait,          // for an office, of the list consult_waiting
    // On a day.
    Consultation,  // of the list consult_kind
    Plan,          // a plan was agreed
    Goal,          // a goal was reached: its area, of the list plan_area
    Course,        // a language course began, of the list course_type
    Level,         // a language test was passed, of the list cefr
    Job,           // work in Germany began, of the list employment_kind
    Outcome,       // something came of a goal, of the list plan_outcome
};
inline constexpr std::size_t kind_count = 18;

struct Fact {
    Kind kind;
    Day from = always, until = for_ever;
    std::string_view code;  // "": not known

    bool holds_on(Day day) const { return from <= day && day < until; }
};

// One person's facts as one text of a line each, ordered by kind, then by day.
class Telling {
public:
    // What is no code (letters, digits, _ - + and nothing else, at most 40) becomes "".
    void add(Kind kind, Day from, std::string_view code) { add(kind, from, for_ever, code); }
    void add(Kind kind, Day from, Day until, std::string_view code);
    std::string text() const;

private:
    struct Line {
        Kind kind;
        Day from, until;
        std::string code;
        auto operator<=>(const Line&) const = default;
    };
    std::vector<Line> lines_;
};

// One person's facts as they are counted, by kind.
class Facts {
public:
    // Those in a text, in place of what stood here; they point into it. Lines of a newer program's
    // kinds are left out.
    void read(std::string_view text);
    std::span<const Fact> of(Kind kind) const;

private:
    std::vector<Fact> all_;
    std::array<std::size_t, kind_count + 1> begins_{};
};

}  // namespace mobio::figures
