// SPDX-License-Identifier: EUPL-1.2
#include "households/case_reader.h"

#include <algorithm>
#include <array>
#include <set>

#include "biography/dates.h"

namespace mobio::households {

using casework::Stay;
using nlohmann::json;

namespace {

constexpr std::size_t most_note = 4000;
constexpr int most_minutes = 600;

const json& at_key(const json& object, const char* key) {
    static const json nothing;
    const auto found = object.is_object() ? object.find(key) : object.end();
    return found == object.end() ? nothing : *found;
}

template <class List>
auto find_named(const List& list, std::string_view name) {
    return std::ranges::find_if(list, [&](const auto& one) {
        return !name.empty() && text::fold(one.name) == text::fold(name);
    });
}

// The two services, as counties abbreviate them.
std::string service_named(std::string_view team) {
    const auto name = text::fold(team);
    if (name == "im" || name == "au" || name == "integrationsmanagement") return "AU";
    if (name == "sb" || name == "vu" || name == "soziale beratung") return "VU";
    return {};
}

// Which phase a kind of housing belongs to; some may be of any.
std::string phase_of(std::string_view type) {
    if (type == "lea") return "EA";
    for (const auto* one : {"gu", "vu_flat", "emergency"})
        if (type == one) return "VU";
    for (const auto* one : {"au_shared", "au_flat"})
        if (type == one) return "AU";
    return type == "private" || type == "relatives" ? "PRIV" : "";
}

}  // namespace

bool CaseReader::is_object(const json& given, const At& at) {
    if (given.is_object()) return true;
    if (!given.is_null()) values_.findings().wrong(at, "is no object");
    return false;
}

// The case --------------------------------------------------------------------------------------

void CaseReader::read_case(const json& given, const At& at, Household& household) {
    phase_.clear();
    if (!given.is_object()) {
        values_.findings().wrong(at, "is missing; allowed: an object of phase, opened, caseworker");
        return;
    }
    auto& shared = household.shared;
    std::optional<Date> opened;
    for (const auto& [key, value] : given.items()) {
        const auto place = at / key;
        if (key == "phase")
            phase_ = values_.code("accommodation_phase", value, place);
        else if (key == "opened")
            opened = values_.day(value, place);
        else if (key == "closed")
            shared.closed = values_.day(value, place);
        else if (key == "im_start")
            shared.clock.start = values_.day(value, place);
        else if (key == "clock" && is_object(value, place))
            read_clock(value, place, shared.clock);
        else if (key == "move" && is_object(value, place))
            read_move(value, place, shared);
        else if (key != "team" && key != "caseworker" && !value.is_null())
            values_.findings().leave_out(place, "is no key of a case");
    }
    if (!opened) values_.findings().wrong(at / "opened", "is missing; allowed: 2024-02-05");
    if (opened && *opened > values_.today())
        values_.findings().wrong(at / "opened", "lies in the future");
    shared.opened = opened.value_or(values_.today());
    if (shared.closed && *shared.closed < shared.opened)
        values_.findings().wrong(at / "closed", "is before the day when it was opened");
    read_team(at_key(given, "team"), at / "team", household);
    read_caseworker(at_key(given, "caseworker"), at / "caseworker", household);
}

void CaseReader::read_team(const json& given, const At& at, Household& household) {
    const auto name = values_.text(given, at);
    const auto found = find_named(ground_.teams, name);
    const bool known = found != ground_.teams.end();
    household.service = known ? found->service : service_named(name);
    if (household.service.empty())
        household.service = phase_ == "AU" || phase_ == "PRIV" ? "AU" : "VU";
    if (known) {
        household.team = found->id;
        return;
    }
    // "IM" is the county's one team of that service, where it has but one.
    std::vector<Id<county::Team>> of_service;
    for (const auto& team : ground_.teams)
        if (team.service == household.service && !team.closed) of_service.push_back(team.id);
    if (!service_named(name).empty() && of_service.size() == 1)
        household.team = of_service.front();
    else
        household.new_team = name;
}

void CaseReader::read_caseworker(const json& given, const At& at, Household& household) {
    auto& who = household.caseworker;
    who.name = values_.text(given.is_object() ? at_key(given, "name") : given, at);
    who.email = values_.text(at_key(given, "email"), at);
    if (who.name.empty() && who.email.empty())
        return values_.findings().wrong(at, "is missing; allowed: a name, or {name, email}");
    if (who.name.empty()) who.name = who.email;
    std::vector<Id<Staff>> found;
    for (const auto& one : ground_.caseworkers) {
        const bool same_email =
            !who.email.empty() && text::fold(one.email) == text::fold(who.email);
        if (who.email.empty() ? text::fold(one.name) == text::fold(who.name) : same_email)
            found.push_back(*one.id);
    }
    if (found.size() > 1)
        return values_.findings().wrong(at, "several have this name; allowed: {name, email}");
    if (found.size() == 1) who.id = found.front();
}

void CaseReader::read_clock(const json& given, const At& at, casework::CounsellingClock& clock) {
    for (const auto& [key, value] : given.items()) {
        if (key == "start")
            clock.start = values_.day(value, at / key);
        else if (key == "extension_reason")
            clock.extension_reason = values_.text(value, at / key, most_note);
        else if (key == "pauses")
            read_pauses(value, at / key, clock.pauses);
        else
            values_.findings().leave_out(at / key, "is no key of a counselling clock");
    }
}

void CaseReader::read_pauses(const json& given, const At& at,
                             std::vector<casework::Pause>& pauses) {
    if (!given.is_array()) return values_.findings().wrong(at, "is no list");
    for (std::size_t i = 0; i < given.size(); ++i) {
        const auto place = at / i;
        const auto from = values_.day(at_key(given[i], "from"), place / "from");
        const auto until = values_.day(at_key(given[i], "until"), place / "until");
        const auto reason = values_.text(at_key(given[i], "reason"), place / "reason", most_note);
        if (!from)
            values_.findings().wrong(place / "from", "is missing; allowed: 2024-02-05");
        else if (until && *until < *from)
            values_.findings().wrong(place / "until", "is before the day from which it lasts");
        else
            pauses.push_back({*from, until, reason});
    }
}

void CaseReader::read_move(const json& given, const At& at, casework::Case& shared) {
    const auto* to = municipality(at_key(given, "to"));
    const auto day = values_.day(at_key(given, "day"), at / "day");
    if (!to)
        values_.findings().leave_out(at, "the county has no municipality of this name or key");
    else if (!day)
        values_.findings().wrong(at / "day", "is missing; allowed: 2024-02-05");
    else
        shared.move = {to->id, *day};
}

// Where they live -------------------------------------------------------------------------------

const county::Municipality* CaseReader::municipality(const json& given) const {
    const auto words = given.is_string() ? text::clean(given.get<std::string>()).text : "";
    const auto found = std::ranges::find_if(ground_.municipalities, [&](const auto& one) {
        return !words.empty() && (one.ags == words || text::fold(one.name) == text::fold(words));
    });
    return found == ground_.municipalities.end() ? nullptr : &*found;
}

void CaseReader::place(const json& given, const At& at, Stay& stay) {
    for (const char* key : {"name", "place", "ags", "AGS"}) {
        const auto& words = at_key(given, key);
        if (!words.is_string() || words == "") continue;
        const auto home = find_named(ground_.accommodations, words.get<std::string>());
        if (home != ground_.accommodations.end()) {
            stay.accommodation = home->id;
            stay.municipality = home->municipality;
        } else if (const auto* found = municipality(words)) {
            stay.municipality = found->id;
        }
    }
    const bool named = at_key(given, "place").is_string() || at_key(given, "name").is_string();
    if (named && !stay.municipality && stay.phase != "EA")
        values_.findings().leave_out(at,
                                     "the county has no accommodation and no municipality of"
                                     " this name: the stay is kept without");
}

std::optional<Stay> CaseReader::stay(const json& given, const At& at) {
    const auto& type = at_key(given, "type");
    Stay stay;
    stay.phase = values_.code("accommodation_phase", at_key(given, "phase"), at / "phase");
    if (stay.phase.empty() && type.is_string()) stay.phase = phase_of(type.get<std::string>());
    if (stay.phase.empty()) stay.phase = phase_;
    // What is wrong with these days is said where the biography is read.
    Findings unheard;
    Values quiet(values_.catalogue(), values_.today(), unheard);
    Kind kind;
    kind.type = catalogue::Type::PartialDate;
    const auto day = [&](const char* key) {
        return biography::date_of(quiet.read(kind, at_key(given, key), at));
    };
    const auto from = day("from"), to = day("to");
    if (!from || stay.phase.empty()) {
        values_.findings().leave_out(at,
                                     "is no stay of the case: it has no first day, or no phase");
        return {};
    }
    stay.from = from->first;
    if (to) stay.until = to->last;
    place(given, at, stay);
    return stay;
}

std::vector<Stay> CaseReader::stays(const json& member, const At& at, const Household& household) {
    const auto& given = at_key(at_key(member, "residence"), "accommodation");
    std::vector<Stay> stays;
    const auto place = at / "residence" / "accommodation";
    if (given.is_array())
        for (std::size_t i = 0; i < given.size(); ++i)
            if (auto one = stay(given[i], place / i)) stays.push_back(std::move(*one));
    std::ranges::stable_sort(stays, {}, &Stay::from);
    // The phase of the case is said, that of the last home was only guessed from its kind.
    const bool lives_there = !stays.empty() && !stays.back().until;
    if (lives_there && !phase_.empty()) stays.back().phase = phase_;
    if (!lives_there && !phase_.empty() && !household.shared.closed) {
        Stay now;
        now.phase = phase_;
        now.from = stays.empty() ? household.shared.opened : *stays.back().until;
        stays.push_back(std::move(now));
    }
    return stays;
}

// What was spoken about -------------------------------------------------------------------------

std::vector<Talk> CaseReader::talks(const json& given, const At& at) {
    std::vector<Talk> all;
    if (given.is_null()) return all;
    if (!given.is_array()) return values_.findings().wrong(at, "is no list"), all;
    for (std::size_t i = 0; i < given.size(); ++i)
        if (is_object(given[i], at / i))
            if (auto one = talk(given[i], at / i)) all.push_back(std::move(*one));
    return all;
}

std::optional<Talk> CaseReader::talk(const json& given, const At& at) {
    Talk talk;
    auto& told = talk.told;
    std::optional<Date> day;
    for (const auto& [key, value] : given.items()) {
        const auto place = at / key;
        if (key == "date")
            day = values_.day(value, place);
        else if (key == "kind")
            told.kind = values_.code("consult_kind", value, place);
        else if (key == "topics")
            told.topics = values_.codes("consult_topic", value, place);
        else if (key == "minutes")
            told.minutes = values_.whole(value, place, 1, most_minutes).value_or(0);
        else if (key == "present")
            told.present = values_.codes("consult_present", value, place);
        else if (key == "interpreter")
            read_interpreter(value, place, told);
        else if (key == "interpreter_adult")
            told.interpreter_adult = values_.yes(value, place).value_or(false);
        else if (key == "note")
            told.note = values_.text(value, place, most_note);
        else if (key == "private_note")
            talk.working_note = values_.text(value, place, most_note);
        else if (key == "step" && is_object(value, place))
            read_step(value, place, told);
        else if (!value.is_null())
            values_.findings().leave_out(place, "is no key of a consultation");
    }
    if (!day) return values_.findings().wrong(at / "date", "is missing; allowed: 2025-02-04"), talk;
    if (*day > values_.today()) values_.findings().wrong(at / "date", "lies in the future");
    if (told.kind.empty())
        values_.findings().wrong(at / "kind",
                                 "is missing; allowed: a code of the list consult_kind");
    told.day = *day;
    return talk;
}

// A file may name the language alone; which kind of interpreter it was stays open then.
void CaseReader::read_interpreter(const json& given, const At& at,
                                  consultation::Consultation& told) {
    if (given.is_null()) {
        told.interpreter = "none";
        return;
    }
    const bool language = given.is_string() && given.get<std::string>().size() == 3 &&
                          values_.catalogue().has_language(given.get<std::string>());
    if (!language) {
        told.interpreter = values_.code("consult_interpreter", given, at);
        return;
    }
    values_.findings().leave_out(at,
                                 "is a language; allowed: the kind of interpreter, none,"
                                 " trained, remote, colleague, volunteer, relative, child");
}

void CaseReader::read_step(const json& given, const At& at, consultation::Consultation& told) {
    auto& step = told.step;
    for (const auto& [key, value] : given.items()) {
        if (key == "kind")
            step.kind = values_.code("consult_step", value, at / key);
        else if (key == "words")
            step.words = values_.text(value, at / key);
        else if (key == "waiting_for")
            step.waiting_for = values_.code("consult_waiting", value, at / key);
        else if (key == "due")
            step.due = values_.day(value, at / key);
        else
            values_.findings().leave_out(at / key, "is no key of a next step");
    }
    if (step.kind.empty()) step = {};
}

}  // namespace mobio::households
