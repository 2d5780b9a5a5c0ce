// SPDX-License-Identifier: EUPL-1.2
#include "lists/pages.h"

#include <algorithm>

#include "account/account.h"
#include "lists/store.h"
#include "platform/http/form_key.h"
#include "platform/view/components.h"

namespace mobio::lists {

using html::Html;
using html::markup;
using text::mark;
using text::Tongue;

namespace {

std::string address(const Kind& kind) { return kind.at + std::string("/files"); }

std::string count(std::size_t n, const Tongue& t) { return t.number(static_cast<std::int64_t>(n)); }

// The page of a kind ----------------------------------------------------------------------------

// Each of a few, by name and code: a longer list is looked at on its own page.
constexpr std::size_t most_named = 12;

Html choices_help(const Table& rows, std::size_t column, const Tongue& t) {
    const auto choices = rows.choices(column);
    if (choices.size() > most_named) return {};
    Html out;
    for (const auto& one : choices) {
        if (one.labels.empty()) continue;
        const auto& label = one.in(t.language());
        out.add<"<br>{}">(label);
        if (label.find('(' + one.code + ')') == label.npos)
            out.add<" ({})">(view::number(one.code));
    }
    return out;
}

Html columns_help(const Kind& kind, const Table& rows, const Tongue& t) {
    view::Table table{std::string(t.tr("Columns")),
                      {std::string(t.tr("Column")), std::string(t.tr("What stands there"))},
                      {}};
    for (std::size_t at = 0; at < kind.columns.size(); ++at) {
        const auto& column = kind.columns[at];
        auto name = markup<"{} ({})">(t.tr(column.label), view::number(column.name));
        if (column.required) name.add<" *">();
        auto meaning = markup<"{}">(t.tr(column.meaning));
        if (column.input == Input::Select) meaning += choices_help(rows, at, t);
        table.rows.push_back({std::move(name), std::move(meaning)});
    }
    table.rows.push_back(
        {view::number("id"), markup<"{}">(t.tr("As it was saved. Empty: the row is new."))});
    auto body =
        markup<"<p>{}</p>">(t.tr("Columns with * are needed. Others may be left out: then "
                                 "what is there stays. The order does not matter."));
    return view::details(t.tr("Which columns does the file have?"), body + view::table(table));
}

Html upload_form(const Kind& kind, const Problems& problems, const http::Request& request,
                 App& app) {
    const auto& t = app.tongue(request.language);
    view::Input file{.name = "file",
                     .label = std::string(t.tr("File (CSV)")),
                     .hint = std::string(t.tr("Nothing is imported yet: you see a preview first.")),
                     .type = "file",
                     .dir = "",
                     .autocomplete = ""};
    file.more.set("accept", ".csv,.txt,text/csv");
    const auto fields =
        view::input(file, problems, t) +
        markup<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Show the preview"), "eye"));
    return view::form({.action = address(kind), .files = true}, fields, request, app);
}

Html history(const std::vector<Imported>& imports, const Desk& desk, const Tongue& t) {
    if (imports.empty()) return {};
    view::Table table{std::string(t.tr("Imports so far")),
                      {std::string(t.tr("When")), std::string(t.tr("Who")),
                       std::string(t.tr("New")), std::string(t.tr("Changed"))},
                      {}};
    for (const auto& one : imports)
        table.rows.push_back({markup<"{}">(t.moment(one.at)),
                              view::value(account::staff_name(desk.app, one.by), "de"),
                              markup<"{}">(t.number(one.added)),
                              markup<"{}">(t.number(one.changed))});
    return markup<"<h2>{}</h2>{}">(t.tr("Imports so far"), view::table(table));
}

http::Response overview(const Kind& kind, const Desk& desk, const http::Request& request,
                        const Problems& problems) {
    const auto& t = desk.app.tongue(request.language);
    const auto [imports, rows] = desk.app.db->read([&](sql::Connection& db) {
        return std::pair{last_imports(db, kind), kind.open(db, desk)};
    });
    const auto title = text::fill(t.tr("{1}: import and export"), t.tr(kind.title));
    auto body = view::back_link(kind.at, t) + view::errors(problems, t) + notices(request, t);
    body += view::head(title, t.tr("As a table that a spreadsheet program opens."));
    body.add<R"(<p class="buttons">{}</p><h2>{}</h2>)">(
        view::button_link(address(kind) + "/current", t.tr("Save as a file (CSV)"), "download"),
        t.tr("Import a file"));
    body += columns_help(kind, *rows, t) + upload_form(kind, problems, request, desk.app) +
            history(imports, desk, t);
    auto page = page_for(kind, title, std::move(body));
    page.has_form = true;
    return view::page(request, desk.app, std::move(page), problems.empty() ? 200 : 422);
}

// The preview -------------------------------------------------------------------------------------

Upload upload_in(sql::Connection& db, const Kind& kind, const Desk& desk,
                 const http::Request& request) {
    const auto id = Id<Upload>::parse(request.param("id"));
    auto found = id ? find(db, desk, kind, *id, desk.app.clock.now()) : std::nullopt;
    if (!found) http::not_found();
    return std::move(*found);
}

const char* fate_name(Fate fate) {
    switch (fate) {
        case Fate::Wrong:
            return mark("Wrong");
        case Fate::Changed:
            return mark("Changed");
        case Fate::New:
            return mark("New");
        case Fate::Unchanged:
            break;
    }
    return mark("Unchanged");
}

Html line_end(const Html& before) { return before.empty() ? Html{} : markup<"<br>">(); }

Html faults(const Kind& kind, const Row& row, const Tongue& t) {
    Html out;
    for (const auto& fault : row.faults)
        out.add<"{}<b>{}</b>: {}">(line_end(out), t.tr(kind.columns[fault.column].label),
                                   t.say(fault.message));
    return out;
}

Html cell(const std::string& text) { return view::value(text.empty() ? "–" : text); }

// What a column held and will hold.
Html changes(const Kind& kind, const Row& row, const Tongue& t) {
    Html out;
    for (std::size_t at = 0; at < kind.columns.size(); ++at)
        if (row.changes(at))
            out.add<"{}<b>{}</b>: <del>{}</del> <ins>{}</ins>">(
                line_end(out), t.tr(kind.columns[at].label),
                cell(said(kind.columns[at], row.before->cells[at], t.language())),
                cell(said(kind.columns[at], row.cells[at], t.language())));
    return out;
}

Html whole(const Kind& kind, const Row& row, const Tongue& t) {
    Html out;
    for (std::size_t at = 0; at < kind.columns.size(); ++at) {
        if (row.cells[at].empty()) continue;
        if (!out.empty()) out.add<" · ">();
        out += view::value(said(kind.columns[at], row.cells[at], t.language()));
    }
    return out;
}

Html what_happens(const Kind& kind, const Row& row, const Tongue& t) {
    if (row.fate == Fate::Wrong) return faults(kind, row, t);
    if (row.fate == Fate::Changed) return changes(kind, row, t);
    return whole(kind, row, t);
}

// What needs a look comes first.
std::vector<const Row*> in_order(const Reading& reading) {
    std::vector<const Row*> rows;
    for (const auto& row : reading.rows) rows.push_back(&row);
    std::ranges::stable_sort(rows, {}, &Row::fate);
    return rows;
}

Html rows_table(const Kind& kind, const Reading& reading, const std::string& at,
                const http::Request& request, const Tongue& t) {
    const auto rows = in_order(reading);
    const auto page = page_number(request, rows.size());
    view::Table table{
        std::string(t.tr("Rows of the file")),
        {std::string(t.tr("Row")), std::string(t.tr("What happens")), std::string(t.tr("Values"))},
        {}};
    for (auto i = (page - 1) * per_page; i < std::min(page * per_page, rows.size()); ++i)
        table.rows.push_back(
            {markup<"{}">(count(rows[i]->line, t)),
             view::tag(t.tr(fate_name(rows[i]->fate)), rows[i]->fate == Fate::Wrong ? "warm" : ""),
             what_happens(kind, *rows[i], t)});
    return markup<"<h2>{}</h2>{}{}">(t.tr("Rows of the file"), view::table(table),
                                     pager(at + "?", page, rows.size(), t));
}

Html counts(const Reading& reading, const Tongue& t) {
    std::vector<view::Fact> facts;
    for (const auto fate : {Fate::New, Fate::Changed, Fate::Unchanged, Fate::Wrong})
        facts.push_back(
            {std::string(t.tr(fate_name(fate))), markup<"{}">(count(reading.count(fate), t)), {}});
    return view::facts(facts);
}

Html advice(const Reading& reading, const http::Request& request, const Tongue& t) {
    Html out;
    if (request.query.has("again"))
        out += view::note("warn",
                          markup<"{}">(t.tr("The list has changed meanwhile. Look at the rows "
                                            "again.")),
                          "warm");
    if (!reading.unknown.empty())
        out += view::note("info", markup<"{}">(text::fill(
                                      t.tr("Nobody knows these columns; they are left out: {1}"),
                                      t.list(reading.unknown))));
    if (reading.count(Fate::Wrong) > 0)
        out += view::note("warn",
                          markup<"{}">(t.tr("Nothing can be imported while a row is wrong. Put the "
                                            "file right and upload it again.")),
                          "warm");
    else if (!reading.may_go())
        out += view::note("info", markup<"{}">(t.tr("The file changes nothing.")));
    return out;
}

http::Response expired(const Kind& kind) {
    auto response = http::see_other(address(kind));
    view::leave_notice(response, {"preview-expired", ""});
    return response;
}

}  // namespace

Html file_link(const Kind& kind, const Tongue& t) {
    return markup<R"(<p>{}</p>)">(
        view::button_link(address(kind), t.tr("Import and export"), "download", "quiet small"));
}

http::Response show_files(const Kind& kind, const Desk& desk, const http::Request& request) {
    return overview(kind, desk, request, {});
}

http::Response save_file(const Kind& kind, const Desk& desk, const http::Request& request) {
    auto file = desk.app.db->read([&](sql::Connection& db) {
        return written(kind, *kind.open(db, desk), desk.app.tongue(request.language));
    });
    return http::file("text/csv; charset=utf-8", std::string(kind.file) + ".csv", std::move(file));
}

http::Response upload(const Kind& kind, const Desk& desk, const http::Request& request) {
    if (request.redraw) return overview(kind, desk, request, {});
    Problems problems;
    Upload made{Id<Upload>{make_id_bytes(desk.app.clock.now())}, {}, {}};
    if (const auto* file = request.file("file"); !file) {
        problems.add("file", {mark("Choose a file.")});
    } else {
        auto name = text::shortened(text::clean(file->name).text, 200);
        made.source = name.substr(0, name.find('\n'));
        made.bytes = files::whole(file->content->bytes(), longest_file);
        try {
            desk.app.db->read([&](sql::Connection& db) {
                read(kind, *kind.open(db, desk), made.bytes, desk.app.texts);
            });
        } catch (const text::Message& wrong) {
            problems.add("file", wrong);
        }
    }
    if (!problems.empty())
        return http::drawn(request, [&kind, desk, problems](const http::Request& in) {
            return overview(kind, desk, in, problems);
        });
    return http::once(request, desk.app, [&](sql::Transaction& tx) {
        add(tx, desk, kind, made, desk.app.clock.now());
        return address(kind) + "/" + made.id.text();
    });
}

http::Response preview(const Kind& kind, const Desk& desk, const http::Request& request) {
    const auto& t = desk.app.tongue(request.language);
    const auto [upload, reading] = desk.app.db->read([&](sql::Connection& db) {
        auto one = upload_in(db, kind, desk, request);
        auto rows =
            one.expired ? std::nullopt : read_again(kind, *kind.open(db, desk), one, desk.app);
        return std::pair{std::move(one), std::move(rows)};
    });
    if (!reading) return expired(kind);
    const auto at = address(kind) + "/" + upload.id.text();
    auto body = view::back_link(address(kind), t);
    body += view::head(markup<"{}">(t.tr("Preview of the import")), view::value(upload.source));
    body += advice(*reading, request, t) + counts(*reading, t);
    Html buttons;
    if (reading->may_go())
        buttons +=
            view::button_form(at + "/import", view::button(t.tr("Import these rows"), "check"),
                              request, desk.app, {{"stand", reading->stand}});
    buttons += view::button_form(
        at + "/removal", view::button(t.tr("Do not import"), "close", "quiet"), request, desk.app);
    body.add<R"(<div class="buttons">{}</div>)">(buttons);
    body += rows_table(kind, *reading, at, request, t);
    return view::page(request, desk.app,
                      page_for(kind, t.tr("Preview of the import"), std::move(body)));
}

http::Response take_in(const Kind& kind, const Desk& desk, const http::Request& request) {
    const auto now = desk.app.clock.now();
    bool done = false, late = false;
    auto response = http::once(request, desk.app, [&](sql::Transaction& tx) {
        const auto upload = upload_in(tx, kind, desk, request);
        late = upload.expired;
        done = !late && import(tx, desk, kind, upload, request.form.get("stand"), now);
        if (done || late) return address(kind);
        return address(kind) + "/" + upload.id.text() + "?again=1";
    });
    if (late) view::leave_notice(response, {"preview-expired", ""});
    if (done) view::leave_notice(response, {"imported", ""});
    return response;
}

http::Response discard(const Kind& kind, const Desk& desk, const http::Request& request) {
    return http::once(request, desk.app, [&](sql::Transaction& tx) {
        forget(tx, upload_in(tx, kind, desk, request).id);
        return address(kind);
    });
}

}  // namespace mobio::lists
