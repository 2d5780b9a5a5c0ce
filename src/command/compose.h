// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "occupations/occupations.h"
#include "platform/app.h"
#include "platform/http/front.h"
#include "platform/http/router.h"
#include "platform/jobs/jobs.h"

namespace mobio {

// The composition: every capability's pages and jobs, and what one capability hands to another.
void add_all_pages(http::Router& router, bool demo);
void add_all_jobs(jobs::Register& jobs);

// What all counties of a process share, with the lists that capabilities read.
struct Stock : Share {
    explicit Stock(const std::filesystem::path& folder);
    std::shared_ptr<const catalogue::Catalogue> catalogue;
    std::shared_ptr<const std::vector<occupations::Occupation>> occupations;
};
void furnish(App& app, const Stock& stock);  // catalogue, passwords, listeners
void furnish(http::Front& front);            // sessions, error pages

}  // namespace mobio
