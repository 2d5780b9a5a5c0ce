// SPDX-License-Identifier: EUPL-1.2
#include "cv/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "biography/dates.h"
#include "biography/words.h"

namespace mobio::cv {

using biography::Claim;
using catalogue::Field;
using catalogue::Type;
using nlohmann::json;

namespace {

constexpr std::string_view levels = "cefr";

const json& part_of(const json& value, const std::string& key) {
    static const json nothing;
    if (!value.is_object()) return nothing;
    const auto found = value.find(key);
    return found == value.end() ? nothing : *found;
}

// A curriculum vitae says a date as it is, not how it was told or whether somebody doubts it.
void make_plain(const Field& field, json& value) {
    const auto plain = [](json& date) {
        if (const auto known = biography::date_of(date); known && date.is_object())
            date = json{{"edtf", known->edtf()}};
    };
    if (field.type == Type::PartialDate) plain(value);
    for (const auto& part : field.parts)
        if (part.type == Type::PartialDate && value.contains(part.key)) plain(value[part.key]);
}

bool reads(text::Language reader, const Claim& claim) {
    if (claim.lang.empty() || claim.lang == text::code(reader)) return true;
    const auto written = text::parse_language(claim.lang);
    return text::right_to_left(reader) && written && text::right_to_left(*written);
}

void put_german(const Claim& claim, json& value) {
    const auto put = [](json& own, const biography::German& german) {
        if (german.text.empty()) return;
        own = own.is_array() ? json::array({german.text}) : json(german.text);
    };
    if (claim.german) put(value, *claim.german);
    for (const auto& [key, german] : claim.german_parts)
        if (value.is_object() && value.contains(key)) put(value[key], german);
}

// One occupation of the list, in the reader's language.
void put_listed_title(const Field& field, const Speaker& speaker, json& value) {
    for (const auto& part : field.parts) {
        const auto& own = part_of(value, part.key);
        if (part.type != Type::Occupation || !own.is_string()) continue;
        for (const char* code : {"kldb", "esco"}) {
            const auto& key = part_of(value, code);
            const auto* listed = key.is_string() ? speaker.occupations.find(key.get<std::string>(),
                                                                            own.get<std::string>())
                                                 : nullptr;
            if (listed && !listed->in(speaker.t.language()).empty()) {
                value[part.key] = listed->in(speaker.t.language());
                break;
            }
        }
    }
}

std::string when(const Field& field, const json& value, const text::Tongue& t) {
    if (!field.cv.when.empty()) return month_and_year(part_of(value, field.cv.when));
    const auto from = month_and_year(part_of(value, "from"));
    const auto to = month_and_year(part_of(value, "to"));
    if (to.empty()) return from.empty() ? from : text::fill(t.tr("month", "since {1}"), from);
    if (from.empty()) return text::fill(t.tr("until {1}"), to);
    return from == to ? from : fmt::format("{} – {}", from, to);
}

bool is_texts(const catalogue::Part& part) { return part.multi && part.type == Type::Text; }

// A part of many texts is a line for each, all others are said as the catalogue says them.
std::vector<std::string> more(const Field& field, const json& value, const Speaker& s) {
    std::vector<std::string> lines;
    const auto listed = [&](const catalogue::Part& part) {
        return std::ranges::find(field.cv.more, part.key) != field.cv.more.end() &&
               may_tell(s, part);
    };
    if (auto level = level_in_words(value, field, s); !level.empty())
        lines.push_back(std::move(level));
    const auto others =
        biography::parts_in_words(s.catalogue, field, value, s.t, [&](const catalogue::Part& part) {
            return listed(part) && part.list != levels && !is_texts(part);
        });
    lines.insert(lines.end(), others.begin(), others.end());
    for (const auto& part : field.parts)
        if (listed(part) && is_texts(part))
            for (const auto& text : part_of(value, part.key))
                if (text.is_string()) lines.push_back(text.get<std::string>());
    return lines;
}

std::string where(const Field& field, const json& value, const Speaker& s) {
    const auto told =
        biography::parts_in_words(s.catalogue, field, value, s.t, [&](const catalogue::Part& part) {
            return std::ranges::find(field.cv.where, part.key) != field.cv.where.end() &&
                   may_tell(s, part);
        });
    return biography::join(told, s.t);
}

std::string title(const Field& field, const json& value, const Speaker& s) {
    const auto tells = [&](const catalogue::Part& part) { return may_tell(s, part); };
    if (!field.title_part.empty())
        return biography::title_in_words(s.catalogue, field, value, s.t, tells);
    if (field.type == Type::Object && !field.cv.more.empty()) return {};
    if (field.place && s.hides_places) return {};
    auto words = biography::in_words(s.catalogue, field, value, s.t, tells);
    if (field.type != Type::Code) return words;
    return text::fill(s.t.tr("{1}: {2}"), s.catalogue.label(field, s.t), words);
}

}  // namespace

bool may_tell(const Speaker& speaker, const catalogue::Part& part) {
    return !(speaker.hides_places && part.place);
}

std::string month_and_year(const json& date) {
    const auto known = biography::date_of(date);
    if (!known) return {};
    const auto day = biography::counted(*known, text::Calendar::Gregorian);
    return day.month ? fmt::format("{:02}/{}", day.month, day.year) : std::to_string(day.year);
}

std::string level_in_words(const json& value, const Field& field, const Speaker& speaker) {
    const auto& native = part_of(value, "native");
    if (native.is_boolean() && native.get<bool>()) return {};
    std::vector<std::size_t> found;
    const auto& codes = speaker.catalogue.codes(levels);
    for (const auto& part : field.parts) {
        const auto& code = part_of(value, part.key);
        if (part.list != levels || !code.is_string() || code == "none") continue;
        const auto at = std::ranges::find(codes, code.get<std::string>(), &catalogue::Code::code);
        if (at != codes.end()) found.push_back(static_cast<std::size_t>(at - codes.begin()));
    }
    if (found.empty()) return {};
    const auto [low, high] = std::ranges::minmax(found);
    const auto label = [&](std::size_t at) {
        return speaker.catalogue.code_label(levels, codes[at].code, speaker.t);
    };
    return low == high ? label(low) : fmt::format("{}–{}", label(low), label(high));
}

json value_in(const Item& item, const Speaker& speaker) {
    auto value = item.claim->value;
    make_plain(*item.field, value);
    if (reads(speaker.t.language(), *item.claim)) return value;
    if (!text::right_to_left(speaker.t.language())) put_german(*item.claim, value);
    put_listed_title(*item.field, speaker, value);
    return value;
}

Station said(const Item& item, const Speaker& speaker) {
    const auto& field = *item.field;
    const auto value = value_in(item, speaker);
    Station station{speaker.catalogue.label(field, speaker.t), when(field, value, speaker.t),
                    title(field, value, speaker), where(field, value, speaker),
                    more(field, value, speaker)};
    // Whose title tells a place, or who has none, is headed by what else is told.
    if (station.title.empty() && !station.more.empty()) {
        station.title = std::move(station.more.front());
        station.more.erase(station.more.begin());
    }
    return station;
}

}  // namespace mobio::cv
