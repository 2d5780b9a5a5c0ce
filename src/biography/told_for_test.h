// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "biography/biography.h"
#include "biography/document.h"
#include "world.h"

// What people do in the tests of this folder, over HTTP, and what is kept of it.
namespace mobio::biography::test {

using nlohmann::json;

inline constexpr const char* name_page = "/biography/person/name";
inline constexpr const char* jobs = "/biography/work/jobs";
inline constexpr const char* new_job = "/biography/work/jobs/entries/new";

inline Biography told_by(World& world, const Cast& person) {
    return world.app().db->read([&](sql::Connection& db) {
        return load(db, world.app(), Acting{person.account, person.person});
    });
}

inline std::string value_of(World& world, const Cast& person, const char* field) {
    const auto biography = told_by(world, person);
    const auto* claim = biography.claim(field);
    return claim && claim->value.is_string() ? claim->value.get<std::string>() : "";
}

inline Reply save_name(Browser& browser, const char* given, const char* family) {
    return browser.submit(name_page, name_page,
                          {{"person.name.given", given}, {"person.name.family", family}});
}

// Address of the only card on the page of jobs.
inline std::string card_address(const Reply& page) {
    const auto at = page.body.find("/biography/work/jobs/entries/0");
    REQUIRE(at != std::string::npos);
    return page.body.substr(at, std::string_view("/biography/work/jobs/entries/").size() + 36);
}

struct Row {
    std::int64_t number, at;
    std::string kind, sealed;
    IdBytes author;
};
inline std::vector<Row> revisions(World& world, const Cast& person, const char* section) {
    return world.app().db->read([&](sql::Connection& db) {
        return db.all(
            "SELECT number, at, author_kind, sealed, author_id FROM section_revisions "
            "WHERE person_id = $1 AND section = $2 ORDER BY number",
            [](sql::Row row) {
                return Row{row.get<std::int64_t>(0), row.get<std::int64_t>(1),
                           row.get<std::string>(2), row.get<sql::Blob>(3).bytes,
                           row.get<IdBytes>(4)};
            },
            person.person, section);
    });
}

inline json autosaved(Browser& browser, const Reply& page, const char* action, Values fields) {
    browser.extra_headers = {{"Accept", "application/json"}};
    const auto reply = browser.send(page, action, fields);
    browser.extra_headers.clear();
    CHECK(reply.status == 200);
    return json::parse(reply.body);
}

}  // namespace mobio::biography::test
