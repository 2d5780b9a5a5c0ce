// SPDX-License-Identifier: EUPL-1.2
// The cards of a field that repeats.
#include <algorithm>

#include "biography/dates.h"
#include "biography/document.h"
#include "biography/frame.h"
#include "biography/pages.h"
#include "biography/sheet.h"
#include "biography/words.h"

namespace mobio::biography {

using catalogue::Field;
using catalogue::Part;
using catalogue::Topic;
using catalogue::Type;
using html::Html;
using html::markup;
using nlohmann::json;

namespace {

std::string title_of(App& app, const Field& field, const Claim* claim, const Listener& l) {
    auto title = claim ? title_in_words(*app.catalogue, field, claim->value, l) : std::string{};
    return title.empty() ? app.catalogue->entry_label(field, title, l.t) : title;
}

// Lists show the end of an official number only.
std::string masked(const std::string& text) {
    return text.size() <= 4 ? "…" : "…" + text.substr(text.size() - 3);
}

Html tags(const Claim& claim, const text::Tongue& t) {
    const bool proved = claim.provenance == Provenance::Uploaded ||
                        claim.provenance == Provenance::DocumentSeen ||
                        claim.provenance == Provenance::Assessed;
    const bool own = claim.provenance == Provenance::Own;
    auto out = view::tag(provenance_in_words(claim.provenance, t), proved ? "ok" : "",
                         proved ? "document"
                         : own  ? "person"
                                : "card");
    const auto language = text::parse_language(claim.lang);
    if (language && *language != t.language())
        out += view::tag(text::fill(t.tr("written in {1}"), text::own_name(*language)), "deep",
                         "language");
    return markup<R"(<p class="row">{}</p>)">(out);
}

bool is_when(const Part& part) {
    return part.type == Type::PartialDate || part.type == Type::Date || part.type == Type::Number;
}
bool is_where(const Part& part) {
    return part.type == Type::Country || (part.place && part.type == Type::Text);
}

// When, under the title; where; and everything else. Official numbers show their end only.
struct CardText {
    App& app;
    const Field& field;
    const json& value;
    const Listener& listener;

    std::string of(const std::function<bool(const Part&)>& kept) const {
        return join(parts_in_words(*app.catalogue, field, value, listener,
                                   [&](const Part& part) { return !part.masked && kept(part); }),
                    listener.t);
    }
    Html when() const { return soft(of(is_when)); }
    Html body() const {
        Html out;
        if (const auto where = of(is_where); !where.empty())
            out.add<"<p>{}</p>">(view::value(where));
        out += soft(of([](const Part& part) { return !is_when(part) && !is_where(part); }));
        for (const auto& part : field.parts)
            if (part.masked && value.contains(part.key) && value[part.key].is_string())
                out.add<R"(<p class="soft">{}</p>)">(
                    view::number(masked(value[part.key].get<std::string>())));
        return out;
    }

private:
    static Html soft(const std::string& text) {
        if (text.empty()) return {};
        return markup<R"(<p class="soft">{}</p>)">(view::value(text));
    }
};

Html removal_button(const http::Request& request, App& app, const std::string& at,
                    const std::string& title) {
    const auto& t = app.tongue(request.language);
    const auto remove = markup<
        R"(<button class="button plain small" type="submit">{}{}<span class="hide">: {}</span></button>)">(
        view::icon("trash"), t.tr("Remove"), title);
    return view::button_form(at + "/removal", remove, request, app);
}

Html card_buttons(const http::Request& request, App& app, const std::string& at,
                  const std::string& title, bool removable) {
    const auto& t = app.tongue(request.language);
    return markup<
        R"(<footer><a class="button quiet small" href="{}">{}{}<span class="hide">: {}</span></a>{}</footer>)">(
        at, view::icon("edit"), t.tr("Change"), title,
        removable ? removal_button(request, app, at, title) : Html{});
}

Html card(const http::Request& request, App& app, const Topic& topic, const Entry& entry,
          const Listener& person, By side) {
    const auto& field = *topic.fields.front();
    const auto* claim = entry.answer.claim();
    if (!claim) return {};
    const auto title = title_of(app, field, claim, person);
    const CardText words{app, field, claim->value, person};
    const auto header = markup<R"(<header>{}<div><h2>{}</h2>{}</div></header>)">(
        view::badge(app.catalogue->section(topic.section)->icon), view::value(title), words.when());
    const auto at = entry_address(topic, entry.id);
    auto told = tags(*claim, person.t);
    const auto* staff = claim_of(entry.answer, By::Staff);
    if (staff && !field.staff_only && side != By::Staff)
        told.add<"<p>{}</p>">(objection_link(topic, *staff, title, person.t));
    return markup<R"(<li class="card" id="{}">{}{}{}{}</li>)">(
        "entry-" + entry.id, header, words.body(), told,
        asks(field, side) ? card_buttons(request, app, at, title, may_remove(entry, side))
                          : Html{});
}

// The newest on top; what has no date keeps the order in which it was told.
std::vector<const Entry*> newest_first(const Biography& biography, const Field& field) {
    auto entries = biography.entries(field.key);
    const auto start = [](const Entry* entry) {
        const auto* claim = entry->answer.claim();
        if (!claim || !claim->value.is_object()) return PartialDate{};
        for (const char* part : {"from", "date", "issued"})
            if (claim->value.contains(part))
                if (const auto date = date_of(claim->value[part])) return *date;
        return PartialDate{};
    };
    // They lie one after the other: an address tells which was told first.
    std::sort(entries.begin(), entries.end(), [&](const Entry* a, const Entry* b) {
        const auto x = start(a), y = start(b);
        return x == y ? a < b : x > y;
    });
    return entries;
}

// "“Tailor” is removed." with the way back, after a removal.
Html removed_toast(const http::Request& request, App& app, const Biography& biography,
                   const Topic& topic) {
    const auto notice = view::take_notice(request);
    if (!notice || notice->code != "entry_removed") return {};
    const auto& t = app.tongue(request.language);
    const auto& field = *topic.fields.front();
    const auto* entry = biography.entry(field.key, notice->argument);
    if (!entry || !entry->removed) return {};
    const auto title = title_of(app, field, entry->answer.claim(), t);
    const auto undo = view::button_form(entry_address(topic, entry->id) + "/restoration",
                                        view::button(t.tr("Undo"), "undo", "small"), request, app);
    return view::toast(text::fill(t.tr("“{1}” is removed."), text::isolated(title)), undo);
}

}  // namespace

bool may_remove(const Entry& entry, By side) {
    return side != By::Staff || !claim_of(entry.answer, By::Person);
}

std::string entry_address(const Topic& topic, std::string_view id) {
    return address(topic) + "/entries/" + std::string(id);
}

Html show_cards(const http::Request& request, App& app, const Biography& biography,
                const Topic& topic, By side) {
    const auto& t = app.tongue(request.language);
    const auto& field = *topic.fields.front();
    auto out = removed_toast(request, app, biography, topic);
    const auto path = path_of(request) == Path::First ? "?path=first" : "";
    if (asks(field, side))
        out += view::add_link(entry_address(topic, "new") + path,
                              text::fill(t.tr("Add to “{1}”"), app.catalogue->label(field, t)),
                              t.tr("One after the other. You can change all of it later."));
    Html cards;
    for (const auto* entry : newest_first(biography, field))
        cards += card(request, app, topic, *entry, listener_of(biography, t), side);
    if (!cards.empty()) out.add<R"(<ul class="stack cards">{}</ul>)">(cards);
    return out;
}

}  // namespace mobio::biography
