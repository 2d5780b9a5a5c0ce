// SPDX-License-Identifier: EUPL-1.2
#include "figures/ready.h"

#include <algorithm>

namespace mobio::figures {

using text::mark;

namespace {

const std::vector<Ready>& all() {
    using enum Measure;
    using D = Division;
    const auto year = [](Measure measure, D rows, D columns = D::None) {
        return Definition{measure, rows, columns, Period::ThisYear, {}};
    };
    static const std::vector<Ready> reports{
        {"counselled-age", mark("Persons counselled by age and sex"),
         year(Counselled, D::Age, D::Sex)},
        {"counselled-nationality", mark("Persons counselled by nationality"),
         year(Counselled, D::Nationality)},
        {"counselled-status", mark("Persons counselled by residence status"),
         year(Counselled, D::Status)},
        {"counselled-municipality", mark("Persons counselled by municipality"),
         year(Counselled, D::Municipality, D::Phase)},
        {"counselled-housing", mark("Persons counselled by kind of housing"),
         year(Counselled, D::Housing)},
        {"counselled-household", mark("Persons counselled, single or family"),
         year(Counselled, D::Household, D::Phase)},
        {"in-counselling", mark("Persons in counselling on the last day"),
         year(InCounselling, D::Phase, D::Sex)},
        {"plans", mark("Plans agreed by month"), year(Plans, D::Month)},
        {"consultations", mark("Consultations by kind"), year(Consultations, D::Own, D::Phase)},
        {"consultations-month", mark("Consultations by month"), year(Consultations, D::Month)},
        {"goals", mark("Goals reached by area of life"), year(Goals, D::Own, D::Sex)},
        {"outcomes", mark("What came of goals"), year(Outcomes, D::Own, D::Sex)},
        {"first-courses", mark("Time to the first language course"), year(FirstCourses, D::Own)},
        {"courses", mark("Language courses begun by kind"), year(Courses, D::Own)},
        {"levels", mark("Language levels gained"), year(Levels, D::Own, D::Sex)},
        {"jobs", mark("Jobs begun by kind"), year(Jobs, D::Own, D::Sex)},
        {"waits", mark("Open waits by office"), year(Waits, D::Own)},
    };
    return reports;
}

}  // namespace

std::span<const Ready> ready_reports() { return all(); }

const Ready* ready_report(std::string_view code) {
    const auto found = std::ranges::find(all(), code, &Ready::code);
    return found == all().end() ? nullptr : &*found;
}

}  // namespace mobio::figures
