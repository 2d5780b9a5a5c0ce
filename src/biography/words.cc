// SPDX-License-Identifier: EUPL-1.2
#include "biography/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "biography/dates.h"
#include "biography/phone.h"

namespace mobio::biography {

using catalogue::Catalogue;
using catalogue::Clause;
using catalogue::Field;
using catalogue::Part;
using catalogue::Type;
using nlohmann::json;

namespace {

struct Speaker {
    const Catalogue& catalogue;
    const Listener& l;
    const text::Tongue& t = l.t;
};

std::string_view comma(const text::Tongue& t) {
    return text::right_to_left(t.language()) ? "، " : ", ";
}

// A text begins with it to run as the reader reads, whatever its first letter.
std::string_view direction_mark(const text::Tongue& t) {
    return text::right_to_left(t.language()) ? "\u200f" : "\u200e";
}

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
            return date_in_words(text, s.l);
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
    if (value.is_object()) return date_in_words(value, s.l);
    if (!value.is_array()) return {};
    std::vector<std::string> items;
    for (const auto& item : value)
        if (auto words = simple_in_words(s, type, list, item); !words.empty())
            items.push_back(std::move(words));
    // "And" stands between names that the county knows in each language, not between own words.
    const bool own_words = type == Type::Text || type == Type::LongText || type == Type::Name;
    return own_words ? join(items, s.t) : s.t.list(items);
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

// One object's parts, as far as they are kept.
struct Parts {
    const Speaker& s;
    const Field& field;
    const json& value;
    const std::function<bool(const Part&)>& keep_part;
    const bool has_period = is_period(field);

    const json& kept(std::string_view key) const {
        static const json nothing;
        const auto* part = field.part(key);
        const auto found = value.find(key);
        return part && keep_part(*part) && found != value.end() ? *found : nothing;
    }

    // From and to are said together, in the place of the first of them.
    std::string period(std::string_view key) const {
        if (key == "to" && keep_part(*field.part("from"))) return {};
        return period_in_words(kept("from"), kept("to"), s.l);
    }

    std::string words(const std::string& key) const {
        const auto& part = *field.part(key);
        if (has_period && (key == "from" || key == "to")) return period(key);
        const auto& one = kept(key);
        if (one.is_boolean() && !part.say_yes.empty())
            return s.catalogue.said(field, part, one.get<bool>(), s.t);
        auto alone = simple_in_words(s, part.type, part.list, one);
        if (alone.empty()) return alone;
        if (!part.say.empty()) return s.catalogue.said(field, part, alone, s.t);
        if (!needs_label(field, part)) return alone;
        return text::fill(s.t.tr("{1}: {2}"), s.catalogue.label(field, part, s.t), alone);
    }

    std::string words(const std::vector<std::string>& keys, std::string_view between) const {
        std::vector<std::string> all;
        for (const auto& key : keys)
            if (auto one = words(key); !one.empty()) all.push_back(std::move(one));
        return fmt::format("{}", fmt::join(all, between));
    }

    std::string words(const Clause& clause) const {
        auto out = words(clause.parts, " ");
        const auto aside = words(clause.aside, comma(s.t));
        if (out.empty() || aside.empty()) return out + aside;
        if (text::runs_against(out, s.t.language()))
            return fmt::format("{}{} ({})", direction_mark(s.t), text::isolated(out), aside);
        return fmt::format("{} ({})", out, aside);
    }
};

// The clauses from `first` on that say something.
std::vector<std::string> clauses(const Parts& entry, std::size_t first) {
    std::vector<std::string> all;
    if (!entry.value.is_object()) return all;
    const auto& layout = entry.field.layout;
    for (auto at = first; at < layout.size(); ++at)
        if (auto words = entry.words(layout[at]); !words.empty()) all.push_back(std::move(words));
    return all;
}

}  // namespace

std::string part_in_words(const Catalogue& catalogue, const Part& part, const json& value,
                          const Listener& l) {
    return simple_in_words({catalogue, l}, part.type, part.list, value);
}

std::string title_in_words(const Catalogue& catalogue, const Field& field, const json& value,
                           const Listener& l, const std::function<bool(const Part&)>& keep_part) {
    if (field.title_part.empty() || !value.is_object()) return {};
    const Speaker s{catalogue, l};
    return Parts{s, field, value, keep_part}.words(field.layout.front());
}

std::string title_in_words(const Catalogue& catalogue, const Field& field, const json& value,
                           const Listener& l) {
    return title_in_words(catalogue, field, value, l,
                          [](const Part& part) { return !part.masked; });
}

std::vector<std::string> parts_in_words(const Catalogue& catalogue, const Field& field,
                                        const json& value, const Listener& l,
                                        const std::function<bool(const Part&)>& keep_part) {
    const Speaker s{catalogue, l};
    return clauses({s, field, value, keep_part}, field.title_part.empty() ? 0 : 1);
}

// A clause that runs against the reader's direction would take figures and commas beside it along.
std::string join(const std::vector<std::string>& items, const text::Tongue& t) {
    const auto against = [&](const std::string& item) {
        return text::runs_against(item, t.language());
    };
    const bool mixed = items.size() > 1 && std::any_of(items.begin(), items.end(), against);
    if (!mixed) return fmt::format("{}", fmt::join(items, comma(t)));
    std::vector<std::string> kept;
    for (const auto& item : items) kept.push_back(against(item) ? text::isolated(item) : item);
    return fmt::format("{}{}", direction_mark(t), fmt::join(kept, comma(t)));
}

std::string in_words(const Catalogue& catalogue, const Field& field, const json& value,
                     const Listener& l, const std::function<bool(const Part&)>& keep_part) {
    const Speaker s{catalogue, l};
    if (field.type != Type::Object && field.type != Type::File)
        return simple_in_words(s, field.type, field.list, value);
    return join(clauses({s, field, value, keep_part}, 0), l.t);
}

std::string in_words(const Catalogue& catalogue, const Field& field, const json& value,
                     const Listener& l) {
    return in_words(catalogue, field, value, l, [](const Part&) { return true; });
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
    const auto source = claim.beside.empty()
                            ? provenance_in_words(claim.provenance, t)
                            : std::string(t.tr("own statement, the social worker was there"));
    const auto words = text::fill(t.tr("provenance and day", "{1}, {2}"), source,
                                  t.short_date(zone.day(claim.at)));
    if (!claim.disputed()) return words;
    return text::fill(t.tr("provenance", "{1}. The person says that this is wrong."), words);
}

std::string in_words(const Catalogue& catalogue, const Field& field, const Claim& claim,
                     const Listener& l) {
    switch (claim.state) {
        case State::Unknown:
            return std::string(l.t.tr("You don’t know"));
        case State::Declined:
            return std::string(l.t.tr("You don’t want to say"));
        case State::Value:
            break;
    }
    return in_words(catalogue, field, claim.value, l);
}

}  // namespace mobio::biography
