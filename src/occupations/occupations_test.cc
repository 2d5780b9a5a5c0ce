// SPDX-License-Identifier: EUPL-1.2
#include "occupations/occupations.h"

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <set>

#include "world.h"

namespace mobio::occupations {

namespace {

using text::Language;

const List& built_in() {
    static const List loaded(read_built_in(std::filesystem::path(std::getenv("MOBIO_SHARE")) /
                                           "catalogue" / "occupations.csv"));
    return loaded;
}

std::vector<std::string> found(std::string_view typed, Language reader = Language::De) {
    std::vector<std::string> keys;
    for (const auto* one : built_in().search(typed, reader, 8)) keys.push_back(one->key);
    return keys;
}

bool finds(std::string_view typed, std::string_view key) {
    const auto keys = found(typed);
    return std::ranges::find(keys, key) != keys.end();
}

bool has_latin_letters(std::string_view text) {
    return std::ranges::any_of(
        text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

}  // namespace

TEST_CASE("the list holds more than 300 occupations of all areas but the army") {
    std::set<std::string> keys;
    std::set<char> areas;
    for (const auto& one : built_in().all()) {
        CHECK(well_formed_key(one.key));
        CHECK(keys.insert(one.key).second);
        areas.insert(one.key[0]);
    }
    CHECK(keys.size() >= 300);
    CHECK(areas == std::set<char>{'1', '2', '3', '4', '5', '6', '7', '8', '9'});
}

TEST_CASE("each occupation has a title of its own in all five languages") {
    for (const auto language : text::languages) {
        std::set<std::string> titles;
        for (const auto& one : built_in().all()) {
            INFO(one.key);
            CHECK_FALSE(one.in(language).empty());
            CHECK(titles.insert(one.in(language)).second);
            if (text::right_to_left(language)) CHECK_FALSE(has_latin_letters(one.in(language)));
        }
    }
}

TEST_CASE("an occupation is found in any language, whatever the page's") {
    for (const char* typed : {"Schneider", "schneiderin", "dressm", "COUTURIÈRE", "خياط", "خياطة",
                              "خیاط", "درزی", "tailor"}) {
        INFO(typed);
        CHECK(finds(typed, "28222"));
    }
    CHECK(finds("Näherin", "28221"));
    CHECK(finds("naherin", "28221"));
    CHECK(finds("Krankenschwester", "81302"));
    CHECK(finds("كهربائى", "26212"));
    CHECK(finds("برق\u200cکار", "26332"));
    CHECK(finds("رویه کوب", "28242"));
    CHECK(finds("رویه\u200cکوب", "28242"));
    CHECK(finds("truck dri", "52122"));
    CHECK(found("wolkenschieber").empty());
    CHECK(found("  ").empty());
    CHECK(found("/").empty());
}

TEST_CASE("what is called so in the reader's language stands first") {
    CHECK(found("Koch").front() == "29302");
    CHECK(found("طباخ", Language::Ar).front() == "29302");
    CHECK(found("پزشک", Language::Fa).front() == "81404");
}

TEST_CASE("keys tell the classification they are of") {
    for (const char* key : {"28222", "29222b", "29222-101", "7531.8", "2330.1.24.1"})
        CHECK(well_formed_key(key));
    for (const char* key :
         {"", "2822", "282222", "28222B", "7531", "7531.", "7531..8", "x7531.8", "28222 ", "=2+3"})
        CHECK_FALSE(well_formed_key(key));
    CHECK(kldb("29222-101") == "29222");
    CHECK(kldb("7531.8").empty());
    CHECK(esco("7531.8") == "7531.8");
    CHECK(esco("28222").empty());
}

TEST_CASE("the county's titles lie over the built-in ones, which still find them") {
    std::vector<Occupation> over(2);
    over[0].key = "28222";
    over[0].in(Language::De) = "Modeschneider/in";
    over[1].key = "7531.8";
    over[1].in(Language::En) = "hat maker";
    const List list(lay_over(built_in().all(), over));
    CHECK(list.find("28222")->in(Language::De) == "Modeschneider/in");
    CHECK(list.find("28222")->in(Language::Fa) == "خیاط");
    CHECK(list.search("schneider/in", Language::De, 8).size() > 0);
    CHECK(list.find("7531.8")->title(Language::Fa) == "hat maker");
    CHECK(list.version() != built_in().version());
}

TEST_CASE("anybody may fetch the list, and browsers keep it under its name") {
    World world;
    auto browser = world.anybody();
    const auto path = address(*list(world.app()), Language::Fa);
    const auto reply = browser.get(path);
    CHECK(reply.status == 200);
    CHECK(reply.header("cache-control").find("immutable") != std::string::npos);
    const auto rows = nlohmann::json::parse(reply.body);
    CHECK(rows.size() == built_in().all().size());
    CHECK(rows[0][0] == "11101");
    CHECK(rows[0][1] == "کارگر کشاورزی");
    CHECK(browser.get("/occupations/list/other/fa").header("cache-control") == "no-store");
    CHECK(browser.get("/occupations/list/other/xx").status == 404);
}

}  // namespace mobio::occupations
