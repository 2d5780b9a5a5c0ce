// SPDX-License-Identifier: EUPL-1.2
#include "biography/document.h"

#include <algorithm>
#include <array>
#include <utility>

namespace mobio::biography {

using nlohmann::json;

namespace {

constexpr std::array<std::string_view, 3> by_codes{"person", "guardian", "staff"};
constexpr std::array<std::string_view, 5> provenance_codes{"own", "staff", "document_seen",
                                                           "uploaded", "assessed"};
constexpr std::array<std::string_view, 3> state_codes{"value", "unknown", "declined"};

template <class Enum, std::size_t N>
Enum parse(const std::array<std::string_view, N>& codes, const std::string& code) {
    const auto found = std::find(codes.begin(), codes.end(), code);
    return static_cast<Enum>(found == codes.end() ? 0 : found - codes.begin());
}

json write(const German& german) { return {{"text", german.text}, {"mark", german.mark}}; }
German read_german(const json& j) { return {j.at("text"), j.at("mark")}; }

json write(const Claim& claim) {
    json j{{"id", claim.id}, {"by", code(claim.by)}, {"author", claim.author}};
    j["provenance"] = code(claim.provenance);
    j["at"] = millis(claim.at);
    j["state"] = state_codes[static_cast<std::size_t>(claim.state)];
    if (claim.state == State::Value) j["value"] = claim.value;
    if (!claim.lang.empty()) j["lang"] = claim.lang;
    if (claim.german) j["german"] = write(*claim.german);
    for (const auto& [part, german] : claim.german_parts) j["german_parts"][part] = write(german);
    return j;
}

Claim read_claim(const json& j) {
    Claim claim;
    claim.id = j.at("id");
    claim.by = parse<By>(by_codes, j.at("by"));
    claim.author = j.at("author");
    claim.provenance = parse<Provenance>(provenance_codes, j.at("provenance"));
    claim.at = time_of(j.at("at"));
    claim.state = parse<State>(state_codes, j.at("state"));
    if (j.contains("value")) claim.value = j["value"];
    claim.lang = j.value("lang", "");
    if (j.contains("german")) claim.german = read_german(j["german"]);
    if (j.contains("german_parts"))
        for (const auto& [part, german] : j["german_parts"].items())
            claim.german_parts[part] = read_german(german);
    return claim;
}

json write(const Answer& answer) {
    auto claims = json::array();
    for (const auto& claim : answer.claims) claims.push_back(write(claim));
    return {{"claims", std::move(claims)}, {"in_force", answer.in_force}};
}

Answer read_answer(const json& j) {
    Answer answer;
    for (const auto& claim : j.at("claims")) answer.claims.push_back(read_claim(claim));
    answer.in_force = j.at("in_force");
    return answer;
}

json write(const Entry& entry) {
    json j{{"id", entry.id}, {"answer", write(entry.answer)}};
    if (entry.removed) j["removed"] = true;
    return j;
}

bool same(const std::optional<German>& a, const std::optional<German>& b) {
    return a.has_value() == b.has_value() && (!a || a->text == b->text);
}

bool same(const std::map<std::string, German>& a, const std::map<std::string, German>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
        return x.first == y.first && x.second.text == y.second.text;
    });
}

// How much a claim weighs; among equals the newer one.
int weight(const Claim& claim) {
    const bool proved =
        claim.provenance == Provenance::DocumentSeen || claim.provenance == Provenance::Assessed;
    if (claim.by == By::Staff) return proved ? 2 : 0;
    return 1;
}

}  // namespace

std::string_view code(By by) { return by_codes[static_cast<std::size_t>(by)]; }
std::string_view code(Provenance provenance) {
    return provenance_codes[static_cast<std::size_t>(provenance)];
}

const Answer* Document::answer(std::string_view field, std::string_view entry) const {
    if (entry.empty()) {
        const auto found = answers.find(field);
        return found == answers.end() ? nullptr : &found->second;
    }
    const auto list = repeated.find(field);
    if (list == repeated.end()) return nullptr;
    for (const auto& one : list->second)
        if (one.id == entry) return &one.answer;
    return nullptr;
}

std::string write(const Document& document) {
    json j{{"answers", json::object()}, {"repeated", json::object()}};
    for (const auto& [field, answer] : document.answers) j["answers"][field] = write(answer);
    for (const auto& [field, entries] : document.repeated) {
        auto& list = j["repeated"][field] = json::array();
        for (const auto& entry : entries) list.push_back(write(entry));
    }
    return j.dump();
}

Document read(std::string_view text) {
    const auto j = json::parse(text);
    Document document;
    for (const auto& [field, answer] : j.at("answers").items())
        document.answers[field] = read_answer(answer);
    for (const auto& [field, list] : j.at("repeated").items())
        for (const auto& entry : list)
            document.repeated[field].push_back(
                {entry.at("id"), read_answer(entry.at("answer")), entry.value("removed", false)});
    return document;
}

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
