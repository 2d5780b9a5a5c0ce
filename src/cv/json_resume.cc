// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>

#include "biography/dates.h"
#include "biography/words.h"
#include "cv/export.h"
#include "cv/resume_fields.h"

namespace mobio::cv {

using catalogue::Type;
using nlohmann::json;

namespace {

constexpr auto schema =
    "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json";

// A part's value as JSON Resume has it: texts, dates, lists of texts. Null where there is none.
json property(const catalogue::Part& part, const json& value, const Speaker& speaker) {
    const auto found = value.find(part.key);
    if (found == value.end() || !may_tell(speaker, part)) return {};
    if (part.type == Type::PartialDate || part.type == Type::Date) {
        const auto date = iso_date(*found);
        return date.empty() ? json() : json(date);
    }
    if (part.multi && found->is_array()) return *found;
    const auto words = biography::part_in_words(speaker.catalogue, part, *found, speaker.t);
    return words.empty() ? json() : json(words);
}

json row(const Item& item, const ResumeField& target, const Speaker& speaker) {
    const auto value = value_in(item, speaker);
    json row = json::object();
    for (const auto& [part, name] : target.properties)
        if (const auto* known = item.field->part(part))
            if (auto said = property(*known, value, speaker); !said.is_null())
                row[std::string(name)] = std::move(said);
    if (item.field->key != "language.skills") return row;
    const auto& native = value.value("native", json());
    if (native.is_boolean() && native.get<bool>())
        row["fluency"] = speaker.catalogue.code_label("cefr", "native", speaker.t);
    else if (auto level = level_in_words(value, *item.field, speaker); !level.empty())
        row["fluency"] = std::move(level);
    return row;
}

std::string words(const Item& item, const Speaker& speaker) { return said(item, speaker).title; }

json location(const Item& item, const Speaker& speaker) {
    const auto value = value_in(item, speaker);
    json place = json::object();
    const auto text = [&](const char* key) { return value.value(key, ""); };
    if (item.field->place && speaker.hides_places) return place;
    auto street = text("street");
    if (const auto number = text("no"); !number.empty()) street += " " + number;
    for (const auto& [name, words] :
         {std::pair{"address", street}, {"postalCode", text("plz")}, {"city", text("city")}})
        if (!words.empty()) place[name] = words;
    if (!place.empty()) place["countryCode"] = "DE";
    return place;
}

void add_basics(const Item& item, const Speaker& speaker, json& basics) {
    const auto& key = item.field->key;
    const auto& value = item.claim->value;
    if (key == "contact.email" && value.is_array() && !value.empty()) basics["email"] = value[0];
    if (key == "contact.phones" && !basics.contains("phone"))
        basics["phone"] = value.value("e164", "");
    if (key == "contact.address")
        if (auto place = location(item, speaker); !place.empty())
            basics["location"] = std::move(place);
    if (key == "work.goal")
        if (auto goal = words(item, speaker); !goal.empty()) basics["label"] = std::move(goal);
    if (key == "life.strengths") basics["summary"] = words(item, speaker);
}

// What has no list of its own there.
void add_others(const Item& item, const Speaker& speaker, json& resume) {
    const auto& key = item.field->key;
    if (key == "life.leisure")
        for (const auto& code : item.claim->value)
            resume["interests"].push_back(
                {{"name", speaker.catalogue.code_label(item.field->list, code.get<std::string>(),
                                                       speaker.t)}});
    if (key == "literacy.digital") resume["skills"].push_back({{"name", words(item, speaker)}});
    if (key == "life.driving" || key == "recognition.cases") {
        const auto station = said(item, speaker);
        json certificate{{"name", key == "life.driving" ? text::fill(speaker.t.tr("{1}: {2}"),
                                                                     station.label, station.title)
                                                        : station.title}};
        resume["certificates"].push_back(std::move(certificate));
    }
}

}  // namespace

std::string iso_date(const json& date) {
    const auto known = biography::date_of(date);
    if (!known) return {};
    const auto day = biography::counted(*known, text::Calendar::Gregorian);
    if (day.year < 1000 || day.year > 2999) return {};
    if (!day.month) return std::to_string(day.year);
    if (!day.day) return fmt::format("{}-{:02}", day.year, day.month);
    return fmt::format("{}-{:02}-{:02}", day.year, day.month, day.day);
}

std::string json_resume(const Content& content, const Speaker& speaker) {
    json resume{{"$schema", schema}, {"basics", {{"name", content.owner.full}}}};
    for (const auto& part : content.parts)
        for (const auto& item : part.items) {
            add_basics(item, speaker, resume["basics"]);
            add_others(item, speaker, resume);
            const auto target =
                std::ranges::find(resume_fields(), item.field->key, &ResumeField::field);
            if (target == resume_fields().end()) continue;
            if (auto one = row(item, *target, speaker); !one.empty())
                resume[std::string(target->list)].push_back(std::move(one));
        }
    return resume.dump(2);
}

}  // namespace mobio::cv
