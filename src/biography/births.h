// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "biography/biography.h"

namespace mobio::biography {

// Papers may give several dates of birth. The official one is the claim in force of "person.birth";
// what other papers say stands in "person.other_births". Against the official date:
struct BirthConflict {
    const Claim* other = nullptr;  // owned by the biography
    bool other_day = false;        // no day fits both
    bool other_age = false;        // of age by the one, a minor by the other
};

// What staff should look at. A 1 January that is probably estimated stands for its year: it fits
// every day of it. Nothing where no official date is known.
std::vector<BirthConflict> birth_conflicts(const Biography& biography, Date today);

}  // namespace mobio::biography
