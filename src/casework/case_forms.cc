// SPDX-License-Identifier: EUPL-1.2
#include "casework/case_forms.h"

#include <algorithm>

#include "catalogue/catalogue.h"
#include "platform/text/day.h"
#include "platform/view/components.h"

namespace mobio::casework {

using html::Html;
using html::markup;
using text::mark;

namespace {

constexpr std::size_t most_words = 2000;
constexpr auto write_a_day = mark("Write the day, such as 28.11.2026.");

std::string iso(const std::optional<Date>& day) { return day ? text::iso(*day) : std::string(); }

template <class Of>
std::string text_of(const std::optional<Id<Of>>& id) {
    return id ? id->text() : std::string();
}

// Nothing where nothing was typed, or where it was no day: then that is a problem.
std::optional<Date> read_day(const http::Fields& typed, const char* name, Problems& problems) {
    if (text::clean(typed.get(name)).text.empty()) return std::nullopt;
    const auto day = text::parse_day(typed.get(name));
    if (!day) problems.add(name, {write_a_day});
    return day;
}

Date must_be_day(const http::Fields& typed, const char* name, Date otherwise, Problems& problems) {
    const auto day = text::parse_day(typed.get(name));
    if (!day) problems.add(name, {write_a_day});
    return day.value_or(otherwise);
}

std::string read_words(const http::Fields& typed, const char* name, Problems& problems) {
    auto words = text::clean(typed.get(name)).text;
    if (text::length(words) > most_words)
        problems.add(name, {mark("That is too long. 2000 characters are enough.")});
    return words;
}

Html day_input(const Drawing& d, const char* name, std::string_view label,
               std::string_view hint = "") {
    return view::input({.name = name,
                        .label = std::string(label),
                        .hint = std::string(hint),
                        .value = d.typed.get(name),
                        .type = "date",
                        .dir = "ltr"},
                       d.problems, d.t);
}

Html words_input(const Drawing& d, const char* name, std::string_view label,
                 std::string_view hint) {
    return view::textarea({.name = name,
                           .label = std::string(label),
                           .hint = std::string(hint),
                           .value = d.typed.get(name)},
                          3, d.problems, d.t);
}

Html codes(const Drawing& d, const char* name, const char* list, std::string_view label) {
    view::Choice choice{.name = name, .label = std::string(label)};
    for (const auto& code : d.app.catalogue->codes(list))
        choice.options.push_back(
            {.value = code.code, .label = d.app.catalogue->code_label(list, code.code, d.t)});
    choice.chosen = {d.typed.get(name)};
    return view::select(choice, d.problems, d.t);
}

Html place_select(const Drawing& d, const char* name, std::string_view label, std::string_view hint,
                  std::vector<view::Option> options) {
    return view::select({.name = name,
                         .label = std::string(label),
                         .hint = std::string(hint),
                         .options = std::move(options),
                         .chosen = {d.typed.get(name)},
                         .typeahead = true},
                        d.problems, d.t);
}

Html municipality_select(const Drawing& d, std::string_view hint) {
    return place_select(d, "municipality", d.t.tr("Municipality"), hint,
                        d.places.municipality_options(d.typed.get("municipality")));
}

std::optional<Id<county::Municipality>> municipality_in(const http::Fields& typed,
                                                        const Places& places) {
    const auto id = Id<county::Municipality>::parse(typed.get("municipality"));
    return places.find(id) ? id : std::nullopt;
}

// Stays -----------------------------------------------------------------------------------------

Stay typed_stay(const http::Fields& typed, const Ground& ground, Problems& problems) {
    Stay stay;
    stay.phase = typed.get("phase");
    stay.accommodation = Id<county::Accommodation>::parse(typed.get("accommodation"));
    stay.municipality = municipality_in(typed, ground.places);
    stay.from = must_be_day(typed, "from", ground.today, problems);
    const auto* home = ground.places.find(stay.accommodation);
    if (!home) stay.accommodation.reset();
    if (home && !stay.municipality) stay.municipality = home->municipality;
    if (home && *stay.municipality != home->municipality)
        problems.add("municipality", {mark("This accommodation is in another municipality.")});
    if (!stay.municipality)
        problems.add("municipality", {mark("Choose the accommodation or the municipality.")});
    return stay;
}

void check_phase(const Stay& stay, const Places& places, Problems& problems) {
    constexpr std::string_view phases[] = {"EA", "VU", "AU", "PRIV"};
    const auto* home = places.find(stay.accommodation);
    if (std::ranges::find(phases, stay.phase) == std::end(phases))
        problems.add("phase", {mark("Choose the phase.")});
    else if (home && stay.phase == "PRIV")
        problems.add("phase", {mark("A private home is no accommodation of the county.")});
    else if (home && stay.phase != home->phase)
        problems.add("phase", {mark("This accommodation serves another phase.")});
}

// A stay ends when the next one begins.
void close_ranks(std::vector<Stay>& stays) {
    for (std::size_t i = 0; i + 1 < stays.size(); ++i) stays[i].until = stays[i + 1].from;
}

void check_order(const std::vector<Stay>& stays, std::size_t at, Date today, Problems& problems) {
    if (stays[at].from > today)
        problems.add("from", {mark("This day is still to come. Plan a move instead.")});
    else if (at > 0 && stays[at].from <= stays[at - 1].from)
        problems.add("from", {mark("This is before the move before.")});
    else if (at + 1 < stays.size() && stays[at].from >= stays[at + 1].from)
        problems.add("from", {mark("This is after the move after it.")});
}

http::Fields first_stay(const Case& one, const Ground& ground) {
    http::Fields fields;
    if (!ground.number) {
        const auto& move = one.move;
        fields.add("phase", move ? "AU" : one.phase());
        fields.add("municipality", move ? move->to.text() : "");
        fields.add("from", text::iso(move && move->day < ground.today ? move->day : ground.today));
        return fields;
    }
    const auto& stay = one.stays.at(*ground.number);
    fields.add("phase", stay.phase);
    fields.add("accommodation", text_of(stay.accommodation));
    fields.add("municipality", text_of(stay.municipality));
    fields.add("from", text::iso(stay.from));
    return fields;
}

// Planned move ------------------------------------------------------------------------------------

http::Fields first_move(const Case& one, const Ground&) {
    http::Fields fields;
    if (!one.move) return fields;
    fields.add("municipality", one.move->to.text());
    fields.add("day", text::iso(one.move->day));
    return fields;
}

Html move_fields(const Drawing& d) {
    return markup<R"(<div class="together">{}{}</div>)">(
        municipality_select(d, ""), day_input(d, "day", d.t.tr("Day of the move")));
}

// Both empty: no move is planned any more.
void read_move(Case& one, const http::Fields& typed, const Ground& ground, Problems& problems) {
    const auto to = municipality_in(typed, ground.places);
    const auto day = read_day(typed, "day", problems);
    one.move.reset();
    if (!to && !day && problems.empty()) return;
    if (!to) problems.add("municipality", {mark("Choose the municipality.")});
    if (!day && !problems.at("day")) problems.add("day", {write_a_day});
    if (to && day) one.move = {*to, *day};
}

// Counselling clock -------------------------------------------------------------------------------

http::Fields first_clock(const Case& one, const Ground&) {
    http::Fields fields;
    fields.add("start", iso(one.clock.start));
    if (!one.clock.extension_reason.empty()) fields.add("extended", "yes");
    fields.add("extension_reason", one.clock.extension_reason);
    return fields;
}

Html clock_fields(const Drawing& d) {
    return day_input(d, "start", d.t.tr("First day of counselling"),
                     d.t.tr("Counselling ends three years later. Pauses do not count.")) +
           view::tick("extended", "yes", d.t.tr("It lasts a fourth year."),
                      d.typed.get("extended") == "yes", d.problems, d.t) +
           words_input(d, "extension_reason", d.t.tr("Reason for the fourth year"),
                       d.t.tr("The person reads this."));
}

void read_clock(Case& one, const http::Fields& typed, const Ground& ground, Problems& problems) {
    auto& clock = one.clock;
    clock.start = read_day(typed, "start", problems);
    if (clock.start > ground.today) problems.add("start", {mark("This day is still to come.")});
    clock.extension_reason = read_words(typed, "extension_reason", problems);
    const bool extended = typed.get("extended") == "yes";
    if (!extended) clock.extension_reason.clear();
    if (extended && clock.extension_reason.empty())
        problems.add("extension_reason", {mark("Write why it lasts a fourth year.")});
}

http::Fields first_pause(const Case& one, const Ground& ground) {
    http::Fields fields;
    if (!ground.number) {
        fields.add("from", text::iso(ground.today));
        return fields;
    }
    const auto& pause = one.clock.pauses.at(*ground.number);
    fields.add("from", text::iso(pause.from));
    fields.add("until", iso(pause.until));
    fields.add("reason", pause.reason);
    return fields;
}

Html pause_fields(const Drawing& d) {
    return markup<R"(<div class="together">{}{}</div>{})">(
        day_input(d, "from", d.t.tr("From")),
        day_input(d, "until", d.t.tr("Counselling goes on from"),
                  d.t.tr("Leave it empty while the pause lasts.")),
        words_input(d, "reason", d.t.tr("Reason"), d.t.tr("The person reads this.")));
}

bool overlap(const Pause& a, const Pause& b) {
    return (!a.until || b.from < *a.until) && (!b.until || a.from < *b.until);
}

void check_pause(const Pause& pause, const Case& one, const Ground& ground, Problems& problems) {
    if (pause.until && *pause.until <= pause.from)
        problems.add("until", {mark("This is before the pause begins.")});
    if (!one.clock.start)
        problems.add("from", {mark("Counselling has no first day yet. Write that first.")});
    for (std::size_t i = 0; i < one.clock.pauses.size(); ++i)
        if (i != ground.number && overlap(one.clock.pauses[i], pause) && !problems.at("from"))
            problems.add("from", {mark("There is a pause at that time already.")});
}

void read_pause(Case& one, const http::Fields& typed, const Ground& ground, Problems& problems) {
    Pause pause{must_be_day(typed, "from", ground.today, problems),
                read_day(typed, "until", problems), read_words(typed, "reason", problems)};
    if (pause.reason.empty()) problems.add("reason", {mark("Write why counselling pauses.")});
    if (problems.empty()) check_pause(pause, one, ground, problems);
    auto& pauses = one.clock.pauses;
    if (ground.number)
        pauses.at(*ground.number) = pause;
    else
        pauses.push_back(pause);
    std::ranges::sort(pauses, {}, &Pause::from);
}

// Closing -----------------------------------------------------------------------------------------

http::Fields first_closing(const Case&, const Ground& ground) {
    http::Fields fields;
    fields.add("closed", text::iso(ground.today));
    return fields;
}

Html closing_fields(const Drawing& d) {
    return markup<R"(<div class="together">{}{}</div>)">(
        day_input(d, "closed", d.t.tr("Last day")),
        codes(d, "closing_reason", "case_end", d.t.tr("Why does it end?")));
}

void read_closing(Case& one, const http::Fields& typed, const Ground& ground, Problems& problems) {
    one.closed = must_be_day(typed, "closed", ground.today, problems);
    one.closing_reason = typed.get("closing_reason");
    one.move.reset();
    if (*one.closed > ground.today)
        problems.add("closed", {mark("This day is still to come.")});
    else if (*one.closed < one.opened)
        problems.add("closed", {mark("This is before the case was opened.")});
    constexpr std::string_view ends[] = {"reached",    "time_over", "moved_away", "left_country",
                                         "no_contact", "wish",      "other"};
    if (std::ranges::find(ends, one.closing_reason) == std::end(ends))
        problems.add("closing_reason", {mark("Choose why it ends.")});
}

}  // namespace

Html stay_fields(const Drawing& d) {
    return markup<R"(<div class="together">{}{}</div>{}{})">(
        codes(d, "phase", "accommodation_phase", d.t.tr("Phase")),
        day_input(d, "from", d.t.tr("Lives there since")),
        place_select(d, "accommodation", d.t.tr("Accommodation"),
                     d.t.tr("Leave it empty for a private home."),
                     d.places.accommodation_options(d.typed.get("accommodation"))),
        municipality_select(d, d.t.tr("An accommodation tells it by itself.")));
}

void read_stay(Case& one, const http::Fields& typed, const Ground& ground, Problems& problems) {
    auto stay = typed_stay(typed, ground, problems);
    check_phase(stay, ground.places, problems);
    auto& stays = one.stays;
    const auto at = ground.number.value_or(stays.size());
    if (at == stays.size())
        stays.push_back(stay);
    else
        stays.at(at) = stay;
    if (!problems.at("from")) check_order(stays, at, ground.today, problems);
    close_ranks(stays);
    const bool arrived = one.move && at + 1 == stays.size() && stay.municipality == one.move->to;
    if (arrived) one.move.reset();
}

const CaseForm stay_form{
    mark("Where they live"), nullptr, "stay", first_stay, stay_fields, read_stay};
const CaseForm move_form{mark("Planned move"),
                         mark("The officer of that municipality sees who will come, and when."),
                         "move",
                         first_move,
                         move_fields,
                         read_move};
const CaseForm clock_form{
    mark("Counselling time"), nullptr, "clock", first_clock, clock_fields, read_clock};
const CaseForm pause_form{mark("A pause of counselling"),
                          mark("A pause makes counselling last longer."),
                          "pause",
                          first_pause,
                          pause_fields,
                          read_pause};
const CaseForm closing_form{mark("Close the case"),
                            mark("It leaves your list. You can open it again."),
                            "closing",
                            first_closing,
                            closing_fields,
                            read_closing};

}  // namespace mobio::casework
