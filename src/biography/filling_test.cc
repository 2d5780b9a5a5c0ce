// SPDX-License-Identifier: EUPL-1.2
// Every field that the catalogue offers to a person is filled over HTTP and read back.
#include <doctest/doctest.h>

#include "biography/biography.h"
#include "biography/question.h"
#include "world.h"

namespace mobio::biography {

namespace {

using catalogue::Catalogue;
using catalogue::Field;
using catalogue::Type;
using nlohmann::json;

// What is typed into a question's inputs, and the value it becomes.
struct Sample {
    Values typed;
    json value;
};

double number_for(const Question& question) { return question.minimum.value_or(1); }

json partial_date() {
    return {{"edtf", "2014-03"}, {"precision", "month"}, {"calendar", "gregorian"},
            {"text", "3.2014"},  {"source", "self"},     {"estimated", false}};
}

Sample sample(const Catalogue& catalogue, const Question& q) {
    switch (q.type) {
        case Type::Number: {
            const auto number = static_cast<int>(number_for(q));
            return {{{q.name, std::to_string(number)}}, number};
        }
        case Type::Boolean:
            return {{{q.name, "no"}}, false};
        case Type::Date:
            return {{{q.name + ".day", "1"}, {q.name + ".month", "2"}, {q.name + ".year", "2027"}},
                    "2027-02-01"};
        case Type::PartialDate:
            return {{{q.name + ".month", "3"}, {q.name + ".year", "2014"}}, partial_date()};
        case Type::Phone:
            return {{{q.name, "0176 04069001"}}, "+4917604069001"};
        case Type::Email:
            return {{{q.name, "amina@example.org"}},
                    q.multi ? json{"amina@example.org"} : json("amina@example.org")};
        case Type::Code:
            return {{{q.name, catalogue.codes(q.list).back().code}},
                    catalogue.codes(q.list).back().code};
        case Type::Codes:
            return {{{q.name, catalogue.codes(q.list)[0].code},
                     {q.name, catalogue.codes(q.list)[1].code}},
                    {catalogue.codes(q.list)[0].code, catalogue.codes(q.list)[1].code}};
        case Type::Country:
            return {{{q.name, "AF"}}, "AF"};
        case Type::Countries:
            return {{{q.name, "AF"}, {q.name, "IR"}}, {"AF", "IR"}};
        case Type::Language:
            return {{{q.name, "prs"}}, "prs"};
        case Type::Languages:
            return {{{q.name, "prs"}}, json{"prs"}};
        default:
            if (q.part && q.part->key == "plz") return {{{q.name, "69123"}}, "69123"};
            if (q.lines()) return {{{q.name, "eins\nzwei"}}, {"eins", "zwei"}};
            return {{{q.name, "Ḩaqq-Dür"}}, q.multi ? json{"Ḩaqq-Dür"} : json("Ḩaqq-Dür")};
    }
}

Sample sample(const Catalogue& catalogue, const Field& field) {
    Sample whole;
    for (const auto& question : questions(field)) {
        auto one = sample(catalogue, question);
        whole.typed.insert(whole.typed.end(), one.typed.begin(), one.typed.end());
        if (question.part)
            whole.value[question.part->key] = one.value;
        else
            whole.value = one.value;
    }
    return whole;
}

const Claim* told(const Biography& biography, const Field& field) {
    if (!field.repeated()) return biography.claim(field.key);
    const auto entries = biography.entries(field.key);
    return entries.size() == 1 ? entries.front()->answer.claim() : nullptr;
}

}  // namespace

TEST_CASE("every field of the catalogue is filled by its page and read back whole") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    const auto& catalogue = *world.app().catalogue;
    std::map<std::string, json> expected;
    for (const auto& section : catalogue.sections())
        for (const auto& topic : section.topics) {
            Values typed;
            bool cards = false;
            for (const auto* field : topic.fields) {
                if (field->staff_only) continue;
                const auto one = sample(catalogue, *field);
                typed.insert(typed.end(), one.typed.begin(), one.typed.end());
                expected[field->key] = one.value;
                cards = field->repeated();
            }
            if (typed.empty()) continue;
            const auto page = "/biography/" + section.key + "/" + topic.key;
            const auto form = cards ? page + "/entries/new" : page;
            CAPTURE(form);
            typed.emplace_back("health_consent", "yes");
            const auto reply = browser.submit(form, form, typed);
            CHECK(reply.status == 303);
            CHECK(browser.get(page).status == 200);
        }
    const auto biography = world.app().db->read([&](sql::Connection& db) {
        return load(db, world.app(), Acting{amina.account, amina.person});
    });
    CHECK(expected.size() > 50);
    for (const auto& [key, value] : expected) {
        CAPTURE(key);
        const auto* claim = told(biography, *catalogue.field(key));
        REQUIRE(claim);
        CHECK(claim->value == value);
    }
    for (const auto language : {"de", "fa"}) {
        browser.cookies["lang"] = language;
        CHECK(browser.get("/biography").status == 200);
    }
}

}  // namespace mobio::biography
