// SPDX-License-Identifier: EUPL-1.2
#include "biography/progress.h"

#include <algorithm>

namespace mobio::biography {

using catalogue::Catalogue;
using catalogue::Section;
using catalogue::Topic;

namespace {

std::vector<const Topic*> topics_of(const Catalogue& catalogue, const Topic& topic, Path path) {
    std::vector<const Topic*> all;
    for (const auto& section : catalogue.sections())
        for (const auto& one : section.topics) {
            const bool here = path == Path::First ? one.first_visit : section.key == topic.section;
            if (here && open_to_person(one)) all.push_back(&one);
        }
    return all;
}

// The name to be called by is there from the start and begins no topic.
bool untouched(const Biography& biography, const Topic& topic) {
    return std::none_of(topic.fields.begin(), topic.fields.end(), [&](const auto* field) {
        return field->key != "person.name.preferred" && answered(biography, *field);
    });
}

}  // namespace

bool answered(const Biography& biography, const catalogue::Field& field) {
    // Who has one name only has answered for both.
    if (field.key == "person.name.given" || field.key == "person.name.family")
        return biography.claim("person.name.given") || biography.claim("person.name.family");
    return biography.claim(field.key) || !biography.entries(field.key).empty();
}

bool open_to_person(const Topic& topic) {
    return std::any_of(topic.fields.begin(), topic.fields.end(),
                       [](const auto* field) { return !field->staff_only; });
}

Progress progress(const Biography& biography, const Topic& topic) {
    Progress progress;
    for (const auto* field : topic.fields) {
        if (field->staff_only) continue;
        ++progress.of;
        if (answered(biography, *field)) ++progress.done;
    }
    return progress;
}

Progress progress(const Biography& biography, const Section& section) {
    Progress all;
    for (const auto& topic : section.topics) {
        const auto one = progress(biography, topic);
        all.done += one.done;
        all.of += one.of;
    }
    return all;
}

const Topic* next_topic(const Catalogue& catalogue, const Topic& topic, Path path) {
    const auto all = topics_of(catalogue, topic, path);
    const auto at = std::find(all.begin(), all.end(), &topic);
    return at == all.end() || at + 1 == all.end() ? nullptr : *(at + 1);
}

Step next_step(const Biography& biography, const Catalogue& catalogue) {
    const auto first_open = [&](auto&& is_open) -> const Topic* {
        for (const auto& section : catalogue.sections())
            for (const auto& topic : section.topics)
                if (open_to_person(topic) && is_open(topic)) return &topic;
        return nullptr;
    };
    if (const auto* topic = first_open(
            [&](const Topic& one) { return one.first_visit && untouched(biography, one); }))
        return {topic, Path::First};
    if (const auto* topic = first_open([&](const Topic& one) { return untouched(biography, one); }))
        return {topic, Path::All};
    return {first_open([&](const Topic& one) { return !progress(biography, one).complete(); }),
            Path::All};
}

}  // namespace mobio::biography
