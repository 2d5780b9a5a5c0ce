// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mobio::cv {

// An element that is written down. One without text and children is left out with all that holds
// nothing else, unless it is `kept`.
struct Element {
    std::string name;  // with its prefix: "hr:FamilyName"
    std::vector<std::pair<std::string, std::string>> attributes = {};
    std::string text = {};
    std::vector<Element> children = {};
    bool kept = false;

    Element& add(Element child) { return children.emplace_back(std::move(child)); }
};

// A whole document in UTF-8. What XML cannot hold (control characters) goes.
std::string written(const Element& root);

}  // namespace mobio::cv
