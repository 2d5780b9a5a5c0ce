// SPDX-License-Identifier: EUPL-1.2
// A document as the text that is sealed. Written straight, read by simdjson: most of what a page of
// many persons takes is reading their documents (docs/decisions/0014-simdjson.md).
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "biography/document.h"

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

// --- Writing -------------------------------------------------------------------------------------

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

// --- Reading -------------------------------------------------------------------------------------

using Element = simdjson::dom::element;
using Object = simdjson::dom::object;
using Array = simdjson::dom::array;

// By value: a loop over what a result lends would outlive the result.
Object object_of(Element element) { return element.get_object().value(); }
Array array_of(Element element) { return element.get_array().value(); }

std::optional<Element> find(Object in, std::string_view name) {
    Element found;
    return in[name].get(found) == simdjson::SUCCESS ? std::optional(found) : std::nullopt;
}

std::string text(Element element) { return std::string(element.get_string().value()); }
std::string text_of(Object in, std::string_view name) { return text(in[name]); }
std::string text_or_empty(Object in, std::string_view name) {
    const auto found = find(in, name);
    return found ? text(*found) : std::string();
}
Time moment_of(Object in, std::string_view name) { return time_of(in[name].get_int64().value()); }

json value_of(Element element) {
    switch (element.type()) {
        case simdjson::dom::element_type::OBJECT: {
            auto object = json::object();
            for (const auto field : object_of(element))
                object.emplace(std::string(field.key), value_of(field.value));
            return object;
        }
        case simdjson::dom::element_type::ARRAY: {
            auto array = json::array();
            for (const auto one : array_of(element)) array.push_back(value_of(one));
            return array;
        }
        case simdjson::dom::element_type::STRING:
            return text(element);
        case simdjson::dom::element_type::INT64:
            return element.get_int64().value();
        case simdjson::dom::element_type::UINT64:
            return element.get_uint64().value();
        case simdjson::dom::element_type::DOUBLE:
            return element.get_double().value();
        case simdjson::dom::element_type::BOOL:
            return element.get_bool().value();
        case simdjson::dom::element_type::NULL_VALUE:
            break;
    }
    return {};
}

German read_german(Object in) { return {text_of(in, "text"), text_of(in, "mark")}; }

Objection read_objection(Object in) {
    Objection objection{moment_of(in, "at"),
                        text_of(in, "author"),
                        text_or_empty(in, "words"),
                        text_or_empty(in, "lang"),
                        {}};
    if (find(in, "kept_at")) objection.kept_at = moment_of(in, "kept_at");
    return objection;
}

Claim read_claim(Object in) {
    Claim claim;
    claim.id = text_of(in, "id");
    claim.by = parse<By>(by_codes, in["by"].get_string().value());
    claim.author = text_of(in, "author");
    claim.provenance = parse<Provenance>(provenance_codes, in["provenance"].get_string().value());
    claim.at = moment_of(in, "at");
    claim.state = parse<State>(state_codes, in["state"].get_string().value());
    if (const auto value = find(in, "value")) claim.value = value_of(*value);
    claim.lang = text_or_empty(in, "lang");
    if (const auto german = find(in, "german")) claim.german = read_german(german->get_object());
    if (const auto parts = find(in, "german_parts"))
        for (const auto part : object_of(*parts))
            claim.german_parts.emplace(part.key, read_german(part.value.get_object()));
    if (const auto objection = find(in, "objection"))
        claim.objection = read_objection(objection->get_object());
    claim.beside = text_or_empty(in, "beside");
    return claim;
}

Answer read_answer(Object in) {
    Answer answer;
    for (const auto claim : array_of(in["claims"]))
        answer.claims.push_back(read_claim(claim.get_object()));
    answer.in_force = text_of(in, "in_force");
    return answer;
}

Entry read_entry(Object in) {
    const auto removed = find(in, "removed");
    return {text_of(in, "id"), read_answer(in["answer"].get_object()),
            removed && removed->get_bool().value()};
}

Document read(Object in) {
    Document document;
    for (const auto field : object_of(in["answers"]))
        document.answers.emplace(field.key, read_answer(field.value.get_object()));
    for (const auto field : object_of(in["repeated"]))
        for (const auto entry : array_of(field.value))
            document.repeated[std::string(field.key)].push_back(read_entry(entry.get_object()));
    if (const auto taken_back = find(in, "taken_back"))
        for (const auto field : object_of(*taken_back))
            document.taken_back.emplace(field.key, text(field.value));
    return document;
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

Document read(std::string_view stored) {
    // One of its own each time: a parser keeps what it read last.
    simdjson::dom::parser parser;
    return read(parser.parse(stored).get_object().value());
}

}  // namespace mobio::biography
