// SPDX-License-Identifier: EUPL-1.2
#include "biography/words.h"

#include <fmt/format.h>
#include <cmath>

#include "biography/dates.h"
#include "biography/phone.h"

namespace mobio::biography {

using catalogue::Catalogue;
using catalogue::Field;
using catalogue::Part;
using catalogue::Type;
using nlohmann::json;

namespace {

struct Speaker {
    const Catalogue& catalogue;
    const text::Tongue& t;
};

std::string number_in_words(double value, const text::Tongue& t) {
    if (std::abs(value) < 1e15 && value == std::floor(value))
        return t.number(static_cast<std::int64_t>(value));
    auto digits = fmt::format("{:g}", value);
    const bool comma = t.language() == text::Language::De || t.language() == text::Language::Fr;
    if (const auto point = digits.find('.'); comma && point != std::string::npos)
        digits[point] = ',';
    return digits;
}

std::string or_code(std::string name, const std::string& code) {
    return name.empty() ? code : name;
}

std::string string_in_words(const Speaker& s, Type type, const std::string& list,
                            const std::string& text) {
    switch (type) {
        case Type::Code:
        case Type::Codes:
            return or_code(s.catalogue.code_label(list, text, s.t), text);
        case Type::Country:
        case Type::Countries:
            return or_code(s.catalogue.country_name(text, s.t), text);
        case Type::Language:
        case Type::Languages:
            return or_code(s.catalogue.language_name(text, s.t), text);
        case Type::Date:
        case Type::PartialDate:
            return date_in_words(text, s.t);
        case Type::Phone:
            return group_phone(text);
        default:
            return text;
    }
}

std::string simple_in_words(const Speaker& s, Type type, const std::string& list,
                            const json& value) {
    if (value.is_string())
        return string_in_words(s, type, list, value.get_ref<const std::string&>());
    if (value.is_number()) return number_in_words(value.get<double>(), s.t);
    if (value.is_boolean()) return std::string(value.get<bool>() ? s.t.tr("Yes") : s.t.tr("No"));
    if (value.is_object()) return date_in_words(value, s.t);
    if (!value.is_array()) return {};
    std::vector<std::string> items;
    for (const auto& item : value)
        if (auto words = simple_in_words(s, type, list, item); !words.empty())
            items.push_back(std::move(words));
    return s.t.list(items);
}

// Whether a value alone would not tell what it is: numbers, yes and no, days that are no period,
// and one of several parts of the same list ("Listening: A2").
bool needs_label(const Field& field, const Part& part) {
    if (part.type == Type::Number || part.type == Type::Boolean || part.type == Type::Date)
        return true;
    if (part.type == Type::PartialDate) return part.key != "from" && part.key != "to";
    if (part.key == field.title_part) return false;
    const bool coded = !part.list.empty();
    for (const auto& other : field.parts)
        if (coded && other.key != part.key && other.list == part.list) return true;
    return false;
}

bool is_period(const Field& field) {
    const auto *from = field.part("from"), *to = field.part("to");
    return from && to && from->type == Type::PartialDate && to->type == Type::PartialDate;
}

json part_of(const json& value, std::string_view key) {
    const auto found = value.find(key);
    return found == value.end() ? json() : *found;
}

}  // namespace

std::string part_in_words(const Catalogue& catalogue, const Part& part, const json& value,
                          const text::Tongue& t) {
    return simple_in_words({catalogue, t}, part.type, part.list, value);
}

std::string title_in_words(const Catalogue& catalogue, const Field& field, const json& value,
                           const text::Tongue& t) {
    const auto* part = field.part(field.title_part);
    return part && value.is_object() ? part_in_words(catalogue, *part, part_of(value, part->key), t)
                                     : std::string{};
}

std::vector<std::string> parts_in_words(const Catalogue& catalogue, const Field& field,
                                        const json& value, const text::Tongue& t,
                                        const std::function<bool(const Part&)>& keep_part) {
    std::vector<std::string> items;
    if (!value.is_object()) return items;
    const auto kept = [&](std::string_view key) {
        const auto* part = field.part(key);
        return part && keep_part(*part) ? part_of(value, key) : json();
    };
    const bool period = is_period(field);
    for (const auto& part : field.parts) {
        if (part.key == field.title_part || !keep_part(part)) continue;
        if (period && part.key == "to" && keep_part(*field.part("from"))) continue;
        std::string words;
        if (period && (part.key == "from" || part.key == "to"))
            words = period_in_words(kept("from"), kept("to"), t);
        else
            words = part_in_words(catalogue, part, part_of(value, part.key), t);
        if (words.empty()) continue;
        if (needs_label(field, part))
            words = text::fill(t.tr("{1}: {2}"), catalogue.label(field, part, t), words);
        items.push_back(std::move(words));
    }
    return items;
}

std::string join(const std::vector<std::string>& items, const text::Tongue& t) {
    const char* comma = text::right_to_left(t.language()) ? "، " : ", ";
    return fmt::format("{}", fmt::join(items, comma));
}

std::string in_words(const Catalogue& catalogue, const Field& field, const json& value,
                     const text::Tongue& t, const std::function<bool(const Part&)>& keep_part) {
    if (field.type != Type::Object && field.type != Type::File)
        return simple_in_words({catalogue, t}, field.type, field.list, value);
    std::vector<std::string> items;
    const auto* title = field.part(field.title_part);
    if (title && keep_part(*title))
        if (auto words = title_in_words(catalogue, field, value, t); !words.empty())
            items.push_back(std::move(words));
    for (auto& words : parts_in_words(catalogue, field, value, t, keep_part))
        items.push_back(std::move(words));
    return join(items, t);
}

std::string in_words(const Catalogue& catalogue, const Field& field, const json& value,
                     const text::Tongue& t) {
    return in_words(catalogue, field, value, t, [](const Part&) { return true; });
}

std::string provenance_in_words(Provenance provenance, const text::Tongue& t) {
    switch (provenance) {
        case Provenance::Own:
            return std::string(t.tr("own statement"));
        case Provenance::Staff:
            return std::string(t.tr("noted by the social worker"));
        case Provenance::DocumentSeen:
            return std::string(t.tr("document seen by the social worker"));
        case Provenance::Uploaded:
            return std::string(t.tr("certificate uploaded"));
        case Provenance::Assessed:
            return std::string(t.tr("assessed by an authority"));
    }
    return {};
}

std::string provenance_in_words(const Claim& claim, const text::Tongue& t, const Zone& zone) {
    return text::fill(t.tr("provenance and day", "{1}, {2}"),
                      provenance_in_words(claim.provenance, t), t.short_date(zone.day(claim.at)));
}

std::string in_words(const Catalogue& catalogue, const Field& field, const Claim& claim,
                     const text::Tongue& t) {
    switch (claim.state) {
        case State::Unknown:
            return std::string(t.tr("You don’t know"));
        case State::Declined:
            return std::string(t.tr("You don’t want to say"));
        case State::Value:
            break;
    }
    return in_words(catalogue, field, claim.value, t);
}

}  // namespace mobio::biography
