// SPDX-License-Identifier: EUPL-1.2
#include "cv/import_pages.h"

#include <fmt/format.h>

#include <set>

#include "biography/frame.h"
#include "biography/store.h"
#include "cv/import.h"
#include "cv/import_store.h"
#include "platform/files/spool.h"
#include "platform/http/form_key.h"
#include "platform/view/components.h"
#include "platform/view/file.h"
#include "platform/view/page.h"

namespace mobio::cv {

using html::Html;
using html::markup;
using text::mark;
using text::Tongue;

namespace {

// The form takes more bytes than the file alone.
constexpr std::size_t form_around = 16 * 1024;

view::Page page_of(std::string_view title, Html body, bool has_form) {
    return {.title = std::string(title),
            .area = view::Area::Life,
            .width = view::Width::Medium,
            .body = markup<R"(<div class="stack">{}</div>)">(body),
            .has_form = has_form,
            .script = {}};
}

// --- The file ------------------------------------------------------------------------------------

http::Response draw_form(const http::Request& request, App& app, const Problems& problems) {
    const auto& t = app.tongue(request.language);
    const auto title = t.tr("Take over a CV");
    const view::File file{
        .label = std::string(t.tr("File (JSON Resume)")),
        .hint = std::string(t.tr("Nothing is saved yet: you see a preview first.")),
        .accept = ".json,application/json"};
    view::Choice language{.name = "language",
                          .label = std::string(t.tr("In which language is it written?"))};
    for (const auto one : text::languages)
        language.options.push_back({.value = std::string(text::code(one)),
                                    .label = std::string(text::own_name(one)),
                                    .lang = std::string(text::code(one))});
    const auto& chosen = request.form.get("language");
    language.chosen = {chosen.empty() ? std::string(t.code()) : chosen};
    const auto fields =
        view::file(file, problems, t) + view::choices(language, problems, t) +
        markup<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Show the preview"), "eye"));
    auto body = view::back_link("/cv", t) + view::errors(problems, t);
    body += view::head(title, t.tr("Some job portals give you your CV as a file of this kind."));
    body += view::form({.action = "/cv/imports", .files = true}, fields, request, app);
    return view::page(request, app, page_of(title, std::move(body), true),
                      problems.empty() ? 200 : 422);
}

http::Response show_form(const Acting&, const http::Request& request, App& app) {
    return draw_form(request, app, {});
}

std::vector<Row> rows_of(App& app, const Brought& brought, const biography::Biography& biography) {
    return read_resume(brought.file, brought.language, *app.catalogue, app.texts, biography);
}

http::Response upload(const Acting& who, const http::Request& request, App& app) {
    if (request.redraw) return draw_form(request, app, {});
    Problems problems;
    const auto* file = request.file("file");
    const auto language = text::parse_language(request.form.get("language"));
    if (!file) problems.add("file", {mark("Choose a file.")});
    if (!language) problems.add("language", {mark("Choose one of the answers.")});
    Brought brought;
    if (problems.empty()) try {
            brought = {*language, files::whole(file->content->bytes(), longest_file + form_around)};
            rows_of(app, brought, biography::open_biography(who, request, app));
        } catch (const text::Message& wrong) {
            problems.add("file", wrong);
        }
    if (!problems.empty())
        return http::drawn(request, [&app, problems](const http::Request& in) {
            return draw_form(in, app, problems);
        });
    return http::once(request, app, [&](sql::Transaction& tx) {
        return "/cv/imports/" + bring(tx, app, who, brought, app.clock.now()).text();
    });
}

// --- The preview ---------------------------------------------------------------------------------

Id<Brought> id_of(const http::Request& request) {
    const auto id = Id<Brought>::parse(request.param("id"));
    if (!id) http::not_found();
    return *id;
}

struct Preview {
    Brought brought;
    std::vector<Row> rows;
};
Preview preview_of(const Acting& who, const http::Request& request, App& app) {
    auto kept =
        app.db->read([&](sql::Connection& db) { return brought(db, app, who, id_of(request)); });
    auto rows = rows_of(app, kept, biography::open_biography(who, request, app));
    return {std::move(kept), std::move(rows)};
}

std::string left_out(const Row& row, const Tongue& t) {
    if (row.left_out.empty()) return {};
    return text::fill(t.tr("Not taken over: {1}"),
                      fmt::format("{}", fmt::join(row.left_out, ", ")));
}

std::string where_to(const Row& row, App& app, const Tongue& t) {
    const auto* field = row.change ? app.catalogue->field(row.change->field) : nullptr;
    return field ? app.catalogue->label(*field, t) : row.list;
}

Html to_take(const std::vector<Row>& rows, App& app, const Tongue& t) {
    view::Choice choice{.name = "row[]",
                        .label = std::string(t.tr("What do you want to take over?")),
                        .many = true};
    for (std::size_t at = 0; at < rows.size(); ++at) {
        if (rows[at].fate != Fate::New) continue;
        auto small = where_to(rows[at], app, t);
        if (const auto rest = left_out(rows[at], t); !rest.empty()) small += ". " + rest;
        choice.options.push_back(
            {.value = std::to_string(at), .label = rows[at].title, .small = small});
        choice.chosen.push_back(std::to_string(at));
    }
    return choice.options.empty() ? Html() : view::choices(choice, {}, t);
}

Html staying_out(const std::vector<Row>& rows, const Tongue& t) {
    std::vector<Html> lines;
    for (const auto& row : rows) {
        if (row.fate == Fate::New) continue;
        const bool there = row.fate == Fate::There;
        lines.push_back(view::line(
            {.start = view::badge(there ? "check" : "close", there ? "ok" : ""),
             .title = view::value(row.title),
             .small = markup<"{}">(there ? std::string(t.tr("Stands in your biography already."))
                                         : t.say(row.why)),
             .end = view::value(row.list)}));
    }
    if (lines.empty()) return {};
    return markup<"<h2>{}</h2>{}">(t.tr("What is not taken over"), view::list(lines, "list card"));
}

http::Response show_preview(const Acting& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto [kept, rows] = preview_of(who, request, app);
    const auto address = "/cv/imports/" + id_of(request).text();
    const auto title = t.tr("Preview of your CV");
    auto body = view::back_link("/cv", t);
    body += view::head(title, t.tr("Nothing of it is saved yet."));
    if (const auto choice = to_take(rows, app, t); !choice.empty())
        body += view::form({.action = address + "/acceptance"},
                           choice + markup<R"(<div class="buttons">{}</div>)">(
                                        view::button(t.tr("Take over what is ticked"), "check")),
                           request, app);
    else
        body += view::note("info", markup<"{}">(t.tr("There is nothing new in this file.")));
    body +=
        view::button_form(address + "/removal",
                          view::button(t.tr("Take over nothing"), "close", "quiet"), request, app);
    body += staying_out(rows, t);
    return view::page(request, app, page_of(title, std::move(body), false));
}

// --- What becomes of it --------------------------------------------------------------------------

std::vector<biography::Change> ticked(const http::Request& request, const std::vector<Row>& rows,
                                      const biography::Writer& author, Time now) {
    const auto all = request.form.all("row[]");
    const std::set<std::string> chosen(all.begin(), all.end());
    std::vector<biography::Change> changes;
    for (std::size_t at = 0; at < rows.size(); ++at) {
        if (!rows[at].change || !chosen.contains(std::to_string(at))) continue;
        auto& change = changes.emplace_back(*rows[at].change);
        change.claim.by = author.by;
        change.claim.author = author.id;
        change.claim.at = now;
    }
    return changes;
}

http::Response accept(const Acting& who, const http::Request& request, App& app) {
    // The same form came twice, and the first time took it over.
    if (auto before = http::answered_before(request, app)) return std::move(*before);
    const auto [kept, rows] = preview_of(who, request, app);
    const auto now = app.clock.now();
    const auto key = app.vault.key_of(who.person.bytes);
    return http::once(request, app, [&](sql::Transaction& tx) {
        const auto author = biography::demand_access(tx, who, now);
        forget(tx, app, who, id_of(request));
        const auto changes = ticked(request, rows, author, now);
        if (!changes.empty()) biography::save(tx, app, who.person, key, changes, now);
        return std::string("/cv");
    });
}

http::Response discard(const Acting& who, const http::Request& request, App& app) {
    return http::once(request, app, [&](sql::Transaction& tx) {
        forget(tx, app, who, id_of(request));
        return std::string("/cv");
    });
}

}  // namespace

void add_import_pages(http::Router& router) {
    router.get("/cv/imports/new", show_form);
    router.post("/cv/imports", upload);
    router.uploads("/cv/imports", longest_file + form_around);
    router.get("/cv/imports/{id}", show_preview);
    router.post("/cv/imports/{id}/acceptance", accept);
    router.post("/cv/imports/{id}/removal", discard);
}

}  // namespace mobio::cv
