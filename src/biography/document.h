// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "biography/biography.h"

namespace mobio::biography {

// A section's document as the JSON that is sealed.
std::string write(const Document& document);
// Throws std::exception where the text is no such document.
Document read(std::string_view stored);

// Both texts are the codes kept in the document and the database.
std::string_view code(By by);
std::string_view code(Provenance provenance);

// A person and their guardian speak with one voice; staff speak beside it.
bool same_side(By a, By b);
// The claim of that side, or nothing.
const Claim* claim_of(const Answer& answer, By side);
// The same thing said: state, value and German alike, whoever said it and when.
bool same_words(const Claim& a, const Claim& b);
// What is in force: what staff saw in a document or an authority assessed goes before the person's
// own words; their own words go before what staff noted.
void settle(Answer& answer);

}  // namespace mobio::biography
