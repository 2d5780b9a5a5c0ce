// SPDX-License-Identifier: EUPL-1.2
#include "release/letters.h"

#include "platform/view/html.h"

namespace mobio::release {

using html::Html;
using html::markup;

namespace {

struct Letter {
    std::vector<std::string> before;
    std::string link, link_label;
    std::vector<std::string> after;
};

std::string contact(const App& app) {
    std::string words = app.county.name;
    for (const auto& part :
         {app.county.contact_office, app.county.contact_phone, app.county.contact_email})
        if (!part.empty()) (words += ", ") += part;
    return words;
}

std::string as_text(const Letter& letter) {
    std::string out;
    for (const auto& line : letter.before) (out += line) += '\n';
    if (!letter.link.empty()) ((out += '\n') += letter.link) += "\n\n";
    for (const auto& line : letter.after) (out += line) += '\n';
    return out;
}

Html as_html(const Letter& letter, const text::Tongue& t) {
    Html body;
    for (const auto& line : letter.before) body.add<"<p>{}</p>">(line);
    if (!letter.link.empty())
        body.add<R"(<p><a href="{}">{}</a></p><p>{}</p>)">(letter.link, letter.link_label,
                                                           letter.link);
    for (const auto& line : letter.after) body.add<"<p>{}</p>">(line);
    return markup<R"(<div lang="{}">{}</div>)">(t.code(), body);
}

template <class Write>
mail::Message message(const App& app, const std::string& to, std::string_view subject,
                      const Write& write) {
    const auto& german = app.tongue(text::Language::De);
    const auto& english = app.tongue(text::Language::En);
    mail::Message message;
    message.to = to;
    message.subject = subject;
    message.text = as_text(write(german)) + "\n* * *\n\n" + as_text(write(english));
    message.html =
        markup<
            R"(<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>{}</title></head><body>{}<hr>{}</body></html>)">(
            subject, as_html(write(german), german), as_html(write(english), english))
            .str();
    return message;
}

}  // namespace

mail::Message invitation(const App& app, const std::string& to, const std::string& link,
                         Time valid_until, bool attached) {
    const auto letter = [&](const text::Tongue& t) {
        Letter said{
            {std::string(t.tr("mail", "Good day,")),
             std::string(t.tr("mail", "somebody has released a data packet for you."))},
            link,
            std::string(t.tr("mail", "Open the data packet")),
            {text::fill(t.tr("mail", "The link is valid until {1}. That is 14 days."),
                        t.moment(valid_until)),
             std::string(t.tr("mail", "You need no account. You can open the link several times.")),
             std::string(t.tr("mail", "The page always shows the present state.")),
             std::string(t.tr("mail", "Please do not pass this link on.")),
             text::fill(t.tr("mail", "Questions: {1}"), contact(app))}};
        if (attached) said.before.emplace_back(t.tr("mail", "It is attached as PDF, too."));
        return said;
    };
    const auto subject =
        app.tongue(text::Language::De).tr("mail", "A data packet is ready for you");
    return message(app, to, subject, letter);
}

mail::Message withdrawal_notice(const App& app, const std::string& to) {
    const auto letter = [&](const text::Tongue& t) {
        return Letter{{std::string(t.tr("mail", "Good day,")),
                       std::string(t.tr("mail", "a data packet released for you was withdrawn.")),
                       std::string(t.tr("mail", "Its link no longer works."))},
                      "",
                      "",
                      {text::fill(t.tr("mail", "Questions: {1}"), contact(app))}};
    };
    const auto subject = app.tongue(text::Language::De).tr("mail", "A data packet was withdrawn");
    return message(app, to, subject, letter);
}

std::string official_words(const biography::Biography& biography) {
    std::string birth;
    const auto* claim = biography.claim("person.birth");
    if (claim && claim->value.is_object()) birth = claim->value.value("edtf", "");
    return text::fold(biography::full_name(biography)) + '\n' + birth;
}

}  // namespace mobio::release
