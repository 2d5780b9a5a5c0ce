// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string_view>

#include "figures/report.h"

// The reports that every county needs once a year (VwV Integrationsmanagement; list of
// 4-case-management.md). They are there from the start, and can be taken as a beginning for others.
namespace mobio::figures {

struct Ready {
    std::string_view code;  // part of addresses, and of what is frozen: never change one
    const char* title;      // marked for translation
    Definition definition;
};
std::span<const Ready> ready_reports();
const Ready* ready_report(std::string_view code);  // null: none of that code

}  // namespace mobio::figures
