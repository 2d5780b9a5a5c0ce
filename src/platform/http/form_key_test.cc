// SPDX-License-Identifier: EUPL-1.2
#include "platform/http/form_key.h"

#include <doctest/doctest.h>

#include <stdexcept>
#include <thread>

#include "platform/http/test_county.h"

namespace mobio::http {

namespace {

Request filled_in(const std::string& key, std::string name = "Amina") {
    Request request;
    request.method = Method::Post;
    request.path = "/persons";
    request.visitor.session.fill(1);
    request.form.add("form_key", key);
    request.form.add("form_token", make_form_key());  // another in each answer
    request.form.add("name", std::move(name));
    return request;
}

struct Saving {
    int acted = 0;
    TestCounty county;

    // 303 with its Location, or the status of the refusal.
    std::string save(const Request& request) {
        try {
            const auto response = once(request, county.app(), [&](sql::Transaction&) {
                return "/persons/" + std::to_string(++acted);
            });
            return response.headers.front().second;
        } catch (const Failure& failure) {
            return std::to_string(failure.status);
        }
    }
    std::int64_t keys() {
        return *county.app().db->read([](sql::Connection& db) {
            return db.first("SELECT count(*) FROM form_keys",
                            [](sql::Row row) { return row.get<std::int64_t>(0); });
        });
    }
};

}  // namespace

TEST_CASE("a form that is sent twice acts once and answers the same") {
    Saving saving;
    const auto key = make_form_key();
    CHECK(saving.save(filled_in(key)) == "/persons/1");
    CHECK(saving.save(filled_in(key)) == "/persons/1");
    CHECK(saving.acted == 1);
    CHECK(saving.save(filled_in(make_form_key())) == "/persons/2");
}

TEST_CASE("a spent key with another body, page or session is a conflict") {
    Saving saving;
    const auto key = make_form_key();
    CHECK(saving.save(filled_in(key)) == "/persons/1");
    CHECK(saving.save(filled_in(key, "Bilal")) == "409");
    auto elsewhere = filled_in(key), other_session = filled_in(key);
    elsewhere.path = "/releases";
    other_session.visitor.session.fill(2);
    CHECK(saving.save(elsewhere) == "409");
    CHECK(saving.save(other_session) == "409");
    CHECK(saving.acted == 1);
}

TEST_CASE("a form without a key, or of nobody, is refused") {
    Saving saving;
    CHECK(saving.save(filled_in("")) == "403");
    CHECK(saving.save(filled_in("short")) == "403");
    CHECK(saving.save(filled_in(make_form_key() + "A")) == "403");
    auto nobody = filled_in(make_form_key());
    nobody.visitor.session.fill(0);
    CHECK(saving.save(nobody) == "403");
    CHECK(saving.acted == 0);
}

TEST_CASE("a key is spent only by success") {
    Saving saving;
    const auto request = filled_in(make_form_key());
    const auto fail = [](sql::Transaction&) -> std::string { throw std::runtime_error("no"); };
    CHECK_THROWS_AS(once(request, saving.county.app(), fail), std::runtime_error);
    const auto lead_away = [](sql::Transaction&) -> std::string { return "https://evil.example"; };
    CHECK_THROWS_AS(once(request, saving.county.app(), lead_away), std::logic_error);
    CHECK(saving.keys() == 0);
    CHECK(saving.save(request) == "/persons/1");
}

TEST_CASE("a form that came before is answered before any work, and no other form") {
    Saving saving;
    auto& app = saving.county.app();
    const auto key = make_form_key();
    CHECK_FALSE(answered_before(filled_in(key), app));
    CHECK(saving.save(filled_in(key)) == "/persons/1");
    const auto again = answered_before(filled_in(key), app);
    REQUIRE(again);
    CHECK(again->status == 303);
    CHECK(again->headers.front().second == "/persons/1");
    CHECK_THROWS_AS(answered_before(filled_in(key, "Bilal"), app), Failure);
    auto of_another = filled_in(key);
    of_another.visitor.session.fill(2);
    CHECK_FALSE(answered_before(of_another, app));
    CHECK_FALSE(answered_before(filled_in(make_form_key()), app));
}

TEST_CASE("a form that is sent by many at once acts once") {
    Saving saving;
    const auto request = filled_in(make_form_key());
    std::vector<std::thread> senders;
    std::atomic<int> right{0};
    for (int i = 0; i < 8; ++i)
        senders.emplace_back([&] { right += saving.save(request) == "/persons/1"; });
    for (auto& sender : senders) sender.join();
    CHECK(right == 8);
    CHECK(saving.keys() == 1);
}

TEST_CASE("a script gets its own answer for the same saving") {
    Saving saving;
    const auto request = filled_in(make_form_key());
    for (int i = 0; i < 2; ++i) {
        const auto response = once(
            request, saving.county.app(),
            [&](sql::Transaction&) { return "/" + std::to_string(++saving.acted); },
            [](const std::string& location) { return json(200, location); });
        CHECK(response.body == "/1");
    }
}

TEST_CASE("spent keys are forgotten after a day") {
    Saving saving;
    saving.save(filled_in(make_form_key()));
    jobs::Register jobs;
    add_jobs(jobs);
    const auto clean = jobs.recurring().at("http.form_keys").code;
    clean(saving.county.app(), {});
    CHECK(saving.keys() == 1);
    saving.county.app().clock.advance(std::chrono::hours{25});
    clean(saving.county.app(), {});
    CHECK(saving.keys() == 0);
}

}  // namespace mobio::http
