// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "account/who.h"
#include "platform/app.h"

namespace mobio::demo {

// A few papers of theirs, each made up and saying so. What the converter cannot take is left out.
void give_papers_to_amina(App& app, const Acting& amina);
void give_papers_to_bilal(App& app, const Acting& bilal);

}  // namespace mobio::demo
