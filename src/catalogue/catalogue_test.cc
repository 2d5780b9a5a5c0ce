// SPDX-License-Identifier: EUPL-1.2
#include "catalogue/catalogue.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>

namespace mobio::catalogue {

namespace {

namespace fs = std::filesystem;

fs::path share() { return std::getenv("MOBIO_SHARE"); }

const Catalogue& catalogue() {
    static const Catalogue loaded(share() / "catalogue");
    return loaded;
}

const text::Tongue& tongue(text::Language language) {
    static const text::Texts texts(text::Words(share() / "texts"), "Europe/Berlin");
    return texts[language];
}

// The catalogue's files with one place changed.
std::string complaint_after(const std::string& file, const std::string& from,
                            const std::string& to) {
    const auto folder = fs::temp_directory_path() / "mobio-catalogue-test";
    fs::remove_all(folder);
    fs::copy(share() / "catalogue", folder);
    std::ifstream in(folder / file);
    std::string text((std::istreambuf_iterator<char>(in)), {});
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    std::ofstream(folder / file) << text.replace(at, from.size(), to);
    try {
        Catalogue broken(folder);
        return "";
    } catch (const std::runtime_error& e) {
        return e.what();
    }
}

}  // namespace

TEST_CASE("every field of a form stands in one topic of its section") {
    std::size_t forms = 0;
    for (const auto& field : catalogue().fields()) {
        if (!field.form) continue;
        ++forms;
        const auto* topic = catalogue().topic(field.section, field.topic);
        REQUIRE(topic);
        CHECK(std::count(topic->fields.begin(), topic->fields.end(), &field) == 1);
    }
    CHECK(forms > 60);
}

TEST_CASE("a level stands per recipient, and a part may only narrow it") {
    const auto* work = catalogue().field("work.entries");
    REQUIRE(work);
    CHECK(work->level(Recipient::JC) == Level::Required);
    CHECK(work->level(Recipient::JC, *work->part("title_original")) == Level::Required);
    CHECK(work->level(Recipient::JC, *work->part("military")) == Level::Never);
    CHECK(catalogue().field("person.sex")->level(Recipient::AG) == Level::Never);
    CHECK(catalogue().field("life.health.functional")->level(Recipient::AA) == Level::Explicit);
    CHECK(catalogue().field("person.is_adult")->level(Recipient::AG) == Level::Derived);
}

TEST_CASE("a county changes levels, and what is never sent stays so") {
    const Catalogue own(share() / "catalogue");
    const auto* leisure = own.field("life.leisure");
    const auto* birth = own.field("person.birth");
    const auto version = own.version(Recipient::JC);
    own.lay_over({{"person.birth", Recipient::JC, Level::Optional},
                  {"life.leisure", Recipient::JC, Level::Required},
                  {"person.birth", Recipient::JC, Level::Never},
                  {"no.such.field", Recipient::AA, Level::Required}});
    CHECK(birth->level(Recipient::JC) == Level::Never);
    CHECK(birth->own_level(Recipient::JC) == Level::Required);
    CHECK(birth->level(Recipient::AA) == Level::Required);
    CHECK(leisure->level(Recipient::JC) == Level::Never);
    CHECK(own.version(Recipient::JC) == version + 3);
    CHECK(own.stand().changes == 4);
    own.lay_over({});
    CHECK(birth->level(Recipient::JC) == Level::Required);
    CHECK(own.version(Recipient::JC) == version);
    CHECK(catalogue().field("person.birth")->level(Recipient::JC) == Level::Required);
}

TEST_CASE("labels, questions and codes come in the reader's language") {
    const auto& de = tongue(text::Language::De);
    const auto* family = catalogue().field("person.name.family");
    CHECK(catalogue().label(*family, de) == "Familienname");
    CHECK(catalogue().code_label("cefr", "A2", de) == "A2");
    CHECK(catalogue().code_label("cefr", "no such code", de).empty());
    CHECK_THROWS_AS(catalogue().codes("no such list"), std::out_of_range);
    for (const auto language : text::languages)
        for (const auto& section : catalogue().sections())
            CHECK_FALSE(catalogue().label(section, tongue(language)).empty());
}

TEST_CASE("countries and languages have a name of their own in all five languages") {
    for (const auto language : text::languages) {
        const auto& t = tongue(language);
        for (const auto* list : {&catalogue().nationalities(t), &catalogue().languages(t)}) {
            std::set<std::string> names;
            for (const auto& [code, name] : *list) {
                CAPTURE(t.code());
                CAPTURE(code);
                CAPTURE(name);
                CHECK(name != code);
                CHECK(names.insert(name).second);
            }
            CHECK(std::is_sorted(list->begin(), list->end(), [&](const Code& a, const Code& b) {
                return t.sorts_before(a.label, b.label);
            }));
        }
    }
    const auto& fa = tongue(text::Language::Fa);
    CHECK(catalogue().country_name("AF", fa) == "افغانستان");
    CHECK(catalogue().language_name("pbt", fa) == "پشتو");
    CHECK(catalogue().country_name("AF; DROP", fa).empty());
}

TEST_CASE("stateless is a nationality and no country of birth") {
    const auto& de = tongue(text::Language::De);
    const auto has = [](const std::vector<Code>& list, std::string_view code) {
        return std::any_of(list.begin(), list.end(), [&](const Code& c) { return c.code == code; });
    };
    CHECK(has(catalogue().nationalities(de), "XXA"));
    CHECK_FALSE(has(catalogue().countries(de), "XXA"));
    CHECK(has(catalogue().countries(de), "SUHH"));
    CHECK(has(catalogue().languages(de), "prs"));
    CHECK_FALSE(has(catalogue().countries(de), "AQ"));
    CHECK(catalogue().country_name("AQ", de) == "Antarktis");
    CHECK(catalogue().has_language("apc"));
    CHECK_FALSE(catalogue().has_language("zz"));
}

TEST_CASE("every part of a field is said once, the title first") {
    for (const auto& field : catalogue().fields()) {
        std::multiset<std::string> said;
        for (const auto& clause : field.layout)
            for (const auto* keys : {&clause.parts, &clause.aside})
                said.insert(keys->begin(), keys->end());
        CHECK(said.size() == field.parts.size());
        for (const auto& part : field.parts) CHECK(said.count(part.key) == 1);
        if (!field.title_part.empty())
            CHECK(field.layout.front().parts.front() == field.title_part);
    }
    const auto* address = catalogue().field("contact.address");
    CHECK(address->layout.size() == 3);
    CHECK(address->layout[1].parts == std::vector<std::string>{"street", "no"});
    CHECK(catalogue().field("work.skills")->layout[0].aside == std::vector<std::string>{"level"});
}

TEST_CASE("a label is short and plain, remarks stand in the help") {
    for (const auto language : text::languages)
        for (const auto& field : catalogue().fields()) {
            const auto label = catalogue().label(field, tongue(language));
            CHECK_MESSAGE(text::length(label) <= 45, label);
            CHECK_MESSAGE(label.find(" / ") == std::string::npos, label);
        }
}

TEST_CASE("what does not fit together stops the start, naming file and entry") {
    const auto list = complaint_after("fields.json", "\"list\": \"sex\"", "\"list\": \"sax\"");
    CHECK(list.find("person.sex") != std::string::npos);
    const auto type = complaint_after("fields.json", "\"type\": \"name\"", "\"type\": \"nome\"");
    CHECK(type.find("person.name.given") != std::string::npos);
    const auto topic = complaint_after("sections.json", "\"person.sex\"", "\"person.sax\"");
    CHECK(topic.find("person.sax") != std::string::npos);
    CHECK(complaint_after("packets.json", "\"AA\"", "\"ZZ\"").find("ZZ") != std::string::npos);
    CHECK_FALSE(complaint_after("names.json", "{", "").empty());
    const auto said = complaint_after("fields.json", "{street} {no}", "{street} {nr}");
    CHECK(said.find("contact.address") != std::string::npos);
    CHECK(
        complaint_after("fields.json", "{street} {no}", "{street}/{no}").find("contact.address") !=
        std::string::npos);
    const auto heading = complaint_after("fields.json", "{\"heading\": \"school\", \"where\"",
                                         "{\"heading\": \"scool\", \"where\"");
    CHECK(heading.find("school.entries: cv has no such heading: scool") != std::string::npos);
    const auto part =
        complaint_after("fields.json", "\"where\": [\"employer\"", "\"where\": [\"employee\"");
    CHECK(part.find("work.entries: cv names no part: employee") != std::string::npos);
}

}  // namespace mobio::catalogue
