// SPDX-License-Identifier: EUPL-1.2
#include "county/pages.h"

#include "platform/app.h"
#include "platform/view/components.h"
#include "platform/view/page.h"

// What everybody may read without signing in: who runs this, what happens to data, whom to ask.
namespace mobio::county {

using html::markup;
using text::mark;
using view::Html;

namespace {

struct Part {
    const char* title;
    std::vector<const char*> sentences;
};

Html paragraphs(const std::vector<const char*>& sentences, const text::Tongue& t) {
    Html out;
    for (const auto* sentence : sentences) out.add<"<p>{}</p>">(t.tr(sentence));
    return out;
}

Html parts(const std::vector<Part>& all, const text::Tongue& t) {
    Html out;
    for (const auto& part : all)
        out.add<R"(<section class="stack"><h2>{}</h2>{}</section>)">(t.tr(part.title),
                                                                     paragraphs(part.sentences, t));
    return out;
}

// RFC 3966: no spaces in the address of a phone.
std::string dialled(std::string_view phone) {
    std::string out;
    for (const char c : phone)
        if (c == '+' || (c >= '0' && c <= '9')) out += c;
    return out;
}

// As it is read: no line ends inside a number.
std::string unbroken(std::string_view phone) {
    std::string out;
    for (const char c : phone) out += c == ' ' ? "\u00A0" : std::string(1, c);
    return out;
}

// Phone, e-mail and office of the county, as far as they are configured.
Html reach(const App& app, const text::Tongue& t) {
    const auto& county = app.county;
    std::vector<view::Fact> facts{
        {std::string(t.tr("County")), view::value(county.name, "de"), {}}};
    if (!county.contact_office.empty())
        facts.push_back(
            {std::string(t.tr("Office")), view::value(county.contact_office, "de"), {}});
    const auto add = [&](std::string_view label, Html link) {
        if (!link.empty()) facts.push_back({std::string(label), std::move(link), {}});
    };
    add(t.tr("Phone"), phone_link(county.contact_phone));
    add(t.tr("E-mail"), mail_link(county.contact_email));
    return view::facts(facts);
}

Html reach_card(const App& app, const text::Tongue& t, const char* title) {
    view::Card card;
    card.title = t.tr(title);
    card.id = "reach";
    card.icon = "person";
    card.body = reach(app, t);
    return view::card(card);
}

http::Response page(const http::Request& request, App& app, std::string_view title,
                    const Html& body) {
    view::Page page;
    page.title = title;
    page.body = body;
    return view::page(request, app, std::move(page));
}

// Art. 13 GDPR: who, what for, on which ground, how long, who gets it, which rights.
http::Response privacy(const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto title = t.tr("Privacy");
    auto body = view::head(title, t.tr("What we keep about you, why, and what you can do."));
    body += view::note(
        "consent",
        markup<"{}">(t.tr("The foreigners’ authority gets nothing through MoBio. It cannot be "
                          "chosen as a recipient.")),
        "ok");
    body += reach_card(app, t, mark("Who is responsible"));
    body += parts(
        {{mark("What we keep"),
          {mark("We keep what you write about yourself: your answers, and when you gave them."),
           mark("We keep which offices you released data to, and who opened it."),
           mark("We do not ask about your religion, or why you fled.")}},
         {mark("What it is for"),
          {mark(
               "You tell your story once. Then the offices that help you can read what they need."),
           mark("Your social worker uses it to help you.")}},
         {mark("Why we may do this"),
          {mark("You agree to it (GDPR, Article 6 (1) a). Health data needs a consent of its own "
                "(Article 9 (2) a)."),
           mark("You can take each consent back. What was done before stays lawful.")}},
         {mark("Who gets your data"),
          {mark("Nobody, until you release it. You choose the office and see what it gets."),
           mark("The office gets a link for 14 days. You can close it at any time."),
           mark("Your social worker sees your record after you hand them the care of it."),
           mark("No company gets anything. We use no services from outside on these pages.")}},
         {mark("How long we keep it"),
          {mark("Your story stays until 24 months after your last sign-in."),
           mark("The list of who saw what stays for 12 months."),
           mark("You can have everything deleted. Then nobody can read it any more.")}},
         {mark("How we protect it"),
          {mark("All you write is encrypted, with a key that is only for you."),
           mark("Each opening is written down, and you can read the list.")}},
         {mark("Cookies"),
          {mark("We set only cookies that the pages need: for your sign-in, your language, and to "
                "know your device again.")}},
         {mark("Your rights"),
          {mark("You can see, correct, take along, restrict and delete your data."),
           mark("You can object. No computer decides anything about you here."),
           mark("Write only what you want to. Without data we can help less."),
           mark("Ask the county’s data-protection officer. You reach them at the address above."),
           mark("You can also complain to the data-protection authority of your state.")}}},
        t);
    return page(request, app, title, body);
}

http::Response imprint(const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto title = t.tr("Legal notice");
    auto body = view::head(title, t.tr("Who runs these pages."));
    body += reach_card(app, t, mark("Responsible for these pages"));
    body += parts({{mark("The program"),
                    {mark("MoBio is free software under the European Union Public Licence "
                          "(EUPL) 1.2.")}}},
                  t);
    return page(request, app, title, body);
}

http::Response accessibility(const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto title = t.tr("Accessibility");
    auto body = view::head(title, t.tr("Everybody should be able to use these pages."));
    body += parts(
        {{mark("What you can expect"),
          {mark("The pages work on a phone, with the keyboard alone, and with a screen reader."),
           mark("You can enlarge the text. Colours alone never carry a meaning."),
           mark("We follow the guidelines WCAG 2.2, level AA, and EN 301 549.")}},
         {mark("What is not there yet"),
          {mark("There are no videos in sign language, and no version in Easy Language."),
           mark("Documents that others made may be hard to read with a screen reader.")}},
         {mark("Did you find a barrier?"),
          {mark("Tell us. We answer within a month."),
           mark("If the answer does not help, ask the state’s arbitration body for "
                "accessibility.")}}},
        t);
    body += reach_card(app, t, mark("Tell us"));
    return page(request, app, title, body);
}

http::Response contact(const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto title = t.tr("Contact");
    auto body = view::head(title, t.tr("We are glad to help you. You may bring somebody along."));
    body += reach_card(app, t, mark("How you reach us")) + contacts_by_region(request, app);
    body +=
        parts({{mark("In danger?"),
                {mark("Call 110 (police) or 112 (ambulance and fire brigade). It costs nothing."),
                 mark("Women find help at 116 016, day and night, in many languages.")}},
               {mark("Forgot your password or your number?"),
                {mark("Go to your social worker. Bring something that shows who you are.")}}},
              t);
    return page(request, app, title, body);
}

}  // namespace

// The scheme stands in the value: a hole for an address takes it whole and checks it.
Html phone_link(const std::string& phone) {
    if (phone.empty()) return {};
    return markup<R"(<a href="{}">{}</a>)">("tel:" + dialled(phone), view::number(unbroken(phone)));
}

Html mail_link(const std::string& address) {
    if (address.empty()) return {};
    return markup<R"(<a href="{}">{}</a>)">("mailto:" + address, view::number(address));
}

void add_pages(http::Router& router) {
    router.get("/privacy", privacy);
    router.get("/imprint", imprint);
    router.get("/accessibility", accessibility);
    router.get("/contact", contact);
    add_list_pages(router);
    add_wording_pages(router);
}

}  // namespace mobio::county
