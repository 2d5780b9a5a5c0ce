// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <vector>

#include "biography/biography.h"

namespace mobio::biography {

// What a recipient may want to ask about.
enum class Doubt : std::uint8_t { Unknown, Estimated, Disputed, NotInGerman };
struct Uncertain {
    const catalogue::Field* field = nullptr;
    std::string entry;
    Doubt doubt = Doubt::Unknown;
};

// What is there for one kind of recipient, of what it reads by default and the person answers
// themselves. Not wanting to say is an answer.
struct Checklist {
    std::vector<const catalogue::Field*> missing;
    std::vector<Uncertain> uncertain;
    int there = 0, of = 0;
};
Checklist checklist(const Biography& biography, const catalogue::Catalogue& catalogue,
                    catalogue::Recipient recipient);

// How many answers each kind misses, by its place in the enum: all of them in one pass.
std::array<std::size_t, catalogue::recipient_count> missing_answers(
    const Biography& biography, const catalogue::Catalogue& catalogue);

}  // namespace mobio::biography
