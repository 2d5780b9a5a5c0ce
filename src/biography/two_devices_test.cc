// SPDX-License-Identifier: EUPL-1.2
// One record open on two devices, and saved on the way.
#include "biography/told_for_test.h"

namespace mobio::biography {

using namespace test;

TEST_CASE("autosave keeps what is right and says what is not") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    const auto page = browser.get(name_page);
    const auto answer = autosaved(browser, page, name_page,
                                  {{"person.name.given", "Amina"}, {"person.name.family", "123"}});
    CHECK(answer["saved"] == true);
    CHECK(answer["revision"] == "2");
    CHECK(answer["form_key"].get<std::string>().size() == 22);
    REQUIRE(answer["problems"].size() == 1);
    CHECK(answer["problems"][0]["field"] == "person.name.family");
    CHECK(value_of(world, amina, "person.name.given") == "Amina");
    const auto next = autosaved(browser, page, name_page,
                                {{"person.name.given", "Amina"},
                                 {"person.name.family", "Rahimi"},
                                 {"form_key", answer["form_key"]},
                                 {"revision", answer["revision"]}});
    CHECK(next["problems"].empty());
    CHECK(next["revision"] == "3");
}

TEST_CASE("two devices changing different answers of a page both count") {
    World world;
    const auto amina = world.person("Amina");
    auto phone = world.as(amina);
    auto laptop = world.as(amina);
    const auto on_phone = phone.get(name_page);
    const auto on_laptop = laptop.get(name_page);
    CHECK(
        phone
            .send(on_phone, name_page, {{"person.name.given", "Amina"}, {"person.name.family", ""}})
            .status == 303);
    CHECK(laptop
              .send(on_laptop, name_page,
                    {{"person.name.given", ""}, {"person.name.family", "Rahimi"}})
              .status == 303);
    CHECK(value_of(world, amina, "person.name.given") == "Amina");
    CHECK(value_of(world, amina, "person.name.family") == "Rahimi");
}

TEST_CASE("two devices changing the same answer: both are shown, the person chooses") {
    World world;
    const auto amina = world.person("Amina");
    auto phone = world.as(amina);
    auto laptop = world.as(amina);
    const auto on_laptop = laptop.get(name_page);
    save_name(phone, "Amina", "Rahimi");
    const Values typed{{"person.name.given", "Amineh"}, {"person.name.family", "Rahimi"}};
    auto conflict = laptop.send(on_laptop, name_page, typed);
    CHECK(conflict.status == 409);
    CHECK(value_of(world, amina, "person.name.given") == "Amina");
    CHECK(conflict.shows("Amineh"));
    CHECK(conflict.shows("What stands there now:"));
    CHECK(laptop.send(conflict, name_page, typed).status == 422);  // nothing chosen yet

    auto theirs = typed;
    theirs.emplace_back("person.name.given.choice", "theirs");
    CHECK(laptop.send(conflict, name_page, theirs).status == 303);
    CHECK(value_of(world, amina, "person.name.given") == "Amina");

    auto mine = typed;
    mine.emplace_back("person.name.given.choice", "mine");
    CHECK(laptop.send(laptop.send(on_laptop, name_page, typed), name_page, mine).status == 303);
    CHECK(value_of(world, amina, "person.name.given") == "Amineh");
}

TEST_CASE("autosave never overwrites what another device saved unseen") {
    World world;
    const auto amina = world.person("Amina");
    auto phone = world.as(amina);
    auto laptop = world.as(amina);
    const auto on_phone = phone.get(name_page);
    save_name(laptop, "", "Rahimi");
    const Values first{{"person.name.given", "Amina"}, {"person.name.family", ""}};
    auto answer = autosaved(phone, on_phone, name_page, first);
    CHECK(answer["revision"].get<std::string>().find("person.name.family") != std::string::npos);
    const Values second{{"person.name.given", "Amineh"},
                        {"person.name.family", ""},
                        {"form_key", answer["form_key"]},
                        {"revision", answer["revision"]}};
    answer = autosaved(phone, on_phone, name_page, second);
    CHECK(value_of(world, amina, "person.name.given") == "Amineh");
    CHECK(value_of(world, amina, "person.name.family") == "Rahimi");
}

}  // namespace mobio::biography
