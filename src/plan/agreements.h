// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plan/store.h"

// What was agreed, version by version. A version is frozen whole and never changes; both sides
// confirm it. What is written into the plan afterwards waits for the next one.
namespace mobio::plan {

// What both agreed to, and who they were, as they stood that moment.
struct Content {
    int number = 0;
    Date day;
    std::string person, caseworker;  // their names
    std::string covers;
    std::vector<KeptGoal> goals;  // without their revisions
};
std::string to_json(const Content& content);
Content content_from(std::string_view json);

enum class Way : std::uint8_t { Drawn, Typed, Paper };
std::string_view code(Way way);  // "drawn"

struct Version;
using VersionId = Id<Version>;

// Which side agreed, how, and to what: `hash` is the SHA-256 of the frozen content, in hex.
struct Confirmation {
    bool by_person = false;
    std::optional<Id<Staff>> at_desk_of;  // on whose screen, where it was not the person's own
    Time at{};
    Way way = Way::Typed;
    std::string name;               // as it was typed, or the name of who drew
    std::string path;               // Drawn: see signature.h
    std::optional<Date> signed_on;  // Paper: the day that stands on it
    std::string kept;               // Paper: where the sheet lies
    std::string hash;
};

struct Version {
    VersionId id;
    Id<Staff> staff;
    Time frozen_at{};
    Content content;
    std::string hash;
    std::optional<Confirmation> person, caseworker;

    bool confirmed() const { return person && caseworker; }
    // A sheet was signed by hand, by one of them at least.
    bool on_paper() const {
        return (person && person->way == Way::Paper) ||
               (caseworker && caseworker->way == Way::Paper);
    }
};

// The newest first; each opened and held against its confirmations' hashes (throws vault::Broken).
std::vector<Version> versions_of(sql::Connection& db, App& app, const Party& party);
Version version_of(sql::Connection& db, App& app, const Party& party, VersionId id);  // or 404

// The plan as it stands, as the next version. Only a caseworker freezes. `names`: person and
// caseworker. Throws Failure{409} where the plan is another one by now than `seen` (plan_mark).
struct Names {
    std::string person, caseworker;
};
VersionId freeze(sql::Transaction& tx, App& app, const Party& party, const Names& names,
                 const std::string& seen, Time now);
// What a page showed of a plan: equal marks, equal plans.
std::string plan_mark(const Plan& plan);

// Adds one side's confirmation. Throws Failure{404}, and Failure{409} where that side has
// confirmed.
void confirm(sql::Transaction& tx, App& app, const Party& party, VersionId version,
             Confirmation confirmation, Time now);

// What differs between two agreements, in the order of the later one. Where a goal or a step is
// only in one of them, `field` is empty.
struct Difference {
    enum class What : std::uint8_t {
        GoalAdded,
        GoalLeftOut,
        GoalChanged,
        StepAdded,
        StepLeftOut,
        StepChanged,
        CoversChanged
    };
    What what;
    Goal goal = {};        // which one it is about, as it stands later (or stood)
    Measure measure = {};  // of a step
    std::string field = {}, before = {}, after = {};  // as fields_of gives them
};
std::vector<Difference> differences(const Content& before, const Content& after);
// Whether that is what one agrees to: how far a goal or a step has come is reported, not agreed.
bool is_agreed(std::string_view field);
// The plan as it would be frozen now, to be compared.
Content draft(const Plan& plan);
// Differences that wait for the next version.
std::vector<Difference> not_agreed_yet(const Version& last, const Plan& plan);

}  // namespace mobio::plan
