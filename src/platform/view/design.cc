// SPDX-License-Identifier: EUPL-1.2
#include "platform/view/design.h"

#include "platform/view/components.h"
#include "platform/view/page.h"

// A page for those who build pages: everything once in German and once in Arabic. Its words are
// examples, so they stand here and not among the texts.
namespace mobio::view {

using html::markup;

namespace {

// One direction of the page. Ids and names begin with its language, so that none comes twice.
struct Sample {
    const Tongue& t;

    bool rtl() const { return t.dir() == "rtl"; }
    const char* say(const char* german, const char* arabic) const {
        return rtl() ? arabic : german;
    }
    std::string id(std::string_view name) const {
        return std::string(t.code()) + "-" + std::string(name);
    }
};

Html part(std::string_view title, const Html& body) {
    return markup<R"(<section class="stack"><h2>{}</h2>{}</section>)">(title, body);
}

Html show_buttons(const Sample& s) {
    const auto row =
        button(s.say("Speichern und weiter", "حفظ ومتابعة")) +
        button(s.say("Vorschau", "معاينة"), "eye", "quiet") +
        button(s.say("Später", "لاحقًا"), "", "plain") +
        button(s.say("Widerrufen", "سحب الموافقة"), "undo", "stop") +
        button_link("/design", s.say("Zur Liste", "إلى القائمة"), "back", "quiet small");
    const auto answers =
        button("answer", "yes", s.say("Ich stimme zu", "أوافق"), "check", "quiet") +
        button("answer", "no", s.say("Ich stimme nicht zu", "لا أوافق"), "close", "quiet");
    return markup<R"({}<div class="buttons">{}</div>{}<div class="buttons same">{}</div>)">(
        back_link("/design", s.t), row,
        add_link("/design", s.say("Daten freigeben", "مشاركة البيانات"),
                 s.say("Sie sehen vorher alles.", "ترى كل شيء قبل الإرسال.")),
        answers);
}

Html show_marks(const Sample& s) {
    Html marks, tags, notes;
    for (const char* tone : {"", "warm", "ok"}) {
        marks += badge("goal", tone);
        notes += note("info", markup<"{}">(s.say("Nur Sie sehen das.", "أنت وحدك ترى هذا.")), tone);
    }
    for (const char* tone : {"", "deep", "warm", "ok", "bad"})
        tags += tag(s.say("läuft", "جارٍ"), tone, "clock");
    return markup<R"(<div class="row">{}</div><div class="row">{}</div>)">(marks, tags) + notes +
           toast(s.say("Der Eintrag ist gelöscht.", "حُذف الإدخال."),
                 button(s.say("Rückgängig", "تراجع"), "undo", "small")) +
           empty_state("clock",
                       markup<"<p>{}</p>">(s.say("Hier steht noch nichts.", "لا شيء هنا بعد."))) +
           details(s.say("Was bedeutet das?", "ماذا يعني ذلك؟"),
                   markup<"<p>{}</p>">(s.say("Ein kurzer Text.", "نص قصير.")));
}

Html show_progress(const Sample& s) {
    return steps({s.say("Empfänger", "الجهة المستلِمة"), s.say("Einwilligung", "الموافقة"),
                  s.say("Senden", "إرسال")},
                 1, s.t) +
           progress(0, 9, "0 / 9") + progress(4, 9, "4 / 9") + progress(9, 9, "9 / 9", "warm");
}

Html show_lists(const Sample& s) {
    const Line work{.href = "/design",
                    .start = badge("work"),
                    .title = markup<"{}">(s.say("Arbeit", "العمل")),
                    .small = markup<"{}">(s.say("5 von 8 Antworten", "5 من 8 إجابات")),
                    .more = progress(5, 8, "5 / 8")};
    const Line seen{.start = badge("eye", "ok"),
                    .title = value("Jobcenter Musterland", "de"),
                    .small = markup<"{}">(s.say("hat Ihr Paket geöffnet", "فتح حزمة بياناتك")),
                    .end = tag(s.say("neu", "جديد"), "warm")};
    return list({line(work), line(work)}, "cols") + list({line(seen), line(seen)}, "list card");
}

Html show_cards(const Sample& s) {
    const auto from = markup<R"(<span class="from">{}{}</span>)">(
        icon("person"), s.say("eigene Angabe, 22.11.2026", "بيان شخصي، 22.11.2026"));
    const auto said = markup<R"({}<span class="said" lang="fa" dir="rtl">{}</span>)">(
        value("Ausbildung als Maßschneiderin", "de"),
        value("می‌خواهم خیاطی را ادامه بدهم."));
    Card person{s.say("Person", "البيانات الشخصية"), "person", "", s.id("person")};
    person.body =
        facts({{s.say("Telefon", "الهاتف"), number("+49 176 04069002"), from},
               {s.say("Berufsziel", "الهدف المهني"), said, from},
               {s.say("Betrieb", "جهة العمل"),
                value("Afghanisch-Deutsche Handwerksgenossenschaft für Frauenbildung", "de"),
                {}}});
    person.header_end = tag(s.say("neu", "جديد"), "warm");
    person.footer = button(s.say("Ändern", "تعديل"), "edit", "quiet small");
    Card next{s.say("Zum B1-Kurs anmelden", "التسجيل في دورة B1"), "goal", "warm", s.id("next")};
    next.under_title = markup<"{}">(s.say("bis 8. Dezember", "حتى 8 كانون الأول"));
    next.body = markup<"<p>{}</p>">(s.say("Das Blatt liegt bereit.", "الورقة جاهزة."));
    return card(person) + card(next);
}

Html show_table(const Sample& s) {
    const auto row = [&](const char* name, const char* tone) {
        return std::vector<Html>{value(name), markup<"{}">(s.say("Kurs suchen", "البحث عن دورة")),
                                 tag(s.say("offen", "مفتوح"), tone, "clock")};
    };
    return table({s.say("Meine Personen", "أشخاصي"),
                  {s.say("Name", "الاسم"), s.say("Schritt", "الخطوة"), s.say("Stand", "الحالة")},
                  {row("Amina Rahimi", "warm"), row("بلال الحسن", "deep")}});
}

Html typed(const Sample& s, const std::string& prefix, const Problems& problems) {
    Input phone{prefix + "phone", s.say("Telefon", "الهاتف"), "", "+49 176 04069002", "tel", "ltr"};
    phone.autocomplete = phone.inputmode = "tel";
    Input code{prefix + "card", s.say("Code auf der Karte", "الرمز على البطاقة")};
    code.dir = "ltr";
    code.css = "code";
    const Input work{prefix + "title", s.say("Ihre Arbeit", "عملك"),
                     s.say("In Ihren Worten.", "بكلماتك أنت."), "كهربائي في ورشة صيانة"};
    const Input tasks{prefix + "tasks", s.say("Was konnten Sie gut?", "ما الذي كنت تجيده؟"), "",
                      "Leitungen verlegen, Fehler suchen"};
    const PartDate until{prefix + "until",
                         s.say("Bis wann?", "حتى متى؟"),
                         s.say("Das Jahr allein reicht.", "تكفي السنة وحدها."),
                         "",
                         "3",
                         "2017"};
    return input(work, problems, s.t) + input(phone, problems, s.t) + input(code, problems, s.t) +
           textarea(tasks, 3, problems, s.t) + part_date(until, problems, s.t);
}

Html chosen(const Sample& s, const std::string& prefix, const Problems& problems) {
    Choice kind{prefix + "kind", s.say("Welche Arbeit war das?", "أي نوع من العمل؟")};
    kind.options = {{"paid", s.say("Angestellt", "موظف بأجر"), "", "work", ""},
                    {"family", s.say("In der Familie", "في عمل العائلة"),
                     s.say("mit oder ohne Lohn", "بأجر أو من دون أجر"), "family", ""},
                    {"other", "کار دیگر", "", "", "fa"}};
    kind.chosen = {"family"};
    auto many = kind;
    many.name = prefix + "many";
    many.many = true;
    Choice none{prefix + "none", s.say("Oder keine Angabe", "أو من دون إجابة")};
    none.options = {{"unknown", s.say("Ich weiß es nicht", "لا أعرف"), "", "", ""},
                    {"declined", s.say("Möchte ich nicht sagen", "لا أريد الإجابة"), "", "", ""}};
    none.plain = none.hide_label = true;
    Choice country{prefix + "country", s.say("Land", "البلد")};
    country.typeahead = true;
    for (const char* alpha2 : {"AF", "SY", "TR", "IR", "UA", "ER", "SO", "IQ", "DE"})
        country.options.push_back({alpha2, s.t.country_name(alpha2), "", "", ""});
    return choices(kind, problems, s.t) + choices(many, problems, s.t) +
           choices(none, problems, s.t) + select(country, problems, s.t) +
           tick(prefix + "read", "yes", s.say("Ich habe den Text gelesen.", "قرأت النص."), false,
                problems, s.t);
}

Html show_form(const Sample& s, const http::Request& request, App& app, bool wrong) {
    const auto prefix = s.id(wrong ? "wrong-" : "right-");
    Problems problems;
    if (wrong)
        for (const char* field : {"title", "until.year", "kind", "country", "read"})
            problems.add(prefix + field, {s.say("Das fehlt noch.", "هذا ما زال ناقصًا.")});
    Form out{"/design"};
    out.id = prefix + "form";
    const auto fields =
        typed(s, prefix, problems) + chosen(s, prefix, problems) +
        markup<R"(<div class="buttons">{}</div>)">(button(s.say("Speichern", "حفظ")));
    return errors(problems, s.t, prefix + "summary") + form(out, fields, request, app);
}

Html samples(const Sample& s, const http::Request& request, App& app) {
    const auto body =
        part(s.say("Knöpfe", "الأزرار"), show_buttons(s)) +
        part(s.say("Zeichen und Hinweise", "العلامات والتنبيهات"), show_marks(s)) +
        part(s.say("Fortschritt", "التقدّم"), show_progress(s)) +
        part(s.say("Listen", "القوائم"), show_lists(s)) +
        part(s.say("Angaben", "البيانات"), show_cards(s)) +
        part(s.say("Tabelle", "جدول"), show_table(s)) +
        part(s.say("Formular", "نموذج"), show_form(s, request, app, false)) +
        part(s.say("Formular mit Fehlern", "نموذج فيه أخطاء"), show_form(s, request, app, true));
    return markup<R"(<div class="stack-l" lang="{}" dir="{}">{}</div>)">(s.t.code(), s.t.dir(),
                                                                         body);
}

http::Response show(const http::Request& request, App& app) {
    const Sample german{app.tongue(text::Language::De)}, arabic{app.tongue(text::Language::Ar)};
    Page out;
    out.desk = true;
    out.title = "Design";
    out.width = Width::Wide;
    out.script = "print.js typeahead.js";
    out.body = head("Design");
    const bool rtl = text::right_to_left(request.language);
    for (const auto* sample : {rtl ? &arabic : &german, rtl ? &german : &arabic})
        out.body += samples(*sample, request, app);
    return page(request, app, std::move(out));
}

}  // namespace

void add_design(http::Router& router) { router.get("/design", show); }

}  // namespace mobio::view
