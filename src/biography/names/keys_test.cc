// SPDX-License-Identifier: EUPL-1.2
#include "biography/names/keys.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "biography/names/sound.h"

using namespace mobio::biography::names;

namespace {

bool sound_alike(const char* a, const char* b) {
    const auto as = sounds(a), bs = sounds(b);
    return std::ranges::any_of(as,
                               [&](const auto& one) { return std::ranges::count(bs, one) > 0; });
}

Fit finds(const char* typed, const std::vector<std::string>& spellings) {
    return match(sought(typed), spellings).worst;
}

const std::vector<std::string> gul{"Gul Mohammad", "ګل محمد",       "گل محمد",
                                   "غل محمد",      "MOHAMMAD, GUL", "Gol Muhammad"};
const std::vector<std::string> setareh{"Setareh Karimi", "ستاره کریمی", "ستاره كريمي",
                                       "Setara Karimi", "Sitara Karimy"};
const std::vector<std::string> behrouz{"Behrouz Rahmani", "بهروز رحمانی", "بهروز رحماني",
                                       "Behroz Rahmany", "Behrooz Rahmani"};

}  // namespace

TEST_CASE("a name sounds alike in the ways and scripts it is written") {
    for (const auto* other : {"Mohammed", "Muhamed", "Mehmet", "Muhammad", "Mohamad", "محمد",
                              "مُحَمَّد", "Мухаммед", "محەمەد", "Mahmoud"}) {
        CAPTURE(other);
        CHECK(sound_alike("Mohammad", other));
    }
    CHECK(sound_alike("Khaled", "خالد"));
    CHECK(sound_alike("Chaled", "خالد"));
    CHECK(sound_alike("Halit", "خالد"));
    CHECK(sound_alike("Sherif", "Cherif"));
    CHECK(sound_alike("Şerif", "شریف"));
    CHECK(sound_alike("Cemal", "جمال"));
    CHECK(sound_alike("Djamal", "Jamal"));
    CHECK(sound_alike("Dschamal", "جمال"));
    CHECK(sound_alike("Yusuf", "یوسف"));
    CHECK(sound_alike("Jusuf", "یوسف"));
    CHECK(sound_alike("Ouael", "وائل"));
    CHECK(sound_alike("Wael", "وائل"));
    CHECK(sound_alike("Ghasem", "Qasem"));
    CHECK(sound_alike("قاسم", "Kasim"));
    CHECK(sound_alike("Othman", "عثمان"));
    CHECK(sound_alike("Osman", "عثمان"));
    CHECK(sound_alike("Ramazan", "رمضان"));
    CHECK(sound_alike("Işık", "Isik"));
    CHECK(sound_alike("Weiß", "Weiss"));
    CHECK(sound_alike("Schewtschenko", "Шевченко"));
    CHECK(sound_alike("Olha", "Ольга"));
    CHECK(sound_alike("Grygorij", "Григорій"));
    CHECK(sound_alike("Selam", "ሰላም"));
    CHECK(sound_alike("Tesfay", "ተስፋይ"));
    CHECK(sound_alike("Giorgos", "Γιώργος"));
}

TEST_CASE("names that sound otherwise do not meet") {
    CHECK_FALSE(sound_alike("Behrouz", "Behnoush"));
    CHECK_FALSE(sound_alike("Amina", "Mina"));
    CHECK_FALSE(sound_alike("Ali", "Leo"));
    CHECK_FALSE(sound_alike("Gul", "Bilal"));
    CHECK(sounds("").empty());
    CHECK(sounds("😀").empty());
}

TEST_CASE("letters that read in many ways give four sounds at most") {
    CHECK(sounds("chchchchchqcqcqcj").size() <= 4);
}

TEST_CASE("every spelling of the invented people finds them") {
    for (const auto* typed : {"Gul Mohammad", "GUL MOHAMMAD", "Gol Muhammad", "Gull Mohammed",
                              "Mohammad Gul", "گل محمد", "ګل محمد", "گل  محمّد"}) {
        CAPTURE(typed);
        CHECK(finds(typed, gul) != Fit::None);
    }
    for (const auto* typed : {"Setareh Karimi", "Setara Karimi", "Sitara Karimy", "Karimi, Setareh",
                              "ستاره کریمی", "ستاره كريمي", "ستارۀ کریمی"}) {
        CAPTURE(typed);
        CHECK(finds(typed, setareh) == Fit::Exact);
    }
    for (const auto* typed : {"Behrouz Rahmani", "Behroz Rahmany", "Behrooz Rahmani",
                              "Rahmani Behruz", "بهروز رحمانی", "بهروز رحماني"}) {
        CAPTURE(typed);
        CHECK(finds(typed, behrouz) != Fit::None);
    }
    CHECK(finds("Gull Mohammed", gul) == Fit::Sound);
    CHECK(finds("Behnoush Rahmani", behrouz) == Fit::None);
}

TEST_CASE("the beginning of a name finds it from three letters on") {
    CHECK(finds("Set", setareh) == Fit::Prefix);
    CHECK(finds("Setare", setareh) == Fit::Prefix);
    CHECK(finds("ستا", setareh) == Fit::Prefix);
    CHECK(finds("Setareha", setareh) != Fit::Prefix);
    CHECK(finds("Abdulrahmanz", {"Abdulrahmanzadeh"}) == Fit::Prefix);
    CHECK(finds("Se", setareh) == Fit::None);
    CHECK(finds("Kar Set", setareh) == Fit::Prefix);
}

TEST_CASE("articles, hyphens and apostrophes make no difference") {
    CHECK(finds("Aljasim", {"Al-Jasim"}) == Fit::Exact);
    CHECK(finds("Al Jasim", {"Al-Jasim"}) == Fit::Exact);
    CHECK(finds("Jasim", {"الجاسم"}) == Fit::Sound);
    CHECK(finds("Al-Jasim", {"الجاسم"}) == Fit::Sound);
    CHECK(finds("Abdulrahman", {"Abdul Rahman"}) == Fit::Exact);
    CHECK(finds("Abdul Rahman", {"Abdulrahman"}) == Fit::Sound);
    CHECK(finds("عبدالرحمن", {"Abdul Rahman"}) == Fit::Sound);
    CHECK(finds("DAngelo", {"D’Angelo"}) == Fit::Exact);
    CHECK(finds("GUL<MOHAMMAD", gul) == Fit::Exact);
}

TEST_CASE("German and Turkish letters are found as people type them") {
    CHECK(finds("Mueller", {"Müller"}) == Fit::Exact);
    CHECK(finds("Müller", {"Mueller"}) == Fit::Exact);
    CHECK(finds("Muller", {"Müller"}) == Fit::Exact);
    CHECK(finds("Weiss", {"Weiß"}) == Fit::Exact);
    CHECK(finds("ISIK", {"Işık"}) == Fit::Exact);
    CHECK(finds("ışık", {"Isik"}) == Fit::Exact);
    CHECK(finds("İbrahim", {"Ibrahim"}) == Fit::Exact);
}

TEST_CASE("what is written right goes before what begins so, and that before what sounds so") {
    const auto right = match(sought("Mohammad"), {"Mohammad Ali"});
    const auto begins = match(sought("Mohammad"), {"Mohammadi"});
    const auto sounds_so = match(sought("Mohammad"), {"Mahmoud"});
    CHECK(right > begins);
    CHECK(begins > sounds_so);
    CHECK(sounds_so > Match{});
    // Both words in one spelling go before one in each.
    CHECK(match(sought("Gul Karimi"), {"Gul Karimi"}) >
          match(sought("Gul Karimi"), {"Gul", "Karimi"}));
}

TEST_CASE("nothing typed, or no letter in it, finds nobody") {
    for (const auto* typed : {"", "  ", "-", "...", "\u0301\u0301"})
        CHECK(finds(typed, gul) == Fit::None);
    CHECK(sought(std::string(5000, 'x')).terms.size() == 1);
}
