// SPDX-License-Identifier: EUPL-1.2
#include "biography/document.h"

#include <algorithm>

namespace mobio::biography {

namespace {

bool same(const std::optional<German>& a, const std::optional<German>& b) {
    return a.has_value() == b.has_value() && (!a || a->text == b->text);
}

bool same(const std::map<std::string, German>& a, const std::map<std::string, German>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
        return x.first == y.first && x.second.text == y.second.text;
    });
}

// How much a claim weighs; among equals the newer one. What the person calls wrong does not go
// before their own words while nobody has decided.
int weight(const Claim& claim) {
    const bool proved =
        claim.provenance == Provenance::DocumentSeen || claim.provenance == Provenance::Assessed;
    if (claim.by == By::Staff) return proved && !claim.disputed() ? 2 : 0;
    return 1;
}

}  // namespace

bool same_side(By a, By b) { return (a == By::Staff) == (b == By::Staff); }

const Claim* claim_of(const Answer& answer, By side) {
    for (const auto& claim : answer.claims)
        if (same_side(claim.by, side)) return &claim;
    return nullptr;
}

bool same_words(const Claim& a, const Claim& b) {
    if (a.state != b.state || !same(a.german, b.german) || !same(a.german_parts, b.german_parts))
        return false;
    return a.state != State::Value || a.value == b.value;
}

void settle(Answer& answer) {
    const auto most = std::max_element(
        answer.claims.begin(), answer.claims.end(), [](const Claim& a, const Claim& b) {
            return std::pair(weight(a), a.at) < std::pair(weight(b), b.at);
        });
    answer.in_force = most == answer.claims.end() ? "" : most->id;
}

}  // namespace mobio::biography
