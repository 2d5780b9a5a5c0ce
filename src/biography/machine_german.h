// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "biography/sheet.h"

// German beside a person's own words, by the county's own translation server; marked as a
// machine's. Never for names, consents or health (2-biography.md, Two languages).
namespace mobio::biography {

// Whether the form can offer it: there is a server, and something to translate on this page.
bool offers_machine(const App& app, const Sheet& sheet, const text::Tongue& t);

// Lays German into the answers for each own text that has none, or a machine's of an older text.
// False where the server did not answer: then some are left without.
bool add_machine_german(App& app, const Sheet& sheet, const Biography& biography, Answers& answers);

}  // namespace mobio::biography
