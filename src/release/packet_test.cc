// SPDX-License-Identifier: EUPL-1.2
#include "release/packet.h"

#include <fstream>

#include "release/steps_for_test.h"

using namespace mobio;
using namespace mobio::release;
using catalogue::Recipient;
using nlohmann::json;

namespace {

constexpr std::array all_kinds{Recipient::AA,  Recipient::JC, Recipient::HWK, Recipient::IHK,
                               Recipient::IKU, Recipient::AG, Recipient::SPR, Recipient::VWV};

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
biography::Biography full_of_canaries(const json& fields) {
    biography::Biography biography;
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
    for (const auto* item : items(sections)) words += item->value + "\n" + item->said + "\n";
    return words;
}

void add(biography::Biography& biography, const char* field, json value, const char* entry = "") {
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
    for (const auto kind : all_kinds) {
        const auto made = packet(app, biography, kind, app.tongue(text::Language::De));
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
    for (const auto kind : all_kinds) {
        const auto words = all_words(packet(app, biography, kind, app.tongue(text::Language::De)));
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
    for (const auto kind : all_kinds) {
        const auto words = all_words(packet(app, biography, kind, app.tongue(text::Language::De)));
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
    biography::Biography b;
    add(b, "language.tests", {{"test", "dtz"}, {"level", "B1"}, {"result", "failed"}}, "t1");
    add(b, "language.tests", {{"test", "dtz"}, {"level", "A2"}, {"result", "passed"}}, "t2");
    add(b, "recognition.cases",
        {{"kind", "zab"}, {"state", "applied"}, {"reference_occupation", "Tischlerin"}}, "c1");
    add(b, "language.skills", {{"lang", "prs"}, {"native", true}, {"listening", "native"}}, "s1");
    const auto& t = app.tongue(text::Language::De);
    const auto employer = packet(app, b, Recipient::AG, t);
    CHECK_FALSE(find(employer, "language.tests#t1"));
    CHECK(find(employer, "language.tests#t2"));
    CHECK_FALSE(find(employer, "recognition.cases#c1"));
    const auto native = app.catalogue->code_label("cefr", "native", t);
    REQUIRE(find(employer, "language.skills#s1"));
    CHECK(find(employer, "language.skills#s1")->value.find(native) == std::string::npos);
    const auto jobcenter = packet(app, b, Recipient::JC, t);
    CHECK(find(jobcenter, "language.tests#t1"));
    CHECK(find(jobcenter, "recognition.cases#c1"));
    CHECK(find(jobcenter, "language.skills#s1")->value.find(native) != std::string::npos);
}

TEST_CASE("employers learn whether somebody is of age and may work, not why") {
    World world;
    auto& app = world.app();
    biography::Biography b;
    add(b, "person.birth", test::born("1996-03-14"));
    add(b, "residence.status", "ae_25_3");
    add(b, "residence.work_permission", "employment_only");
    const auto& t = app.tongue(text::Language::En);
    const auto employer = packet(app, b, Recipient::AG, t);
    REQUIRE(find_field(employer, "person.is_adult"));
    CHECK(find_field(employer, "person.is_adult")->value == "Yes");
    REQUIRE(find_field(employer, "residence.work_permission"));
    CHECK(find_field(employer, "residence.work_permission")->value == "Employment allowed");
    CHECK_FALSE(find_field(employer, "person.birth"));
    CHECK_FALSE(find_field(employer, "residence.status"));
}

TEST_CASE("numbers that nobody may pass on, and military service, leave no trace") {
    World world;
    auto& app = world.app();
    biography::Biography b;
    add(b, "contact.phones", {{"e164", "+4917604069001"}, {"message_ok", false}}, "p1");
    add(b, "contact.phones", {{"e164", "+4917604069002"}, {"message_ok", true}}, "p2");
    add(b, "work.entries", {{"title_original", "Soldier"}, {"military", true}}, "w1");
    for (const auto kind : all_kinds) {
        const auto made = packet(app, b, kind, app.tongue(text::Language::De));
        CHECK_FALSE(find(made, "contact.phones#p1"));
        CHECK(find(made, "contact.phones#p2"));
        CHECK_FALSE(find(made, "work.entries#w1"));
    }
}

TEST_CASE("a consent to health data holds for the codes that stood there") {
    World world;
    auto& app = world.app();
    biography::Biography b;
    add(b, "life.health.functional", json::array({"no_heavy"}));
    add(b, "life.health.gdb", {{"degree", 50}});
    const auto& t = app.tongue(text::Language::De);
    Names agreed;
    const auto possible = packet(app, b, Recipient::JC, t);
    for (const auto* item : items(possible)) {
        CHECK(item->level == catalogue::Level::Explicit);
        agreed.insert(item->name());
    }
    CHECK(agreed.size() == 2);
    add(b, "life.health.functional", json::array({"no_heavy", "no_night"}));
    add(b, "life.health.gdb", {{"degree", 80}});
    const auto later = only(packet(app, b, Recipient::JC, t), agreed, std::nullopt);
    REQUIRE(items(later).size() == 1);
    CHECK(items(later)[0]->name() == "life.health.functional#no_heavy");
}

TEST_CASE("unknown and declined answers are no items") {
    World world;
    biography::Biography b;
    add(b, "person.birth", nullptr);
    b.answers["person.birth"].claims[0].state = biography::State::Declined;
    auto& app = world.app();
    CHECK(packet(app, b, Recipient::JC, app.tongue(text::Language::De)).empty());
}

TEST_CASE("offices read the German and under it the person's own words") {
    World world;
    auto& app = world.app();
    biography::Biography b;
    add(b, "work.entries", {{"title_original", "خیاط"}, {"end_reason", "CANARY"}}, "w1");
    auto& claim = b.repeated["work.entries"][0].answer.claims[0];
    claim.lang = "fa";
    claim.german_parts["title_original"] = {"Schneiderin", "staff"};
    claim.german_parts["end_reason"] = {"CANARY", "staff"};
    const auto german = packet(app, b, Recipient::JC, app.tongue(text::Language::De));
    const auto* item = find(german, "work.entries#w1");
    REQUIRE(item);
    CHECK(item->value.find("Schneiderin") != std::string::npos);
    CHECK(item->said == "خیاط");
    CHECK(item->translation == "staff");
    const auto own = packet(app, b, Recipient::JC, app.tongue(text::Language::Fa));
    CHECK(find(own, "work.entries#w1")->value.find("خیاط") != std::string::npos);
    CHECK(find(own, "work.entries#w1")->said.empty());
}

TEST_CASE("regulated occupations are known by code, by case and by name") {
    biography::Biography b;
    CHECK_FALSE(has_regulated_occupation(b));
    add(b, "work.entries", {{"title_original", "Schneiderin"}}, "w1");
    CHECK_FALSE(has_regulated_occupation(b));
    add(b, "work.entries", {{"title_original", "ممرضة"}}, "w2");
    CHECK(has_regulated_occupation(b));
    biography::Biography by_code;
    add(by_code, "training.entries", {{"title_original", "x"}, {"kldb", "81302"}}, "t1");
    CHECK(has_regulated_occupation(by_code));
}

TEST_CASE("a changed birth date touches what is derived from it") {
    World world;
    const auto& catalogue = *world.app().catalogue;
    CHECK(touches(catalogue, {"person.is_adult"}, {"person.birth"}));
    CHECK(touches(catalogue, {"work.entries#w1"}, {"work.entries"}));
    CHECK_FALSE(touches(catalogue, {"work.entries#w1"}, {"person.birth"}));
    CHECK_FALSE(touches(catalogue, {}, {"person.birth"}));
}
