// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "biography/biography.h"
#include "casework/cases.h"
#include "consultation/consultation.h"
#include "county/places.h"
#include "households/findings.h"
#include "plan/plan.h"
#include "platform/app.h"

// Households out of another program's file (docs/import.md). A file is read and checked as a whole,
// then kept as if their caseworker had written it down; or nothing of it is.
namespace mobio::households {

// Somebody of the staff, as a file names them.
struct Colleague {
    std::optional<Id<Staff>> id;  // none: to be made, closed until they get a secret
    std::string name, email;      // email may be empty
};

struct Talk {
    consultation::Consultation told;
    std::string working_note;  // the caseworker's own; may be empty
};

struct Member {
    std::string name;  // given and family, as the file spells it
    std::string calling_name;
    std::vector<biography::Change> told;  // their author is the caseworker
    std::vector<casework::Stay> stays;
};

struct AgreedPlan {
    struct Review {
        Date day;
        std::string words;
    };
    struct Goal {
        plan::Goal told;
        std::vector<plan::Measure> measures;
        std::vector<Review> reviews;
    };
    std::vector<Goal> goals;     // at least one
    std::optional<Date> agreed;  // none: not agreed yet
    bool by_person = false, by_caseworker = false;
};

struct Household {
    std::string id;  // as the other program calls it
    std::vector<Member> members;
    Colleague caseworker;
    std::string service;  // VU: Soziale Beratung, AU: Integrationsmanagement
    std::optional<Id<county::Team>> team;
    std::string new_team;                 // the name of one to be made; empty: none
    casework::Case shared;                // what is alike in every member's case: days, clock, move
    std::vector<Talk> talks;              // with the first member
    std::optional<AgreedPlan> plan = {};  // of the first member
};

// What a file is held against.
struct Ground {
    const catalogue::Catalogue& catalogue;
    std::vector<county::Municipality> municipalities;
    std::vector<county::Accommodation> accommodations;
    std::vector<county::Team> teams;
    std::vector<Colleague> caseworkers;
    Date today;
};
Ground ground_of(App& app);

struct Reading {
    std::vector<Household> households;
    std::vector<Finding> wrong, left_out;  // with anything wrong, nothing of it may be kept
};
Reading read(std::string_view file, const Ground& ground);

}  // namespace mobio::households
