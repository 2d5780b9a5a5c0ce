// SPDX-License-Identifier: EUPL-1.2
// The form of one row: added, changed, closed and opened again.
#include <algorithm>

#include "lists/pages.h"
#include "platform/http/form_key.h"
#include "platform/view/components.h"

namespace mobio::lists {

using html::Html;
using html::markup;
using text::mark;
using text::Tongue;

namespace {

bool is_closed(const Kind& kind, const Cells& cells) { return cells[kind.closed()] == "yes"; }

// A row as it stands, or one to be.
struct Sheet {
    std::unique_ptr<Table> table;
    std::optional<Standing> row;
};

Sheet new_sheet(const Kind& kind, const Desk& desk) {
    return desk.app.db->read([&](sql::Connection& db) {
        return Sheet{kind.open(db, desk), std::nullopt};
    });
}

Standing row_in(const Table& table, const http::Request& request) {
    const auto id = parse_id_text(request.param("id"));
    for (auto& row : table.standing())
        if (id && row.id == *id) return row;
    http::not_found();
}

Sheet old_sheet(const Kind& kind, const Desk& desk, const http::Request& request) {
    return desk.app.db->read([&](sql::Connection& db) {
        auto table = kind.open(db, desk);
        auto row = row_in(*table, request);
        return Sheet{std::move(table), std::move(row)};
    });
}

Cells typed(const Kind& kind, const http::Request& request, const Standing* before) {
    Cells cells;
    for (const auto& column : kind.columns)
        cells.push_back(text::clean(request.form.get(column.name)).text);
    cells[kind.closed()] = before ? before->cells[kind.closed()] : "no";
    return cells;
}

bool is_taken(const Table& table, const Cells& cells, const Standing* before) {
    const auto key = table.key(cells);
    if (before && table.key(before->cells) == key) return false;
    return std::ranges::any_of(table.standing(),
                               [&](const auto& row) { return table.key(row.cells) == key; });
}

// Brings the cells in order, too.
Problems problems_of(const Kind& kind, const Table& table, Cells& cells, const Standing* before) {
    Problems problems;
    for (const auto& fault : table.check(cells, before))
        if (!problems.at(kind.columns[fault.column].name))
            problems.add(kind.columns[fault.column].name, fault.message);
    if (problems.empty() && is_taken(table, cells, before))
        problems.add(kind.columns[0].name, {mark("Another row that stands is called the same.")});
    return problems;
}

// What a file may hold is told there: who chooses from a menu needs no codes.
std::string hint_of(const Column& column, const Tongue& t) {
    const char* hint = column.hint ? column.hint : column.meaning;
    return *hint == '\0' ? std::string() : std::string(t.tr(hint));
}

Html field_of(const Kind& kind, const Table& table, std::size_t at, const Cells& cells,
              const Problems& problems, const Tongue& t) {
    const auto& column = kind.columns[at];
    if (column.input == Input::Closed) return {};
    const auto hint = hint_of(column, t);
    if (column.input == Input::Select) {
        auto choice = select_of(column, table.choices(at), cells[at], t);
        choice.hint = hint;
        return view::select(choice, problems, t);
    }
    view::Input input{.name = column.name,
                      .label = std::string(t.tr(column.label)),
                      .hint = hint,
                      .value = table.typed(at, cells[at], t)};
    if (column.input != Input::Text) input.dir = "ltr";
    if (column.input == Input::Phone) input.type = "tel";
    if (column.input == Input::Email) input.type = "email";
    if (column.input == Input::Number) input.inputmode = "numeric";
    return view::input(input, problems, t);
}

Html fields_of(const Kind& kind, const Table& table, const Cells& cells, const Problems& problems,
               const Tongue& t) {
    Html fields;
    for (std::size_t at = 0; at < kind.columns.size(); ++at)
        fields += field_of(kind, table, at, cells, problems, t);
    return fields.add<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Save"), "check"));
}

Html overtaken(const Kind& kind, const Standing& row, const Tongue& t) {
    std::vector<view::Fact> facts;
    for (std::size_t at = 0; at < kind.columns.size(); ++at)
        facts.push_back({std::string(t.tr(kind.columns[at].label)),
                         view::value(said(kind.columns[at], row.cells[at], t.language()), "de"),
                         {}});
    return view::note("warn",
                      markup<"{}">(t.tr("Somebody changed this meanwhile. Below is what "
                                        "you typed. Save again to put it in its place.")),
                      "warm") +
           view::card({.title = std::string(t.tr("What stands there now")),
                       .icon = "eye",
                       .body = view::facts(facts)});
}

Html closing(const Kind& kind, const Standing& row, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto at = kind.at + ("/" + id_text(row.id));
    if (is_closed(kind, row.cells))
        return view::note("info",
                          markup<"{}">(t.tr("This is closed: it stays where it stands, and cannot "
                                            "be chosen any more.")),
                          "warm") +
               view::button_form(at + "/reopening",
                                 view::button(t.tr("Open again"), "undo", "quiet"), request, app);
    return view::button_form(at + "/closing", view::button(t.tr("row", "Close"), "close", "stop"),
                             request, app);
}

enum class Meeting : std::uint8_t { None, Overtaken };

http::Response draw(const Kind& kind, const Desk& desk, const Sheet& sheet, const Cells& cells,
                    const Problems& problems, Meeting meeting, const http::Request& request) {
    const auto& t = desk.app.tongue(request.language);
    const auto title = t.tr(sheet.row ? kind.change : kind.add);
    view::Form form{.action = kind.at};
    if (sheet.row) {
        form.action += "/" + id_text(sheet.row->id);
        form.hidden = {{"seen", mark_of(*sheet.row)}};
    }
    auto body = view::back_link(kind.at, t) + view::errors(problems, t) + notices(request, t);
    body += view::head(title);
    if (meeting == Meeting::Overtaken) body += overtaken(kind, *sheet.row, t);
    body += view::form(form, fields_of(kind, *sheet.table, cells, problems, t), request, desk.app);
    if (sheet.row)
        body +=
            sheet.table->more(*sheet.row, request) + closing(kind, *sheet.row, request, desk.app);
    auto page = page_for(kind, title, std::move(body));
    page.has_form = true;
    return view::page(request, desk.app, std::move(page),
                      meeting == Meeting::Overtaken ? 409
                      : problems.empty()            ? 200
                                                    : 422);
}

// The form again, with what was typed, in whatever language.
http::Response again(const Kind& kind, const Desk& desk, const Problems& problems, Meeting meeting,
                     const http::Request& request) {
    return http::drawn(request, [&kind, desk, problems, meeting](const http::Request& in) {
        const auto sheet =
            in.param("id").empty() ? new_sheet(kind, desk) : old_sheet(kind, desk, in);
        const auto cells = typed(kind, in, sheet.row ? &*sheet.row : nullptr);
        return draw(kind, desk, sheet, cells, problems, meeting, in);
    });
}

// What a form or a button makes of a row, checked anew in the transaction that keeps it.
std::string keep(sql::Transaction& tx, const Kind& kind, const Desk& desk,
                 const std::optional<Standing>& before, Cells cells) {
    const auto table = kind.open(tx, desk);
    const auto rows = table->standing();
    const auto* stands = before ? &*before : nullptr;
    const bool moved = before && std::ranges::none_of(rows, [&](const auto& row) {
                           return mark_of(row) == mark_of(*before);
                       });
    if (moved || !problems_of(kind, *table, cells, stands).empty()) throw http::Failure{409};
    const auto id = table->put(tx, before ? std::optional(before->id) : std::nullopt, cells,
                               desk.app.clock.now());
    return kind.stay ? kind.at + ("/" + id_text(id)) : std::string(kind.at);
}

http::Response set_closed(const Kind& kind, const Desk& desk, const http::Request& request,
                          bool closed) {
    const auto sheet = old_sheet(kind, desk, request);
    auto cells = sheet.row->cells;
    cells[kind.closed()] = yes_or_no(closed);
    const auto problems = problems_of(kind, *sheet.table, cells, &*sheet.row);
    if (!problems.empty())
        return http::drawn(request, [&kind, desk, problems](const http::Request& in) {
            const auto drawn = old_sheet(kind, desk, in);
            return draw(kind, desk, drawn, drawn.row->cells, problems, Meeting::None, in);
        });
    auto response = http::once(request, desk.app, [&](sql::Transaction& tx) {
        keep(tx, kind, desk, sheet.row, cells);
        return kind.at + ("/" + id_text(sheet.row->id));
    });
    view::leave_notice(response, {closed ? "closed" : "opened", ""});
    return response;
}

}  // namespace

http::Response show_new(const Kind& kind, const Desk& desk, const http::Request& request) {
    Cells empty(kind.columns.size());
    empty[kind.closed()] = "no";
    return draw(kind, desk, new_sheet(kind, desk), empty, {}, Meeting::None, request);
}

http::Response add_row(const Kind& kind, const Desk& desk, const http::Request& request) {
    if (request.redraw) return again(kind, desk, {}, Meeting::None, request);
    const auto sheet = new_sheet(kind, desk);
    auto cells = typed(kind, request, nullptr);
    const auto problems = problems_of(kind, *sheet.table, cells, nullptr);
    if (!problems.empty()) {
        // The same form came twice, and the first time added it.
        if (const auto there = http::led_to(request, desk.app)) return http::see_other(*there);
        return again(kind, desk, problems, Meeting::None, request);
    }
    auto response = http::once(request, desk.app, [&](sql::Transaction& tx) {
        return keep(tx, kind, desk, std::nullopt, cells);
    });
    view::leave_notice(response, {"saved", ""});
    return response;
}

http::Response show_row(const Kind& kind, const Desk& desk, const http::Request& request) {
    const auto sheet = old_sheet(kind, desk, request);
    return draw(kind, desk, sheet, sheet.row->cells, {}, Meeting::None, request);
}

http::Response save_row(const Kind& kind, const Desk& desk, const http::Request& request) {
    const auto sheet = old_sheet(kind, desk, request);
    if (request.redraw) return again(kind, desk, {}, Meeting::None, request);
    auto cells = typed(kind, request, &*sheet.row);
    const auto problems = problems_of(kind, *sheet.table, cells, &*sheet.row);
    if (!problems.empty()) return again(kind, desk, problems, Meeting::None, request);
    const bool changes = cells != sheet.row->cells;
    if (changes && request.form.get("seen") != mark_of(*sheet.row)) {
        if (const auto there = http::led_to(request, desk.app)) return http::see_other(*there);
        return again(kind, desk, {}, Meeting::Overtaken, request);
    }
    auto response = http::once(request, desk.app, [&](sql::Transaction& tx) {
        return changes ? keep(tx, kind, desk, sheet.row, cells) : std::string(kind.at);
    });
    view::leave_notice(response, {"saved", ""});
    return response;
}

http::Response close_row(const Kind& kind, const Desk& desk, const http::Request& request) {
    return set_closed(kind, desk, request, true);
}

http::Response reopen_row(const Kind& kind, const Desk& desk, const http::Request& request) {
    return set_closed(kind, desk, request, false);
}

}  // namespace mobio::lists
