// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>

#include "documents/store.h"
#include "plan/agreements.h"
#include "platform/http/request.h"
#include "platform/problems.h"
#include "platform/view/components.h"

// The part of a page that notes what both signed by hand: on which day, and the sheet itself as
// photos or PDF, or in words where it lies.
namespace mobio::plan {

struct ByHand {
    Confirmation confirmation;  // of whichever side
    std::optional<documents::Made> scan;
};

// Fields signed_on, file, kept.
html::Html by_hand_fields(const http::Fields& typed, const Problems& problems,
                          const text::Tongue& t);
// `person` is whose storage the sheet goes into. It is converted only where all else is right, and
// that may take long. Nobody signed before the day on which the version was made.
ByHand read_by_hand(Id<Person> person, const Version& version, const http::Request& request,
                    App& app, Problems& problems);

}  // namespace mobio::plan
