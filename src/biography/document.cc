// SPDX-License-Identifier: EUPL-1.2
#include "biography/document.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace mobio::biography {

using nlohmann::json;

namespace {

constexpr std::array<std::string_view, 3> by_codes{"person", "guardian", "staff"};
constexpr std::array<std::string_view, 5> provenance_codes{"own", "staff", "document_seen",
                                                           "uploaded", "assessed"};
constexpr std::array<std::string_view, 3> state_codes{"value", "unknown", "declined"};

template <class Enum, std::size_t N>
Enum parse(const std::array<std::string_view, N>& codes, std::string_view code) {
    const auto found = std::find(codes.begin(), codes.end(), code);
    if (found == codes.end()) throw std::invalid_argument("a section holds an unknown code");
    return static_cast<Enum>(found - codes.begin());
}

// What was parsed is needed once: it is moved out.
std::string& text_of(json& j, const char* key) { return j.at(key).get_ref<std::string&>(); }
json::object_t& parts_of(json& j, const char* key) { return j.at(key).get_ref<json::object_t&>(); }

json write(const German& german) { return {{"text", german.text}, {"mark", german.mark}}; }
German read_german(json& j) {
    return {std::move(text_of(j, "text")), std::move(text_of(j, "mark"))};
}

json write(const Objection& objection) {
    json j{{"at", millis(objection.at)}, {"author", objection.author}};
    if (!objection.words.empty()) j["words"] = objection.words, j["lang"] = objection.lang;
    if (objection.kept_at) j["kept_at"] = millis(*objection.kept_at);
    return j;
}
Objection read_objection(const json& j) {
    Objection objection{
        time_of(j.at("at")), j.at("author"), j.value("words", ""), j.value("lang", ""), {}};
    if (j.contains("kept_at")) objection.kept_at = time_of(j["kept_at"]);
    return objection;
}

json write(const Claim& claim) {
    json j{{"id", claim.id}, {"by", code(claim.by)}, {"author", claim.author}};
    j["provenance"] = code(claim.provenance);
    j["at"] = millis(claim.at);
    j["state"] = state_codes[static_cast<std::size_t>(claim.state)];
    if (claim.state == State::Value) j["value"] = claim.value;
    if (!claim.lang.empty()) j["lang"] = claim.lang;
    if (claim.german) j["german"] = write(*claim.german);
    for (const auto& [part, german] : claim.german_parts) j["german_parts"][part] = write(german);
    if (claim.objection) j["objection"] = write(*claim.objection);
    if (!claim.beside.empty()) j["beside"] = claim.beside;
    return j;
}

Claim read_claim(json& j) {
    Claim claim;
    claim.id = std::move(text_of(j, "id"));
    claim.by = parse<By>(by_codes, text_of(j, "by"));
    claim.author = std::move(text_of(j, "author"));
    claim.provenance = parse<Provenance>(provenance_codes, text_of(j, "provenance"));
    claim.at = time_of(j.at("at"));
    claim.state = parse<State>(state_codes, text_of(j, "state"));
    if (j.contains("value")) claim.value = std::move(j["value"]);
    if (j.contains("lang")) claim.lang = std::move(text_of(j, "lang"));
    if (j.contains("german")) claim.german = read_german(j["german"]);
    if (j.contains("german_parts"))
        for (auto& [part, german] : parts_of(j, "german_parts"))
            claim.german_parts[part] = read_german(german);
    if (j.contains("objection")) claim.objection = read_objection(j["objection"]);
    if (j.contains("beside")) claim.beside = std::move(text_of(j, "beside"));
    return claim;
}

json write(const Answer& answer) {
    auto claims = json::array();
    for (const auto& claim : answer.claims) claims.push_back(write(claim));
    return {{"claims", std::move(claims)}, {"in_force", answer.in_force}};
}

Answer read_answer(json& j) {
    Answer answer;
    for (auto& claim : j.at("claims")) answer.claims.push_back(read_claim(claim));
    answer.in_force = std::move(text_of(j, "in_force"));
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

// How much a claim weighs; among equals the newer one. What the person calls wrong does not go
// before their own words while nobody has decided.
int weight(const Claim& claim) {
    const bool proved =
        claim.provenance == Provenance::DocumentSeen || claim.provenance == Provenance::Assessed;
    if (claim.by == By::Staff) return proved && !claim.disputed() ? 2 : 0;
    return 1;
}

}  // namespace

std::string_view code(By by) { return by_codes[static_cast<std::size_t>(by)]; }
std::string_view code(Provenance provenance) {
    return provenance_codes[static_cast<std::size_t>(provenance)];
}

std::string write(const Document& document) {
    json j{{"answers", json::object()}, {"repeated", json::object()}};
    for (const auto& [field, answer] : document.answers) j["answers"][field] = write(answer);
    for (const auto& [field, entries] : document.repeated) {
        auto& list = j["repeated"][field] = json::array();
        for (const auto& entry : entries) list.push_back(write(entry));
    }
    if (!document.taken_back.empty()) j["taken_back"] = document.taken_back;
    return j.dump();
}

Document read(std::string_view text) {
    auto j = json::parse(text);
    Document document;
    for (auto& [field, answer] : parts_of(j, "answers"))
        document.answers[field] = read_answer(answer);
    for (auto& [field, list] : parts_of(j, "repeated"))
        for (auto& entry : list)
            document.repeated[field].push_back({std::move(text_of(entry, "id")),
                                                read_answer(entry.at("answer")),
                                                entry.value("removed", false)});
    if (j.contains("taken_back"))
        for (auto& [field, claim] : parts_of(j, "taken_back"))
            document.taken_back[field] = std::move(claim.get_ref<std::string&>());
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
