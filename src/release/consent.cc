// SPDX-License-Identifier: EUPL-1.2
#include "release/consent.h"

#include <fmt/format.h>

#include "platform/pdf/document.h"

namespace mobio::release {

namespace {

using Section = ConsentText::Section;

Section section(std::string_view title, std::initializer_list<std::string_view> paragraphs) {
    return {std::string(title), {paragraphs.begin(), paragraphs.end()}};
}

// The parts of a biography that such a recipient may see something of, health data aside.
std::string categories(const App& app, catalogue::Recipient recipient, const text::Tongue& t) {
    std::vector<std::string> all;
    for (const auto& section : app.catalogue->sections())
        for (const auto& field : app.catalogue->fields())
            if (field.section == section.key && !field.health &&
                field.level(recipient) != catalogue::Level::Never) {
                all.push_back(app.catalogue->label(section, t));
                break;
            }
    return t.list(all);
}

Section what(const text::Tongue& t, const std::string& kind, const std::string& parts) {
    return section(t.tr("What you agree to"),
                   {t.tr("You agree that the county shows your data to one recipient."),
                    text::fill(t.tr("It is a recipient of this kind: {1}."), kind),
                    t.tr("The name of the recipient stands beside this text."),
                    t.tr("Only the data that you ticked is shown."),
                    text::fill(t.tr("It is from these parts of your biography: {1}."), parts)});
}

Section why(const text::Tongue& t, const std::string& purpose) {
    return section(t.tr("What the data is for"),
                   {purpose, t.tr("The recipient may use the data for this purpose only.")});
}

Section how(const text::Tongue& t) {
    return section(t.tr("How the data is shown"),
                   {t.tr("The recipient gets an e-mail with a link. The e-mail does not name you."),
                    t.tr("The link works for 14 days. Then it ends by itself."),
                    t.tr("Until then it shows the present state of the ticked data."),
                    t.tr("The recipient may print the data or keep it as a PDF."),
                    t.tr("Such a copy no longer changes.")});
}

Section papers(const text::Tongue& t) {
    return section(t.tr("Documents"),
                   {t.tr("A document is shown only if you ticked it. New ones are never added."),
                    t.tr("If you remove a document, the recipient sees it no more."),
                    t.tr("A copy of an identity paper says on each page for whom it is."),
                    t.tr("Files go along with the e-mail only if you ticked that, too."),
                    t.tr("What was sent by e-mail cannot be called back.")});
}

Section free_will(const text::Tongue& t) {
    return section(t.tr("You decide freely"),
                   {t.tr("You do not have to agree. If you refuse, you have no disadvantage."),
                    t.tr("You can withdraw your consent at any time and without a reason."),
                    t.tr("Then the link stops at once. What happened before stays lawful."),
                    t.tr("Withdrawing is as easy as agreeing."),
                    t.tr("You withdraw in MoBio, or you tell the county.")});
}

Section rights(const text::Tongue& t) {
    return section(
        t.tr("Your rights"),
        {t.tr("You can ask the county which data about you it keeps."),
         t.tr("You can have data corrected, deleted or blocked."),
         t.tr("You can receive your data as a file."),
         t.tr("You can complain to the data protection authority of your federal state."),
         t.tr("No machine decides about you by means of this data.")});
}

Section storage(const text::Tongue& t) {
    return section(t.tr("How long it is kept"),
                   {t.tr("The county forgets the link 12 months after it ended."),
                    t.tr("It keeps the record of your consent as long as it must prove it."),
                    t.tr("The recipient deletes its copies by the rules that apply to it."),
                    t.tr("The data stays on the county’s own server.")});
}

Section responsible(const text::Tongue& t) {
    return section(t.tr("Who is responsible"),
                   {t.tr("The county is responsible. Its address stands beside this text."),
                    t.tr("Its data protection officer is reached at the same address."),
                    t.tr("The recipient is responsible for what it does with the data."),
                    t.tr("The legal basis is your consent (Article 6(1)(a) of the GDPR).")});
}

ConsentText health_text(const text::Tongue& t, const std::string& kind,
                        const std::string& purpose) {
    return {
        std::string(t.tr("Consent to show health data")),
        {section("", {t.tr("You also agree that the county shows the health data ticked here."),
                      text::fill(t.tr("It is shown to one recipient of this kind: {1}."), kind),
                      purpose, t.tr("The recipient may use the data for this purpose only."),
                      t.tr("Health data is specially protected (Article 9(2)(a) of the GDPR)."),
                      t.tr("The recipient sees only what you tick here, and nothing added later."),
                      t.tr("You can refuse this and still send the other data."),
                      t.tr("If you refuse, you have no disadvantage."),
                      t.tr("You can withdraw this consent at any time and without a reason."),
                      t.tr("Withdrawing is as easy as agreeing.")})}};
}

}  // namespace

ConsentText consent_text(ConsentKind kind, const App& app, catalogue::Recipient recipient,
                         text::Language language) {
    const auto& t = app.tongue(language);
    const auto name = app.catalogue->recipient_name(recipient, t);
    const auto purpose = app.catalogue->purpose(recipient, t);
    if (kind == ConsentKind::Health) return health_text(t, name, purpose);
    return {std::string(t.tr("Consent to show your data")),
            {what(t, name, categories(app, recipient, t)), why(t, purpose), how(t), papers(t),
             free_will(t), rights(t), storage(t), responsible(t)}};
}

std::string consent_pdf(const App& app, catalogue::Recipient recipient, text::Language language) {
    const auto& t = app.tongue(language);
    const auto now = app.clock.now();
    const auto main = consent_text(ConsentKind::Release, app, recipient, language);
    pdf::Document document(app.share.fonts, t,
                           {.title = main.title,
                            .footer = app.county.name,
                            .subject = app.catalogue->recipient_name(recipient, t),
                            .created = now});
    const auto add = [&](const ConsentText& text, int level) {
        document.heading(level, text.title);
        for (const auto& section : text.sections) {
            if (!section.title.empty()) document.heading(level + 1, section.title);
            for (const auto& paragraph : section.paragraphs) document.paragraph(paragraph);
        }
        document.small(text::fill(t.tr("Mark of this text: {1}"), vault::hex(text.hash())));
    };
    add(main, 1);
    const auto fact = [](std::string_view label, const std::string& value) {
        pdf::Fact one;
        one.label = label;
        one.value = value;
        return one;
    };
    document.facts({fact(t.tr("County"), app.county.name),
                    fact(t.tr("Office"), app.county.contact_office),
                    fact(t.tr("Telephone"), app.county.contact_phone),
                    fact(t.tr("E-mail"), app.county.contact_email)});
    document.rule();
    add(consent_text(ConsentKind::Health, app, recipient, language), 2);
    return document.finish();
}

Id<Consent> fresh_consent() {
    Id<Consent> id;
    const auto random = vault::random_token();
    std::copy_n(random.begin(), id.bytes.size(), id.bytes.begin());
    return id;
}

void record(sql::Transaction& tx, App& app, const vault::PersonKey& key, const Record& what,
            Time now) {
    std::optional<std::array<std::uint8_t, 32>> hash;
    std::optional<std::string> lang;
    if (what.language) {
        const auto kind = what.kind == "health" ? ConsentKind::Health : ConsentKind::Release;
        const auto shown = consent_text(kind, app, what.recipient, *what.language);
        hash = shown.hash();
        lang = std::string(text::code(*what.language));
        account::keep(tx, shown, *what.language);
    }
    const std::optional<std::string> explained =
        lang && !what.explained.empty() ? std::optional(what.explained) : std::nullopt;
    tx.exec(
        "INSERT INTO consents (id, person_id, release_id, kind, recipient_kind, packet_version,"
        " detail, text_hash, text_lang, explained, given, account_id, at, proof)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        what.id, what.person, what.release, what.kind, catalogue::code(what.recipient),
        what.packet_version,
        app.vault.seal(key, {"consents", "detail", what.id.bytes}, what.detail), hash, lang,
        explained, what.given, what.by, now,
        app.vault.keyed_hash(vault::Purpose::Proof, what.official));
}

std::string reference(Id<Consent> id) {
    const auto& b = id.bytes;
    return fmt::format("{:02X}{:02X}-{:02X}{:02X}-{:02X}{:02X}", b[0], b[1], b[2], b[3], b[4],
                       b[5]);
}

}  // namespace mobio::release
