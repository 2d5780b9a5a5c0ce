// SPDX-License-Identifier: EUPL-1.2
#include "release/draft.h"

#include <doctest/doctest.h>

using namespace mobio;
using namespace mobio::release;
using catalogue::Level;

namespace {

Item item(const char* field, Level level, const char* entry = "") {
    Item item;
    item.field = field;
    item.entry = entry;
    item.level = level;
    item.value = "x";
    return item;
}

Ground ground() {
    Ground ground;
    ground.possible = {
        {"person",
         "",
         "",
         {item("person.name.given", Level::Required), item("person.birth", Level::Required),
          item("contact.address", Level::Optional),
          item("life.health.functional", Level::Explicit, "no_heavy")}}};
    ground.has_name = true;
    ground.adult = true;
    ground.text_hash = "abc";
    return ground;
}

Choice choice() {
    Choice choice;
    choice.items = {"person.birth"};
    choice.agrees = true;
    choice.shown_text = "abc";
    return choice;
}

Address typed(const char* email) {
    Address address;
    address.chosen = "other";
    address.name = "Betrieb Muster";
    address.email = address.again = email;
    return address;
}

}  // namespace

TEST_CASE("a packet goes out only with a ticked box under the text that was shown") {
    CHECK(check(choice(), ground()).empty());
    auto silent = choice();
    silent.agrees = false;
    CHECK(check(silent, ground()).at("agree"));
    auto other_text = choice();
    other_text.shown_text = "abd";
    CHECK(check(other_text, ground()).at("agree"));
}

TEST_CASE("a packet needs a name, and somebody of age") {
    auto nameless = ground();
    nameless.has_name = false;
    CHECK(check(choice(), nameless).at("name"));
    auto minor = ground();
    minor.adult = false;
    auto grown = choice();
    grown.of_age = true;
    CHECK(check(grown, minor).at("of_age"));
    auto unknown = ground();
    unknown.adult = std::nullopt;
    CHECK(check(choice(), unknown).at("of_age"));
    CHECK(check(grown, unknown).empty());
    grown.of_age = false;
    CHECK(check(grown, unknown).at("of_age"));
}

TEST_CASE("an item that this recipient may not have is refused, whoever adds it") {
    for (const char* forged :
         {"residence.status", "person.birth#1", "life.health.functional#no_heavy"}) {
        auto bad = choice();
        bad.items.insert(forged);
        CHECK_MESSAGE(check(bad, ground()).at("item"), forged);
    }
    auto bad = choice();
    bad.health = {"person.birth"};
    CHECK(check(bad, ground()).at("item"));
    auto good = choice();
    good.items.insert("contact.address");
    good.health = {"life.health.functional#no_heavy"};
    CHECK(check(good, ground()).empty());
    CHECK(agreed(good, ground().possible) == Names{"person.name.given", "person.birth",
                                                   "contact.address",
                                                   "life.health.functional#no_heavy"});
}

TEST_CASE("optional items and health are not ticked at first, and the name cannot go") {
    CHECK(by_default(ground().possible) == Names{"person.name.given", "person.birth"});
    CHECK(agreed({}, ground().possible) == Names{"person.name.given"});
}

TEST_CASE("a typed address stands there twice, and a private mailbox is confirmed") {
    CHECK(check(typed("office@example.org"), false).empty());
    CHECK(check(typed("no address"), false).at("email"));
    auto differs = typed("office@example.org");
    differs.again = "offise@example.org";
    CHECK(check(differs, false).at("again"));
    auto mailbox = typed("someone@gmail.com");
    CHECK(check(mailbox, false).at("private_ok"));
    mailbox.private_ok = true;
    CHECK(check(mailbox, false).empty());
    auto authority = typed("office@example.org");
    authority.name = "Ausländerbehörde Musterland";
    CHECK(check(authority, false).at("name"));
}

TEST_CASE("an office of the directory must be one of that kind") {
    Address address;
    address.chosen = "0190163d-8694-739b-aea5-966c26f8ad91";
    CHECK(check(address, false).at("recipient"));
    CHECK(check(address, true).empty());
}

TEST_CASE("private mail providers are known in every country and spelling") {
    for (const char* email : {"a@gmail.com", "a@GMAIL.com", "a@web.de", "a@gmx.net", "a@gmx.de",
                              "a@outlook.com", "a@yahoo.fr", "a@icloud.com", "a@t-online.de"})
        CHECK_MESSAGE(is_private_provider(email), email);
    for (const char* email : {"a@jobcenter.example", "gmail.com@example.org", "", "gmail.com"})
        CHECK_MESSAGE(!is_private_provider(email), email);
}

TEST_CASE("a draft keeps every choice") {
    Draft draft;
    draft.kind = catalogue::Recipient::SPR;
    draft.recipient = "Sprachschule Lindenhof";
    draft.email = "office@example.org";
    draft.items = Names{"person.birth"};
    draft.health = {"life.health.functional#breaks"};
    draft.of_age = false;
    draft.text_language = text::Language::Fa;
    const auto back = draft_from_json(to_json(draft));
    CHECK(to_json(back) == to_json(draft));
    CHECK(back.items == draft.items);
    CHECK(back.of_age == draft.of_age);
    CHECK_FALSE(draft_from_json(to_json(Draft{})).items);
}
