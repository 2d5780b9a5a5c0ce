// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "documents/documents.h"
#include "platform/problems.h"

namespace mobio::release {

// How a person agreed before a member of the staff. Without it staff send nothing: there is no
// override (3-release.md, Staff sending).
struct Presence {
    enum class Given : std::uint8_t { Screen, Paper };
    Given given = Given::Screen;
    bool agreed = false;    // on the screen: the person ticked it themselves
    std::string explained;  // one of `ways`
    std::string present;    // who else was there, in words
    // On paper: the scan, among the person's documents, and the mark printed on it.
    std::optional<documents::DocumentId> paper = {};
    std::string mark = {};
};
// How the text was explained: the person read it, heard it, an interpreter or the staff said it.
inline constexpr std::array<std::string_view, 4> ways{"read", "heard", "interpreter", "staff"};
inline constexpr std::size_t longest_present = 200;
inline constexpr const char* consent_paper = "consent";  // of the list document_type

// What is missing in it: fields explained, present.
Problems check(const Presence& presence);
// Whether it is one that a release may stand on, its paper aside.
bool is_valid(const Presence& presence);

}  // namespace mobio::release
