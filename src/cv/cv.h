// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "biography/biography.h"
#include "platform/http/router.h"

// The person's curriculum vitae: what the catalogue lets stand in one (catalogue::InCv), in the
// order and with the choices that the person made.
namespace mobio::cv {

// An answer, or one entry of several.
struct Item {
    std::string name;  // "contact.email", "work.entries#0190…"
    const catalogue::Field* field = nullptr;
    const biography::Claim* claim = nullptr;  // lives as long as the biography
    bool in = true;
};
struct Part {
    std::string heading;  // a code of the list cv_heading
    bool in = true;
    std::vector<Item> items;  // the latest first
};
// Always the first part: who one is, and how one is reached.
inline constexpr std::string_view personal = "personal";

// What the person decided. Whatever they did not stands where the catalogue puts it.
struct Arrangement {
    std::vector<std::string> order;              // of headings
    std::set<std::string, std::less<>> out, in;  // names of items and headings
    std::string photo = {};                      // a document whose first page it is; mostly none
};
std::string to_json(const Arrangement& arrangement);
Arrangement arrangement_from_json(std::string_view text);

// Everything that may stand in it, also what was taken out; headings with nothing to tell are left
// out.
std::vector<Part> parts(const biography::Biography& biography,
                        const catalogue::Catalogue& catalogue, const Arrangement& arrangement);
// Of these, what is in.
std::vector<Part> chosen(std::vector<Part> all);

// "up:work", "down:work", "out:life.leisure", "in:life.leisure". Nothing where these parts hold no
// such thing.
std::optional<Arrangement> changed(Arrangement arrangement, const std::vector<Part>& all,
                                   std::string_view change);

void add_pages(http::Router& router);

}  // namespace mobio::cv
