// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "release/release.h"

namespace mobio::release {

// Names of items (Item::name).
using Names = std::set<std::string, std::less<>>;

std::string field_of(std::string_view item_name);
// The name is in every packet; a person cannot take it out.
bool is_locked(const Item& item);
const Item* find(const std::vector<PacketSection>& sections, std::string_view item_name);
std::vector<const Item*> items(const std::vector<PacketSection>& sections);

// Only the items that were agreed to, those newer than `since` marked as changed.
std::vector<PacketSection> only(std::vector<PacketSection> sections, const Names& agreed,
                                std::optional<Time> since);

// The text in them, in bytes.
std::size_t length(const std::vector<PacketSection>& sections);

// The agreed items that one of these fields shows in, itself or through what is derived from it.
bool touches(const catalogue::Catalogue& catalogue, const Names& agreed,
             const std::vector<std::string>& fields);

// A value that a packet holds instead of others: "of age" instead of a birth date.
struct Derived {
    std::string value;  // in words
    const biography::Claim* from = nullptr;
};
std::optional<Derived> derive(App& app, const biography::Biography& biography,
                              const catalogue::Field& field, const text::Tongue& t);
// The fields that such a value is made from.
std::vector<std::string> sources(const catalogue::Field& field);
// A physician, nurse, teacher …: chambers do not recognise these occupations.
bool has_regulated_occupation(App& app, const biography::Biography& biography);

}  // namespace mobio::release
