// SPDX-License-Identifier: EUPL-1.2
#include "platform/text/name.h"

#include <doctest/doctest.h>

#include "platform/text/texts.h"

using namespace mobio::text;

namespace {

std::string times(int count, std::string_view part) {
    std::string all;
    for (int i = 0; i < count; ++i) all += part;
    return all;
}

}  // namespace

TEST_CASE("names of all scripts, with apostrophes and hyphens, are names") {
    for (const auto* name : {"Amina",
                             "Gul Mohammad",
                             "O’Brien",
                             "O'Brien",
                             "Al-Jasim",
                             "D'Angelo-Müller",
                             "Ng",
                             "X",
                             "Ḥasan aṣ-Ṣabbāḥ",
                             "Ngọc Ánh",
                             "L̥ārs",
                             "Ǧamāl",
                             "ʿAlī",
                             "Šņėǆ",
                             "ګل محمد",
                             "مُحَمَّد",
                             "علی‌رضا",
                             "Олена Шевченко",
                             "ተስፋይ",
                             "Γιώργος",
                             "王小明",
                             "María José",
                             "van der Berg, Jr."}) {
        CAPTURE(name);
        CHECK_FALSE(name_problem(name));
    }
}

TEST_CASE("what stands in for a name is refused, and so are signs that no name has") {
    for (const auto* name : {"-",
                             "+",
                             "--",
                             ".",
                             "FNU",
                             "fnu",
                             "Fnu",
                             "LNU",
                             "N.N.",
                             "XXX",
                             "Unknown",
                             "unbekannt",
                             "FNU Mohammad",
                             "Mohammad LNU",
                             "\u0301\u0301",
                             "😀",
                             "Amina 😀",
                             "Amina123",
                             "٣",
                             "<b>",
                             "a@b",
                             "Amina\nRahimi",
                             "👨‍👩‍👧"}) {
        CAPTURE(name);
        CHECK(name_problem(name));
    }
    CHECK_FALSE(name_problem("Fnuk"));
}

TEST_CASE("a name tells its script") {
    CHECK(foreign_script("Amina").empty());
    CHECK(foreign_script("امینه") == "Arab");
    CHECK(foreign_script("Амина") == "Cyrl");
}

TEST_CASE("a letter carries the marks of its script, not a heap of them") {
    CHECK_FALSE(name_problem("Z\u0323\u0304ar"));
    CHECK(name_problem("Z" + times(40, "\u0301")));
}

TEST_CASE("a name is kept in one form, and nothing of it is cut") {
    CHECK(clean("Ame\u0301lie").text == "Amélie");
    const auto cleaned = clean("\u202eAmina\u2066");
    CHECK(cleaned.text == "Amina");
    CHECK(cleaned.directions_removed);
    CHECK(clean("علی\u200cرضا").text == "علی\u200cرضا");
    const auto long_name = times(300, "é");
    CHECK(length(clean(long_name).text) == 300);
}
