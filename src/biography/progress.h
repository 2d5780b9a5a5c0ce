// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "biography/biography.h"

namespace mobio::biography {

// How many of the questions that a person may answer have an answer; "don't know" is one.
struct Progress {
    int done = 0, of = 0;
    bool complete() const { return done == of; }
};
Progress progress(const Biography& biography, const catalogue::Topic& topic);
Progress progress(const Biography& biography, const catalogue::Section& section);

bool answered(const Biography& biography, const catalogue::Field& field);
// The person answers something there; else staff fill it in.
bool open_to_person(const catalogue::Topic& topic);

// Two ways through the questions: the first visit's few, or all of them in order.
enum class Path { First, All };
// The topic after this one; null at the end of the section (All) or of the first visit.
const catalogue::Topic* next_topic(const catalogue::Catalogue& catalogue,
                                   const catalogue::Topic& topic, Path path);
// Where the person goes on: first visit first, then whatever is not answered yet; null: all done.
struct Step {
    const catalogue::Topic* topic = nullptr;
    Path path = Path::All;
};
Step next_step(const Biography& biography, const catalogue::Catalogue& catalogue);

}  // namespace mobio::biography
