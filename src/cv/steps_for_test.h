// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "biography/biography.h"
#include "pdf_tools.h"
#include "world.h"

// What people do in the tests of this folder, over HTTP.
namespace mobio::cv::test {

using nlohmann::json;

inline void tell(World& world, const Cast& who, const biography::Change& told) {
    auto& app = world.app();
    auto change = told;
    change.claim.author = who.account.text();
    change.claim.at = app.clock.now();
    const auto key = app.vault.key_of(who.person.bytes);
    app.db->write([&](sql::Transaction& tx) {
        biography::save(tx, app, who.person, key, {change}, change.claim.at);
    });
}
inline void tell(World& world, const Cast& who, const char* field, json value) {
    biography::Change change;
    change.field = field;
    change.claim.value = std::move(value);
    tell(world, who, change);
}

inline json in_year(const char* edtf) { return {{"edtf", edtf}, {"calendar", "gregorian"}}; }

// Amina Rahimi, tailor from Herat, who told of herself in Farsi.
inline Cast amina(World& world) {
    auto who = world.person("Amina");
    tell(world, who, "person.name.given", "Amina");
    tell(world, who, "person.name.family", "Rahimi");
    tell(world, who, "person.birth", {{"edtf", "1996-03-14"}, {"calendar", "gregorian"}});
    tell(world, who, "contact.email", json::array({"amina@example.org"}));
    biography::Change job;
    job.field = "work.entries";
    job.claim.lang = "fa";
    job.claim.value = {
        {"title_original", "خیاط"},  {"employer", "کارگاه نور"},
        {"country", "AF"},           {"from", in_year("2014-03")},
        {"to", in_year("2019-07")},  {"tasks", {"دوخت لباس", "اندازه‌گیری"}},
        {"end_reason", "CANARY-end"}};
    job.claim.german_parts = {{"title_original", {"Schneiderin", "own"}}};
    tell(world, who, job);
    tell(world, who, "work.entries",
         {{"title_original", "Verkäuferin"}, {"country", "IR"}, {"from", in_year("2020")}});
    tell(world, who, "language.skills", {{"lang", "prs"}, {"native", true}});
    tell(world, who, "language.skills",
         {{"lang", "deu"}, {"listening", "B1"}, {"writing", "A2"}, {"native", false}});
    return who;
}

inline std::string file(Browser& browser, const std::string& query) {
    const auto reply = browser.get("/cv/pdf?" + query);
    REQUIRE(reply.status == 200);
    REQUIRE(reply.header("content-type") == "application/pdf");
    return reply.body;
}
inline std::string paper(Browser& browser, const std::string& query = "layout=one&language=de") {
    return mobio::test::text_of(file(browser, query));
}

inline Reply press(Browser& browser, const std::string& change) {
    return browser.submit("/cv", "/cv/changes", {{"change", change}});
}

// As an arrangement names it: "work.entries#0190…", the first one of the page whose title it is.
inline std::string name_of(const Reply& page, const std::string& field) {
    const auto at = page.body.find(field + "#");
    REQUIRE(at != std::string::npos);
    return page.body.substr(at, page.body.find('"', at) - at);
}

inline bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace mobio::cv::test
