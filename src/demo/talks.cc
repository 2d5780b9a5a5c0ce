// SPDX-License-Identifier: EUPL-1.2
#include "demo/talks.h"

#include "appointments/store.h"
#include "consultation/notes.h"
#include "consultation/store.h"

namespace mobio::demo {

namespace {

struct Talk {
    const char *topic, *note, *step, *words, *waiting_for;
};
constexpr Talk talks[] = {
    {"housing", "Zwei Wohnungen angesehen. Die kleinere passt.", "papers", "Mietangebot", "person"},
    {"language", "Der Kurs ist bald zu Ende. Danach soll es B2 sein.", "course", "B2 am Abend",
     "person"},
    {"residence", "Der Aufenthaltstitel läuft bald ab.", "appointment", "Verlängerung",
     "immigration"},
    {"benefits", "Der Bescheid fehlt noch.", "answer", "Bescheid", "jobcenter"},
    {"work", "Eine Bewerbung besprochen.", "application", "Lebenslauf beilegen", "person"},
    {"mail", "Drei Briefe zusammen gelesen.", "form", "Anmeldung zur Schule", "county"},
};
constexpr const char* kinds[] = {"office", "phone", "home"};
constexpr const char* places[] = {"office", "phone", "home", "accommodation"};
constexpr const char* interpreters[] = {"none", "trained", "remote", "relative"};

}  // namespace

consultation::Consultation invent_talk(Dice& dice, Date day) {
    const auto& talk = dice.one_of(talks);
    consultation::Consultation told;
    told.day = day;
    told.kind = dice.one_of(kinds);
    told.topics = {talk.topic};
    told.minutes = 15 * dice.from_to(1, 4);
    told.interpreter = dice.one_of(interpreters);
    told.interpreter_adult = told.interpreter != "none";
    told.note = talk.note;
    told.step = {talk.step, talk.words, talk.waiting_for, days_from(day, dice.from_to(3, 30))};
    return told;
}

void talk(App& app, Dice& dice, Id<Staff> caseworker, Id<Person> person) {
    const Caseworker who{{caseworker, Role::Manager}};
    const auto now = app.clock.now();
    app.db->write([&](sql::Transaction& tx) {
        auto again = dice;  // a transaction may run twice
        for (int left = again.from_to(2, 3); left > 0; --left) {
            auto told =
                invent_talk(again, days_from(app.today(), -30 * (left - 1) - again.from_to(0, 9)));
            if (left > 1) told.step = {};
            const auto id = consultation::ConsultationId::make(now);
            consultation::add(tx, app, who, person, id, told, now);
            if (left == 1)
                consultation::write_note(tx, app, who, id, "Beim nächsten Mal mehr Zeit nehmen.",
                                         false, now);
        }
    });
    dice.roll();
}

void arrange(sql::Transaction& tx, App& app, Dice& dice, Id<Staff> caseworker, Id<Person> person) {
    const Caseworker who{{caseworker, Role::Manager}};
    const auto day = days_from(app.today(), dice.from_to(1, 20));
    appointments::Appointment told;
    told.start = appointments::moment_of(app.zone, day,
                                         std::chrono::minutes{8 * 60 + 30 * dice.from_to(0, 16)});
    told.place = dice.one_of(places);
    told.topic = dice.one_of(talks).topic;
    told.words = {"letters"};
    appointments::add(tx, app, who, person, {told}, app.clock.now());
}

}  // namespace mobio::demo
