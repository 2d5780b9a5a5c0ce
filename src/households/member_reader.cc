// SPDX-License-Identifier: EUPL-1.2
#include "households/member_reader.h"

#include <algorithm>
#include <array>
#include <set>

#include "platform/text/name.h"

namespace mobio::households {

using biography::Claim;
using biography::Provenance;
using biography::State;
using catalogue::Field;
using catalogue::Part;
using catalogue::Type;
using nlohmann::json;

namespace {

// A key as the catalogue writes it, whatever its case: "AGS", "c/o", "phones[]".
std::string plain_key(std::string_view key) {
    if (key.ends_with("[]")) key.remove_suffix(2);
    std::string plain;
    for (const char c : key)
        if (c != '/') plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return plain;
}

const json& at_key(const json& object, const char* key) {
    static const json nothing;
    const auto found = object.is_object() ? object.find(key) : object.end();
    return found == object.end() ? nothing : *found;
}

bool says_nothing(const json& value) {
    return value.is_null() || ((value.is_object() || value.is_array()) && value.empty());
}

std::optional<State> state_of(const json& given) {
    if (!given.is_object() || given.size() != 1) return {};
    const auto& state = at_key(given, "state");
    if (state == "unknown") return State::Unknown;
    if (state == "declined") return State::Declined;
    return {};
}

// Words and the field that they belong to, where a file says it in another place than we do.
struct Moved {
    std::string_view from, field, part;
};
constexpr std::array moved{Moved{"school.leaving_basis", "school.leaving_level", "basis"},
                           Moved{"school.leaving_level", "school.leaving_level", "level"},
                           Moved{"family.household", "family.household", "link"}};

struct Renamed {
    std::string_view field, from, part;
};
constexpr std::array renamed{Renamed{"residence.accommodation", "place", "name"}};

std::string_view part_key(const Field& field, std::string_view key) {
    for (const auto& one : renamed)
        if (one.field == field.key && one.from == key) return one.part;
    return key;
}

// Fields that staff saw in a paper, if the paper that they go by is one.
constexpr std::array by_paper{std::string_view("person.name.given"),
                              std::string_view("person.name.family")};

bool is_paper(const json& source) {
    return source.is_string() && source != "self" && !source.get_ref<const std::string&>().empty();
}

bool asks_own_words(const Field& field) {
    return std::ranges::any_of(field.parts, &Part::free_text);
}

bool has_own_words(const Field& field, const Claim& claim) {
    if (field.free_text) return claim.value.is_string();
    return std::any_of(field.parts.begin(), field.parts.end(), [&](const Part& part) {
        return part.free_text && claim.value.is_object() && claim.value.contains(part.key);
    });
}

// ISO 639-1 where there is one: so claims name the language of their words.
std::string short_code(const std::string& language) {
    struct Code {
        std::string_view from, to;
    };
    constexpr std::array codes{
        Code{"prs", "fa"}, Code{"pes", "fa"}, Code{"fas", "fa"}, Code{"arb", "ar"},
        Code{"ara", "ar"}, Code{"apc", "ar"}, Code{"acm", "ar"}, Code{"arz", "ar"},
        Code{"pbt", "ps"}, Code{"pbu", "ps"}, Code{"kmr", "ku"}, Code{"ckb", "ku"},
        Code{"tur", "tr"}, Code{"ukr", "uk"}, Code{"rus", "ru"}, Code{"som", "so"},
        Code{"tir", "ti"}, Code{"amh", "am"}, Code{"fra", "fr"}, Code{"eng", "en"},
        Code{"deu", "de"}, Code{"urd", "ur"}, Code{"kat", "ka"}, Code{"sqi", "sq"}};
    const auto found = std::ranges::find(codes, language, &Code::from);
    return found == codes.end() ? language : std::string(found->to);
}

}  // namespace

std::string name_of(const json& member) {
    const auto& name = at_key(at_key(member, "person"), "name");
    std::string whole;
    for (const char* part : {"given", "family"})
        if (const auto& one = at_key(name, part); one.is_string() && one != "")
            whole += (whole.empty() ? "" : " ") + one.get<std::string>();
    return whole;
}

Member MemberReader::read(const json& member, const At& at) {
    member_ = {};
    if (!member.is_object()) {
        values_.findings().wrong(at, "is no person; allowed: an object of sections");
        return {};
    }
    member_.name = name_of(member);
    walk(member, "", at);
    settle_names(at);
    if (member_.name.empty()) member_.name = member_.calling_name;
    settle_languages();
    return std::move(member_);
}

void MemberReader::walk(const json& node, const std::string& prefix, const At& at) {
    const auto& fields = values_.catalogue().fields();
    for (const auto& [name, given] : node.items()) {
        const auto place = at / name;
        const auto key = prefix.empty() ? plain_key(name) : prefix + "." + plain_key(name);
        if (read_special(key, given, place)) continue;
        const auto* field = values_.catalogue().field(key);
        const bool inside = std::ranges::any_of(
            fields, [&](const Field& one) { return one.key.starts_with(key + "."); });
        if (field)
            read_field(*field, given, place);
        else if (inside && given.is_object())
            walk(given, key, place);
        else if (!says_nothing(given))
            values_.findings().leave_out(place, "is no key of the catalogue");
    }
}

bool MemberReader::read_special(const std::string& key, const json& given, const At& at) {
    if (key == "ref") return true;
    if (key == "role" && given == "main") return true;
    if (key == "person.birth") return read_births(given, at), true;
    if (key == "documents") {
        if (!says_nothing(given))
            values_.findings().leave_out(at, "papers are no part of a file; add them in MoBio");
        return true;
    }
    for (const auto& one : moved) {
        if (one.from != key || given.is_object() || given.is_array()) continue;
        const auto& field = *values_.catalogue().field(one.field);
        auto value = values_.read(kind_of(field, *field.part(one.part)), given, at);
        if (value.is_null()) return true;
        if (auto* there = told(one.field)) {
            there->value[std::string(one.part)] = std::move(value);
        } else {
            Claim claim;
            claim.value = json{{std::string(one.part), std::move(value)}};
            add(field, std::move(claim));
        }
        return true;
    }
    return false;
}

// The official one is a field of its own; what other papers say stands beside it.
void MemberReader::read_births(const json& given, const At& at) {
    if (state_of(given) || !given.is_array())
        return read_field(*values_.catalogue().field("person.birth"), given, at);
    int official = 0;
    for (std::size_t i = 0; i < given.size(); ++i) {
        const bool is_official = given.size() == 1 || at_key(given[i], "official") == true;
        if (is_official && ++official > 1) {
            values_.findings().wrong(at / i, "is a second official date of birth; allowed: one");
            continue;
        }
        if (is_official) {
            read_field(*values_.catalogue().field("person.birth"), given[i], at / i);
            continue;
        }
        Kind kind;
        kind.type = Type::PartialDate;
        kind.past = true;
        auto birth = values_.read(kind, given[i], at / i);
        if (birth.is_null()) continue;
        const auto source = birth.at("source");
        add("person.other_births", {{"birth", std::move(birth)}, {"source", source}});
    }
}

void MemberReader::read_field(const Field& field, const json& given, const At& at) {
    if (says_nothing(given)) return;
    if (field.type == Type::Derived)
        return values_.findings().leave_out(at, "MoBio works this out by itself");
    if (field.type == Type::File || field.type == Type::None)
        return values_.findings().leave_out(at, "is no part of a file");
    if (const auto state = state_of(given)) {
        Claim claim;
        claim.state = *state;
        return add(field, std::move(claim));
    }
    if (field.repeated()) return read_entries(field, given, at);
    if (field.type == Type::Object) return read_object(field, given, at);
    Claim claim;
    if (field.free_text && given.is_object()) return read_own_words(field, given, at);
    claim.value = values_.read(kind_of(field), given, at);
    if (says_nothing(claim.value)) return;
    if (field.type == Type::PartialDate && is_paper(at_key(claim.value, "source")))
        claim.provenance = Provenance::DocumentSeen;
    add(field, std::move(claim));
}

// {text, lang, de}
void MemberReader::read_own_words(const Field& field, const json& given, const At& at) {
    Claim claim;
    for (const auto& [name, value] : given.items()) {
        if (name == "text")
            claim.value = values_.read(kind_of(field), value, at / name);
        else if (name == "lang")
            claim.lang = short_code(values_.text(value, at / name, 3));
        else if (name == "de")
            claim.german = {values_.text(value, at / name, field.max), "staff"};
        else
            values_.findings().leave_out(at / name, "is no key of a text; allowed: text, lang, de");
    }
    if (!says_nothing(claim.value)) add(field, std::move(claim));
}

// One entry alone counts as a list of it.
void MemberReader::read_entries(const Field& field, const json& given, const At& at) {
    if (!given.is_array()) return read_object(field, given, at);
    for (std::size_t i = 0; i < given.size(); ++i) read_object(field, given[i], at / i);
}

// What an entry is called: a text alone is that.
const Part* MemberReader::title_of(const Field& field) {
    if (const auto* title = field.part(field.title_part)) return title;
    const bool name = !field.parts.empty() && field.parts.front().type == Type::Name;
    return name ? &field.parts.front() : nullptr;
}

void MemberReader::read_object(const Field& field, const json& given, const At& at) {
    const auto* title = title_of(field);
    if (given.is_string() && title) {
        Claim claim;
        claim.value = json::object();
        read_part(field, title->key, given, at, claim);
        if (!says_nothing(claim.value)) add(field, std::move(claim));
        return;
    }
    if (!given.is_object()) {
        std::string allowed;
        for (const auto& part : field.parts) allowed += (allowed.empty() ? "" : ", ") + part.key;
        return values_.findings().wrong(at, "is no object; allowed: an object of " + allowed);
    }
    Claim claim;
    claim.value = json::object();
    for (const auto& [name, value] : given.items())
        read_part(field, plain_key(name), value, at / name, claim);
    if (!says_nothing(claim.value) || !claim.german_parts.empty()) add(field, std::move(claim));
}

void MemberReader::read_part(const Field& field, const std::string& key, const json& given,
                             const At& at, Claim& claim) {
    const auto* part = field.part(part_key(field, key));
    if (!part && says_nothing(given)) return;
    if (!part && read_german(field, key, given, at, claim)) return;
    if (!part && key == "lang" && asks_own_words(field)) {
        claim.lang = short_code(values_.text(given, at, 3));
        return;
    }
    if (!part && field.key == "residence.accommodation" && (key == "phase")) return;
    if (!part) return values_.findings().leave_out(at, "is no part of " + field.key);
    const auto named = given.is_string() ? names_.find(given.get<std::string>()) : names_.end();
    const bool is_member = part->type == Type::Name && named != names_.end();
    auto value = values_.read(kind_of(field, *part), is_member ? json(named->second) : given, at);
    if (!says_nothing(value)) claim.value[part->key] = std::move(value);
}

// "title_de" beside "title_original".
bool MemberReader::read_german(const Field& field, const std::string& key, const json& given,
                               const At& at, Claim& claim) {
    constexpr std::string_view ending = "_de";
    for (const auto& part : field.parts) {
        const auto stem = part.key.substr(0, part.key.find("_original"));
        const bool is_german =
            part.free_text && (key == part.german || key == stem + std::string(ending) ||
                               key == part.key + std::string(ending));
        if (!is_german) continue;
        if (auto words = values_.text(given, at, part.multi ? part.max * 20 : part.max);
            !words.empty())
            claim.german_parts[part.key] = {std::move(words), "staff"};
        return true;
    }
    return false;
}

void MemberReader::add(const Field& field, Claim claim) {
    biography::Change change;
    change.field = field.key;
    // German without words of their own stands for them.
    for (const auto& [key, german] : claim.german_parts)
        if (!claim.value.contains(key))
            claim.value[key] =
                field.part(key)->multi ? json::array({german.text}) : json(german.text);
    change.claim = std::move(claim);
    change.claim.by = biography::By::Staff;
    if (change.claim.provenance == Provenance::Own) change.claim.provenance = Provenance::Staff;
    member_.told.push_back(std::move(change));
}

void MemberReader::add(const char* field, json value) {
    Claim claim;
    claim.value = std::move(value);
    add(*values_.catalogue().field(field), std::move(claim));
}

Claim* MemberReader::told(std::string_view field) {
    const auto found = std::ranges::find(member_.told, field, &biography::Change::field);
    return found == member_.told.end() ? nullptr : &found->claim;
}

void MemberReader::settle_names(const At& at) {
    const auto words = [&](const char* field, const char* part) -> std::string {
        const auto* claim = told(field);
        if (!claim || claim->state != State::Value) return {};
        const auto& value = *part ? at_key(claim->value, part) : claim->value;
        return value.is_string() ? value.get<std::string>() : std::string();
    };
    auto& name = member_.calling_name;
    for (const auto& [field, part] :
         {std::pair("person.name.preferred", ""), std::pair("person.name.given", ""),
          std::pair("person.name.family", ""), std::pair("person.name.native", "text"),
          std::pair("person.name.other", "text")})
        if (name.empty()) name = words(field, part);
    if (name.empty())
        values_.findings().wrong(at / "person" / "name",
                                 "says no name; allowed: given, family, native or preferred");
    if (is_paper(words("person.name.in_force_source", "")))
        for (const auto field : by_paper)
            if (auto* claim = told(field)) claim->provenance = Provenance::DocumentSeen;
    // Making the record says it.
    std::erase_if(member_.told, [](const biography::Change& change) {
        return change.field == "person.name.preferred" && change.claim.state == State::Value;
    });
}

// Of words that have their German beside them, or that no German can read.
void MemberReader::settle_languages() {
    const auto* spoken = told("contact.language");
    const auto own = spoken && spoken->value.is_string()
                         ? short_code(spoken->value.get<std::string>())
                         : std::string("und");
    for (auto& change : member_.told) {
        auto& claim = change.claim;
        const auto& field = *values_.catalogue().field(change.field);
        if (!claim.lang.empty() || !has_own_words(field, claim)) continue;
        const bool foreign = !text::foreign_script(claim.value.dump()).empty();
        if (foreign || !claim.german_parts.empty()) claim.lang = own;
    }
}

}  // namespace mobio::households
