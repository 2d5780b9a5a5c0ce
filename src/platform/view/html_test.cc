// SPDX-License-Identifier: EUPL-1.2
#include "platform/view/html.h"

#include <doctest/doctest.h>

using namespace mobio::html;

namespace {

constexpr auto place_of(const detail::Plan& plan, std::size_t i) { return plan.holes[i].place; }

constexpr auto link = detail::read(R"(<a class="x {}" href="{}" {}>{}</a><p title='{}'>)");
static_assert(link.count == 5);
static_assert(place_of(link, 0) == Place::Attribute);
static_assert(place_of(link, 1) == Place::Url);
static_assert(place_of(link, 2) == Place::Attributes);
static_assert(place_of(link, 3) == Place::Text);
static_assert(place_of(link, 4) == Place::Attribute);

constexpr auto path = detail::read(R"(<form action="/releases/{}/withdrawal?x={}"><a href="#{}">)");
static_assert(place_of(path, 0) == Place::Segment);
static_assert(place_of(path, 1) == Place::Segment);
static_assert(place_of(path, 2) == Place::Segment);

static_assert(detail::read("<!DOCTYPE html><!-- {no hole} --><textarea>{}</textarea>").count == 1);
static_assert(detail::read("<style>a{b:c}</style><script src=\"{}\"></script>{}").count == 2);

}  // namespace

TEST_CASE("text is escaped where it stands") {
    CHECK(markup<"<p>{}</p>">("<b>&\"'").str() == "<p>&lt;b&gt;&amp;&quot;&#39;</p>");
    CHECK(markup<R"(<p title="{}">)">("\" onload=\"x").str() ==
          R"(<p title="&quot; onload=&quot;x">)");
    CHECK(markup<"{} {}">(42, -7LL).str() == "42 -7");
}

TEST_CASE("markup goes in unchanged, between tags only") {
    const auto inner = markup<"<b>{}</b>">("ä<");
    CHECK(markup<"<p>{}</p>">(inner).str() == "<p><b>ä&lt;</b></p>");
    CHECK((inner + inner).str() == "<b>ä&lt;</b><b>ä&lt;</b>");
}

TEST_CASE("an address that leads out of the page's world is blocked") {
    for (const char* bad :
         {"javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "//evil.example",
          "/\\evil.example", "\\\\evil.example", "java\nscript:x", " javascript:x", "vbscript:x",
          "/\t/evil.example", "file:///etc/passwd", "blob:x"})
        CHECK(markup<R"(<a href="{}">)">(bad).str() == R"(<a href="#blocked">)");
    for (const char* good : {"/releases/1?a=b#c", "https://example.org/", "mailto:a@b.example",
                             "tel:+49176", "#main", "?page=2", "releases", ""})
        CHECK(detail::safe_url(good));
}

TEST_CASE("an address after a literal path is percent-encoded") {
    CHECK(markup<R"(<a href="/releases/{}/x">)">("a/b ?#ü").str() ==
          R"(<a href="/releases/a%2Fb%20%3F%23%C3%BC/x">)");
    CHECK(markup<R"(<a href="/releases/{}">)">("..").str() == R"(<a href="/releases/">)");
    CHECK(markup<R"(<a href="/pages/{}">)">(3).str() == R"(<a href="/pages/3">)");
}

TEST_CASE("attributes chosen at run time leave no gaps") {
    Attributes some;
    some.flag("checked", true).flag("disabled", false).set("lang", "fa").set("title", "");
    CHECK(markup<R"(<input name="a" {}>)">(some).str() == R"(<input name="a" checked lang="fa">)");
    CHECK(markup<R"(<input {}>)">(Attributes{}).str() == "<input>");
    CHECK(markup<R"(<i {} id="x">)">(Attributes{}.set("title", "\"<")).str() ==
          R"(<i title="&quot;&lt;" id="x">)");
}
