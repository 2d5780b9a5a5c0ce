// SPDX-License-Identifier: EUPL-1.2
#include "figures/words.h"

#include <algorithm>
#include <charconv>

#include "catalogue/catalogue.h"
#include "county/places.h"
#include "figures/counting.h"

namespace mobio::figures {

using text::mark;
using text::Tongue;

namespace {

constexpr std::array measure_names{mark("Persons in counselling"),
                                   mark("Persons counselled"),
                                   mark("Consultations"),
                                   mark("Plans agreed"),
                                   mark("Goals reached"),
                                   mark("Language courses begun"),
                                   mark("First language courses"),
                                   mark("Language tests passed"),
                                   mark("Jobs begun"),
                                   mark("Open waits"),
                                   mark("What came of goals")};

constexpr std::array division_names{mark("Nothing more"),
                                    mark("Kind"),
                                    mark("Month"),
                                    mark("Age"),
                                    mark("Sex"),
                                    mark("Nationality"),
                                    mark("Residence status"),
                                    mark("Municipality"),
                                    mark("Kind of housing"),
                                    mark("Single or family"),
                                    mark("Phase"),
                                    mark("Team")};

constexpr std::array period_names{mark("This month"), mark("This quarter"), mark("This year"),
                                  mark("Last month"), mark("Last quarter"), mark("Last year"),
                                  mark("Three years")};

static_assert(measure_names.size() == measure_count && division_names.size() == division_count &&
              period_names.size() == period_count);

const char* own_name(Measure measure) {
    switch (measure) {
        case Measure::Goals:
            return mark("Area of life");
        case Measure::Courses:
            return mark("Kind of course");
        case Measure::FirstCourses:
            return mark("Time until the course");
        case Measure::Levels:
            return mark("Level of German");
        case Measure::Waits:
            return mark("Waiting for");
        default:
            return mark("Kind");
    }
}

// The code list behind a division; "" where there is none.
std::string_view list_of(Division division, Measure measure) {
    switch (division) {
        case Division::Age:
            return "age_band";
        case Division::Sex:
            return "sex";
        case Division::Status:
            return "residence_status";
        case Division::Housing:
            return "accommodation_type";
        case Division::Phase:
            return "accommodation_phase";
        case Division::Own:
            break;
        default:
            return "";
    }
    switch (measure) {
        case Measure::Consultations:
            return "consult_kind";
        case Measure::Goals:
            return "plan_area";
        case Measure::Courses:
            return "course_type";
        case Measure::Levels:
            return "cefr";
        case Measure::Jobs:
            return "employment_kind";
        case Measure::Waits:
            return "consult_waiting";
        case Measure::Outcomes:
            return "plan_outcome";
        default:
            return "";
    }
}

std::string wait_label(const std::string& code, const Tongue& t) {
    constexpr std::array labels{mark("Before counselling began"), mark("Up to 3 months"),
                                mark("Up to 6 months"),           mark("Up to 12 months"),
                                mark("Up to 24 months"),          mark("Later")};
    const auto at = std::ranges::find(wait_bands, code) - wait_bands.begin();
    return static_cast<std::size_t>(at) < labels.size()
               ? std::string(t.tr(labels.at(static_cast<std::size_t>(at))))
               : code;
}

std::string month_label(const std::string& code, const Tongue& t) {
    int year = 0;
    unsigned month = 0;
    const auto* end = code.data() + code.size();
    if (code.size() != 7) return code;
    std::from_chars(code.data(), code.data() + 4, year);
    std::from_chars(code.data() + 5, end, month);
    return t.month(std::chrono::year(year) / std::chrono::month(month));
}

std::string household_label(const std::string& code, const Tongue& t) {
    return std::string(code == "single" ? t.tr("Alone") : t.tr("With family"));
}

// Where the list has it; behind all others where it has not.
std::size_t rank(const App& app, std::string_view list, const std::string& code) {
    const auto& codes = app.catalogue->codes(list);
    return static_cast<std::size_t>(std::ranges::find(codes, code, &catalogue::Code::code) -
                                    codes.begin());
}

}  // namespace

std::string name(Measure measure, const Tongue& t) {
    return std::string(t.tr(measure_names.at(static_cast<std::size_t>(measure))));
}

std::string name(Division division, Measure measure, const Tongue& t) {
    return std::string(t.tr(division == Division::Own
                                ? own_name(measure)
                                : division_names.at(static_cast<std::size_t>(division))));
}

std::string name(Period period, const Tongue& t) {
    return std::string(t.tr(period_names.at(static_cast<std::size_t>(period))));
}

std::string in_words(const Days& days, const Tongue& t) {
    return text::fill(t.tr("{1} to {2}"), t.short_date(days.first), t.short_date(days.last));
}

Labels::Labels(sql::Connection& db, const App& app, const Tongue& t) : app_(app), t_(t) {
    for (const auto& one : county::municipalities(db)) municipalities_[one.ags] = one.name;
    for (const auto& one : county::teams(db)) teams_[one.id.text()] = one.name;
}

const std::map<std::string, std::string>* Labels::named(Division division) const {
    return division == Division::Municipality ? &municipalities_
           : division == Division::Team       ? &teams_
                                              : nullptr;
}

std::string Labels::label(Division division, Measure measure, const std::string& code) const {
    if (code.empty()) return std::string(t_.tr("Not known"));
    if (const auto list = list_of(division, measure); !list.empty())
        return app_.catalogue->code_label(list, code, t_);
    if (const auto* names = named(division)) {
        const auto found = names->find(code);
        return found == names->end() ? code : found->second;
    }
    if (division == Division::Nationality) return app_.catalogue->country_name(code, t_);
    if (division == Division::Month) return month_label(code, t_);
    if (division == Division::Household) return household_label(code, t_);
    return wait_label(code, t_);
}

bool Labels::before(Division division, Measure measure, const std::string& a,
                    const std::string& b) const {
    if (a.empty() || b.empty()) return !a.empty() && b.empty();
    if (const auto list = list_of(division, measure); !list.empty())
        return rank(app_, list, a) < rank(app_, list, b);
    if (named(division) || division == Division::Nationality)
        return t_.sorts_before(label(division, measure, a), label(division, measure, b));
    return a < b;
}

std::vector<std::string> Labels::choices(Division division) const {
    std::vector<std::string> codes;
    if (const auto list = list_of(division, Measure::InCounselling); !list.empty())
        for (const auto& one : app_.catalogue->codes(list)) codes.push_back(one.code);
    else if (const auto* names = named(division))
        for (const auto& [code, unused] : *names) codes.push_back(code);
    else if (division == Division::Nationality)
        for (const auto& one : app_.catalogue->nationalities(t_)) codes.push_back(one.code);
    else if (division == Division::Household)
        codes = {"single", "family"};
    std::ranges::stable_sort(codes, [&](const std::string& a, const std::string& b) {
        return before(division, Measure::InCounselling, a, b);
    });
    return codes;
}

}  // namespace mobio::figures
