// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "account/openings.h"
#include "casework/consent.h"
#include "casework/places.h"
#include "platform/view/components.h"

// How a case reads on a page: the caseworker's and the person's own.
namespace mobio::casework {

// Who is in charge, who stands in and who reads until when.
std::vector<view::Fact> helper_facts(const account::Helpers& helpers, App& app,
                                     const text::Tongue& t);
std::vector<view::Fact> stay_facts(const Case& one, const Places& places, App& app,
                                   const text::Tongue& t);
std::vector<view::Fact> clock_facts(const CounsellingClock& clock, App& app, const text::Tongue& t);
// How near the end is, as a mark; empty where it is far.
html::Html clock_tag(const CounsellingClock& clock, Date today, const text::Tongue& t);
// Months that are over, of all there are; empty where it has not begun.
html::Html clock_progress(const CounsellingClock& clock, Date today, const text::Tongue& t);
// Where they lived before, the newest first; empty where there is one stay only.
html::Html history(const Case& one, const Places& places, App& app, const text::Tongue& t);
html::Html consent_list(const std::vector<Given>& consents, App& app, const text::Tongue& t);

}  // namespace mobio::casework
