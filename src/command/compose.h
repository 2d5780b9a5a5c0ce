// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "platform/app.h"
#include "platform/http/front.h"
#include "platform/http/router.h"
#include "platform/jobs/jobs.h"

namespace mobio {

// The composition: every capability's pages and jobs, and what one capability hands to another.
void add_all_pages(http::Router& router, bool demo);
void add_all_jobs(jobs::Register& jobs);
void furnish(App& app);            // catalogue, passwords, listeners
void furnish(http::Front& front);  // sessions, error pages

}  // namespace mobio
