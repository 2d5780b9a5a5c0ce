// SPDX-License-Identifier: EUPL-1.2
#include "demo/papers.h"

#include <optional>
#include <string>
#include <vector>

#include "biography/biography.h"
#include "demo/life.h"
#include "documents/store.h"
#include "documents/taking.h"
#include "platform/pdf/document.h"

namespace mobio::demo {

using documents::Copy;
using text::Language;

namespace {

struct Paper {
    const char* title;  // as its owner calls it
    const char *kind, *lang, *date;
    Copy copy;
    const char* proves;  // the field whose first entry it proves; "" none
    Language written_in;
    const char *heading, *from;
    std::vector<pdf::Fact> lines;
    bool of_the_one_before = false;  // a translation of that one
};

pdf::Fact line(const char* label, const char* value) {
    pdf::Fact fact;
    fact.label = label;
    fact.value = value;
    return fact;
}

struct Written {
    std::string pdf;
    int pages = 0;
};
Written written(App& app, const Paper& paper) {
    pdf::Document sheet(app.share.fonts, app.tongue(paper.written_in),
                        {.title = paper.heading,
                         .footer = {},
                         .subject = paper.heading,
                         .created = app.clock.now(),
                         .frame = pdf::Document::Head::Frame::FromSecondPage});
    sheet.small(paper.from);
    sheet.heading(1, paper.heading);
    sheet.rule();
    sheet.facts(paper.lines);
    sheet.rule();
    sheet.paragraph("Muster: Diese Urkunde ist erfunden.", Language::De);
    const auto pages = static_cast<int>(sheet.pages());
    return {sheet.finish(), pages};
}

documents::About about(const Paper& paper, const biography::Biography& biography) {
    documents::About about;
    about.title = paper.title;
    about.kind = paper.kind;
    about.lang = paper.lang;
    about.copy = paper.copy;
    about.date = date(paper.date);
    const auto entries = biography.entries(paper.proves);
    if (!entries.empty()) {
        about.field = paper.proves;
        about.entry = entries.front()->id;
    }
    return about;
}

void give(App& app, const Acting& who, const std::vector<Paper>& papers) {
    const auto biography =
        app.db->read([&](sql::Connection& db) { return biography::load(db, app, who); });
    std::optional<documents::DocumentId> before;
    for (const auto& paper : papers) try {
            const auto pdf = written(app, paper);
            const auto made = documents::keep_own(app, pdf.pdf, pdf.pages);
            const auto now = app.clock.now();
            const auto id = documents::DocumentId::make(now);
            auto said = about(paper, biography);
            if (paper.of_the_one_before) said.original = before;
            app.db->write(
                [&](sql::Transaction& tx) { documents::add(tx, app, who, id, made, said, now); });
            before = id;
        } catch (const documents::Refused&) {  // a machine without fonts, or too busy
        }
}

}  // namespace

void give_papers_to_amina(App& app, const Acting& amina) {
    give(app, amina,
         {{"شهادت‌نامه صنف دوازدهم",
           "school_cert",
           "prs",
           "2015",
           Copy::Original,
           "school.entries",
           Language::Fa,
           "شهادت‌نامهٔ فراغت از صنف دوازدهم",
           "لیسهٔ نمونه، هرات",
           {line("نام", "امینه رحیمی"), line("سال فراغت", "۱۳۹۴"), line("اوسط نمرات", "۸۷ از ۱۰۰"),
            line("نتیجه", "کامیاب")}},
          {"ترجمه شهادت‌نامه",
           "translation",
           "deu",
           "2024-03-04",
           Copy::Translation,
           "school.entries",
           Language::De,
           "Abschlusszeugnis der 12. Klasse",
           "Übersetzung aus dem Dari, Musterbüro für Übersetzungen",
           {line("Name", "Amina Rahimi"), line("Abschluss", "2015"),
            line("Durchschnitt", "87 von 100"), line("Ergebnis", "bestanden")},
           true},
          {"گواهی‌نامه زبان آلمانی",
           "lang_cert",
           "deu",
           "2024-12-12",
           Copy::Original,
           "language.courses",
           Language::De,
           "Zertifikat Integrationskurs",
           "Volkshochschule Musterstadt",
           {line("Name", "Amina Rahimi"), line("Deutsch-Test für Zuwanderer", "B1"),
            line("Test „Leben in Deutschland“", "31 von 33 Punkten"),
            line("Datum", "12. Dezember 2024")}},
          {"اجازه اقامت",
           "residence",
           "deu",
           "2023-11-20",
           Copy::Photocopy,
           "",
           Language::De,
           "Aufenthaltserlaubnis",
           "Ausländerbehörde Landkreis Musterland",
           {line("Name", "Rahimi, Amina"), line("Geboren am", "14.03.1996"),
            line("Staatsangehörigkeit", "afghanisch"), line("Gültig bis", "19.11.2026")}}});
}

void give_papers_to_bilal(App& app, const Acting& bilal) {
    give(app, bilal,
         {{"شهادة المعهد الصناعي",
           "voc_cert",
           "ara",
           "2008",
           Copy::Photocopy,
           "training.entries",
           Language::Ar,
           "شهادة دبلوم: كهرباء المباني",
           "المعهد الصناعي، حلب",
           {line("الاسم", "بلال حداد"), line("الاختصاص", "كهرباء المباني"),
            line("مدة الدراسة", "ثلاث سنوات"), line("سنة التخرج", "2008")}},
          {"تأكيد الدورة",
           "course_att",
           "deu",
           "2025-09-15",
           Copy::Original,
           "",
           Language::De,
           "Bestätigung der Teilnahme",
           "Bildungswerk Musterland",
           {line("Name", "Bilal Haddad"), line("Kurs", "Deutsch für den Beruf, B2"),
            line("Stunden", "400"), line("Beginn", "15. September 2025")}},
          {"رخصة القيادة",
           "driving",
           "deu",
           "2024-06-03",
           Copy::Photocopy,
           "life.driving",
           Language::De,
           "Führerschein",
           "Fahrerlaubnisbehörde Landkreis Musterland",
           {line("Name", "Haddad, Bilal"), line("Klassen", "B"),
            line("Ausgestellt am", "03.06.2024")}}});
}

}  // namespace mobio::demo
