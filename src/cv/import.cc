// SPDX-License-Identifier: EUPL-1.2
#include "cv/import.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "biography/dates.h"
#include "biography/phone.h"
#include "cv/resume_fields.h"

namespace mobio::cv {

using biography::Change;
using catalogue::Field;
using catalogue::Part;
using catalogue::Type;
using nlohmann::json;
using text::mark;

namespace {

// How deep the brackets nest that stand outside of texts.
int nesting(std::string_view file) {
    int depth = 0, deepest = 0;
    bool in_text = false;
    for (std::size_t at = 0; at < file.size(); ++at) {
        const char c = file[at];
        if (c == '"') in_text = !in_text;
        if (in_text && c == '\\') ++at;
        if (in_text) continue;
        if (c == '{' || c == '[') deepest = std::max(deepest, ++depth);
        if (c == '}' || c == ']') --depth;
    }
    return deepest;
}

// The depth is asked before: a callback of the parser would take time with the square of the rows.
json parsed(std::string_view file) {
    if (file.size() > longest_file) throw text::Message{mark("This file is too large.")};
    if (nesting(file) <= deepest_nesting) {
        auto resume = json::parse(file, nullptr, false);
        if (resume.is_object()) return resume;
    }
    throw text::Message{mark("This is no JSON Resume.")};
}

std::string clean_text(const json& value) {
    return value.is_string() ? text::clean(value.get_ref<const std::string&>()).text
                             : std::string();
}

struct Wrong {
    text::Message why;
};

class Reader {
public:
    Reader(text::Language language, const catalogue::Catalogue& catalogue, const text::Texts& texts,
           const biography::Biography& biography)
        : language_(language), catalogue_(catalogue), texts_(texts), biography_(biography) {}

    std::vector<Row> read(const json& resume) {
        if (const auto basics = resume.find("basics"); basics != resume.end()) read_basics(*basics);
        for (const auto& [list, rows] : resume.items()) {
            if (!rows.is_array()) continue;
            for (const auto& row : rows) read_row(list, row);
        }
        return std::move(rows_);
    }

private:
    void add(Row row) {
        if (rows_.size() == most_rows) throw text::Message{mark("This file has too many rows.")};
        rows_.push_back(std::move(row));
    }

    // --- basics
    // ------------------------------------------------------------------------------------

    void read_basics(const json& basics) {
        if (!basics.is_object()) return;
        for (const auto& [name, value] : basics.items()) {
            Row row{"basics", text::shortened(clean_text(value), 200)};
            if (row.title.empty()) row.title = name;
            row.left_out = {name};
            row.fate = Fate::Refused;
            row.why = {mark("Your biography has no place for this.")};
            if (name == "email") put_single(row, "contact.email", json::array({clean_text(value)}));
            if (name == "summary") put_single(row, "life.strengths", clean_text(value));
            if (name == "phone") put_phone(row, clean_text(value));
            add(std::move(row));
        }
    }

    void put_single(Row& row, const char* key, json value) const {
        const auto* field = catalogue_.field(key);
        const auto& text = value.is_array() ? value[0] : value;
        if (!field || text.get_ref<const std::string&>().empty()) return;
        if (text::length(text.get_ref<const std::string&>()) > field->max) {
            row.why = {mark("This text is too long.")};
            return;
        }
        row.left_out.clear();
        if (const auto* claim = biography_.claim(key)) {
            const bool same = claim->value == value;
            row.fate = same ? Fate::There : Fate::Refused;
            row.why = {mark("Your biography says something else. Change it there.")};
            return;
        }
        row.fate = Fate::New;
        row.change = change(*field, std::move(value));
    }

    void put_phone(Row& row, const std::string& typed) const {
        const auto* field = catalogue_.field("contact.phones");
        const auto number = biography::parse_phone(typed);
        if (!field || !number) return;
        row.left_out.clear();
        row.fate = Fate::New;
        row.change = change(*field, {{"e164", *number}});
        mark_if_there(row, *field);
    }

    // --- lists
    // -------------------------------------------------------------------------------------

    const ResumeField* target_of(const std::string& list, const json& row) const {
        for (const auto& one : resume_fields())
            if (one.list == list && one.read_with &&
                (one.read_with->empty() || row.contains(std::string(*one.read_with))))
                return &one;
        return nullptr;
    }

    void read_row(const std::string& list, const json& from) {
        Row row{list, list};
        const auto* target = from.is_object() ? target_of(list, from) : nullptr;
        const auto* field = target ? catalogue_.field(target->field) : nullptr;
        try {
            if (!field) throw Wrong{{mark("Your biography has no place for this.")}};
            read_entry(*target, *field, from, row);
        } catch (const Wrong& wrong) {
            row.fate = Fate::Refused;
            row.why = wrong.why;
        }
        add(std::move(row));
    }

    void read_entry(const ResumeField& target, const Field& field, const json& from, Row& row) {
        json value = json::object();
        for (const auto& [name, given] : from.items()) {
            const auto property = std::ranges::find(target.properties, name, &Property::name);
            const auto* part =
                property == target.properties.end() ? nullptr : field.part(property->part);
            auto read = part ? part_value(*part, given) : json();
            if (read.is_null())
                row.left_out.push_back(text::shortened(text::clean(name).text, 50));
            else
                value[part->key] = std::move(read);
        }
        if (field.key == "language.skills") put_level(field, from, value, row);
        const auto* title = field.part(field.title_part);
        const auto said = title ? value.find(title->key) : value.end();
        if (!title || said == value.end()) throw Wrong{{mark("It does not say what it was.")}};
        row.title = title->type == Type::Language
                        ? catalogue_.language_name(said->get<std::string>(), texts_[language_])
                        : text::shortened(said->get<std::string>(), 200);
        row.change = change(field, std::move(value));
        mark_if_there(row, field);
    }

    // Null where nothing can be read.
    json part_value(const Part& part, const json& given) {
        if (part.multi) return texts_of(part, given);
        const auto words = clean_text(given);
        if (words.empty()) return {};
        switch (part.type) {
            case Type::PartialDate:
                return date(words);
            case Type::Country:
                return named(
                    "countries", [&](const text::Tongue& t) { return catalogue_.countries(t); },
                    words);
            case Type::Language:
                return named(
                    "languages", [&](const text::Tongue& t) { return catalogue_.languages(t); },
                    words);
            case Type::Code:
                return named(
                    "list " + part.list,
                    [&](const text::Tongue& t) { return labels(part.list, t); }, words);
            default:
                return text_of(part, words);
        }
    }

    static json text_of(const Part& part, const std::string& words) {
        if (text::length(words) > part.max) throw Wrong{{mark("This text is too long.")}};
        return words;
    }

    static json texts_of(const Part& part, const json& given) {
        json all = json::array();
        if (given.is_array())
            for (const auto& one : given)
                if (const auto words = clean_text(one); !words.empty())
                    all.push_back(text_of(part, words));
        return all.empty() ? json() : all;
    }

    static json date(const std::string& words) {
        const auto found = biography::parse_edtf(words);
        if (!found) return {};
        return {{"edtf", found->edtf()},
                {"precision", biography::code(found->precision)},
                {"calendar", "gregorian"},
                {"text", words}};
    }

    std::vector<catalogue::Code> labels(const std::string& list, const text::Tongue& t) const {
        auto codes = catalogue_.codes(list);
        for (auto& one : codes) one.label = catalogue_.code_label(list, one.code, t);
        return codes;
    }

    // By its code, or its name in one of the five languages. Each list is folded once.
    template <class CodesIn>
    json named(const std::string& list, CodesIn codes_in, const std::string& words) {
        auto& names = names_[list];
        if (names.empty())
            for (const auto language : text::languages)
                for (const auto& one : codes_in(texts_[language])) {
                    names.emplace(text::fold(one.code), one.code);
                    names.emplace(text::fold(one.label), one.code);
                }
        const auto found = names.find(text::fold(words));
        return found == names.end() ? json() : json(found->second);
    }

    void put_level(const Field& field, const json& from, json& value, Row& row) {
        const auto given = from.find("fluency");
        if (given == from.end()) return;
        const auto level = named(
            "list cefr", [&](const text::Tongue& t) { return labels("cefr", t); },
            clean_text(*given));
        if (level.is_null() || level == "none") return;
        std::erase(row.left_out, "fluency");
        if (level == "native") {
            value["native"] = true;
            return;
        }
        for (const auto& part : field.parts)
            if (part.list == "cefr") value[part.key] = level;
    }

    // The same thing at the same time, in the biography or further up in the file.
    void mark_if_there(Row& row, const Field& field) const {
        const auto same = [&](const json& other) {
            const auto& mine = row.change->claim.value;
            const auto alike = [&](const std::string& part) {
                const auto a = mine.value(part, json()), b = other.value(part, json());
                if (a.is_string() && b.is_string())
                    return text::fold(a.get_ref<const std::string&>()) ==
                           text::fold(b.get_ref<const std::string&>());
                return biography::date_of(a) == biography::date_of(b);
            };
            return other.is_object() && alike(field.title_part) && alike("from") && alike("date");
        };
        const auto entries = biography_.entries(field.key);
        const bool there = std::ranges::any_of(entries,
                                               [&](const biography::Entry* entry) {
                                                   const auto* claim = entry->answer.claim();
                                                   return claim && same(claim->value);
                                               }) ||
                           std::ranges::any_of(rows_, [&](const Row& before) {
                               return before.change && before.change->field == field.key &&
                                      same(before.change->claim.value);
                           });
        if (!there) return;
        row.fate = Fate::There;
        row.change.reset();
    }

    Change change(const Field& field, json value) const {
        Change change;
        change.field = field.key;
        change.claim.value = std::move(value);
        change.claim.lang = text::code(language_);
        return change;
    }

    text::Language language_;
    const catalogue::Catalogue& catalogue_;
    const text::Texts& texts_;
    const biography::Biography& biography_;
    std::vector<Row> rows_;
    std::map<std::string, std::map<std::string, std::string>> names_;  // of a list, by folded name
};

}  // namespace

std::vector<Row> read_resume(std::string_view file, text::Language language,
                             const catalogue::Catalogue& catalogue, const text::Texts& texts,
                             const biography::Biography& biography) {
    return Reader(language, catalogue, texts, biography).read(parsed(file));
}

}  // namespace mobio::cv
