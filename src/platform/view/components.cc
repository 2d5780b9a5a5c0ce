// SPDX-License-Identifier: EUPL-1.2
#include "platform/view/components.h"

#include <algorithm>
#include <array>

#include "platform/view/assets.h"

namespace mobio::view {

using html::Attributes;
using html::markup;

namespace {

std::string classes(std::string_view base, std::string_view more) {
    std::string all(base);
    if (!more.empty()) (all += ' ') += more;
    return all;
}

// Those marked "mirrored" in icons.svg.
bool mirrored(std::string_view id) {
    constexpr std::array<std::string_view, 7> ids{"send", "goal", "undo", "speaker",
                                                  "exit", "next", "back"};
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

Html icon_or_nothing(std::string_view id) { return id.empty() ? Html{} : icon(id); }

}  // namespace

Html icon(std::string_view id) {
    std::string url = icons_url();
    (url += '#') += id;
    return markup<R"(<svg class="{}" aria-hidden="true"><use href="{}"></use></svg>)">(
        mirrored(id) ? "icon flip" : "icon", url);
}

Html badge(std::string_view icon_id, std::string_view tone) {
    return markup<R"(<span class="{}">{}</span>)">(classes("mark", tone), icon(icon_id));
}

Html tag(std::string_view label, std::string_view tone, std::string_view icon_id) {
    return markup<R"(<span class="{}">{}{}</span>)">(classes("tag", tone), icon_or_nothing(icon_id),
                                                     label);
}

Html note(std::string_view icon_id, const Html& body, std::string_view tone) {
    return markup<R"(<p class="{}">{}<span>{}</span></p>)">(classes("note", tone), icon(icon_id),
                                                            body);
}

Html value(std::string_view text) { return markup<"<bdi>{}</bdi>">(text); }

Html value(std::string_view text, std::string_view lang) {
    return markup<R"(<bdi {} dir="auto">{}</bdi>)">(Attributes{}.set("lang", lang), text);
}

Html number(std::string_view digits) { return markup<R"(<bdi dir="ltr">{}</bdi>)">(digits); }

Html progress(int done, int of, std::string_view label, std::string_view tone) {
    return markup<R"(<progress value="{}" max="{}" {} aria-label="{}"></progress>)">(
        done, of, Attributes{}.set("class", tone), label);
}

Html steps(const std::vector<std::string>& labels, std::size_t current, const Tongue& t) {
    Html items;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (i < current)
            items.add<R"(<li class="done">{}. {} <span class="hide">{}</span></li>)">(
                i + 1, labels[i], t.tr("step", "(done)"));
        else
            items.add<R"(<li {}>{}. {}</li>)">(
                Attributes{}.set("aria-current", i == current ? "step" : ""), i + 1, labels[i]);
    }
    return markup<R"(<ol class="steps">{}</ol>)">(items);
}

Html back_link(std::string_view href, const Tongue& t) {
    return markup<R"(<a class="tool back" href="{}">{}<span>{}</span></a>)">(href, icon("back"),
                                                                             t.tr("Back"));
}

Html button_link(std::string_view href, std::string_view label, std::string_view icon_id,
                 std::string_view style) {
    return markup<R"(<a class="{}" href="{}">{}{}</a>)">(classes("button", style), href,
                                                         icon_or_nothing(icon_id), label);
}

Html button(std::string_view label, std::string_view icon_id, std::string_view style) {
    return markup<R"(<button class="{}" type="submit">{}{}</button>)">(
        classes("button", style), icon_or_nothing(icon_id), label);
}

Html button(std::string_view name, std::string_view value, std::string_view label,
            std::string_view icon_id, std::string_view style) {
    return markup<R"(<button class="{}" type="submit" name="{}" value="{}">{}{}</button>)">(
        classes("button", style), name, value, icon_or_nothing(icon_id), label);
}

Html add_link(std::string_view href, std::string_view label, std::string_view small) {
    return markup<R"(<a class="add" href="{}"><span class="dot">{}</span><span>{}<small>{}</small>)"
                  R"(</span></a>)">(href, icon("plus"), label, small);
}

Html toast(std::string_view text, const Html& action) {
    return markup<R"(<div class="toast" role="status"><span>{}</span>{}</div>)">(text, action);
}

Html empty_state(std::string_view icon_id, const Html& body) {
    return markup<R"(<div class="empty">{}{}</div>)">(badge(icon_id), body);
}

Html head(std::string_view title, std::string_view lead, std::string_view eyebrow) {
    return head(markup<"{}">(title), markup<"{}">(lead), eyebrow);
}

Html head(const Html& title, const Html& lead, std::string_view eyebrow) {
    Html inside;
    if (!eyebrow.empty()) inside.add<R"(<p class="eyebrow">{}</p>)">(eyebrow);
    inside.add<"<h1>{}</h1>">(title);
    if (!lead.empty()) inside.add<R"(<p class="lead">{}</p>)">(lead);
    return markup<R"(<div class="head">{}</div>)">(inside);
}

Html details(std::string_view summary, const Html& body) {
    return markup<"<details><summary>{}</summary>{}</details>">(summary, body);
}

Html print_button(std::string_view label) {
    return markup<R"(<button class="button" type="button" data-print hidden>{}{}</button>)">(
        icon("print"), label);
}

Html list(const std::vector<Html>& items, std::string_view css) {
    Html inside;
    for (const auto& item : items) inside.add<"<li>{}</li>">(item);
    return markup<R"(<ul class="{}">{}</ul>)">(css, inside);
}

Html line(const Line& line) {
    Html small;
    if (!line.small.empty()) small.add<"<small>{}</small>">(line.small);
    auto inside = markup<"{}<span><b>{}</b>{}{}</span>{}">(line.start, line.title, small, line.more,
                                                           line.end);
    if (line.href.empty()) return markup<R"(<div class="line">{}</div>)">(inside);
    return markup<R"(<a class="line" href="{}">{}{}</a>)">(line.href, inside, icon("next"));
}

Html facts(const std::vector<Fact>& facts) {
    bool wide = false;
    Html rows;
    for (const auto& fact : facts) {
        Html from;
        if (!fact.from.empty()) from.add<"<dd>{}</dd>">(fact.from);
        wide = wide || !fact.from.empty();
        rows.add<"<div><dt>{}</dt><dd>{}</dd>{}</div>">(fact.label, fact.value, from);
    }
    return markup<R"(<dl class="{}">{}</dl>)">(wide ? "facts wide" : "facts", rows);
}

namespace {

Html card_header(const Card& card, const Attributes& title_id) {
    Html under, icon_mark;
    if (!card.under_title.empty()) under.add<R"(<p class="soft small">{}</p>)">(card.under_title);
    if (!card.icon.empty()) icon_mark = badge(card.icon, card.tone == "warm" ? "warm" : "");
    const auto title = card.level == 3 ? markup<"<h3 {}>{}</h3>">(title_id, card.title)
                                       : markup<"<h2 {}>{}</h2>">(title_id, card.title);
    return markup<"<header>{}<div>{}{}</div>{}</header>">(icon_mark, title, under, card.header_end);
}

}  // namespace

Html card(const Card& card) {
    const auto css = classes("card", card.tone);
    Html inside;
    if (!card.title.empty()) inside = card_header(card, Attributes{}.set("id", card.id));
    inside += card.body;
    if (!card.footer.empty()) inside.add<"<footer>{}</footer>">(card.footer);
    if (card.title.empty() || card.id.empty())
        return markup<R"(<div class="{}" {}>{}</div>)">(
            css, Attributes{}.set("id", card.title.empty() ? card.id : ""), inside);
    return markup<R"(<section class="{}" aria-labelledby="{}">{}</section>)">(css, card.id, inside);
}

Html table(const Table& table) {
    Html head, body;
    for (const auto& column : table.columns) head.add<R"(<th scope="col">{}</th>)">(column);
    for (const auto& row : table.rows) {
        Html cells;
        for (std::size_t i = 0; i < row.size() && i < table.columns.size(); ++i) {
            if (i == 0)
                cells.add<R"(<th scope="row">{}</th>)">(row[i]);
            else if (row[i].empty())  // on a phone no label without a value
                cells.add<"<td></td>">();
            else
                cells.add<R"(<td data-label="{}"><span>{}</span></td>)">(table.columns[i], row[i]);
        }
        body.add<"<tr>{}</tr>">(cells);
    }
    return markup<R"(<div class="desk"><table class="rows"><caption class="hide">{}</caption>)"
                  R"(<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>)">(table.caption,
                                                                                  head, body);
}

}  // namespace mobio::view
