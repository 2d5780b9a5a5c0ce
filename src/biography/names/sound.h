// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mobio::biography::names {

// What a name sounds like, as far as scripts and spellings agree on it: its consonants in classes,
// behind an "a" where it begins with a vowel ("mhmd" for Mohammad, Mehmet, محمد, Мухаммед).
// Different names may share a sound (Mahmoud): it proposes, and never decides. A letter that is
// read in several ways gives several sounds, at most four. Nothing where no letter is left.
std::vector<std::string> sounds(std::string_view word);

}  // namespace mobio::biography::names
