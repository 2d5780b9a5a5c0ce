// SPDX-License-Identifier: EUPL-1.2
#include "cv/cv.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "biography/dates.h"
#include "biography/reader_rules.h"

namespace mobio::cv {

using biography::Claim;
using nlohmann::json;

namespace {

// Employers read it: what the catalogue keeps from them stands in no curriculum vitae.
constexpr auto reader = catalogue::Recipient::AG;

bool taken_in(const Arrangement& arrangement, const Item& item) {
    return item.field->cv.on_wish ? arrangement.in.contains(item.name)
                                  : !arrangement.out.contains(item.name);
}

Date last_day(const json& value, const std::string& part) {
    const auto found = value.find(part);
    const auto date = found == value.end() ? std::nullopt : biography::date_of(*found);
    return date ? date->last : Date{};
}

// What goes on comes first, then what ended last, then what began last.
std::pair<Date, Date> recency(const Item& item) {
    const auto& value = item.claim->value;
    if (!value.is_object()) return {};
    const auto& when = item.field->cv.when;
    if (!when.empty()) return {last_day(value, when), {}};
    const auto from = last_day(value, "from"), to = last_day(value, "to");
    constexpr Date open{std::chrono::year::max() / 12 / 31};
    return {to == Date{} && from != Date{} ? open : to, from};
}

struct Making {
    const biography::Biography& biography;
    const Arrangement& arrangement;
    std::vector<Part>& all;

    void add(const catalogue::Field& field, const Claim* claim, const std::string& entry) {
        if (!claim || claim->state != biography::State::Value || claim->value.empty()) return;
        if (!biography::is_kept_for(reader, biography, field, claim->value)) return;
        Item item{entry.empty() ? field.key : field.key + "#" + entry, &field, claim};
        item.in = taken_in(arrangement, item);
        const auto part = std::ranges::find(all, field.cv.heading, &Part::heading);
        if (part != all.end()) part->items.push_back(std::move(item));
    }
};

std::size_t place_of(const Arrangement& arrangement, const Part& part) {
    const auto& order = arrangement.order;
    return static_cast<std::size_t>(std::ranges::find(order, part.heading) - order.begin());
}

bool holds(const std::vector<Part>& all, std::string_view name) {
    return std::ranges::any_of(all, [&](const Part& part) {
        return part.heading == name ||
               std::ranges::find(part.items, name, &Item::name) != part.items.end();
    });
}

// Moves one heading past its neighbour. The first part stays where it is.
bool move(std::vector<std::string>& order, std::string_view heading, int by) {
    const auto found = std::ranges::find(order, heading);
    if (found == order.end() || heading == personal) return false;
    const auto at = found - order.begin(), to = at + by;
    const bool there =
        to >= 0 && to < std::ssize(order) && order[static_cast<std::size_t>(to)] != personal;
    if (there) std::iter_swap(found, order.begin() + to);
    return true;
}

void take(Arrangement& arrangement, const std::string& name, bool in) {
    (in ? arrangement.out : arrangement.in).erase(name);
    (in ? arrangement.in : arrangement.out).insert(name);
}

}  // namespace

std::string to_json(const Arrangement& arrangement) {
    return json{{"order", arrangement.order},
                {"out", arrangement.out},
                {"in", arrangement.in},
                {"photo", arrangement.photo}}
        .dump();
}

Arrangement arrangement_from_json(std::string_view text) {
    const auto kept = json::parse(text);
    Arrangement arrangement;
    arrangement.order = kept.at("order").get<std::vector<std::string>>();
    for (const auto& name : kept.at("out")) arrangement.out.insert(name.get<std::string>());
    for (const auto& name : kept.at("in")) arrangement.in.insert(name.get<std::string>());
    arrangement.photo = kept.value("photo", std::string());
    return arrangement;
}

std::vector<Part> parts(const biography::Biography& biography,
                        const catalogue::Catalogue& catalogue, const Arrangement& arrangement) {
    std::vector<Part> all;
    for (const auto& heading : catalogue.codes("cv_heading"))
        all.push_back({heading.code, !arrangement.out.contains(heading.code), {}});
    Making making{biography, arrangement, all};
    for (const auto& field : catalogue.fields()) {
        if (field.cv.heading.empty()) continue;
        if (!field.repeated()) making.add(field, biography.claim(field.key), "");
        for (const auto* entry : biography.entries(field.key))
            making.add(field, entry->answer.claim(), entry->id);
    }
    std::erase_if(all, [](const Part& part) { return part.items.empty(); });
    for (auto& part : all) std::ranges::stable_sort(part.items, std::greater{}, recency);
    std::ranges::stable_sort(all, {}, [&](const Part& part) {
        return part.heading == personal ? std::size_t{0} : 1 + place_of(arrangement, part);
    });
    return all;
}

std::vector<Part> chosen(std::vector<Part> all) {
    for (auto& part : all)
        std::erase_if(part.items, [&](const Item& item) { return !part.in || !item.in; });
    std::erase_if(all, [](const Part& part) { return part.items.empty(); });
    return all;
}

std::optional<Arrangement> changed(Arrangement arrangement, const std::vector<Part>& all,
                                   std::string_view change) {
    const auto colon = std::min(change.find(':'), change.size());
    const auto verb = change.substr(0, colon);
    const std::string name(change.substr(std::min(colon + 1, change.size())));
    if (!holds(all, name)) return {};
    if (verb == "in" || verb == "out") {
        take(arrangement, name, verb == "in");
        return arrangement;
    }
    if (verb != "up" && verb != "down") return {};
    arrangement.order.clear();
    for (const auto& part : all) arrangement.order.push_back(part.heading);
    if (!move(arrangement.order, name, verb == "up" ? -1 : 1)) return {};
    return arrangement;
}

}  // namespace mobio::cv
