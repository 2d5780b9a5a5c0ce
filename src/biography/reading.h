// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "biography/biography.h"
#include "biography/question.h"
#include "occupations/occupations.h"
#include "platform/problems.h"

namespace mobio::biography {

// Puts into `form` what the inputs of a field show for a claim (null: nothing was answered).
void show(http::Fields& form, const catalogue::Catalogue& catalogue, const catalogue::Field& field,
          const Claim* claim);

struct Reader {
    const catalogue::Catalogue& catalogue;
    const occupations::List& occupations;
    Listener person;  // who writes, in the page's language unless told otherwise
    Date today;
};

// What a form says about a field, against what it showed.
struct Reading {
    bool changed = false;
    std::optional<Claim> claim;       // without: the answer is taken back
    bool directions_removed = false;  // tell the person
    std::string own_script;           // a name in another script, for the name in original script
};

// Inputs that were not sent keep what they showed; what was not touched keeps its value whole
// (a calendar, a source that no input shows). `problems` name inputs.
Reading read(const Reader& reader, const catalogue::Field& field, const http::Fields& typed,
             const Claim* shown, Problems& problems);

}  // namespace mobio::biography
