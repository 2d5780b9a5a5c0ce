// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "account/who.h"
#include "biography/biography.h"
#include "consultation/store.h"
#include "platform/view/html.h"

// What whoever opens a case wants at hand before they speak with the person.
namespace mobio::casework {

// As they write it at home; empty where they did not.
struct NativeName {
    std::string text, lang;  // ISO 639-3
};
NativeName native_name(const biography::Biography& told);

struct AtHand {
    biography::Biography told;              // their names, and how to speak with them
    std::vector<consultation::Kept> steps;  // open ones, what is due first on top
};
// Nothing where the key is gone. Throws Failure{404} where the case is not theirs to read.
AtHand read_at_hand(sql::Connection& db, App& app, const CaseReader& who, Id<Person> person);
// Empty where nothing of it is known. `appointment`: the next one in words; may be empty.
html::Html at_hand_card(const AtHand& known, Id<Person> person, const html::Html& appointment,
                        App& app, const text::Tongue& t);

}  // namespace mobio::casework
