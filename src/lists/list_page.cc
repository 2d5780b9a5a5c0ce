// SPDX-License-Identifier: EUPL-1.2
// The list of one kind, fifty rows at a time.
#include <algorithm>
#include <charconv>

#include "lists/pages.h"
#include "platform/view/components.h"

namespace mobio::lists {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

bool is_closed(const Kind& kind, const Cells& cells) { return cells[kind.closed()] == "yes"; }

Html line_of(const Kind& kind, const Table& table, const Standing& row, const Tongue& t) {
    const auto shown = table.shown(row, t);
    view::Line line;
    line.href = kind.at + ("/" + id_text(row.id));
    line.start = view::badge(kind.icon);
    line.title = view::value(shown.title, "de");
    line.small = view::value(shown.small);
    if (is_closed(kind, row.cells)) line.end = view::tag(t.tr("row", "closed"), "warm");
    return view::line(line);
}

Html filter_form(const Kind& kind, const Table& table, const http::Request& request,
                 const Tongue& t) {
    if (!kind.filter) return {};
    const auto& column = kind.columns[*kind.filter];
    const auto choice =
        select_of(column, table.choices(*kind.filter), request.query.get(column.name), t);
    return markup<R"(<form class="filters" method="get" action="{}">{}{}</form>)">(
        kind.at, view::select(choice, {}, t), view::button(t.tr("Show"), "search", "quiet"));
}

std::vector<Standing> rows_for(const Kind& kind, const Table& table, const http::Request& request) {
    auto rows = table.standing();
    if (kind.filter) {
        const auto& wanted = request.query.get(kind.columns[*kind.filter].name);
        if (!wanted.empty())
            std::erase_if(rows, [&](const auto& row) { return row.cells[*kind.filter] != wanted; });
    }
    std::ranges::stable_partition(rows,
                                  [&](const auto& row) { return !is_closed(kind, row.cells); });
    return rows;
}

std::string address_with_filter(const Kind& kind, const Table& table,
                                const http::Request& request) {
    std::string at = kind.at;
    if (!kind.filter) return at + "?";
    const auto& wanted = request.query.get(kind.columns[*kind.filter].name);
    for (const auto& one : table.choices(*kind.filter))
        if (one.code == wanted)
            return at + "?" + kind.columns[*kind.filter].name + "=" + one.code + "&";
    return at + "?";
}

}  // namespace

view::Choice select_of(const Column& column, const std::vector<Named>& choices,
                       const std::string& chosen, const Tongue& t) {
    view::Choice choice{.name = column.name, .label = std::string(t.tr(column.label))};
    for (const auto& one : choices)
        choice.options.push_back({.value = one.code, .label = one.in(t.language())});
    choice.chosen = {chosen};
    return choice;
}

view::Page page_for(const Kind& kind, std::string_view title, view::Html body) {
    view::Page page;
    page.title = title;
    page.area = kind.area;
    page.width = view::Width::Medium;
    page.body = std::move(body);
    return page;
}

Html notices(const http::Request& request, const Tongue& t) {
    const auto notice = view::take_notice(request);
    if (!notice) return {};
    const auto good = [](std::string_view sentence) {
        return view::note("check", markup<"{}">(sentence), "ok");
    };
    if (notice->code == "saved") return good(t.tr("Saved."));
    if (notice->code == "closed") return good(t.tr("It is closed now."));
    if (notice->code == "opened") return good(t.tr("It is open again."));
    if (notice->code == "imported") return good(t.tr("All rows of the file are taken over."));
    if (notice->code == "preview-expired")
        return view::note(
            "warn", markup<"{}">(t.tr("That preview has ended. Upload the file again.")), "warm");
    return {};
}

std::size_t page_number(const http::Request& request, std::size_t rows) {
    const auto& number = request.query.get("page");
    std::size_t page = 1;
    std::from_chars(number.data(), number.data() + number.size(), page);
    return std::clamp<std::size_t>(page, 1,
                                   std::max<std::size_t>(1, (rows + per_page - 1) / per_page));
}

Html pager(const std::string& at, std::size_t page, std::size_t rows, const Tongue& t) {
    const auto link = [&](std::size_t to, std::string_view label) {
        return view::button_link(at + "page=" + std::to_string(to), label, "", "quiet small");
    };
    Html links;
    if (page > 1) links += link(page - 1, t.tr("Previous 50"));
    if (page * per_page < rows) links += link(page + 1, t.tr("Next 50"));
    return links.empty() ? links : markup<R"(<p class="buttons">{}</p>)">(links);
}

http::Response show_list(const Kind& kind, const Desk& desk, const http::Request& request) {
    const auto& t = desk.app.tongue(request.language);
    const auto table = desk.app.db->read([&](sql::Connection& db) { return kind.open(db, desk); });
    const auto rows = rows_for(kind, *table, request);
    const auto page = page_number(request, rows.size());
    std::vector<Html> lines;
    for (auto i = (page - 1) * per_page; i < std::min(page * per_page, rows.size()); ++i)
        lines.push_back(line_of(kind, *table, rows[i], t));
    auto body = notices(request, t) + view::head(t.tr(kind.title), t.tr(kind.lead));
    body += view::add_link(kind.at + std::string("/new"), t.tr(kind.add), "");
    body += filter_form(kind, *table, request, t);
    if (lines.empty())
        body += view::empty_state(kind.icon, markup<"<p>{}</p>">(t.tr("Nothing here yet.")));
    else
        body += view::list(lines, "list card");
    body += pager(address_with_filter(kind, *table, request), page, rows.size(), t);
    body += file_link(kind, t);
    return view::page(request, desk.app, page_for(kind, t.tr(kind.title), std::move(body)));
}

}  // namespace mobio::lists
