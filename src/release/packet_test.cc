// SPDX-License-Identifier: EUPL-1.2
#include "release/packet.h"

#include <fstream>

#include "release/steps_for_test.h"

using namespace mobio;
using namespace mobio::release;
using catalogue::Recipient;
using nlohmann::json;

namespace {

using biography::Biography;
using biography::Document;

// The levels as the file says them, read apart from the program's own reading.
json catalogue_file(App& app) {
    std::ifstream in(app.share.folder / "catalogue" / "fields.json");
    const auto whole = json::parse(in);
    return whole.is_array() ? whole : whole.at("fields");
}

std::string level(const json& thing, Recipient kind, const std::string& fallback) {
    if (!thing.contains("levels")) return fallback;
    return thing["levels"].value(std::string(catalogue::code(kind)), fallback);
}

bool takes_text(const std::string& type) {
    return type == "text" || type == "long_text" || type == "name";
}
std::string canary(const std::string& field, const std::string& part = "") {
    return "CANARY-" + field + (part.empty() ? "" : "-" + part) + "-END";
}

// One canary in every text of every field.
Document full_of_canaries(const json& fields) {
    Document biography;
    for (const auto& field : fields) {
        const std::string key = field["key"], type = field["type"];
        biography::Claim claim;
        claim.id = "1";
        claim.at = time_of(1'800'000'000'000);
        if (takes_text(type)) claim.value = canary(key);
        if (type == "email") claim.value = json::array({canary(key)});
        if (type == "object") {
            claim.value = json::object();
            for (const auto& part : field["parts"])
                if (takes_text(part["type"]))
                    claim.value[part["key"].get<std::string>()] =
                        part.value("multi", false) ? json::array({canary(key, part["key"])})
                                                   : json(canary(key, part["key"]));
        }
        if (claim.value.is_null()) continue;
        biography::Answer answer{{claim}, "1"};
        if (type == "object" && field.value("multi", false))
            biography.repeated[key].push_back({"e1", answer, false});
        else
            biography.answers[key] = answer;
    }
    return biography;
}

std::string all_words(const std::vector<PacketSection>& sections) {
    std::string words;
    for (const auto* item : items(sections))
        words += item->label + "\n" + item->value + "\n" + item->said + "\n";
    return words;
}

void add(Document& biography, const char* field, json value, const char* entry = "") {
    biography::Claim claim;
    claim.id = "1";
    claim.value = std::move(value);
    biography::Answer answer{{claim}, "1"};
    if (*entry)
        biography.repeated[field].push_back({entry, answer, false});
    else
        biography.answers[field] = answer;
}

const Item* find_field(const std::vector<PacketSection>& sections, std::string_view field) {
    for (const auto* item : items(sections))
        if (item->field == field) return item;
    return nullptr;
}

}  // namespace

TEST_CASE("what a kind of recipient may never have is in no packet, whatever the person wrote") {
    World world;
    auto& app = world.app();
    const auto fields = catalogue_file(app);
    const auto biography = full_of_canaries(fields);
    for (const auto kind : catalogue::recipients) {
        const auto made = packet(app, Biography(biography), kind, app.tongue(text::Language::De));
        const auto words = all_words(made);
        for (const auto& field : fields) {
            const std::string key = field["key"];
            const auto field_level = level(field, kind, "-");
            if (field_level == "-") {
                CHECK_MESSAGE(find_field(made, key) == nullptr, key, " ", catalogue::code(kind));
                CHECK_MESSAGE(words.find("CANARY-" + key + "-") == std::string::npos, key);
                continue;
            }
            if (!field.contains("parts")) continue;
            for (const auto& part : field["parts"])
                if (level(part, kind, field_level) == "-")
                    CHECK_MESSAGE(words.find(canary(key, part["key"])) == std::string::npos, key,
                                  " ", part["key"], " ", catalogue::code(kind));
        }
    }
}

TEST_CASE("what a kind of recipient gets by default is in its packet") {
    World world;
    auto& app = world.app();
    const auto fields = catalogue_file(app);
    const auto biography = full_of_canaries(fields);
    for (const auto kind : catalogue::recipients) {
        const auto words =
            all_words(packet(app, Biography(biography), kind, app.tongue(text::Language::De)));
        for (const auto& field : fields)
            if (takes_text(field["type"]) && level(field, kind, "-") == "R")
                CHECK_MESSAGE(words.find(canary(field["key"])) != std::string::npos, field["key"],
                              " ", catalogue::code(kind));
    }
}

TEST_CASE("with a protected address no place leaves, in any packet") {
    World world;
    auto& app = world.app();
    const auto fields = catalogue_file(app);
    auto biography = full_of_canaries(fields);
    add(biography, "contact.address_protected", true);
    for (const auto kind : catalogue::recipients) {
        const auto words =
            all_words(packet(app, Biography(biography), kind, app.tongue(text::Language::De)));
        for (const auto& field : fields) {
            const std::string key = field["key"];
            if (field.value("place", false))
                CHECK_MESSAGE(words.find("CANARY-" + key + "-") == std::string::npos, key);
            if (!field.contains("parts")) continue;
            for (const auto& part : field["parts"])
                if (part.value("place", false))
                    CHECK_MESSAGE(words.find(canary(key, part["key"])) == std::string::npos, key);
        }
    }
}

TEST_CASE("employers learn of passed tests, of an outcome, and of nobody's mother tongue") {
    World world;
    auto& app = world.app();
    Document b;
    add(b, "language.tests", {{"test", "dtz"}, {"level", "B1"}, {"result", "failed"}}, "t1");
    add(b, "language.tests", {{"test", "dtz"}, {"level", "A2"}, {"result", "passed"}}, "t2");
    add(b, "recognition.cases",
        {{"kind", "zab"}, {"state", "applied"}, {"reference_occupation", "Tischlerin"}}, "c1");
    add(b, "language.skills", {{"lang", "prs"}, {"native", true}, {"listening", "native"}}, "s1");
    const auto& t = app.tongue(text::Language::De);
    const auto employer = packet(app, Biography(b), Recipient::AG, t);
    CHECK_FALSE(find(employer, "language.tests#t1"));
    CHECK(find(employer, "language.tests#t2"));
    CHECK_FALSE(find(employer, "recognition.cases#c1"));
    const auto native = app.catalogue->code_label("cefr", "native", t);
    REQUIRE(find(employer, "language.skills#s1"));
    CHECK(find(employer, "language.skills#s1")->value.find(native) == std::string::npos);
    const auto jobcenter = packet(app, Biography(b), Recipient::JC, t);
    CHECK(find(jobcenter, "language.tests#t1"));
    CHECK(find(jobcenter, "recognition.cases#c1"));
    CHECK(find(jobcenter, "language.skills#s1")->value.find(native) != std::string::npos);
}

TEST_CASE("a letter with pictures is a plain letter to employers, chambers and consultancies") {
    World world;
    auto& app = world.app();
    const auto& t = app.tongue(text::Language::De);
    Document alone, both;
    add(alone, "contact.channel", json::array({"letter_with_pictograms"}));
    add(both, "contact.channel", json::array({"letter", "letter_with_pictograms", "sms"}));
    for (const auto kind : {Recipient::AG, Recipient::HWK, Recipient::IHK, Recipient::IKU}) {
        CHECK(find(packet(app, Biography(alone), kind, t), "contact.channel")->value == "Brief");
        CHECK(find(packet(app, Biography(both), kind, t), "contact.channel")->value ==
              "Brief und SMS");
    }
    for (const auto kind : {Recipient::AA, Recipient::JC, Recipient::SPR, Recipient::VWV})
        CHECK(find(packet(app, Biography(alone), kind, t), "contact.channel")->value ==
              "Brief mit Bildern");
}

TEST_CASE("who did not agree to be named is named to nobody") {
    World world;
    auto& app = world.app();
    Document b;
    add(b, "contact.trusted_person", {{"name", "Marta"}}, "p1");
    add(b, "contact.trusted_person", {{"name", "Ute"}, {"okay", false}}, "p2");
    add(b, "contact.trusted_person", {{"name", "Eva"}, {"okay", true}}, "p3");
    for (const auto kind : catalogue::recipients) {
        const auto made = packet(app, Biography(b), kind, app.tongue(text::Language::De));
        CHECK_FALSE(find(made, "contact.trusted_person#p1"));
        CHECK_FALSE(find(made, "contact.trusted_person#p2"));
        REQUIRE(find(made, "contact.trusted_person#p3"));
        CHECK(find(made, "contact.trusted_person#p3")->value == "Eva");
    }
}

TEST_CASE("a language school learns of a recognition only for its own kind of course") {
    World world;
    auto& app = world.app();
    const auto& t = app.tongue(text::Language::De);
    Document b;
    add(b, "recognition.cases", {{"kind", "regulated"}, {"state", "applied"}}, "c1");
    add(b, "language.courses", {{"type", "ik_general"}}, "k1");
    CHECK_FALSE(find(packet(app, Biography(b), Recipient::SPR, t), "recognition.cases#c1"));
    add(b, "language.courses", {{"type", "bsk_recognition"}}, "k2");
    CHECK(find(packet(app, Biography(b), Recipient::SPR, t), "recognition.cases#c1"));
}

TEST_CASE("employers learn of an equivalence, and of nothing else about a recognition") {
    World world;
    auto& app = world.app();
    const auto& t = app.tongue(text::Language::De);
    for (const auto& state : app.catalogue->codes("recognition_state")) {
        Document b;
        add(b, "recognition.cases", {{"kind", "zab"}, {"state", state.code}}, "c1");
        const bool good =
            state.code == "full" || state.code == "partial" || state.code == "granted";
        CHECK_MESSAGE((find(packet(app, Biography(b), Recipient::AG, t), "recognition.cases#c1") !=
                       nullptr) == good,
                      state.code);
    }
}

TEST_CASE("a work opportunity is a job like any other to employers and chambers") {
    World world;
    auto& app = world.app();
    const auto& t = app.tongue(text::Language::De);
    Document b;
    add(b, "work.entries", {{"title_original", "Gärtner"}, {"kind", "opportunity_80h"}}, "w1");
    for (const auto kind : {Recipient::AG, Recipient::HWK, Recipient::IHK, Recipient::IKU})
        CHECK(find(packet(app, Biography(b), kind, t), "work.entries#w1")->value == "Gärtner");
    CHECK(find(packet(app, Biography(b), Recipient::JC, t), "work.entries#w1")->value != "Gärtner");
}

TEST_CASE("employers do not learn who cannot read or write a language") {
    World world;
    auto& app = world.app();
    const auto& t = app.tongue(text::Language::De);
    Document b;
    add(b, "language.skills",
        {{"lang", "deu"}, {"listening", "A2"}, {"reading", "none"}, {"writing", "none"}}, "s1");
    CHECK(find(packet(app, Biography(b), Recipient::AG, t), "language.skills#s1")->value ==
          "Hören: A2");
    const auto school = packet(app, Biography(b), Recipient::SPR, t);
    CHECK(find(school, "language.skills#s1")->value.find("Lesen: ") != std::string::npos);
}

TEST_CASE("each language stands under a label of its own") {
    World world;
    auto& app = world.app();
    const auto& t = app.tongue(text::Language::De);
    Document b;
    add(b, "language.skills", {{"lang", "prs"}, {"native", true}}, "s1");
    add(b, "language.skills", {{"lang", "deu"}, {"listening", "A2"}}, "s2");
    const auto made = packet(app, Biography(b), Recipient::JC, t);
    CHECK(find(made, "language.skills#s1")->label == "Sprache: Dari");
    CHECK(find(made, "language.skills#s1")->value == "Erstsprache");
    CHECK(find(made, "language.skills#s2")->label == "Sprache: Deutsch");
    CHECK(find(made, "language.skills#s2")->value == "Hören: A2");
    const auto employer = packet(app, Biography(b), Recipient::AG, t);
    CHECK(find(employer, "language.skills#s1")->label == "Sprache: Dari");
    CHECK(find(employer, "language.skills#s1")->value == "Dari");
}

TEST_CASE("employers learn whether somebody is of age and may work, not why") {
    World world;
    auto& app = world.app();
    Document b;
    add(b, "person.birth", test::born("1996-03-14"));
    add(b, "residence.status", "ae_25_3");
    add(b, "residence.work_permission", "employment_only");
    const auto& t = app.tongue(text::Language::En);
    const auto employer = packet(app, Biography(b), Recipient::AG, t);
    REQUIRE(find_field(employer, "person.is_adult"));
    CHECK(find_field(employer, "person.is_adult")->value == "Yes");
    REQUIRE(find_field(employer, "residence.work_permission"));
    CHECK(find_field(employer, "residence.work_permission")->value == "Employment allowed");
    CHECK_FALSE(find_field(employer, "person.birth"));
    CHECK_FALSE(find_field(employer, "residence.status"));
}

TEST_CASE("offices read the Gregorian date, and beside it what was typed in another calendar") {
    World world;
    auto& app = world.app();
    Document b;
    add(b, "person.birth",
        {{"edtf", "1978-03-21/1979-03-20"}, {"calendar", "persian"}, {"text", "۱۳۵۷"}});
    add(b, "person.other_births", {{"birth", test::born("1979-01-01")}, {"source", "tazkira"}},
        "b1");
    const auto& t = app.tongue(text::Language::De);
    const auto jobcenter = packet(app, Biography(b), Recipient::JC, t);
    REQUIRE(find_field(jobcenter, "person.birth"));
    CHECK(find_field(jobcenter, "person.birth")->value ==
          "\u20681978/1979\u2069 (\u2068۱۳۵۷\u2069)");
    for (const auto kind : catalogue::recipients)
        CHECK_FALSE(find(packet(app, Biography(b), kind, t), "person.other_births#b1"));
    CHECK(find_field(packet(app, Biography(b), Recipient::AG, t), "person.is_adult"));
}

TEST_CASE("numbers that nobody may pass on, and military service, leave no trace") {
    World world;
    auto& app = world.app();
    Document b;
    add(b, "contact.phones", {{"e164", "+4917604069001"}, {"message_ok", false}}, "p1");
    add(b, "contact.phones", {{"e164", "+4917604069002"}, {"message_ok", true}}, "p2");
    add(b, "work.entries", {{"title_original", "Soldier"}, {"military", true}}, "w1");
    for (const auto kind : catalogue::recipients) {
        const auto made = packet(app, Biography(b), kind, app.tongue(text::Language::De));
        CHECK_FALSE(find(made, "contact.phones#p1"));
        CHECK(find(made, "contact.phones#p2"));
        CHECK_FALSE(find(made, "work.entries#w1"));
    }
}

TEST_CASE("a consent to health data holds for the codes that stood there") {
    World world;
    auto& app = world.app();
    Document b;
    add(b, "life.health.functional", json::array({"no_heavy"}));
    add(b, "life.health.gdb", {{"degree", 50}});
    const auto& t = app.tongue(text::Language::De);
    Names agreed;
    const auto possible = packet(app, Biography(b), Recipient::JC, t);
    for (const auto* item : items(possible)) {
        CHECK(item->level == catalogue::Level::Explicit);
        agreed.insert(item->name());
    }
    CHECK(agreed.size() == 2);
    add(b, "life.health.functional", json::array({"no_heavy", "no_night"}));
    add(b, "life.health.gdb", {{"degree", 80}});
    const auto later = only(packet(app, Biography(b), Recipient::JC, t), agreed, std::nullopt);
    REQUIRE(items(later).size() == 1);
    CHECK(items(later)[0]->name() == "life.health.functional#no_heavy");
}

TEST_CASE("unknown and declined answers are no items") {
    World world;
    Document b;
    add(b, "person.birth", nullptr);
    b.answers["person.birth"].claims[0].state = biography::State::Declined;
    auto& app = world.app();
    CHECK(packet(app, Biography(b), Recipient::JC, app.tongue(text::Language::De)).empty());
}

TEST_CASE("offices read the German and under it the person's own words") {
    World world;
    auto& app = world.app();
    Document b;
    add(b, "work.entries", {{"title_original", "خیاط"}, {"end_reason", "CANARY"}}, "w1");
    auto& claim = b.repeated["work.entries"][0].answer.claims[0];
    claim.lang = "fa";
    claim.german_parts["title_original"] = {"Schneiderin", "staff"};
    claim.german_parts["end_reason"] = {"CANARY", "staff"};
    const auto german = packet(app, Biography(b), Recipient::JC, app.tongue(text::Language::De));
    const auto* item = find(german, "work.entries#w1");
    REQUIRE(item);
    CHECK(item->value.find("Schneiderin") != std::string::npos);
    CHECK(item->said == "خیاط");
    CHECK(item->translation == "staff");
    const auto own = packet(app, Biography(b), Recipient::JC, app.tongue(text::Language::Fa));
    CHECK(find(own, "work.entries#w1")->value.find("خیاط") != std::string::npos);
    CHECK(find(own, "work.entries#w1")->said.empty());
}

TEST_CASE("regulated occupations are known by code, by case and by name") {
    World world;
    auto& app = world.app();
    const auto warned = [&](const char* field, const nlohmann::json& value) {
        Document b;
        add(b, field, value, "e1");
        return has_regulated_occupation(app, Biography(b));
    };
    CHECK_FALSE(has_regulated_occupation(app, {}));
    CHECK_FALSE(warned("work.entries", {{"title_original", "Schneiderin"}}));
    CHECK(warned("work.entries", {{"title_original", "ممرضة"}}));
    CHECK(warned("training.entries", {{"title_original", "x"}, {"kldb", "81302"}}));
    CHECK(warned("training.german_apprenticeship", {{"occupation", "x"}, {"kldb", "82102"}}));
    CHECK(warned("work.entries", {{"title_original", "x"}, {"esco", "2221.1"}}));
    CHECK(warned("recognition.cases", {{"kind", "regulated"}}));
}

TEST_CASE("an occupation's code decides, not how its title sounds") {
    World world;
    Document b;
    // A dentist's assistant is no dentist.
    add(b, "work.entries", {{"title_original", "مساعدة طبيب أسنان"}, {"kldb", "81112"}}, "w1");
    CHECK_FALSE(has_regulated_occupation(world.app(), Biography(b)));
}

TEST_CASE("offices read the German title of a chosen occupation, and whence it is") {
    World world;
    auto& app = world.app();
    Document b;
    add(b, "work.entries", {{"title_original", "خیاط"}, {"kldb", "28222"}}, "w1");
    auto& claim = b.repeated["work.entries"][0].answer.claims[0];
    claim.lang = "fa";
    claim.german_parts["title_original"] = {"Schneider/in", biography::from_list};
    const auto german = packet(app, Biography(b), Recipient::JC, app.tongue(text::Language::De));
    const auto* item = find(german, "work.entries#w1");
    REQUIRE(item);
    CHECK(item->value.find("Schneider/in") != std::string::npos);
    CHECK(item->value.find("28222") != std::string::npos);
    CHECK(item->said == "خیاط");
    CHECK(item->translation == "list");
}

TEST_CASE("a changed birth date touches what is derived from it") {
    World world;
    const auto& catalogue = *world.app().catalogue;
    CHECK(touches(catalogue, {"person.is_adult"}, {"person.birth"}));
    CHECK(touches(catalogue, {"work.entries#w1"}, {"work.entries"}));
    CHECK_FALSE(touches(catalogue, {"work.entries#w1"}, {"person.birth"}));
    CHECK_FALSE(touches(catalogue, {}, {"person.birth"}));
}
