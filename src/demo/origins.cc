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
            {{"نانوا", "Bäcker/in", "29222"},
             {"معلم", "Grundschullehrer/in", "84114"},
             {"راننده", "Taxifahrer/in", "52112"},
             {"نجار", "Tischler/in", "22342"},
             {"قالین‌باف", "Teppichknüpfer/in", "28122b"}}};
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
            {{"ممرض", "Pflegefachmann/-frau", "81302"},
             {"محاسب", "Buchhalter/in", "72213"},
             {"طباخ", "Koch/Köchin", "29302"},
             {"حداد", "Metallbauer/in", "24412"},
             {"بائع", "Verkäufer/in", "62102"}}};
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
            {{"бухгалтер", "Buchhalter/in", "72213"},
             {"вчитель", "Lehrer/in an weiterführenden Schulen", "84124"},
             {"кухар", "Koch/Köchin", "29302"},
             {"електрик", "Elektroniker/in für Gebäudetechnik", "26212"}}};
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
            {{"دارتاش", "Tischler/in", "22342"},
             {"شۆفێر", "Taxifahrer/in", "52112"},
             {"مامۆستا", "Grundschullehrer/in", "84114"}}};
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
        {{"terzi", "Schneider/in", "28222"},
         {"aşçı", "Koch/Köchin", "29302"},
         {"öğretmen", "Grundschullehrer/in", "84114"}}};
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
        {{"dawaarle", "Schneider/in", "28222"},
         {"darawal", "Taxifahrer/in", "52112"},
         {"macallin", "Grundschullehrer/in", "84114"}}};
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
            {{"mécanicien", "Kfz-Mechatroniker/in", "25212"},
             {"aide-soignante", "Pflegehelfer/in", "81301"},
             {"maçon", "Maurer/in", "32122"},
             {"commerçante", "Marktverkäufer/in", "62122"}}};
}

}  // namespace

const std::vector<Origin>& origins() {
    static const std::vector<Origin> all{afghanistan(), syria(),   ukraine(), iraq(),
                                         turkey(),      somalia(), cameroon()};
    return all;
}

}  // namespace mobio::demo
