// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "platform/text/texts.h"

namespace mobio::demo {

// Common names and trades of a country, from which lives are put together.
struct Name {
    const char *latin, *native;  // native: "" where it is written in Latin letters
};
struct GivenName : Name {
    const char* address;  // code of form_of_address
};
struct Job {
    const char *title, *german, *key;  // of the list of occupations
};
struct Origin {
    const char *country, *language, *iso_639_1, *script;
    text::Language reads;  // of our five
    std::vector<GivenName> given;
    std::vector<Name> families;
    std::vector<Job> jobs;
};
const std::vector<Origin>& origins();

}  // namespace mobio::demo
