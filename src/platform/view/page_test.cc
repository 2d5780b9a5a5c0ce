// SPDX-License-Identifier: EUPL-1.2
#include "platform/view/page.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <random>

#include "platform/http/form_owner.h"
#include "platform/view/components.h"
#include "platform/view/design.h"

using namespace mobio;
using http::Visitor;

namespace {

// A county of its own in a folder that goes with it.
struct County {
    std::filesystem::path folder = std::filesystem::temp_directory_path() /
                                   ("mobio-view-" + std::to_string(std::random_device{}()));
    Share share{std::getenv("MOBIO_SHARE")};
    std::unique_ptr<App> app;

    County() {
        config::County county;
        county.database = "sqlite:" + (folder / "data.db").string();
        county.key_store = "sqlite:" + (folder / "keys.db").string();
        county.files = folder / "files";
        county.master_key_file = folder / "master.key";
        app = std::make_unique<App>(county, share, true);
    }
    ~County() {
        app.reset();
        std::filesystem::remove_all(folder);
    }
};

App& app() {
    static County county;
    return *county.app;
}

http::Request from(Visitor::Kind kind, text::Language language = text::Language::En) {
    http::Request request;
    request.path = request.target = "/biography";
    request.id = "q7w3c9k2mz";
    request.language = language;
    request.visitor.kind = kind;
    if (kind != Visitor::Kind::Anonymous) request.visitor.session.fill(7);
    if (kind == Visitor::Kind::Person) request.visitor.account.emplace().bytes.fill(8);
    request.visitor.idle_ends = app().clock.now() + std::chrono::seconds{900};
    return request;
}

std::string drawn(const http::Request& request, view::Page page, unsigned status = 200) {
    page.title = "Ein <Titel>";
    return view::page(request, app(), std::move(page), status).body;
}

bool has(std::string_view page, std::string_view part) { return page.find(part) != page.npos; }

}  // namespace

TEST_CASE("a page says its language, direction and title") {
    const auto farsi = drawn(from(Visitor::Kind::Anonymous, text::Language::Fa), {});
    CHECK(farsi.starts_with(
        R"(<!DOCTYPE html><html lang="fa" dir="rtl"><head><meta charset="utf-8">)"));
    CHECK(has(farsi, "<title>Ein &lt;Titel&gt; – MoBio</title>"));
    CHECK(has(farsi, R"(<link rel="preload" as="font")"));
    CHECK(has(farsi, R"(<small lang="de">Landkreis Musterland</small>)"));
    const auto english = drawn(from(Visitor::Kind::Anonymous), {});
    CHECK(has(english, R"(<html lang="en" dir="ltr">)"));
    CHECK_FALSE(has(english, "preload"));
    CHECK(has(english, R"(<a class="skip" href="#main">)"));
    CHECK(has(drawn(from(Visitor::Kind::Anonymous), {}, 422), "<title>Error: Ein"));
}

TEST_CASE("the language menu keeps what was typed") {
    view::Page form;
    form.has_form = true;
    const auto typed = drawn(from(Visitor::Kind::Person), std::move(form));
    CHECK(has(typed, R"(<button type="submit" name="switch_language" value="fa" form="form")"
                     R"( formnovalidate lang="fa" dir="rtl">فارسی</button>)"));
    CHECK_FALSE(has(typed, R"(action="/language")"));
}

TEST_CASE("the return key sends the form, not one of the language menu's buttons") {
    view::Page form;
    form.has_form = true;
    const auto page = drawn(from(Visitor::Kind::Person), std::move(form));
    const auto first = page.find(R"(form="form")");
    REQUIRE(first != std::string::npos);
    const auto button = page.rfind('<', first);
    CHECK(page.substr(button, page.find('>', first) - button).find("name=") == std::string::npos);
}

TEST_CASE("without a form the language menu posts by itself and comes back here") {
    const auto plain = drawn(from(Visitor::Kind::Person), {});
    CHECK(has(plain, R"(<form method="post" action="/language">)"));
    CHECK(has(plain, R"(<input type="hidden" name="return" value="/biography">)"));
    CHECK(has(plain,
              R"(name="language" value="en" lang="en" dir="ltr" aria-current="true">English)"));
}

TEST_CASE("a person finds their areas, the exit and the way out") {
    view::Page life;
    life.area = view::Area::Life;
    const auto page = drawn(from(Visitor::Kind::Person), std::move(life));
    CHECK(has(page, R"(<body class="has-tabs">)"));
    CHECK(has(page, R"(<a href="/biography" aria-current="page">)"));
    CHECK(has(page, R"(<a href="/releases">)"));
    CHECK(has(page, R"(<form method="post" action="/exit" data-exit>)"));
    CHECK(has(page, R"(<form method="post" action="/session/end">)"));
    CHECK(has(page, R"(<meta name="session-ends" content=")"));
    CHECK_FALSE(has(page, R"(<meta name="session-ends" content="0")"));
    CHECK(has(page, R"(<dialog class="card" id="session")"));
}

TEST_CASE("staff find the tabs of their role") {
    auto keller = from(Visitor::Kind::Staff);
    const auto as = [&](const char* role) {
        keller.visitor.role = role;
        return drawn(keller, {});
    };
    CHECK(has(as("manager"), R"(href="/staff/persons")"));
    CHECK(has(as("counsellor"), R"(<body class="has-tabs staff">)"));
    CHECK(has(as("editor"), R"(href="/recipients")"));
    CHECK(has(as("admin"), R"(href="/staff/accounts")"));
    CHECK(has(as("dpo"), R"(<body class="staff">)"));
    CHECK_FALSE(has(as("manager"), "/exit"));
    CHECK_FALSE(has(as("editor"), "/staff/persons"));
}

TEST_CASE("a recipient sees the page alone") {
    view::Page packet;
    packet.for_recipient = true;
    for (const auto kind : {Visitor::Kind::Recipient, Visitor::Kind::Person}) {
        const auto page = drawn(from(kind), packet);
        CHECK_FALSE(has(page, "/exit"));
        CHECK_FALSE(has(page, "class=\"tabs\""));
        CHECK_FALSE(has(page, "languages"));
        CHECK(has(page, "/privacy"));
    }
}

TEST_CASE("a form brings token and key, and keeps a key it was given") {
    const auto request = from(Visitor::Kind::Person);
    const auto fresh = view::form({"/a"}, {}, request, app()).str();
    CHECK(
        fresh.starts_with(R"(<form class="card" id="form" method="post" action="/a" novalidate>)"));
    CHECK(has(fresh, R"(name="form_token" value=")"));
    CHECK(has(fresh, R"(name="form_key" value=")"));
    view::Form again{"/a", {{"form_key", "k<1"}, {"revision", "3"}}};
    again.autosave = "1";
    const auto kept = view::form(again, {}, request, app()).str();
    CHECK(has(kept, R"(name="form_key" value="k&lt;1")"));
    CHECK(has(kept, R"(data-autosave="1" data-saved="Saved")"));
    CHECK(kept.find("form_key") == kept.rfind("form_key"));
    CHECK(has(view::button_form("/b", view::button("Remove"), request, app()).str(),
              R"(<form method="post" action="/b"><input type="hidden" name="form_token")"));
}

TEST_CASE("each error says what happened, keeps its status and names the request") {
    const auto request = from(Visitor::Kind::Person);
    for (const unsigned status : {400U, 403U, 404U, 405U, 409U, 410U, 413U, 414U, 415U, 421U, 422U,
                                  429U, 431U, 500U, 501U, 503U, 507U, 418U}) {
        const auto page = view::error_page(request, app(), status);
        CHECK(page.status == status);
        CHECK(has(page.body, R"(<bdi dir="ltr">q7w3c9k2mz</bdi>)"));
        CHECK_FALSE(has(page.body, "Nothing is lost"));
        CHECK_FALSE(has(page.body, R"(id="form")"));
    }
}

TEST_CASE("what was typed survives a busy server and an old form, a secret does not") {
    auto request = from(Visitor::Kind::Person);
    request.method = http::Method::Post;
    request.form.add("form_token", "old");
    request.form.add("form_key", "key-1");
    request.form.add("form_for", http::form_for(request, app()));
    request.form.add("name", "<Amina>");
    request.form.add("new_password", "geheim");
    request.form.add("opinion", "gut");
    for (const auto& page :
         {view::error_page(request, app(), 503), view::error_page(request, app(), 507),
          view::stale_form(request, app())}) {
        CHECK(has(page.body, R"(method="post" action="/biography" novalidate>)"));
        CHECK(has(page.body, R"(<input type="hidden" name="name" value="&lt;Amina&gt;">)"));
        CHECK(has(page.body, R"(<input type="hidden" name="opinion" value="gut">)"));
        CHECK(has(page.body, R"(name="form_key" value="key-1")"));
        CHECK(has(page.body, R"(type="password" id="new_password")"));
        CHECK_FALSE(has(page.body, "geheim"));
        CHECK_FALSE(has(page.body, R"(value="old")"));
    }
    CHECK(view::stale_form(request, app()).status == 403);
    CHECK_FALSE(has(view::error_page(request, app(), 500).body, "Amina"));
    request.form = {};
    CHECK(view::stale_form(request, app()).status == 403);
}

TEST_CASE("a notice is shown once and holds codes only") {
    http::Response response;
    view::leave_notice(response, {"removed", "work.jobs"});
    REQUIRE(response.cookies.size() == 1);
    CHECK(response.cookies[0].value == "removed.work.jobs");
    CHECK_THROWS_AS(view::leave_notice(response, {"Amina Rahimi", ""}), std::invalid_argument);
    CHECK_THROWS_AS(view::leave_notice(response, {"a", "Größe"}), std::invalid_argument);

    auto request = from(Visitor::Kind::Person);
    CHECK_FALSE(view::take_notice(request));
    request.cookies.add("notice", "removed.work.jobs");
    REQUIRE(view::take_notice(request));
    CHECK(view::take_notice(request)->code == "removed");
    CHECK(view::take_notice(request)->argument == "work.jobs");
    const auto shown = view::page(request, app(), {});
    REQUIRE(shown.cookies.size() == 1);
    CHECK(shown.cookies[0].max_age == 0);
    for (const char* bad : {"", ".x", "x", "<b>.a", "a.<b>"}) {
        http::Request other;
        other.cookies.add("notice", bad);
        CHECK_FALSE(view::take_notice(other));
    }
}

TEST_CASE("the design page shows everything in both directions, each id once") {
    http::Router router;
    view::add_design(router);
    const http::Check nothing_asked = [](const auto&, const auto&) { return std::nullopt; };
    const auto page =
        router.routes().at(0).handle(from(Visitor::Kind::Anonymous), app(), nothing_asked).body;
    CHECK(has(page, R"(<div class="stack-l" lang="de" dir="ltr">)"));
    CHECK(has(page, R"(<div class="stack-l" lang="ar" dir="rtl">)"));
    for (auto at = page.find(" id=\""); at != page.npos; at = page.find(" id=\"", at + 1)) {
        const auto id = page.substr(at, page.find('"', at + 5) + 1 - at);
        INFO(id);
        CHECK(page.find(id, at + 1) == page.npos);
    }
}
