// SPDX-License-Identifier: EUPL-1.2
#include "figures/gather.h"

#include <algorithm>
#include <array>

#include "biography/over_time.h"
#include "casework/cases.h"
#include "consultation/store.h"
#include "plan/history.h"

namespace mobio::figures {

using biography::Biography;
using biography::Claim;
using nlohmann::json;

namespace {

constexpr std::array<std::string_view, 12> fields{"person.sex",
                                                  "person.birth",
                                                  "person.nationalities",
                                                  "residence.status",
                                                  "family.household",
                                                  "language.courses",
                                                  "language.tests",
                                                  "work.entries",
                                                  "training.german_apprenticeship",
                                                  "consultations",
                                                  "cases",
                                                  "plans"};

// One person while their facts are gathered.
struct Gathering {
    sql::Connection& db;
    App& app;
    Id<Person> person;
    const vault::PersonKey& key;
    const Biography& biography;
    Telling telling = {};

    Day day(Time moment) const { return app.zone.day(moment); }
    // The code, where the list has it.
    std::string_view known(std::string_view list, std::string_view code) const {
        return app.catalogue->has_code(list, code) ? code : "";
    }
};

const json* stated(const Claim* claim) {
    return claim && claim->state == biography::State::Value ? &claim->value : nullptr;
}

std::string text_in(const json& value, const char* part) {
    const auto found = value.find(part);
    return found != value.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// The first day that a date may be; nothing where none is told.
std::optional<Day> first_day(const json& value, const char* part) {
    const auto found = value.find(part);
    const auto date = found == value.end() ? std::nullopt : biography::date_of(*found);
    return date ? std::optional<Day>(date->first) : std::nullopt;
}

template <class Visit>
void each_card(const Gathering& g, const char* field, const Visit& visit) {
    for (const auto* entry : g.biography.entries(field))
        if (const auto* value = stated(entry->answer.claim()); value && value->is_object())
            visit(*value);
}

void tell_person(Gathering& g) {
    if (const auto* birth = stated(g.biography.claim("person.birth")))
        if (const auto date = biography::date_of(*birth))
            g.telling.add(Kind::Birth, always,
                          std::to_string(static_cast<int>(date->first.year())));
    if (const auto* sex = stated(g.biography.claim("person.sex")); sex && sex->is_string())
        g.telling.add(Kind::Sex, always, g.known("sex", sex->get_ref<const std::string&>()));
    const auto* countries = stated(g.biography.claim("person.nationalities"));
    if (countries && countries->is_array() && !countries->empty() && countries->front().is_string())
        g.telling.add(Kind::Nationality, always, countries->front().get<std::string>());
}

std::string_view household_of(const json& value) {
    const auto number = [&](const char* part) {
        const auto found = value.is_object() ? value.find(part) : value.end();
        return found != value.end() && found->is_number() ? found->get<double>() : 0;
    };
    if (number("adults") + number("children") <= 0) return "";
    return number("adults") + number("children") > 1 ? "family" : "single";
}

void tell_changing(Gathering& g) {
    for (const auto& spell : biography::over_time(g.db, g.app, g.person, g.key, "residence.status"))
        g.telling.add(Kind::Status, g.day(spell.since),
                      spell.value.is_string()
                          ? g.known("residence_status", spell.value.get_ref<const std::string&>())
                          : "");
    for (const auto& spell : biography::over_time(g.db, g.app, g.person, g.key, "family.household"))
        g.telling.add(Kind::Household, g.day(spell.since), household_of(spell.value));
}

// Courses abroad, alone at a screen or by neighbours are no courses of the county's counting.
bool is_course(std::string_view type) {
    return type != "abroad" && type != "online" && type != "volunteer" && type != "school_german";
}

void tell_language(Gathering& g) {
    each_card(g, "language.courses", [&](const json& course) {
        const auto type = text_in(course, "type");
        if (const auto from = first_day(course, "from"); from && is_course(type))
            g.telling.add(Kind::Course, *from, g.known("course_type", type));
    });
    each_card(g, "language.tests", [&](const json& test) {
        const auto day = first_day(test, "date");
        if (day && text_in(test, "result") == "passed")
            g.telling.add(Kind::Level, *day, g.known("cefr", text_in(test, "level")));
    });
}

bool is_job(std::string_view kind) {
    return kind != "household" && kind != "subsistence" && kind != "voluntary_service" &&
           kind != "opportunity_80h";
}

void tell_work(Gathering& g) {
    each_card(g, "work.entries", [&](const json& job) {
        const auto kind = text_in(job, "kind");
        const auto from = first_day(job, "from");
        if (from && text_in(job, "country") == "DE" && is_job(kind))
            g.telling.add(Kind::Job, *from, g.known("employment_kind", kind));
    });
    each_card(g, "training.german_apprenticeship", [&](const json& training) {
        const auto state = text_in(training, "state");
        if (const auto from = first_day(training, "from"); from && state != "applied")
            g.telling.add(Kind::Job, *from, "apprentice");
    });
}

template <class Of>
std::string_view code_of(const std::map<Id<Of>, std::string>& codes,
                         const std::optional<Id<Of>>& id, std::string_view otherwise) {
    const auto found = id ? codes.find(*id) : codes.end();
    return found == codes.end() ? otherwise : std::string_view(found->second);
}

void tell_case(Gathering& g, const Places& places) {
    const auto one = casework::case_of(g.db, g.app, g.person);
    if (!one) return;
    const Day opened = one->opened;
    const auto end = [](const std::optional<Date>& day) { return day ? Day(*day) : for_ever; };
    g.telling.add(Kind::Counselling, opened, end(one->closed), "");
    if (one->team) g.telling.add(Kind::Team, opened, one->team->text());
    for (const auto& stay : one->stays) {
        const Day from = stay.from;
        const auto until = end(stay.until);
        g.telling.add(Kind::Phase, from, until, g.known("accommodation_phase", stay.phase));
        g.telling.add(Kind::Municipality, from, until, code_of(places.keys, stay.municipality, ""));
        g.telling.add(
            Kind::Housing, from, until,
            code_of(places.housing, stay.accommodation, stay.accommodation ? "" : "private"));
    }
}

void tell_consultations(Gathering& g) {
    for (const auto& kept : consultation::for_figures(g.db, g.app, g.person)) {
        const auto& told = kept.told;
        g.telling.add(Kind::Consultation, Day(told.day), g.known("consult_kind", told.kind));
        const auto& step = told.step;
        if (step.agreed() && step.waiting_for != "person")
            g.telling.add(Kind::Wait, Day(told.day), kept.done_at ? g.day(*kept.done_at) : for_ever,
                          g.known("consult_waiting", step.waiting_for));
    }
}

void tell_plan(Gathering& g) {
    using What = plan::Fact::What;
    for (const auto& fact : plan::facts_of(g.db, g.app, g.person, g.key)) {
        if (fact.what == What::VersionConfirmed) g.telling.add(Kind::Plan, Day(fact.day), "");
        if (fact.what == What::GoalStatus && fact.code == "reached")
            g.telling.add(Kind::Goal, Day(fact.day), g.known("plan_area", fact.area));
        if (fact.what == What::OutcomeReached)
            g.telling.add(Kind::Outcome, Day(fact.day), g.known("plan_outcome", fact.code));
    }
}

}  // namespace

Places places_of(sql::Connection& db) {
    Places places;
    for (const auto& one : county::municipalities(db)) places.keys[one.id] = one.ags;
    for (const auto& one : county::accommodations(db)) places.housing[one.id] = one.type;
    return places;
}

Telling gather(sql::Connection& db, App& app, Id<Person> person, const vault::PersonKey& key,
               const Places& places) {
    const auto biography =
        biography::load_sections(db, app, person, key, {"person", "language", "work", "training"});
    Gathering g{db, app, person, key, biography};
    tell_person(g);
    tell_changing(g);
    tell_language(g);
    tell_work(g);
    tell_case(g, places);
    tell_consultations(g);
    tell_plan(g);
    return g.telling;
}

bool tells_facts(const std::vector<std::string>& changed_fields) {
    return std::ranges::any_of(changed_fields, [](const std::string& changed) {
        return std::ranges::find(fields, changed) != fields.end();
    });
}

}  // namespace mobio::figures
