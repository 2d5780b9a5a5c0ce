// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "consultation/store.h"
#include "platform/text/texts.h"
#include "platform/view/components.h"

// How a consultation reads on a page.
namespace mobio::consultation {

enum class Reader : std::uint8_t { Staff, ThePerson };

std::string labels(App& app, std::string_view list, const std::vector<std::string>& codes,
                   const text::Tongue& t);
// "Bring papers: birth certificate".
html::Html step_in_words(const Step& step, App& app, const text::Tongue& t);
// "You · until 12.12.2026".
std::string who_and_when(const Step& step, Reader reader, App& app, const text::Tongue& t);
// Late, or due within three days: what a list marks.
bool presses(const Step& step, Date today);

std::vector<view::Fact> facts_of(const Consultation& told, Reader reader, App& app,
                                 const text::Tongue& t);
// What speaks against the interpreter; empty where nothing does.
html::Html concern_note(const Consultation& told, const text::Tongue& t);

}  // namespace mobio::consultation
