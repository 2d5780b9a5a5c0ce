// SPDX-License-Identifier: EUPL-1.2
#include "casework/likeness.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "biography/dates.h"
#include "biography/names/keys.h"

namespace mobio::casework {

namespace names = biography::names;
using biography::Biography;
using biography::Claim;

namespace {

constexpr std::array<std::string_view, 8> codes{"native_name", "spelling", "sound",       "father",
                                                "nationality", "birth",    "entry_month", "phone"};

// --- Facts ---------------------------------------------------------------------------------------

// Of both sides: what staff read in a paper and what the person says of it.
template <class F>
void each_value(const Biography& biography, const char* field, F&& take) {
    const auto each = [&](const biography::Answer& answer) {
        for (const auto& claim : answer.claims)
            if (claim.state == biography::State::Value) take(claim.value);
    };
    if (const auto* answer = biography.answer(field)) each(*answer);
    for (const auto* entry : biography.entries(field)) each(entry->answer);
}

std::vector<std::string> texts(const Biography& biography, const char* field,
                               const char* part = nullptr) {
    std::vector<std::string> all;
    each_value(biography, field, [&](const nlohmann::json& value) {
        const auto text = part && value.is_object() ? value.value(part, nlohmann::json()) : value;
        if (text.is_string()) all.push_back(text);
    });
    return all;
}

void append(std::vector<std::string>& to, const std::vector<std::string>& more) {
    to.insert(to.end(), more.begin(), more.end());
}

std::vector<std::string> whole_names(const Biography& biography) {
    const auto given = texts(biography, "person.name.given"),
               family = texts(biography, "person.name.family");
    std::vector<std::string> all;
    for (const auto& one : given)
        for (const auto& other : family) all.push_back(one + " " + other);
    if (family.empty()) append(all, given);
    if (given.empty()) append(all, family);
    if (all.empty()) append(all, texts(biography, "person.name.preferred"));
    append(all, texts(biography, "person.name.other", "text"));
    append(all, texts(biography, "person.name.mrz"));
    return all;
}

Span span_of(const biography::PartialDate& date) {
    return {date.first, date.last, biography::is_first_of_january(date)};
}

// --- Names ---------------------------------------------------------------------------------------

std::string sorted_words(const std::string& name) {
    std::vector<std::string> forms;
    for (const auto& word : names::words_of(name)) forms.push_back(word.forms.front());
    std::sort(forms.begin(), forms.end());
    return fmt::format("{}", fmt::join(forms, " "));
}

bool share_whole_name(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    std::set<std::string> known;
    for (const auto& name : a) known.insert(sorted_words(name));
    return std::any_of(b.begin(), b.end(),
                       [&](const auto& name) { return known.contains(sorted_words(name)); });
}

// Each word of the one fits one of the other, and the other way round.
names::Fit fit(const std::string& a, const std::string& b) {
    return std::min(names::match(names::sought(a), {b}).worst,
                    names::match(names::sought(b), {a}).worst);
}

names::Fit best_fit(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    auto best = names::Fit::None;
    for (const auto& one : a)
        for (const auto& other : b) best = std::max(best, fit(one, other));
    return best;
}

std::vector<std::string> all_names(const Facts& facts) {
    auto all = facts.latin;
    append(all, facts.native);
    return all;
}

// How a whole name sounds; a letter that reads in two ways gives more than one.
std::vector<std::string> whole_sounds(const std::string& name) {
    constexpr std::size_t most = 8;
    std::vector<std::vector<std::string>> all{{}};
    for (const auto& word : names::words_of(name)) {
        std::vector<std::vector<std::string>> longer;
        for (const auto& before : all)
            for (const auto& sound : word.sounds) {
                if (longer.size() == most) break;
                longer.push_back(before);
                longer.back().push_back(sound);
            }
        if (!longer.empty()) all = std::move(longer);
    }
    std::vector<std::string> joined;
    for (auto& sounds : all) {
        std::sort(sounds.begin(), sounds.end());
        if (!sounds.empty()) joined.push_back(fmt::format("{}", fmt::join(sounds, " ")));
    }
    return joined;
}

// --- Scores --------------------------------------------------------------------------------------

struct Weighing {
    const Facts &a, &b;
    Likeness found;

    void add(Reason reason, int points) {
        found.reasons.push_back(reason);
        found.score += points;
    }

    bool by_name() {
        if (share_whole_name(a.native, b.native)) add(Reason::NativeName, 30);
        const auto names = best_fit(all_names(a), all_names(b));
        if (names >= names::Fit::Prefix)
            add(Reason::Spelling, 25);
        else if (names == names::Fit::Sound)
            add(Reason::Sound, 20);
        // Thousands share a name: by itself it is never enough.
        found.score = std::min(found.score, 40);
        return !found.reasons.empty();
    }

    void by_father() {
        if (a.fathers.empty() || b.fathers.empty()) return;
        const auto fathers = best_fit(a.fathers, b.fathers);
        if (fathers == names::Fit::None)
            found.score -= 25;
        else
            add(Reason::Father, fathers == names::Fit::Sound ? 15 : 20);
    }

    void by_nationality() {
        if (a.nationalities.empty() || b.nationalities.empty()) return;
        const bool shared =
            std::any_of(a.nationalities.begin(), a.nationalities.end(),
                        [&](const auto& country) { return b.nationalities.contains(country); });
        if (shared)
            add(Reason::Nationality, 5);
        else
            found.score -= 15;
    }

    // 1 January says little; a day that both papers give says much.
    static int points(const Span& x, const Span& y) {
        if (x.last < y.first || y.last < x.first) return 0;
        if (x.new_year || y.new_year) return 5;
        return x.first == x.last && y.first == y.last ? 25 : 10;
    }

    void by_birth() {
        if (a.births.empty() || b.births.empty()) return;
        int most = 0;
        for (const auto& one : a.births)
            for (const auto& other : b.births) most = std::max(most, points(one, other));
        if (most == 0)
            found.score -= 30;
        else
            add(Reason::Birth, most);
    }

    void by_entry() {
        if (a.entered && a.entered == b.entered) add(Reason::EntryMonth, 10);
    }

    // People in one accommodation share a phone.
    void by_phone() {
        const bool shared = std::any_of(a.phones.begin(), a.phones.end(), [&](const auto& phone) {
            return b.phones.contains(phone);
        });
        if (shared) add(Reason::Phone, 20);
    }
};

}  // namespace

std::string_view code(Reason reason) { return codes[static_cast<std::size_t>(reason)]; }

std::optional<Reason> parse_reason(std::string_view code) {
    const auto found = std::find(codes.begin(), codes.end(), code);
    if (found == codes.end()) return {};
    return static_cast<Reason>(found - codes.begin());
}

Facts facts_of(const Biography& biography) {
    Facts facts;
    facts.native = texts(biography, "person.name.native", "text");
    facts.latin = whole_names(biography);
    for (const char* part : {"latin", "native"})
        append(facts.fathers, texts(biography, "person.name.father", part));
    each_value(biography, "person.nationalities", [&](const nlohmann::json& value) {
        for (const auto& country : value)
            if (country.is_string()) facts.nationalities.insert(country);
    });
    each_value(biography, "person.birth", [&](const nlohmann::json& value) {
        if (const auto date = biography::date_of(value)) facts.births.push_back(span_of(*date));
    });
    each_value(biography, "residence.entry_date", [&](const nlohmann::json& value) {
        const auto date = biography::date_of(value);
        if (date && date->precision >= biography::Precision::Month)
            facts.entered = date->first.year() / date->first.month();
    });
    for (const auto& phone : texts(biography, "contact.phones", "e164")) facts.phones.insert(phone);
    return facts;
}

std::set<std::string> duplicate_keys(const Facts& facts) {
    std::set<std::string> keys, beside;
    for (const auto& birth : facts.births)
        for (auto year = birth.first.year(); year <= birth.last.year(); ++year)
            beside.insert(fmt::format("born {}", static_cast<int>(year)));
    for (const auto& father : facts.fathers)
        for (const auto& sound : whole_sounds(father)) beside.insert("father " + sound);
    if (facts.entered)
        beside.insert(fmt::format("entered {}-{}", static_cast<int>(facts.entered->year()),
                                  static_cast<unsigned>(facts.entered->month())));
    for (const auto& name : all_names(facts))
        for (const auto& sound : whole_sounds(name))
            for (const auto& one : beside) keys.insert(sound + "|" + one);
    for (const auto& phone : facts.phones) keys.insert("phone " + phone);
    return keys;
}

Likeness compare(const Facts& a, const Facts& b) {
    Weighing weighing{a, b, {}};
    if (!weighing.by_name()) return {};
    weighing.by_father();
    weighing.by_nationality();
    weighing.by_birth();
    weighing.by_entry();
    weighing.by_phone();
    weighing.found.score = std::clamp(weighing.found.score, 0, 100);
    return weighing.found;
}

}  // namespace mobio::casework
