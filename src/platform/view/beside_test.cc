// SPDX-License-Identifier: EUPL-1.2
#include "platform/view/beside.h"

#include <doctest/doctest.h>

namespace mobio::view {

namespace {

std::string german(const std::string& main) {
    return "<html><body><nav>Menü</nav><main id=\"main\">" + main + "</main></body></html>";
}

std::string both(const std::string& first, const std::string& second) {
    const auto page = beside(german(first), german(second), text::Language::Fa);
    const auto begin = page.find("<main id=\"main\">") + 16;
    return page.substr(begin, page.find("</main>") - begin);
}

}  // namespace

TEST_CASE("each text is followed by the other language, marked as such") {
    CHECK(both("<h1>Name</h1>", "<h1>نام</h1>") ==
          R"(<h1>Name <span class="beside" lang="fa" dir="rtl">نام</span></h1>)");
}

TEST_CASE("a person's own words are not said twice") {
    CHECK(both("<p><bdi>Amina</bdi></p>", "<p><bdi>Amina</bdi></p>") == "<p><bdi>Amina</bdi></p>");
    CHECK(
        both("<h1>Hallo <bdi>Amina</bdi></h1>", "<h1>سلام <bdi>Amina</bdi></h1>") ==
        R"(<h1>Hallo <bdi>Amina</bdi> <span class="beside" lang="fa" dir="rtl">سلام <bdi>Amina</bdi></span></h1>)");
    CHECK(both("<textarea>eins</textarea>", "<textarea>یک</textarea>") ==
          "<textarea>eins</textarea>");
}

TEST_CASE("options meet by their values, whatever the order of each language") {
    CHECK(
        both(
            R"(<select name="c"><option value="AF">Afghanistan</option><option value="SY">Syrien</option></select>)",
            R"(<select name="c"><option value="SY">سوریه</option><option value="AF">افغانستان</option></select>)") ==
        R"(<select name="c"><option value="AF">Afghanistan – افغانستان</option><option value="SY">Syrien – سوریه</option></select>)");
}

TEST_CASE("controls keep their own names, keys and ids, and stand once") {
    const auto page = both(
        R"(<form><input type="hidden" name="form_key" value="a"><label for="x">Ort<input id="x" name="place"></label><button><svg><use href="#i"></use></svg>Weiter</button></form>)",
        R"(<form><input type="hidden" name="form_key" value="b"><label for="x">محل<input id="x" name="place"></label><button><svg><use href="#i"></use></svg>ادامه</button></form>)");
    CHECK(
        page ==
        R"(<form><input type="hidden" name="form_key" value="a"><label for="x">Ort <span class="beside" lang="fa" dir="rtl">محل</span><input id="x" name="place"></label><button><svg><use href="#i"></use></svg>Weiter <span class="beside" lang="fa" dir="rtl">ادامه</span></button></form>)");
}

TEST_CASE("an element that one page alone has leaves the others in their places") {
    CHECK(
        both("<p>Eins</p><ul><li>nur hier</li></ul><h2>Zwei</h2>", "<p>یک</p><h2>دو</h2>") ==
        R"(<p>Eins <span class="beside" lang="fa" dir="rtl">یک</span></p><ul><li>nur hier</li></ul><h2>Zwei <span class="beside" lang="fa" dir="rtl">دو</span></h2>)");
}

TEST_CASE("a field that one page alone asks leaves the other fields their labels") {
    CHECK(
        both(
            R"(<div><label for="a">Arbeit</label><input id="a" name="a"></div><div><label for="c">Land</label><input id="c" name="c"></div>)",
            R"(<div><label for="a">کار</label><input id="a" name="a"></div><div><label for="b">به آلمانی</label><input id="b" name="b"></div><div><label for="c">کشور</label><input id="c" name="c"></div>)") ==
        R"(<div><label for="a">Arbeit <span class="beside" lang="fa" dir="rtl">کار</span></label><input id="a" name="a"></div><div><label for="c">Land <span class="beside" lang="fa" dir="rtl">کشور</span></label><input id="c" name="c"></div>)");
    CHECK(
        both(
            R"(<div><label for="b">به آلمانی</label><input id="b" name="b"></div><div><label for="c">کشور</label><input id="c" name="c"></div>)",
            R"(<div><label for="c">Land</label><input id="c" name="c"></div>)") ==
        R"(<div><label for="b">به آلمانی</label><input id="b" name="b"></div><div><label for="c">کشور <span class="beside" lang="fa" dir="rtl">Land</span></label><input id="c" name="c"></div>)");
}

TEST_CASE("a line's title, its small print and its tag are said each by itself") {
    CHECK(
        both(
            R"(<a class="line" href="/a"><span class="mark"><svg><use href="#i"></use></svg></span><span><b><bdi>Kurs</bdi></b><small>Sie · bis morgen</small></span><span class="tag">offen</span></a>)",
            R"(<a class="line" href="/a"><span class="mark"><svg><use href="#i"></use></svg></span><span><b><bdi>دوره</bdi></b><small>شما · تا فردا</small></span><span class="tag">باز</span></a>)") ==
        R"(<a class="line" href="/a"><span class="mark"><svg><use href="#i"></use></svg></span><span><b><bdi>Kurs</bdi> <span class="beside" lang="fa" dir="rtl"><bdi>دوره</bdi></span></b><small>Sie · bis morgen <span class="beside" lang="fa" dir="rtl">شما · تا فردا</span></small></span><span class="tag">offen <span class="beside" lang="fa" dir="rtl">باز</span></span></a>)");
    CHECK(
        both("<span>Teilen<small>Vorher ansehen</small></span>",
             "<span>فرستادن<small>پیش از آن ببینید</small></span>") ==
        R"(<span>Teilen <span class="beside" lang="fa" dir="rtl">فرستادن</span><small>Vorher ansehen <span class="beside" lang="fa" dir="rtl">پیش از آن ببینید</span></small></span>)");
    CHECK(
        both(
            R"(<span><span class="name">Anrede</span><span class="value">Frau</span><span class="out">sieht nichts</span></span>)",
            R"(<span><span class="name">عنوان</span><span class="value">خانم</span><span class="out">نمی‌بیند</span></span>)") ==
        R"(<span><span class="name">Anrede <span class="beside" lang="fa" dir="rtl">عنوان</span></span><span class="value">Frau <span class="beside" lang="fa" dir="rtl">خانم</span></span><span class="out">sieht nichts <span class="beside" lang="fa" dir="rtl">نمی‌بیند</span></span></span>)");
}

TEST_CASE("where one page has a small print more, the other's words stand together at the end") {
    CHECK(both("<span><b>Kurs</b></span>", "<span><b>دوره</b><small>فردا</small></span>") ==
          R"(<span><b>Kurs</b> <span class="beside" lang="fa" dir="rtl">دوره فردا </span></span>)");
}

TEST_CASE("a page that is not well-formed stays as it is") {
    CHECK(both("<p>Eins</b></p>", "<p>یک</p>") == "<p>Eins</b></p>");
}

TEST_CASE("a page without main stays as it is") {
    CHECK(beside("<p>421</p>", "<p>421!</p>", text::Language::De) == "<p>421</p>");
}

}  // namespace mobio::view
