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

German read_german(json& j) {
    return {std::move(text_of(j, "text")), std::move(text_of(j, "mark"))};
}

Objection read_objection(const json& j) {
    Objection objection{
        time_of(j.at("at")), j.at("author"), j.value("words", ""), j.value("lang", ""), {}};
    if (j.contains("kept_at")) objection.kept_at = time_of(j["kept_at"]);
    return objection;
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

Answer read_answer(json& j) {
    Answer answer;
    for (auto& claim : j.at("claims")) answer.claims.push_back(read_claim(claim));
    answer.in_force = std::move(text_of(j, "in_force"));
    return answer;
}

// Straight into text: for what a save writes, a tree of JSON costs more than sealing and storing
// it. Names stand in the order of the alphabet.
class Writer {
public:
    void write(const Document& document) {
        out_ += '{';
        add("answers", document.answers);
        add("repeated", document.repeated);
        if (!document.taken_back.empty()) add("taken_back", document.taken_back);
        out_ += '}';
    }
    std::string take() && { return std::move(out_); }

private:
    void name(std::string_view name) {
        if (out_.back() != '{') out_ += ',';
        write(name);
        out_ += ':';
    }
    void add(std::string_view key, const auto& value) {
        name(key);
        write(value);
    }

    void write(std::string_view words) {
        const bool plain = std::ranges::all_of(
            words, [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; });
        if (plain)
            ((out_ += '"') += words) += '"';
        else
            out_ += json(words).dump();
    }
    void write(Time at) { out_ += std::to_string(millis(at)); }

    template <class One, class Less>
    void write(const std::map<std::string, One, Less>& all) {
        out_ += '{';
        for (const auto& [key, one] : all) add(key, one);
        out_ += '}';
    }
    template <class One>
    void write(const std::vector<One>& all) {
        out_ += '[';
        for (const auto& one : all) {
            if (out_.back() != '[') out_ += ',';
            write(one);
        }
        out_ += ']';
    }

    void write(const German& german) {
        out_ += '{';
        add("mark", german.mark);
        add("text", german.text);
        out_ += '}';
    }

    void write(const Objection& objection) {
        out_ += '{';
        add("at", objection.at);
        add("author", objection.author);
        if (objection.kept_at) add("kept_at", *objection.kept_at);
        if (!objection.words.empty()) {
            add("lang", objection.lang);
            add("words", objection.words);
        }
        out_ += '}';
    }

    void write(const Claim& claim) {
        out_ += '{';
        add("at", claim.at);
        add("author", claim.author);
        if (!claim.beside.empty()) add("beside", claim.beside);
        add("by", code(claim.by));
        if (claim.german) add("german", *claim.german);
        if (!claim.german_parts.empty()) add("german_parts", claim.german_parts);
        add("id", claim.id);
        if (!claim.lang.empty()) add("lang", claim.lang);
        if (claim.objection) add("objection", *claim.objection);
        add("provenance", code(claim.provenance));
        add("state", state_codes[static_cast<std::size_t>(claim.state)]);
        if (claim.state == State::Value) {
            name("value");
            out_ += claim.value.dump();
        }
        out_ += '}';
    }

    void write(const Answer& answer) {
        out_ += '{';
        add("claims", answer.claims);
        add("in_force", answer.in_force);
        out_ += '}';
    }

    void write(const Entry& entry) {
        out_ += '{';
        add("answer", entry.answer);
        add("id", entry.id);
        if (entry.removed) {
            name("removed");
            out_ += "true";
        }
        out_ += '}';
    }

    std::string out_;
};

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
    Writer writer;
    writer.write(document);
    return std::move(writer).take();
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
