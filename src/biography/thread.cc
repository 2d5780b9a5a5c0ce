// SPDX-License-Identifier: EUPL-1.2
#include "biography/thread.h"

#include <algorithm>
#include <tuple>

namespace mobio::biography {

using catalogue::Field;
using nlohmann::json;
namespace chrono = std::chrono;

namespace {

constexpr auto gap_length = chrono::days{366};
constexpr std::size_t most_gaps = 3;

int year_of(Date day) { return static_cast<int>(day.year()); }

std::optional<PartialDate> date_in(const json& value, const char* part) {
    const auto found = value.find(part);
    return found == value.end() ? std::nullopt : date_of(*found);
}

bool in_thread(const Field& field) {
    return field.repeated() && !field.staff_only &&
           (field.part("from") || field.part("date") || field.part("issued"));
}

std::optional<Event> event_of(const Field& field, const Claim* claim) {
    if (!claim || claim->state != State::Value || !claim->value.is_object()) return {};
    Event event;
    event.field = &field;
    event.claim = claim;
    event.period = field.part("from") && field.part("to");
    if (event.period) event.to = date_in(claim->value, "to");
    for (const char* part : {"from", "date", "issued"})
        if (const auto from = date_in(claim->value, part)) {
            event.from = *from;
            return event;
        }
    // Known is the end only: the thread shows it there.
    if (!event.to) return {};
    event.from = *event.to;
    return event;
}

void add_moment(Thread& thread, const Biography& biography, const catalogue::Catalogue& catalogue,
                const char* key, Event::Kind kind) {
    const auto* claim = biography.claim(key);
    const auto* field = catalogue.field(key);
    if (!field || !claim || claim->state != State::Value) return;
    if (const auto date = date_of(claim->value))
        thread.events.push_back({kind, field, claim, *date, std::nullopt, false});
}

// From the first period on: what is neither told nor bridged. Arrival bridges nothing, but what is
// asked stands on one side of it.
void find_gaps(Thread& thread, Date today) {
    std::optional<chrono::sys_days> covered;
    for (std::size_t i = 0; i < thread.events.size(); ++i) {
        const auto& event = thread.events[i];
        if (!event.period && event.kind != Event::Kind::Arrival) continue;
        const auto start = chrono::sys_days{event.from.first};
        if (covered && start - *covered > gap_length && thread.gaps.size() < most_gaps)
            thread.gaps.push_back({year_of(Date{*covered}), year_of(event.from.first), i});
        if (!covered && !event.period) continue;
        const auto end = !event.period ? start
                         : event.to    ? chrono::sys_days{event.to->last}
                                       : chrono::sys_days{today};
        covered = std::max(covered.value_or(end), end);
    }
}

}  // namespace

Thread thread_of(const Biography& biography, const catalogue::Catalogue& catalogue, Date today) {
    Thread thread;
    add_moment(thread, biography, catalogue, "person.birth", Event::Kind::Birth);
    add_moment(thread, biography, catalogue, "residence.entry_date", Event::Kind::Arrival);
    for (const auto& field : catalogue.fields()) {
        if (!in_thread(field)) continue;
        for (const auto* entry : biography.entries(field.key))
            if (auto event = event_of(field, entry->answer.claim()))
                thread.events.push_back(*event);
    }
    // Of one day, in the order of the catalogue.
    std::sort(thread.events.begin(), thread.events.end(), [](const Event& a, const Event& b) {
        return std::tie(a.from, a.kind, a.field, a.claim) <
               std::tie(b.from, b.kind, b.field, b.claim);
    });
    find_gaps(thread, today);
    return thread;
}

}  // namespace mobio::biography
