// SPDX-License-Identifier: EUPL-1.2
#include "release/views.h"

#include <algorithm>

namespace mobio::release {

using biography::Provenance;
using html::markup;

namespace {

const char* icon_of(Provenance provenance) {
    switch (provenance) {
        case Provenance::Own:
            return "person";
        case Provenance::Staff:
            return "eye";
        case Provenance::DocumentSeen:
            return "document";
        case Provenance::Uploaded:
            return "camera";
        case Provenance::Assessed:
            return "seal";
    }
    return "person";
}

Html source(const Item& item) {
    const bool proof = item.kind != Provenance::Own && item.kind != Provenance::Staff;
    return markup<R"(<span class="{}">{}{}</span>)">(
        proof ? "from proof" : "from", view::icon(icon_of(item.kind)), item.provenance);
}

std::string_view translation_in_words(const std::string& mark, const Tongue& t) {
    if (mark == "list") return t.tr("Title from the list of occupations");
    if (mark == "staff") return t.tr("Translated by the county");
    if (mark == "machine") return t.tr("Translated by a machine");
    return t.tr("The person’s own translation");
}

// The person's own words under their translation.
Html said(const Item& item, const Tongue& t) {
    if (item.said.empty()) return {};
    const auto lang = text::parse_language(item.said_lang);
    html::Attributes some;
    some.set("lang", item.said_lang);
    some.set("dir", lang ? (text::right_to_left(*lang) ? "rtl" : "ltr") : "auto");
    return markup<R"(<span class="said" {}><bdi>{}</bdi></span><span class="from">{}</span>)">(
        some, item.said, translation_in_words(item.translation, t));
}

Html value_of(const Item& item, const Tongue& t) {
    auto value = view::value(item.value);
    if (item.changed)
        value = markup<R"(<span class="new">{}</span> {})">(
            value, view::tag(t.tr("value", "new"), "warm"));
    return value + said(item, t);
}

}  // namespace

Html sending_steps(std::size_t now, const Tongue& t) {
    return view::steps({std::string(t.tr("Recipient")), std::string(t.tr("Preview and consent")),
                        std::string(t.tr("Sent"))},
                       now, t);
}

int days_left(const Running& release, Time now) {
    const auto left = release.expires_at - now;
    constexpr auto day = std::chrono::hours{24};
    return left <= left.zero() ? 0 : static_cast<int>((left + day - Duration{1}) / day);
}

std::string_view answer_in_words(std::string_view code, const Tongue& t) {
    if (code == "received") return t.tr("Your packet has arrived.");
    if (code == "invited") return t.tr("You are invited.");
    if (code == "not_suitable") return t.tr("It does not fit this time.");
    if (code == "done") return t.tr("Your matter is settled.");
    return {};
}

std::string delivery_in_words(const std::optional<mail::Status>& status, const Tongue& t) {
    if (!status) return std::string(t.tr("Nothing is known about the e-mail."));
    switch (status->state) {
        case mail::State::Queued:
            return std::string(status->attempts == 0
                                   ? t.tr("The e-mail is on its way.")
                                   : t.tr("The e-mail did not arrive yet. We keep trying."));
        case mail::State::Sent:
            return std::string(t.tr("The e-mail was delivered."));
        case mail::State::Refused:
            return text::fill(t.tr("The other side refused the e-mail: {1}"),
                              text::isolated(status->reply));
        case mail::State::Failed:
            if (status->reply == mail::called_back)
                return std::string(t.tr("It was withdrawn before the e-mail left."));
            return std::string(t.tr("The e-mail could not be delivered in three days."));
    }
    return {};
}

std::string_view answer_label(std::string_view code, const Tongue& t) {
    if (code == "invited") return t.tr("answer", "Invited");
    if (code == "received") return t.tr("answer", "Received");
    if (code == "done") return t.tr("answer", "Done");
    return t.tr("answer", "Not suitable");
}

Html running_card(const Running& release, Time now, const Tongue& t, App& app, int level,
                  const std::string& base) {
    const auto days = days_left(release, now);
    const auto seen =
        release.openings == 0
            ? view::tag(t.tr("not opened yet"))
            : view::tag(t.plural("seen {1} time", "seen {1} times", release.openings), "ok", "eye");
    const auto until =
        text::fill(t.plural("Until {2}, {1} day left", "Until {2}, {1} days left", days), "",
                   t.date(app.zone.day(release.expires_at)));
    const auto of =
        text::fill(t.tr("{1} of {2} days left"), std::to_string(days), std::string("14"));
    const auto href = base + "/" + release.id.text();
    const auto name = view::value(release.recipient, "de");
    const auto title = level == 3 ? markup<R"(<h3><a href="{}">{}</a></h3>)">(href, name)
                                  : markup<"<h2>{}</h2>">(name);
    Html body;
    body.add<R"(<header><div>{}</div>{}</header>)">(title, seen);
    if (!release.answer.empty())
        body += view::note("calendar", markup<"{}">(answer_in_words(release.answer, t)));
    if (!release.sent_by.empty())
        body.add<R"(<p class="soft">{}</p>)">(
            text::fill(t.tr("Sent by {1}"), text::isolated(release.sent_by)));
    body.add<R"(<p class="soft">{}</p>{}<footer>{}</footer>)">(
        until, view::progress(days, 14, of),
        view::button_link(href + "/withdrawal", t.tr("Withdraw"), "undo", "stop wide"));
    return markup<R"(<article class="card">{}</article>)">(body);
}

std::string ending(const Running& release, const Tongue& t, App& app) {
    const auto day = [&](Time at) { return t.date(app.zone.day(at)); };
    if (release.withdrawn_at)
        return text::fill(t.tr("Withdrawn on {1}"), day(*release.withdrawn_at));
    return text::fill(
        t.tr("Ended on {1}"),
        day(std::min(release.expires_at, release.expired_at.value_or(release.expires_at))));
}

Html packet_card(const PacketSection& section, const Tongue& t) {
    std::vector<view::Fact> facts;
    for (const auto& item : section.items)
        facts.push_back({item.label, value_of(item, t), source(item)});
    view::Card card;
    card.title = section.label;
    card.icon = section.icon;
    card.id = "part-" + section.key;
    card.body = view::facts(facts);
    return view::card(card);
}

}  // namespace mobio::release
