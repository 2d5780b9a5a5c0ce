// SPDX-License-Identifier: EUPL-1.2
#include "demo/origins.h"

namespace mobio::demo {

using text::Language;

namespace {

constexpr const char *frau = "Frau", *herr = "Herr";

Origin afghanistan() {
    return {"AF",
            "prs",
            "fa",
            "Arab",
            Language::Fa,
            {{{"Zahra", "زهرا"}, frau},
             {{"Maryam", "مریم"}, frau},
             {{"Laila", "لیلا"}, frau},
             {{"Reza", "رضا"}, herr},
             {{"Farid", "فرید"}, herr},
             {{"Omid", "امید"}, herr}},
            {{"Ahmadi", "احمدی"},
             {"Hosseini", "حسینی"},
             {"Karimi", "کریمی"},
             {"Noori", "نوری"},
             {"Sultani", "سلطانی"}},
            {{"نانوا", "Bäcker"},
             {"معلم", "Lehrer"},
             {"راننده", "Fahrer"},
             {"نجار", "Tischler"},
             {"قالین‌باف", "Teppichknüpfer"}}};
}

Origin syria() {
    return {"SY",
            "apc",
            "ar",
            "Arab",
            Language::Ar,
            {{{"Rana", "رنا"}, frau},
             {{"Hiba", "هبة"}, frau},
             {{"Nour", "نور"}, frau},
             {{"Samir", "سمير"}, herr},
             {{"Khaled", "خالد"}, herr},
             {{"Yousef", "يوسف"}, herr}},
            {{"Khalil", "خليل"},
             {"Mansour", "منصور"},
             {"Saleh", "صالح"},
             {"Darwish", "درويش"},
             {"Najjar", "نجار"}},
            {{"ممرض", "Krankenpfleger"},
             {"محاسب", "Buchhalter"},
             {"طباخ", "Koch"},
             {"حداد", "Schlosser"},
             {"بائع", "Verkäufer"}}};
}

Origin ukraine() {
    return {"UA",
            "ukr",
            "uk",
            "Cyrl",
            Language::En,
            {{{"Olena", "Олена"}, frau},
             {{"Iryna", "Ірина"}, frau},
             {{"Natalia", "Наталія"}, frau},
             {{"Andrii", "Андрій"}, herr},
             {{"Mykola", "Микола"}, herr}},
            {{"Kovalenko", "Коваленко"},
             {"Shevchenko", "Шевченко"},
             {"Bondarenko", "Бондаренко"},
             {"Melnyk", "Мельник"}},
            {{"бухгалтер", "Buchhalterin"},
             {"вчитель", "Lehrerin"},
             {"кухар", "Koch"},
             {"електрик", "Elektriker"}}};
}

Origin iraq() {
    return {"IQ",
            "ckb",
            "ku",
            "Arab",
            Language::Ar,
            {{{"Shilan", "شیلان"}, frau},
             {{"Nazanin", "نازەنین"}, frau},
             {{"Karwan", "کاروان"}, herr},
             {{"Rebin", "ڕێبین"}, herr}},
            {{"Aziz", "عەزیز"}, {"Rashid", "ڕەشید"}, {"Hama", "حەمە"}, {"Salih", "ساڵح"}},
            {{"دارتاش", "Tischler"}, {"شۆفێر", "Fahrer"}, {"مامۆستا", "Lehrer"}}};
}

Origin turkey() {
    return {
        "TR",
        "tur",
        "tr",
        "Latn",
        Language::En,
        {{{"Elif", ""}, frau}, {{"Ayşe", ""}, frau}, {{"Mehmet", ""}, herr}, {{"Emre", ""}, herr}},
        {{"Yılmaz", ""}, {"Demir", ""}, {"Çelik", ""}, {"Şahin", ""}},
        {{"terzi", "Schneider"}, {"aşçı", "Koch"}, {"öğretmen", "Lehrer"}}};
}

Origin somalia() {
    return {
        "SO",
        "som",
        "so",
        "Latn",
        Language::En,
        {{{"Hodan", ""}, frau}, {{"Ifrah", ""}, frau}, {{"Abdi", ""}, herr}, {{"Yusuf", ""}, herr}},
        {{"Warsame", ""}, {"Abdullahi", ""}, {"Farah", ""}, {"Jama", ""}},
        {{"dawaarle", "Schneider"}, {"darawal", "Fahrer"}, {"macallin", "Lehrer"}}};
}

Origin cameroon() {
    return {"CM",
            "fra",
            "fr",
            "Latn",
            Language::Fr,
            {{{"Chantal", ""}, frau},
             {{"Solange", ""}, frau},
             {{"Didier", ""}, herr},
             {{"Arnaud", ""}, herr}},
            {{"Mbarga", ""}, {"Fouda", ""}, {"Ngono", ""}, {"Essomba", ""}},
            {{"mécanicien", "Mechaniker"},
             {"aide-soignante", "Pflegehelferin"},
             {"maçon", "Maurer"},
             {"commerçante", "Händlerin"}}};
}

}  // namespace

const std::vector<Origin>& origins() {
    static const std::vector<Origin> all{afghanistan(), syria(),   ukraine(), iraq(),
                                         turkey(),      somalia(), cameroon()};
    return all;
}

}  // namespace mobio::demo
