// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "biography/biography.h"

// Beside biography.h's in_words: pieces of a value, for cards and the life thread.
namespace mobio::biography {

std::string part_in_words(const catalogue::Catalogue& catalogue, const catalogue::Part& part,
                          const nlohmann::json& value, const Listener& l);
// What a card is headed by, without masked parts; empty where the entry says nothing there.
std::string title_in_words(const catalogue::Catalogue& catalogue, const catalogue::Field& field,
                           const nlohmann::json& value, const Listener& l);
std::string title_in_words(const catalogue::Catalogue& catalogue, const catalogue::Field& field,
                           const nlohmann::json& value, const Listener& l,
                           const std::function<bool(const catalogue::Part&)>& keep_part);
// What else the entry says, clause by clause in the catalogue's layout, from and to as one.
std::vector<std::string> parts_in_words(
    const catalogue::Catalogue& catalogue, const catalogue::Field& field,
    const nlohmann::json& value, const Listener& l,
    const std::function<bool(const catalogue::Part&)>& keep_part);
// With commas; what runs against the reader's direction keeps to itself (FSI … PDI).
std::string join(const std::vector<std::string>& items, const text::Tongue& t);

// To the person: their answer, or that they don't know or don't want to say.
std::string in_words(const catalogue::Catalogue& catalogue, const catalogue::Field& field,
                     const Claim& claim, const Listener& l);
std::string provenance_in_words(Provenance provenance, const text::Tongue& t);

}  // namespace mobio::biography
