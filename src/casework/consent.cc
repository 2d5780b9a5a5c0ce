// SPDX-License-Identifier: EUPL-1.2
#include "casework/consent.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "account/moving.h"
#include "biography/biography.h"
#include "platform/pdf/document.h"
#include "release/letters.h"

namespace mobio::casework {

using account::ConsentText;
using html::Html;
using html::markup;

namespace {

using Section = ConsentText::Section;
using text::Tongue;

constexpr std::array<std::pair<ConsentKind, std::string_view>, 4> kinds{
    {{ConsentKind::Case, "case"},
     {ConsentKind::Handover, "handover"},
     {ConsentKind::Refusal, "refusal"},
     {ConsentKind::Withdrawal, "withdrawal"}}};
constexpr std::array<std::pair<Manner, std::string_view>, 3> manners{
    {{Manner::Screen, "screen"}, {Manner::Paper, "paper"}, {Manner::Account, "account"}}};

template <class Of, std::size_t N>
std::string_view code(const std::array<std::pair<Of, std::string_view>, N>& all, Of one) {
    return std::ranges::find(all, one, &std::pair<Of, std::string_view>::first)->second;
}
template <class Of, std::size_t N>
Of parse(const std::array<std::pair<Of, std::string_view>, N>& all, std::string_view one) {
    return std::ranges::find(all, one, &std::pair<Of, std::string_view>::second)->first;
}

Section section(std::string_view title, std::initializer_list<std::string_view> paragraphs) {
    return {std::string(title), {paragraphs.begin(), paragraphs.end()}};
}

Section free_will(const Tongue& t, std::string_view without, std::string_view after) {
    return section(
        t.tr("You decide freely"),
        {t.tr("You do not have to agree. If you refuse, you have no disadvantage."), without,
         t.tr("You can withdraw your consent at any time and without a reason."), after,
         t.tr("What was done before stays lawful."), t.tr("Withdrawing is as easy as agreeing."),
         t.tr("You withdraw in MoBio, or you tell the county.")});
}

Section rights(const Tongue& t) {
    return section(
        t.tr("Your rights"),
        {t.tr("You can ask the county which data about you it keeps."),
         t.tr("You can have data corrected, deleted or blocked."),
         t.tr("You can receive your data as a file."),
         t.tr("You can complain to the data protection authority of your federal state."),
         t.tr("No machine decides about you by means of this data.")});
}

Section responsible(const Tongue& t) {
    return section(t.tr("Who is responsible"),
                   {t.tr("The county is responsible. Its address stands beside this text."),
                    t.tr("Its data protection officer is reached at the same address."),
                    t.tr("The legal basis is your consent (Article 6(1)(a) of the GDPR).")});
}

ConsentText of_case(const Tongue& t) {
    return {
        std::string(t.tr("Consent to case management")),
        {section(t.tr("What you agree to"),
                 {t.tr("A social worker of the county helps you for a longer time."),
                  t.tr("Your social worker reads your biography and fills it in with you."),
                  t.tr("Your social worker sees your plan and your releases."),
                  t.tr("Your social worker sees your documents only when sending data for you."),
                  t.tr("Your social worker writes down what you talk about and agree. You can read "
                       "it."),
                  t.tr("Your social worker may keep working notes of their own. These are deleted "
                       "after a time."),
                  t.tr("The county keeps where you live and how long you are counselled.")}),
         section(t.tr("What it is for"),
                 {t.tr("Your social worker can help you only if they know your situation."),
                  t.tr("The county must show the state how many people it counsels. Names stay "
                       "out of that.")}),
         section(t.tr("Who sees it"),
                 {t.tr("Your social worker sees it, and their cover while they are away."),
                  t.tr("The team lead opens it only with a reason. You can read the reason."),
                  t.tr("The officer of your municipality sees name, contact and housing needs."),
                  t.tr("Offices get nothing by this consent. You release data to them yourself."),
                  t.tr("Each opening is written down, and you can read the list.")}),
         section(t.tr("How long it lasts"),
                 {t.tr("Counselling lasts three years, and four in special cases."),
                  t.tr("When you move on to another team, you are asked again.")}),
         free_will(t, t.tr("You can use MoBio alone, too."),
                   t.tr("Then your social worker no longer sees your data.")),
         rights(t), responsible(t)}};
}

ConsentText of_handover(const Tongue& t) {
    return {
        std::string(t.tr("Consent to the handover")),
        {section(t.tr("What you agree to"),
                 {t.tr("Another team of the county goes on helping you."),
                  t.tr("It gets your biography, your plan and open tasks."),
                  t.tr("It sees your documents only when sending data for you."),
                  t.tr("It can read what was agreed with you so far."),
                  t.tr("It does not get the working notes of your social worker.")}),
         section(t.tr("What it is for"), {t.tr("So you do not have to begin again from the start."),
                                          t.tr("The new team knows what is open.")}),
         section(t.tr("Who sees it"),
                 {t.tr("The new team sees your name before it takes over your case."),
                  t.tr("Then one person of that team works with you."),
                  t.tr("Your old team can look for a short time longer. Then it ends by itself."),
                  t.tr("Each opening is written down, and you can read the list.")}),
         free_will(t, t.tr("Without your consent, the new team sees nothing of what was before."),
                   t.tr("Then the new team no longer sees your data.")),
         rights(t), responsible(t)}};
}

Html column(const ConsentText& text, text::Language language) {
    auto inside = markup<"<h3>{}</h3>">(text.title);
    for (const auto& section : text.sections) {
        if (!section.title.empty()) inside.add<"<h4>{}</h4>">(section.title);
        for (const auto& paragraph : section.paragraphs) inside.add<"<p>{}</p>">(paragraph);
    }
    return markup<
        R"(<section class="sheet" tabindex="0" aria-label="{}" lang="{}" dir="{}"><div class="tight">{}</div></section>)">(
        text.title, text::code(language), text::right_to_left(language) ? "rtl" : "ltr", inside);
}

void print(pdf::Document& page, const ConsentText& text, text::Language language, const Tongue& t) {
    page.paragraph(text.title, language);
    for (const auto& section : text.sections) {
        if (!section.title.empty()) page.paragraph(section.title, language);
        for (const auto& paragraph : section.paragraphs) page.paragraph("– " + paragraph, language);
    }
    page.small(text::fill(t.tr("Mark of this text: {1}"), vault::hex(text.hash())));
}

vault::Place place(const IdBytes& row) { return {"case_consents", "detail", row}; }

IdBytes random_id() {
    IdBytes id;
    const auto random = vault::random_token();
    std::copy_n(random.begin(), id.size(), id.begin());
    return id;
}

// Of one record alone.
std::vector<Given> given_by(sql::Connection& db, App& app, Id<Person> person) {
    const auto key = app.vault.find_key_of(person.bytes);
    if (!key) return {};
    return db.all(
        "SELECT id, kind, manner, text_lang, staff_id, account_id, handover_id, detail, at"
        " FROM case_consents WHERE person_id = $1 ORDER BY at DESC",
        [&](sql::Row row) {
            const auto id = row.get<IdBytes>(0);
            const auto told =
                nlohmann::json::parse(app.vault.open(*key, place(id), row.get<sql::Blob>(7)));
            Given given;
            given.kind = parse(kinds, row.get<std::string>(1));
            given.manner = parse(manners, row.get<std::string>(2));
            if (const auto lang = row.get<std::optional<std::string>>(3))
                given.language = text::parse_language(*lang);
            given.staff = row.get<std::optional<Id<Staff>>>(4);
            given.account = row.get<std::optional<Id<Account>>>(5);
            given.handover = row.get<std::optional<IdBytes>>(6);
            given.words = told.at("words");
            given.at = row.get<Time>(8);
            return given;
        },
        person);
}

}  // namespace

ConsentText consent_text(ConsentKind kind, const App& app, text::Language language) {
    const auto& t = app.tongue(language);
    return kind == ConsentKind::Handover ? of_handover(t) : of_case(t);
}

std::string consent_pdf(ConsentKind kind, const App& app, text::Language language) {
    const auto& t = app.tongue(language);
    const auto text = consent_text(kind, app, language);
    pdf::Document page(app.share.fonts, t,
                       {.title = text.title,
                        .footer = app.county.name,
                        .subject = "MoBio",
                        .created = app.clock.now()});
    page.heading(1, text.title);
    print(page, text, language, t);
    if (language != text::Language::De) {
        page.rule();
        print(page, consent_text(kind, app, text::Language::De), text::Language::De, t);
    }
    page.rule();
    for (const auto* blank :
         {text::mark("Name"), text::mark("Place and day"), text::mark("Signature")}) {
        const auto german = std::string(app.tongue(text::Language::De).tr(blank));
        page.blank({std::string(t.tr(blank)), language == text::Language::De ? "" : german});
    }
    return page.finish();
}

Html consent_columns(ConsentKind kind, const App& app, text::Language one, text::Language other) {
    auto columns = column(consent_text(kind, app, one), one);
    if (one == other) return columns;
    columns += column(consent_text(kind, app, other), other);
    return markup<R"(<div class="pair">{}</div>)">(columns);
}

std::string mark_of(const ConsentText& text) { return vault::hex(text.hash()); }

void record(sql::Transaction& tx, App& app, Id<Person> person, const Agreement& agreement,
            Time now) {
    // Random, not made of the time: a row says nothing beyond its columns.
    const auto id = random_id();
    const auto key = app.vault.key_of(person.bytes);
    std::optional<std::array<std::uint8_t, 32>> hash;
    std::optional<std::string> lang;
    if (agreement.language) {
        const auto of = agreement.handover ? ConsentKind::Handover : ConsentKind::Case;
        const auto shown = consent_text(of, app, *agreement.language);
        account::keep(tx, shown, *agreement.language);
        hash = shown.hash();
        lang = std::string(text::code(*agreement.language));
    }
    const auto official = release::official_words(biography::load_for_packet(tx, app, person, key));
    tx.exec(
        "INSERT INTO case_consents (id, person_id, kind, manner, text_hash, text_lang, staff_id,"
        " account_id, handover_id, detail, at, proof)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        id, person, code(kinds, agreement.kind), code(manners, agreement.manner), hash, lang,
        agreement.staff, agreement.account, agreement.handover,
        app.vault.seal(key, place(id), nlohmann::json{{"words", agreement.words}}.dump()), now,
        app.vault.keyed_hash(vault::Purpose::Proof, official));
}

std::vector<Given> consents_of(sql::Connection& db, App& app, Id<Person> person) {
    std::vector<Given> all;
    for (const auto record : account::with_merged(db, person))
        std::ranges::move(given_by(db, app, record), std::back_inserter(all));
    std::ranges::stable_sort(all, std::ranges::greater{}, &Given::at);
    return all;
}

std::optional<Given> standing(const std::vector<Given>& consents) {
    for (const auto& one : consents) {
        if (one.kind == ConsentKind::Withdrawal) return std::nullopt;
        if (one.kind == ConsentKind::Case) return one;
    }
    return std::nullopt;
}

}  // namespace mobio::casework
