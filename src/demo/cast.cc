// SPDX-License-Identifier: EUPL-1.2
#include "demo/cast.h"

#include "account/passwords.h"
#include "account/store.h"
#include "demo/life.h"

namespace mobio::demo {

using biography::By;
using biography::Provenance;
using nlohmann::json;

namespace {

// When and by whom something was said.
struct Authors {
    Id<Account> account;
    Id<Staff> keller;
    Time now;

    Telling own(int days_ago) const {
        return {By::Person, account.text(), Provenance::Own,
                now - std::chrono::hours{24 * days_ago}};
    }
    Telling seen(int days_ago) const {
        return {By::Staff, keller.text(), Provenance::DocumentSeen,
                now - std::chrono::hours{24 * days_ago}};
    }
};

json phone(const char* e164) {
    return {{"e164", e164}, {"sms_ok", true}, {"voice_ok", true}, {"message_ok", true}};
}

json address(const char* street, const char* number) {
    return {{"street", street}, {"no", number}, {"plz", "00000"}, {"city", "Musterhausen"}};
}

json skill(const char* language, const char* level, const char* writing) {
    return {{"lang", language},
            {"native", false},
            {"listening", level},
            {"reading", writing},
            {"spoken_interaction", level},
            {"spoken_production", level},
            {"writing", writing},
            {"basis", "self"}};
}

json own_language(const char* language) { return {{"lang", language}, {"native", true}}; }

// As her tazkira says it.
json persian_year() {
    return {{"edtf", "1995-03-21/1996-03-19"},
            {"precision", "year"},
            {"calendar", "persian"},
            {"text", "۱۳۷۴"}};
}

void tell_who_amina_is(Telling& amina) {
    amina.say("person.name.preferred", "Amina")
        .say("person.name.given", "Amina")
        .say("person.name.family", "Rahimi")
        .say("person.name.native", {{"text", "امینه رحیمی"}, {"lang", "prs"}, {"script", "Arab"}})
        .say("person.form_of_address", "Frau")
        .say("person.birth_place", {{"latin", "Herat"}, {"native", "هرات"}})
        .say("person.birth_country", "AF")
        .say("person.other_births", {{"birth", persian_year()}, {"source", "tazkira"}})
        .say("contact.language", "prs")
        .say("contact.interpreter", {{"needed", true}, {"lang", "prs"}})
        .say("contact.phones", phone("+4917604069002"))
        .say("contact.address", address("Beispielweg", "3"))
        .say("contact.address_protected", false)
        .say("residence.entry_date", date("2023-09"))
        .say("family.availability", {{"days", json::array({"mon", "tue", "wed", "thu", "fri"})},
                                     {"hours", json::array({"morning"})}});
}

void tell_what_amina_learned(Telling& amina) {
    amina.say("literacy.category", "second_script")
        .say("language.skills", own_language("prs"))
        .say("language.skills", skill("deu", "B1", "A2"))
        .say("language.skills", skill("pbt", "B1", "A2"))
        .say("language.courses", {{"type", "ik_general"},
                                  {"provider", "Volkshochschule Musterstadt"},
                                  {"from", date("2024-01")},
                                  {"to", date("2024-12")},
                                  {"status", "completed"}})
        .say("school.years_total", 12)
        .say("school.entries", {{"country", "AF"},
                                {"place", "Herat"},
                                {"type", "upper_secondary"},
                                {"from", date("2003")},
                                {"to", date("2015")},
                                {"completed", true}});
}

void tell_what_amina_does(Telling& amina) {
    amina
        .say_in("fa", "work.entries",
                {{"title_original", "خیاط در کارگاه خانوادگی، هرات"},
                 {"kldb", "28222"},
                 {"country", "AF"},
                 {"from", date("2016")},
                 {"to", date("2019")},
                 {"kind", "family"},
                 {"hours_week", 40}},
                "title_original", "Schneiderin im Familienbetrieb, Herat")
        .say_in("fa", "work.skills", {{"skill", "کشیدن الگو"}, {"level", "3"}}, "skill",
                "Schnittmuster zeichnen")
        .say_in("fa", "work.skills", {{"skill", "چرخ خیاطی صنعتی"}, {"level", "2"}}, "skill",
                "Industrienähmaschine")
        .say("work.status", "seeking")
        .say_in("fa", "work.goal",
                {{"kind", "apprenticeship"},
                 {"occupations", json::array({"خیاطی سفارشی", "خیاطی و مُد"})},
                 {"kldb", json::array({"28222", "28222"})},
                 {"hours", "full"}},
                "occupations", "Maßschneiderin, Textil- und Modeschneiderin")
        .say("life.leisure", json::array({"sewing", "walking"}))
        .say("life.devices", json::array({"own_smartphone"}));
}

void tell_bilal(Telling& bilal) {
    bilal.say("person.name.preferred", "Bilal")
        .say("person.name.given", "Bilal")
        .say("person.name.family", "Haddad")
        .say("person.name.native", {{"text", "بلال حداد"}, {"lang", "apc"}, {"script", "Arab"}})
        .say("person.form_of_address", "Herr")
        .say("person.birth", date("1989-07"))
        .say("person.birth_country", "SY")
        .say("person.nationalities", json::array({"SY"}))
        .say("contact.language", "apc")
        .say("contact.phones", phone("+4917604069003"))
        .say("contact.address", address("Beispielweg", "17"))
        .say("language.skills", own_language("apc"))
        .say("language.skills", skill("deu", "B2", "B1"))
        .say("school.years_total", 9)
        .choose_in("ar", "training.entries",
                   {{"title_original", "كهربائي"},
                    {"kldb", "26212"},
                    {"country", "SY"},
                    {"institution", "المعهد الصناعي، حلب"},
                    {"from", date("2005")},
                    {"to", date("2008")},
                    {"form_school", true},
                    {"completed", true},
                    {"proof", "copy"}},
                   "title_original", "Elektroniker/in für Gebäudetechnik")
        .say_in("ar", "work.entries",
                {{"title_original", "كهربائي مبانٍ"},
                 {"kldb", "26212"},
                 {"country", "SY"},
                 {"from", date("2008")},
                 {"to", date("2014")},
                 {"kind", "employee"},
                 {"hours_week", 45}},
                "title_original", "Elektriker für Gebäude")
        .say("work.status", "course")
        .say_in("ar", "work.goal",
                {{"kind", "recognition"},
                 {"occupations", json::array({"كهربائي"})},
                 {"kldb", json::array({"26212"})}},
                "occupations", "Elektroniker für Energie- und Gebäudetechnik")
        .say("life.driving", {{"class", "B"}, {"country", "SY"}, {"conversion_state", "done"}});
}

struct Role {
    const char *name, *calling_name;
    text::Language language;
};

// `tell` says what they and Keller wrote down, once it is known who the authors are.
template <class Tell>
Settled settle(App& app, const Role& role, Id<Staff> keller, const std::string& pin, Tell&& tell) {
    const auto now = app.clock.now();
    const auto person = Id<Person>::make(now);
    const account::NewAccount own{Id<Account>::make(now),
                                  app.passwords->hash(account::secret_form(pin)), role.language,
                                  std::nullopt};
    app.vault.create_key(person.bytes);
    const auto key = app.vault.key_of(person.bytes);
    const std::vector<Telling> tellings = tell(Authors{own.id, keller, now});
    const auto number = app.db->write([&](sql::Transaction& tx) {
        account::add_record(tx, app, person, key, role.calling_name, keller, now);
        auto made = account::add_account(tx, app, own, person, now);
        for (const auto& telling : tellings)
            biography::save(tx, app, person, key, telling.changes, now);
        return made;
    });
    return {{own.id, person}, {"person", role.name, number, "", pin}};
}

}  // namespace

Settled settle_amina(App& app, Id<Staff> keller, const std::string& pin) {
    const Role amina{"Amina Rahimi", "Amina", text::Language::Fa};
    return settle(app, amina, keller, pin, [](const Authors& authors) {
        auto own = authors.own(30);
        tell_who_amina_is(own);
        tell_what_amina_learned(own);
        tell_what_amina_does(own);
        auto seen = authors.seen(200);
        seen.say("person.birth", date("1996-03-14"))
            .say("person.nationalities", json::array({"AF"}));
        return std::vector{own, seen};
    });
}

Settled settle_bilal(App& app, Id<Staff> keller, const std::string& pin) {
    const Role bilal{"Bilal Haddad", "Bilal", text::Language::Ar};
    return settle(app, bilal, keller, pin, [](const Authors& authors) {
        auto own = authors.own(12);
        tell_bilal(own);
        return std::vector{own};
    });
}

}  // namespace mobio::demo
