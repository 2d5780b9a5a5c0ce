// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "county/places.h"
#include "platform/app.h"
#include "platform/sql/database.h"

// A case: a person whom one of the two services helps (4-case-management.md).
namespace mobio::casework {

// Where a person lives or lived. phase: of the list accommodation_phase (EA, VU, AU, PRIV).
struct Stay {
    std::string phase;
    std::optional<Id<county::Accommodation>> accommodation;  // none: a private home
    std::optional<Id<county::Municipality>> municipality;
    Date from;
    std::optional<Date> until;  // the day of moving out; none: still there

    bool operator==(const Stay&) const = default;
};

// A move that is planned: to which municipality, and when.
struct PlannedMove {
    Id<county::Municipality> to;
    Date day;

    bool operator==(const PlannedMove&) const = default;
};

// The counselling clock (VwV Integrationsmanagement): three years from its start, four with a
// written reason; days inside a pause do not count.
struct Pause {
    Date from;
    std::optional<Date> until;
    std::string reason;

    bool operator==(const Pause&) const = default;
};
struct CounsellingClock {
    std::optional<Date> start;
    std::string extension_reason;  // none: it ends after three years
    std::vector<Pause> pauses;

    bool operator==(const CounsellingClock&) const = default;
    // The last day of counselling; nothing where it has not begun. `today` counts an open pause.
    std::optional<Date> end(Date today) const;
    bool paused(Date today) const;
};
// How near the end is: what caseworkers are warned of.
enum class Nearness : std::uint8_t { Far, SixMonths, ThreeMonths, FourWeeks, Over };
Nearness nearness(const CounsellingClock& clock, Date today);

struct Case {
    Id<Person> person;
    std::optional<Id<county::Team>> team;
    std::int64_t revision = 0;
    Date opened;
    std::optional<Date> closed;
    std::string closing_reason = {};  // of the list case_end
    std::vector<Stay> stays;          // the oldest first; the last one is where they live now
    std::optional<PlannedMove> move;
    CounsellingClock clock;

    const Stay* now() const { return stays.empty() ? nullptr : &stays.back(); }
    std::string phase() const { return stays.empty() ? "" : stays.back().phase; }
};

std::string to_json(const Case& one);
Case case_from_json(std::string_view json);  // all but person, team, revision

// Nothing where there is no case, or the person's key is gone. Whoever asks has been asked for
// their right to the person before (account/store.h, is_assigned).
std::optional<Case> case_of(sql::Connection& db, App& app, Id<Person> person);
// The same of a row that was read with others, by the person's key.
struct CaseRow {
    std::optional<Id<county::Team>> team;
    std::int64_t revision = 0;
    sql::Blob told;
};
Case case_of(App& app, const vault::PersonKey& key, Id<Person> person, const CaseRow& row);
// The case as it is to be from now on: opened, or in the place of the one with this revision.
// Throws Failure{409} where another revision stands by now. The caller logs what was done.
void put(sql::Transaction& tx, App& app, const Case& one, Time now);

// A part of a record (App::record_parts): a case goes along where the other record has none.
std::vector<IdBytes> move_cases(sql::Transaction& tx, App& app, const MovingRecord& moving);

}  // namespace mobio::casework
