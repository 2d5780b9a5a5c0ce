// SPDX-License-Identifier: EUPL-1.2
#include "platform/view/design.h"

#include "platform/view/components.h"
#include "platform/view/page.h"

// A page for those who build pages. Its words are examples, so only the components' own texts are
// translated here.
namespace mobio::view {

using html::Attributes;
using html::markup;

namespace {

constexpr const char* long_word = "Afghanisch-Deutsche Handwerksgenossenschaft für Frauenbildung";
constexpr const char* farsi =
    "می‌خواهم خیاطی را به‌صورت حرفه‌ای در آلمان ادامه "
    "بدهم.";
constexpr const char* arabic = "كهربائي في ورشة صيانة";

Html part(std::string_view title, const Html& body) {
    return markup<R"(<section class="stack"><h2>{}</h2>{}</section>)">(title, body);
}

Html buttons(const Html& inside) { return markup<R"(<div class="buttons">{}</div>)">(inside); }

Html show_buttons() {
    auto row = button("Speichern und weiter") + button("Vorschau", "eye", "quiet") +
               button("Später", "", "plain") + button("Zurückziehen", "undo", "stop") +
               button_link("/design", "Zurück zur Liste", "back", "quiet small");
    return buttons(row) + add_link("/design", "Daten freigeben", "Vorher sehen Sie alles.") +
           markup<R"(<div class="buttons same">{}{}</div>)">(
               button("answer", "yes", "Ich stimme zu", "check", "quiet"),
               button("answer", "no", "Ich stimme nicht zu", "close", "quiet"));
}

Html show_marks() {
    Html marks, tags;
    for (const char* tone : {"", "warm", "ok"}) marks += mark("goal", tone);
    for (const char* tone : {"", "deep", "warm", "ok", "bad"})
        tags += tag("läuft noch", tone, "clock");
    auto out = markup<R"(<div class="row">{}</div><div class="row">{}</div>)">(marks, tags);
    for (const char* tone : {"", "warm", "ok"})
        out += note("info", markup<"Nur Sie und {} sehen das.">(value("Frau Keller")), tone);
    out += toast("„Küchenhilfe“ ist gelöscht.", button("Rückgängig", "undo", "small"));
    return out + empty_state("clock", markup<"<p>{}</p>">("Hier steht noch nichts."));
}

Html show_progress(const Tongue& t) {
    return steps({"Empfänger", "Vorschau und Einwilligung", "Senden"}, 1, t) +
           progress(0, 9, "0 von 9") + progress(4, 9, "4 von 9") +
           progress(9, 9, "9 von 9", "warm");
}

Html show_lists() {
    Line work{"/design",
              mark("work"),
              markup<"Arbeit">(),
              markup<"5 von 8 Antworten">(),
              progress(5, 8, "Arbeit: 5 von 8"),
              {}};
    Line seen{
        "", mark("eye", "ok"), value("Jobcenter Musterland"), markup<"hat Ihr Paket geöffnet">(),
        {}, tag("neu", "warm")};
    return list({line(work), line(work)}, "cols") + list({line(seen), line(seen)}, "list card");
}

Html show_facts() {
    auto said = markup<R"({}<span class="said" lang="fa" dir="rtl">{}</span>)">(
        value("Ausbildung als Maßschneiderin"), value(farsi));
    const auto own =
        markup<R"(<span class="from">{}eigene Angabe, 22.11.2026</span>)">(icon("person"));
    const std::vector<Fact> some{{"Telefon", number("+49 176 04069002"), own},
                                 {"Berufsziel", said, own},
                                 {"Betrieb", value(long_word), {}}};
    Card person{"Person", "person", "", "person"};
    person.body = facts(some);
    person.header_end = tag("neu", "warm");
    person.footer = button("Ändern", "edit", "quiet small");
    Card next{"Anmeldung zum B1-Kurs", "goal", "warm", "next"};
    next.under_title = markup<"bis 8. Dezember">();
    next.body = markup<"<p>{}</p>">("Frau Keller hat das Blatt vorbereitet.");
    return card(person) + card(next);
}

Html show_table() {
    const auto row = [](const char* name, const char* step, const char* tone) {
        return std::vector<Html>{value(name), markup<"{}">(step), tag("offen", tone, "clock")};
    };
    return table({"Meine Personen",
                  {"Name", "Nächster Schritt", "Stand"},
                  {row("Amina Rahimi", "Anmeldung B1-Kurs", "warm"),
                   row("بلال الحسن", "Überprüfung Ziel „Wohnung“", "deep")}});
}

Html typed(const Problems& problems, const Tongue& t) {
    Html out =
        input({"title", "Was haben Sie gearbeitet?", "In Ihren Worten.", arabic}, problems, t);
    Input phone{"phone", "Telefon", "", "+49 176 04069002", "tel", "ltr", "tel", "tel"};
    out += input(phone, problems, t);
    Input code{"card", "Code auf Ihrer Karte", "16 Zeichen", ""};
    code.dir = "ltr";
    code.css = "code";
    out += input(code, problems, t);
    out += textarea({"tasks", "Was konnten Sie dort gut?", "", farsi}, 3, problems, t);
    return out + part_date({"until", "Bis wann?", "Das Jahr allein reicht.", "", "3", "2017"},
                           problems, t);
}

Html chosen(const Problems& problems, const Tongue& t) {
    Choice kind{"kind", "Welche Arbeit war das?", "", {}, {"family"}};
    kind.options = {{"paid", "Angestellt", "", "work", ""},
                    {"family", "In der Familie", "mit oder ohne Lohn", "family", ""},
                    {"own", "فارسی", "", "", "fa"}};
    Choice none{"none",
                "Oder keine Angabe",
                "",
                {{"unknown", "Weiß ich nicht", "", "", ""},
                 {"declined", "Möchte ich nicht sagen", "", "", ""}},
                {}};
    none.plain = none.hide_label = true;
    Choice days = kind;
    days.name = "days";
    days.label = "An welchen Tagen?";
    days.many = true;
    Choice country{"country", "Land", "Tippen Sie den Anfang.", {}, {"SY"}};
    country.typeahead = true;
    for (const char* alpha2 : {"AF", "SY", "TR", "IR", "UA", "ER", "SO", "IQ", "DE"})
        country.options.push_back({alpha2, t.country_name(alpha2), "", "", ""});
    return choices(kind, problems, t) + choices(days, problems, t) + choices(none, problems, t) +
           select(country, problems, t) +
           tick("agreed", "yes", "Ich habe den Text gelesen.", false, problems, t);
}

Problems examples() {
    Problems out;
    out.add("title", {text::mark("Write at least one word.")});
    out.add("until.year", {text::mark("The year alone is enough.")});
    out.add("kind", {text::mark("Choose one answer.")});
    out.add("country", {text::mark("Choose one answer.")});
    out.add("agreed", {text::mark("Choose one answer.")});
    return out;
}

Html samples(const Tongue& t) {
    return part("Knöpfe", show_buttons()) + part("Zeichen und Hinweise", show_marks()) +
           part("Fortschritt", show_progress(t)) + part("Listen", show_lists()) +
           part("Angaben", show_facts()) + part("Tabelle", show_table());
}

http::Response show(const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    Page out;
    out.title = "Design";
    out.width = Width::Wide;
    out.script = "print.js typeahead.js";
    out.body = head("Design", "Jeder Baustein in jedem Zustand.", "MoBio") + samples(t);
    out.body += part("Formular", form({"/design"}, typed({}, t) + chosen({}, t), request, app));
    Form wrong{"/design"};
    wrong.id = "wrong";
    const auto problems = examples();
    out.body += part(
        "Formular mit Fehlern",
        errors(problems, t) + form(wrong, typed(problems, t) + chosen(problems, t), request, app));
    const bool rtl = t.dir() == "rtl";
    const auto& other = app.tongue(rtl ? text::Language::De : text::Language::Ar);
    out.body += markup<R"(<div class="stack-l" lang="{}" dir="{}">{}</div>)">(
        other.code(), other.dir(), samples(other));
    return page(request, app, std::move(out));
}

}  // namespace

void add_design(http::Router& router) { router.get("/design", show); }

}  // namespace mobio::view
