// SPDX-License-Identifier: EUPL-1.2
#include "appointments/pages.h"

#include "account/account.h"
#include "appointments/reminders.h"
#include "platform/access_log/access_log.h"

namespace mobio::appointments {

using html::Html;
using html::markup;
using text::Tongue;

Names names_of(sql::Connection& db, App& app, const std::vector<Kept>& all) {
    Names names;
    for (const auto& kept : all)
        if (!names.contains(kept.person)) names[kept.person] = name_of(db, app, kept.person);
    return names;
}

void log_listing(App& app, const Caseworker& who, const Names& names, const char* action,
                 const http::Request& request) {
    std::vector<access_log::Entry> entries;
    for (const auto& [person, name] : names)
        entries.push_back({person.bytes, access_log::Who::Staff, who.id.bytes, action, {}, ""});
    access_log::read(app, entries, request.visitor);
}

Kept open_one(sql::Connection& db, const Caseworker& who, const http::Request& request, App& app) {
    const auto id = AppointmentId::parse(request.param("id"));
    auto found = id ? find(db, app, who, *id) : std::nullopt;
    if (!found) http::not_found();
    return std::move(*found);
}

void log_reading(App& app, const Caseworker& who, Id<Person> person, const http::Request& request) {
    access_log::read(
        app, {person.bytes, access_log::Who::Staff, who.id.bytes, "appointment.read", {}, ""},
        request.visitor);
}

std::string time_span(const Appointment& told, const Tongue& t) {
    return text::fill(t.tr("{1} to {2}"), t.time_of_day(told.start), t.time_of_day(told.end()));
}

std::string place_in_words(const Appointment& told, const App& app, const Tongue& t) {
    return app.catalogue->code_label("appointment_place", told.place, t);
}

std::string topic_in_words(const Appointment& told, const App& app, const Tongue& t) {
    return app.catalogue->code_label("consult_topic", told.topic, t);
}

std::string words_in_words(const Appointment& told, const App& app, const Tongue& t) {
    std::vector<std::string> words;
    for (const auto& one : told.words)
        words.push_back(app.catalogue->code_label("appointment_words", one, t));
    return t.list(words);
}

std::string when(const Appointment& told, const App& app, const Tongue& t) {
    return text::fill(t.tr("{1}, {2}"), t.weekday_date(app.zone.day(told.start)),
                      time_span(told, t));
}

std::vector<view::Fact> facts_of(const Kept& kept, App& app, const Tongue& t) {
    const auto fact = [](std::string_view label, const Html& value) {
        return view::Fact{std::string(label), value, {}};
    };
    std::vector<view::Fact> facts{
        fact(t.tr("When?"), markup<"{}">(when(kept.told, app, t))),
        fact(t.tr("Where?"), markup<"{}">(place_in_words(kept.told, app, t))),
        fact(t.tr("About what?"), markup<"{}">(topic_in_words(kept.told, app, t))),
        fact(t.tr("With"), view::value(account::staff_name(app, kept.with), "de"))};
    if (!kept.told.words.empty())
        facts.push_back(fact(t.tr("To be told"), markup<"{}">(words_in_words(kept.told, app, t))));
    return facts;
}

std::vector<Kept> from(std::vector<Kept> all, Time moment) {
    std::erase_if(all, [&](const Kept& one) { return !one.stands() || one.told.end() <= moment; });
    return all;
}

namespace {

jobs::Outcome remind_all(App& app, const jobs::Job&) {
    remind(app);
    return jobs::Done{};
}

}  // namespace

void add_pages(http::Router& router) {
    add_calendar_pages(router);
    add_person_pages(router);
    add_arranging_pages(router);
    add_own_pages(router);
    add_feed_pages(router);
    add_task_pages(router);
}

void add_jobs(jobs::Register& jobs) {
    jobs.every("appointments.remind", std::chrono::minutes{30}, remind_all);
}

}  // namespace mobio::appointments
