// SPDX-License-Identifier: EUPL-1.2
// The commands with data and keys on two PostgreSQL servers.
#include "command/postgres_for_test.h"

namespace mobio::command {

namespace {

using namespace test;

constexpr const char* new_job = "/biography/work/jobs/entries/new";
const Values job{{"work.entries.title_original", "Schneiderin"}};

struct OnPostgres {
    PostgresServer data, keys;
    Folder folder;
    std::string config;
    OnPostgres() {
        folder.make_master_key();
        Settings settings;
        settings.database = data.address();
        settings.key_store = keys.address();
        config = folder.county("", settings);
    }
};

}  // namespace

TEST_CASE("a county on PostgreSQL is set up, checked, served and staffed") {
    if (!with_postgres()) return;
    const OnPostgres county;
    CHECK(has(run("check" + county.config).out, "database: schema 0, this program needs"));
    CHECK(run("migrate" + county.config).out == "musterland: " + newest_schema() + "\n");
    const auto checked = run("check" + county.config);
    INFO(checked.out);
    CHECK(checked.code == 0);
    CHECK(
        has(run("staff add --name Roth --email roth@example.org --role admin" + county.config).out,
            "password: "));
    CHECK(has(run("staff list" + county.config).out, "roth@example.org"));
    const auto amina = add_person(county.config, "Amina");
    CHECK(run("person list" + county.config).out == "persons: 1\n");

    Running server("serve --no-work" + county.config), worker("work" + county.config);
    CHECK(worker.line == "mobio: working");
    Browser browser(server.port());
    sign_in(browser, amina);
    CHECK(browser.submit(new_job, new_job, job).status == 303);
    CHECK(server.stop() == 0);
    CHECK(worker.stop() == 0);
}

TEST_CASE("two servers on one database share sessions, forms and saves") {
    if (!with_postgres()) return;
    const OnPostgres county;
    CHECK(run("migrate" + county.config).code == 0);
    const auto amina = add_person(county.config, "Amina");
    const Running first("serve" + county.config), second("serve" + county.config);
    Browser here(first.port()), there(second.port());
    sign_in(here, amina);
    there.cookies = here.cookies;
    CHECK(there.get("/biography").status == 200);
    const auto form = here.get(new_job);
    const auto saved = there.send(form, new_job, job);
    CHECK(saved.status == 303);
    CHECK(here.send(form, new_job, job).location() == saved.location());  // sent twice, acted once
    CHECK(here.get("/biography/work/jobs").shows("Schneiderin"));
    CHECK(there.submit("/account", "/session/end", {}).status == 303);
    CHECK(here.get("/biography").status == 303);
}

TEST_CASE("servers that start at once on an empty PostgreSQL migrate it once") {
    if (!with_postgres()) return;
    const OnPostgres county;
    const auto both = shell(program() + " migrate" + county.config + " & " + program() +
                            " migrate" + county.config + "; wait $!");
    CHECK(both.out == "musterland: " + newest_schema() + "\nmusterland: " + newest_schema() + "\n");
}

TEST_CASE("a PostgreSQL that is away is one line that names it and no password") {
    const Folder folder;
    folder.make_master_key();
    Settings settings;
    settings.database = "host=/nowhere user=mobio dbname=mobio";
    const auto config = folder.county("", settings);
    for (const char* command : {"serve", "work", "migrate", "person list"}) {
        const auto ran = run(command + config);
        CHECK(ran.code == 1);
        CHECK(ran.out.starts_with("mobio: no connection to PostgreSQL: "));
        CHECK(std::ranges::count(ran.out, '\n') == 1);
    }
    CHECK(has(run("check" + config).out, "database: no connection to PostgreSQL"));
}

}  // namespace mobio::command
