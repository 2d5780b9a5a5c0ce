// SPDX-License-Identifier: EUPL-1.2
#include "biography/merge.h"

#include <doctest/doctest.h>

using namespace mobio;
using namespace mobio::biography;

namespace {

Claim said(const char* id, const char* value, By by = By::Person, int at = 1) {
    Claim claim;
    claim.id = id;
    claim.by = by;
    claim.provenance = by == By::Staff ? Provenance::Staff : Provenance::Own;
    claim.at = time_of(at);
    claim.value = value;
    return claim;
}

Answer answer(std::vector<Claim> claims) {
    Answer made;
    made.claims = std::move(claims);
    settle(made);
    return made;
}

Entry card(const char* id, Claim claim, bool removed = false) {
    return {id, answer({std::move(claim)}), removed};
}

const std::string name = "person.name.given", work = "work.entries";

// What Amina told herself, and what her caseworker noted without knowing of it.
Document amina() {
    Document document;
    document.answers[name] = answer({said("a1", "Amina", By::Person, 1)});
    document.repeated[work] = {card("ja", said("a2", "Schneiderin"))};
    return document;
}
Document noted() {
    Document document;
    document.answers[name] = answer({said("b1", "Aminah", By::Staff, 2)});
    document.answers["person.sex"] = answer({said("b2", "f", By::Staff, 2)});
    document.repeated[work] = {card("jb", said("b3", "Köchin", By::Staff))};
    return document;
}

}  // namespace

TEST_CASE("merged, the claims of both records stand side by side and cards keep their ids") {
    const auto both = merged(amina(), noted());
    CHECK(both.answer(name, "")->claims.size() == 2);
    CHECK(both.answer(name, "")->claim()->value == "Amina");  // her own words are in force
    CHECK(both.answer("person.sex", "")->claim()->value == "f");
    CHECK(both.answer(work, "ja"));
    CHECK(both.answer(work, "jb"));
}

TEST_CASE("of two own answers the newer is in force, and the form shows it") {
    auto other = amina();
    other.answers[name] = answer({said("c1", "Emina", By::Person, 9)});
    other.repeated.clear();
    const auto both = merged(amina(), other);
    CHECK(both.answer(name, "")->claims.size() == 2);
    CHECK(both.answer(name, "")->claim()->value == "Emina");
    CHECK(claim_of(*both.answer(name, ""), By::Person)->value == "Emina");
}

TEST_CASE("the same thing said twice stands once") {
    auto other = amina();
    other.answers[name].claims[0].id = "c1";
    other.repeated.clear();
    const auto both = merged(amina(), other);
    REQUIRE(both.answer(name, "")->claims.size() == 1);
    CHECK(both.answer(name, "")->claims[0].id == "a1");
}

TEST_CASE("a card takes away that there was nothing to add; undoing brings it back") {
    Document nothing;
    Claim none = said("n1", "");
    none.state = State::Declined;
    nothing.answers[work] = answer({none});
    const auto both = merged(nothing, noted());
    CHECK_FALSE(both.answer(work, ""));
    const auto apart = unmerged({nothing, both, both, noted()});
    CHECK(apart.answer(work, ""));
    CHECK(write(apart) == write(nothing));
}

TEST_CASE("undone at once, the record is to the letter what it was") {
    const auto both = merged(amina(), noted());
    CHECK(write(unmerged({amina(), both, both, noted()})) == write(amina()));
}

TEST_CASE("undoing keeps what was changed since the merge") {
    const auto both = merged(amina(), noted());
    auto now = both;
    now.answers[name] =
        answer({said("x1", "Amina Zahra", By::Person, 20), both.answer(name, "")->claims[0]});
    now.answers["life.strengths"] = answer({said("x2", "Geduld", By::Person, 20)});
    now.repeated[work].push_back(card("jx", said("x3", "Bäckerin")));
    now.repeated[work][1].answer = answer({said("x4", "Köchin im Hotel", By::Person, 20)});  // jb
    const auto apart = unmerged({amina(), both, now, noted()});
    CHECK(apart.answer(name, "")->claim()->value == "Amina Zahra");
    CHECK(apart.answer(name, "")->claims.size() == 1);  // the note of staff went back
    CHECK(apart.answer("life.strengths", ""));
    CHECK_FALSE(apart.answer("person.sex", ""));
    CHECK(apart.answer(work, "ja"));
    CHECK(apart.answer(work, "jx"));
    REQUIRE(apart.answer(work, "jb"));  // changed here, so it stays here too
    CHECK(apart.answer(work, "jb")->claim()->value == "Köchin im Hotel");
}

TEST_CASE("an answer taken back since the merge stays taken back") {
    const auto both = merged(amina(), noted());
    auto now = both;
    now.answers.erase(name);
    now.repeated[work][0].removed = true;
    const auto apart = unmerged({amina(), both, now, noted()});
    CHECK_FALSE(apart.answer(name, ""));
    CHECK(apart.repeated.at(work)[0].removed);
}
