// SPDX-License-Identifier: EUPL-1.2
#include "platform/view/components.h"

#include <doctest/doctest.h>

#include "platform/view/file.h"

using namespace mobio;
using namespace mobio::view;
using html::markup;

namespace {

// The English msgids themselves: no catalogue is loaded.
const Tongue& english() {
    static const Tongue tongue(text::Language::En, text::Words("/nowhere"), "Europe/Berlin");
    return tongue;
}

Problems problem(const char* field, const char* says) {
    Problems out;
    out.add(field, {says});
    return out;
}

bool has(const Html& html, std::string_view part) {
    return html.str().find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a pictogram follows the text's direction only where it points somewhere") {
    CHECK(icon("person").str().starts_with(
        R"(<svg class="icon" aria-hidden="true"><use href="/static/icons)"));
    CHECK(icon("person").str().ends_with(R"(.svg#person"></use></svg>)"));
    for (const char* id : {"send", "goal", "undo", "speaker", "exit", "next", "back"})
        CHECK(icon(id).str().starts_with(R"(<svg class="icon flip")"));
}

TEST_CASE("a person's own words stand in their own direction, escaped") {
    CHECK(value("<امینه>").str() == "<bdi>&lt;امینه&gt;</bdi>");
    CHECK(value("هرات", "fa").str() == R"(<bdi lang="fa" dir="auto">هرات</bdi>)");
    CHECK(value("Herat", "").str() == R"(<bdi dir="auto">Herat</bdi>)");
    CHECK(number("+49 176").str() == R"(<bdi dir="ltr">+49 176</bdi>)");
}

TEST_CASE("an input is tied to its label and its hint") {
    CHECK(input({"title", "What?", "In your words.", "a \"b\""}, {}, english()).str() ==
          R"(<div class="field"><label for="title">What?</label>)"
          R"(<span class="hint" id="title-hint">In your words.</span>)"
          R"(<input type="text" id="title" name="title" dir="auto")"
          R"( autocomplete="off")"
          R"( aria-describedby="title-hint" value="a &quot;b&quot;"></div>)");
}

TEST_CASE("what is wrong stands at the field and is read out before the hint") {
    const auto field =
        input({"hours", "Hours", "About."}, problem("hours", "At most 80."), english());
    CHECK(has(field, R"(<div class="field wrong">)"));
    CHECK(has(field, R"(<span class="error" id="hours-error">)"));
    CHECK(has(field, R"(<span><span class="hide">Error: </span>At most 80.</span>)"));
    CHECK(has(field, R"(aria-invalid="true" aria-describedby="hours-error hours-hint")"));
    CHECK_FALSE(has(input({"days", "Days"}, problem("hours", "x"), english()), "wrong"));
}

TEST_CASE("a file is chosen from what the server takes, one or several") {
    const auto one = file({.label = "List", .accept = ".csv"}, {}, english());
    CHECK(has(one, R"(type="file")"));
    CHECK(has(one, R"(accept=".csv")"));
    CHECK_FALSE(has(one, "multiple"));
    const auto several =
        file({.label = "Photos", .several = true}, problem("file", "Choose one."), english());
    CHECK(has(several, " multiple"));
    CHECK(has(several, R"(aria-describedby="file-error")"));
}

TEST_CASE("a secret is never written back") {
    Input secret{"secret", "Password", "", "geheim"};
    secret.type = "password";
    const auto field = input(secret, {}, english());
    CHECK_FALSE(has(field, "geheim"));
}

TEST_CASE("the first line break of a long answer is kept") {
    const auto field = textarea({"tasks", "Tasks", "", "\n<b>"}, 3, {}, english());
    CHECK(has(field, "autocomplete=\"off\">\n\n&lt;b&gt;</textarea>"));
}

TEST_CASE("the summary leads to each field") {
    CHECK(errors({}, english()).empty());
    const auto summary = errors(problem("from.year", "The year alone is enough."), english());
    CHECK(has(summary, R"(<li><a href="#from-year">The year alone is enough.</a></li>)"));
    CHECK(has(summary, R"(role="alert" aria-labelledby="err" tabindex="-1")"));
}

TEST_CASE("choices are one group, and the first carries the field's id") {
    Choice kind{"kind", "Which?", "One."};
    kind.options = {{"paid", "Paid", "", "work", ""}, {"فا", "فارسی", "small", "", "fa"}};
    kind.chosen = {"فا"};
    const auto group = choices(kind, {}, english());
    CHECK(has(group,
              R"(<fieldset class="field" aria-describedby="kind-hint"><legend>Which?</legend>)"));
    CHECK(has(group, R"(<input type="radio" id="kind" name="kind" value="paid"><svg)"));
    CHECK(has(group, R"(<input type="radio" id="kind-1" name="kind" value="فا" checked>)"));
    CHECK(has(group, R"(<span lang="fa" dir="rtl">فارسی<small>small</small></span>)"));
    kind.many = kind.plain = kind.hide_label = true;
    CHECK(has(choices(kind, {}, english()), R"(<legend class="hide">)"));
    CHECK(has(choices(kind, {}, english()), R"(<div class="choices plain">)"));
    CHECK(has(choices(kind, {}, english()), R"(type="checkbox")"));
}

TEST_CASE("a list begins with nothing chosen") {
    Choice country{"country", "Country", "", {{"SY", "Syria", "", "", ""}}, {"SY"}};
    const auto list = select(country, problem("country", "Choose one."), english());
    CHECK(
        has(list, R"(<option value="">Choose</option><option value="SY" selected>Syria</option>)"));
    CHECK(has(list, R"(<select id="country" name="country" aria-invalid="true")"
                    R"( aria-describedby="country-error">)"));
    CHECK_FALSE(has(list, "data-typeahead"));
    country.typeahead = true;
    CHECK(has(select(country, {}, english()), "data-typeahead="));
}

TEST_CASE("a part date marks the part that is wrong, or all of it") {
    PartDate date{"from", "From when?", "The year alone is enough.", "", "3", "2017"};
    const auto year = part_date(date, problem("from.year", "Too early."), english());
    CHECK(has(year, R"(<fieldset class="field wrong" id="from" tabindex="-1">)"));
    CHECK(has(year,
              R"(id="from-day" name="from.day" dir="ltr" inputmode="numeric" autocomplete="off")"
              R"( aria-describedby="from-error from-hint">)"));
    CHECK(has(year, R"(id="from-year" name="from.year" dir="ltr" inputmode="numeric")"
                    R"( autocomplete="off" aria-invalid="true")"));
    CHECK(has(year, R"(id="from-month" name="from.month" dir="auto" autocomplete="off")"));
    CHECK_FALSE(has(year, "<datalist"));
    CHECK_FALSE(has(year, "from.calendar"));
    const auto all = part_date(date, problem("from", "Too early."), english());
    CHECK(has(all, R"(name="from.month" dir="auto" autocomplete="off" aria-invalid="true")"));
    date.with_day = false;
    date.months = {"January", "February"};
    date.calendars = {{"gregorian", "Gregorian", "", "", ""}, {"persian", "Persian", "", "", ""}};
    date.calendar = "persian";
    const auto persian = part_date(date, {}, english());
    CHECK_FALSE(has(persian, "from.day"));
    CHECK(has(persian, R"(list="from-month-names" value="3")"));
    CHECK(has(persian, R"(<datalist id="from-month-names"><option value="January">)"));
    CHECK(has(persian, R"(<option value="persian" selected>Persian</option>)"));
}

TEST_CASE("facts show where a value comes from") {
    CHECK(facts({{"Phone", number("1"), {}}}).str() ==
          R"(<dl class="facts"><div><dt>Phone</dt><dd><bdi dir="ltr">1</bdi></dd></div></dl>)");
    CHECK(has(
        facts({{"A", value("b"), markup<"<span>{}</span>">("own")}}),
        R"(<dl class="facts wide"><div><dt>A</dt><dd><bdi>b</bdi></dd><dd><span>own</span></dd>)"));
}

TEST_CASE("a card with an id is a section named by its title") {
    Card person{"Person", "person", "deep", "p1"};
    person.body = markup<"<p>x</p>">();
    CHECK(card(person).str().starts_with(
        R"(<section class="card deep" aria-labelledby="p1"><header><span class="mark">)"));
    CHECK(has(card(person), R"(<div><h2 id="p1">Person</h2></div></header><p>x</p></section>)"));
    person.id = "";
    person.level = 3;
    CHECK(card(person).str().starts_with(R"(<div class="card deep"><header>)"));
    CHECK(has(card(person), "<h3>Person</h3>"));
}

TEST_CASE("steps say in words which is done") {
    const auto three = steps({"Who", "Look", "Send"}, 1, english());
    CHECK(has(three, R"(<li class="done">1. Who <span class="hide">(done)</span></li>)"));
    CHECK(has(three, R"(<li aria-current="step">2. Look</li><li>3. Send</li>)"));
}

TEST_CASE("buttons and links are what they are called") {
    CHECK(button("Send", "", "quiet").str() ==
          R"(<button class="button quiet" type="submit">Send</button>)");
    CHECK(button("answer", "yes", "I agree", "", "").str() ==
          R"(<button class="button" type="submit" name="answer" value="yes">I agree</button>)");
    CHECK(button_link("javascript:x", "Go").str() == R"(<a class="button" href="#blocked">Go</a>)");
    CHECK(has(back_link("/releases", english()), R"(<a class="tool back" href="/releases">)"));
    CHECK(has(print_button("Print"), "data-print hidden"));
    CHECK(has(progress(2, 6, "2 of 6", "warm"),
              R"(<progress value="2" max="6" class="warm" aria-label="2 of 6"></progress>)"));
}

TEST_CASE("a table's cells name their column on a phone") {
    const auto rows = table({"Persons", {"Name", "Step"}, {{value("Amina"), markup<"x">()}}});
    CHECK(has(rows, R"(<caption class="hide">Persons</caption>)"));
    CHECK(has(rows,
              R"(<th scope="row"><bdi>Amina</bdi></th><td data-label="Step"><span>x</span></td>)"));
}

TEST_CASE("a table's cell without a value has no label on a phone either") {
    const auto rows = table({"Persons", {"Name", "Step"}, {{value("Amina"), Html{}}}});
    CHECK(has(rows, R"(<th scope="row"><bdi>Amina</bdi></th><td></td>)"));
}

TEST_CASE("a line is a link only where it leads somewhere") {
    CHECK(has(line({"", {}, markup<"A">(), {}, {}, {}}),
              R"(<div class="line"><span><b>A</b></span></div>)"));
    CHECK(line({"/a", {}, markup<"A">(), markup<"b">(), {}, {}})
              .str()
              .starts_with(R"(<a class="line" href="/a"><span><b>A</b><small>b</small></span>)"
                           R"(<svg class="icon flip")"));
}

TEST_CASE("what a component is given cannot become markup") {
    const char* evil = "<script>\"'&";
    const Html all = tag(evil, "", "") + head(evil, evil, evil) + add_link("/a", evil, evil) +
                     toast(evil, {}) + details(evil, {}) +
                     tick("a", evil, evil, true, {}, english()) + note("info", markup<"{}">(evil)) +
                     empty_state("info", value(evil));
    CHECK(all.str().find("<script") == std::string::npos);
    CHECK(all.str().find("\"'") == std::string::npos);
}
