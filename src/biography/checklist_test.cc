// SPDX-License-Identifier: EUPL-1.2
// What is still missing for an office, and Amina's biography on paper.
#include "biography/checklist.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "biography/told_for_test.h"
#include "pdf_tools.h"

namespace mobio::biography {

using namespace test;

namespace {

using catalogue::Recipient;

Checklist list_for(World& world, const Cast& person, Recipient kind) {
    return checklist(told_by(world, person), *world.app().catalogue, kind);
}

bool misses(const Checklist& list, std::string_view field) {
    return std::ranges::any_of(list.missing, [&](const auto* one) { return one->key == field; });
}

bool doubts(const Checklist& list, std::string_view field, Doubt doubt) {
    return std::ranges::any_of(list.uncertain, [&](const Uncertain& one) {
        return one.field->key == field && one.doubt == doubt;
    });
}

Reply answer(Browser& browser, const std::string& page, const Values& values) {
    return browser.submit(page, page, values);
}

}  // namespace

TEST_CASE("for the language school the school years are missing, until they are told") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    CHECK(misses(list_for(world, amina, Recipient::SPR), "school.years_total"));
    CHECK_FALSE(misses(list_for(world, amina, Recipient::AG), "school.years_total"));
    const auto page = browser.get("/biography/checklists/SPR");
    CHECK(page.shows("/biography/school/years"));
    answer(browser, "/biography/school/years", {{"school.years_total", "12"}});
    CHECK_FALSE(misses(list_for(world, amina, Recipient::SPR), "school.years_total"));
}

TEST_CASE("not wanting to say is an answer, not knowing is uncertain") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    answer(browser, "/biography/school/years", {{"school.years_total.state", "?unknown"}});
    auto list = list_for(world, amina, Recipient::SPR);
    CHECK_FALSE(misses(list, "school.years_total"));
    CHECK(doubts(list, "school.years_total", Doubt::Unknown));
    answer(browser, "/biography/school/years", {{"school.years_total.state", "?declined"}});
    list = list_for(world, amina, Recipient::SPR);
    CHECK_FALSE(misses(list, "school.years_total"));
    CHECK(list.uncertain.empty());
}

TEST_CASE("an estimated birth date and words without German are uncertain") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    browser.cookies["lang"] = "fa";
    answer(browser, "/biography/person/birth",
           {{"person.birth.year", "1990"}, {"person.birth.estimated", "yes"}});
    answer(browser, new_job, {{"work.entries.title_original", "خیاط"}});
    const auto list = list_for(world, amina, Recipient::JC);
    CHECK(doubts(list, "person.birth", Doubt::Estimated));
    CHECK(doubts(list, "work.entries", Doubt::NotInGerman));
    CHECK(browser.get("/biography/checklists/JC").shows("/biography/work/jobs/entries/"));
}

TEST_CASE("the lists name every kind of recipient, and an unknown kind is not found") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    const auto page = browser.get("/biography/checklists");
    CHECK(page.status == 200);
    for (const auto kind : catalogue::recipients)
        CHECK(page.shows("/biography/checklists/" + std::string(catalogue::code(kind))));
    const auto missing = missing_answers(told_by(world, amina), *world.app().catalogue);
    for (const auto kind : catalogue::recipients)
        CHECK(missing.at(static_cast<std::size_t>(kind)) ==
              list_for(world, amina, kind).missing.size());
    CHECK(browser.get("/biography/checklists/ABH").status == 404);
    CHECK(world.anybody().get("/biography/checklists").status == 303);
}

TEST_CASE("the summary shows what was told, and Bilal's shows nothing of it") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    answer(browser, "/biography/person/name", {{"person.name.family", "Rahimi"}});
    CHECK(browser.get("/biography/summary").shows("Rahimi"));
    auto bilal = world.as(world.person("Bilal"));
    CHECK(bilal.get("/biography/summary").status == 200);
    CHECK_FALSE(bilal.get("/biography/summary").shows("Rahimi"));
    CHECK(world.anybody().get("/biography/summary").status == 303);
}

TEST_CASE("the summary and the empty form are PDFs, in each language and in two") {
    World world;
    auto browser = world.as(world.person("Amina"));
    answer(browser, "/biography/person/name", {{"person.name.family", "Rahimi"}});
    for (const auto language : text::languages) {
        const std::string code(text::code(language));
        browser.cookies["lang"] = code;
        for (const auto& address :
             {std::string("/biography/summary/pdf"),
              std::string("/biography/summary/pdf?second=de"), "/paper-forms/" + code}) {
            const auto reply = browser.get(address);
            CHECK(reply.status == 200);
            CHECK(reply.header("content-type") == "application/pdf");
            CHECK(reply.body.starts_with("%PDF-"));
        }
    }
    CHECK(browser.get("/paper-forms/xx").status == 404);
    CHECK(world.anybody().get("/paper-forms/fa").status == 303);
}

TEST_CASE("the paper form asks what the first visit asks on its first pages, before all else") {
    World world;
    auto browser = world.as(world.person("Amina"));
    const auto& catalogue = *world.app().catalogue;
    const auto pages = [&](text::Language language, const char* which) {
        const auto pdf = browser.get("/paper-forms/" + std::string(text::code(language))).body;
        return mobio::test::asked(std::string("pdftotext -raw ") + which, pdf, "-");
    };
    const auto& t = world.app().tongue(text::Language::De);
    const auto first = pages(t.language(), "-l 3");
    for (const auto& section : catalogue.sections())
        for (const auto& topic : section.topics)
            if (topic.first_visit) CHECK(first.find(catalogue.title(topic, t)) != first.npos);
    const auto fourth = pages(t.language(), "-f 4 -l 4");
    CHECK(fourth.starts_with(catalogue.label(catalogue.sections().front(), t)));
    // With German beside it every question takes more room.
    const auto& english = world.app().tongue(text::Language::En);
    const auto fifth = pages(english.language(), "-f 5 -l 5");
    CHECK(fifth.starts_with(catalogue.label(catalogue.sections().front(), english)));
}

}  // namespace mobio::biography
