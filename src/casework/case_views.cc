// SPDX-License-Identifier: EUPL-1.2
#include "casework/case_views.h"

#include <algorithm>
#include <ranges>

#include "account/account.h"
#include "catalogue/catalogue.h"

namespace mobio::casework {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

view::Fact fact(std::string_view label, const Html& value) {
    return {std::string(label), value, {}};
}
view::Fact fact(std::string_view label, const std::string& value) {
    return fact(label, markup<"{}">(value));
}

Html until_tag(const std::optional<Time>& until, App& app, const Tongue& t) {
    if (!until) return {};
    return view::tag(text::fill(t.tr("until {1}"), t.short_date(app.zone.day(*until))));
}

std::string pause_in_words(const Pause& pause, const Tongue& t) {
    return pause.until ? text::fill(t.tr("{1} to {2}"), t.short_date(pause.from),
                                    t.short_date(*pause.until))
                       : text::fill(t.tr("since {1}"), t.short_date(pause.from));
}

std::string stay_in_words(const Stay& stay, const Tongue& t) {
    return stay.until
               ? text::fill(t.tr("{1} to {2}"), t.short_date(stay.from), t.short_date(*stay.until))
               : text::fill(t.tr("since {1}"), t.short_date(stay.from));
}

std::string kind_in_words(ConsentKind kind, const Tongue& t) {
    switch (kind) {
        case ConsentKind::Case:
            return std::string(t.tr("Consent to case management"));
        case ConsentKind::Handover:
            return std::string(t.tr("Consent to the handover"));
        case ConsentKind::Refusal:
            return std::string(t.tr("Did not agree"));
        case ConsentKind::Withdrawal:
            return std::string(t.tr("Consent withdrawn"));
    }
    return {};
}

std::string manner_in_words(Manner manner, const Tongue& t) {
    switch (manner) {
        case Manner::Screen:
            return std::string(t.tr("read on a screen"));
        case Manner::Paper:
            return std::string(t.tr("signed on paper"));
        case Manner::Account:
            return std::string(t.tr("in MoBio, by their own account"));
    }
    return {};
}

}  // namespace

std::vector<view::Fact> helper_facts(const account::Helpers& helpers, App& app, const Tongue& t) {
    std::vector<view::Fact> facts;
    bool first = true;
    for (const auto& helper : helpers.working) {
        const auto label = helper.part == account::Part::Cover ? t.tr("Stands in")
                           : first                             ? t.tr("In charge")
                                                               : t.tr("Was in charge");
        first = false;
        facts.push_back(
            fact(label, markup<"{} {}">(view::value(account::staff_name(app, helper.staff), "de"),
                                        until_tag(helper.until, app, t))));
    }
    for (const auto& reader : helpers.reading)
        facts.push_back(
            fact(t.tr("Can read"),
                 markup<"{} {}">(view::value(account::staff_name(app, reader.staff), "de"),
                                 until_tag(reader.until, app, t))));
    return facts;
}

std::vector<view::Fact> stay_facts(const Case& one, const Places& places, App& app,
                                   const Tongue& t) {
    std::vector<view::Fact> facts;
    if (const auto* stay = one.now()) {
        facts.push_back(fact(t.tr("Phase"), phase_in_words(app, stay->phase, t)));
        facts.push_back(fact(t.tr("Lives in"), markup<"{} <small>{}</small>">(
                                                   view::value(place_in_words(*stay, places), "de"),
                                                   stay_in_words(*stay, t))));
    }
    if (one.move)
        facts.push_back(fact(t.tr("Planned move"),
                             markup<"{} <small>{}</small>">(
                                 view::value(places.name_of(std::optional(one.move->to)), "de"),
                                 t.short_date(one.move->day))));
    return facts;
}

std::vector<view::Fact> clock_facts(const CounsellingClock& clock, App& app, const Tongue& t) {
    std::vector<view::Fact> facts;
    const auto end = clock.end(app.today());
    if (!end) return facts;
    facts.push_back(fact(t.tr("First day of counselling"), t.date(*clock.start)));
    facts.push_back(fact(t.tr("Counselling ends on"), t.date(*end)));
    if (!clock.extension_reason.empty())
        facts.push_back(
            fact(t.tr("Reason for the fourth year"), view::value(clock.extension_reason, "de")));
    for (const auto& pause : clock.pauses)
        facts.push_back(fact(t.tr("Pause"), markup<"{}: {}">(pause_in_words(pause, t),
                                                             view::value(pause.reason, "de"))));
    return facts;
}

Html clock_tag(const CounsellingClock& clock, Date today, const Tongue& t) {
    if (clock.paused(today)) return view::tag(t.tr("Counselling pauses"), "", "clock");
    switch (nearness(clock, today)) {
        case Nearness::SixMonths:
            return view::tag(t.tr("Counselling ends within 6 months"), "", "clock");
        case Nearness::ThreeMonths:
            return view::tag(t.tr("Counselling ends within 3 months"), "warm", "clock");
        case Nearness::FourWeeks:
            return view::tag(t.tr("Counselling ends within 4 weeks"), "warm", "warn");
        case Nearness::Over:
            return view::tag(t.tr("Counselling time is over"), "bad", "warn");
        case Nearness::Far:
            break;
    }
    return {};
}

Html clock_progress(const CounsellingClock& clock, Date today, const Tongue& t) {
    const auto end = clock.end(today);
    if (!end) return {};
    using std::chrono::sys_days;
    constexpr double days_of_month = 30.44;
    const auto months = [](std::chrono::days days) {
        return static_cast<int>(static_cast<double>(days.count()) / days_of_month + 0.5);
    };
    const int all = clock.extension_reason.empty() ? 36 : 48;
    const int left = std::clamp(months(sys_days(*end) - sys_days(today)), 0, all);
    const auto words = text::fill(t.tr("{1} of {2} months"), t.number(all - left), t.number(all));
    return markup<"<span>{}{}</span>">(
        words, view::progress(all - left, all, words, left <= 6 ? "warm" : ""));
}

Html history(const Case& one, const Places& places, App& app, const Tongue& t) {
    if (one.stays.size() < 2) return {};
    std::vector<Html> lines;
    for (const auto& stay : one.stays | std::views::reverse)
        lines.push_back(view::line({.start = view::badge("home"),
                                    .title = view::value(place_in_words(stay, places), "de"),
                                    .small = markup<"{} · {}">(phase_in_words(app, stay.phase, t),
                                                               stay_in_words(stay, t))}));
    return markup<"<h2>{}</h2>{}">(t.tr("Where they lived"), view::list(lines, "list card"));
}

Html consent_list(const std::vector<Given>& consents, App& app, const Tongue& t) {
    if (consents.empty()) return {};
    std::vector<Html> lines;
    for (const auto& one : consents) {
        view::Line line{.start = view::badge("consent"),
                        .title = markup<"{}">(kind_in_words(one.kind, t)),
                        .small = markup<"{} · {}">(t.short_date(app.zone.day(one.at)),
                                                   manner_in_words(one.manner, t))};
        if (!one.words.empty()) line.more = view::value(one.words, "de");
        lines.push_back(view::line(line));
    }
    return markup<"<h2>{}</h2>{}">(t.tr("Consents"), view::list(lines, "list card"));
}

}  // namespace mobio::casework
