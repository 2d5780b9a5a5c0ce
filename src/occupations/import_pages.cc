// SPDX-License-Identifier: EUPL-1.2
#include "occupations/import_pages.h"

#include <algorithm>

#include "account/who.h"
#include "occupations/store.h"
#include "platform/http/form_key.h"
#include "platform/view/components.h"
#include "platform/view/file.h"
#include "platform/view/page.h"

namespace mobio::occupations {

using html::Html;
using html::markup;
using text::mark;

namespace {

constexpr std::size_t longest_file = 16 * 1024 * 1024;
constexpr std::size_t shown = 50;  // of each kind in a preview

// The list and the form -------------------------------------------------------------------------

std::string count(std::size_t n, const text::Tongue& t) {
    return t.number(static_cast<std::int64_t>(n));
}

Html help(const text::Tongue& t) {
    Html items;
    for (const auto* sentence :
         {mark("ESCO: the file “occupations” of one language. Bring one file after the other."),
          mark("KldB 2010: the agency’s list with code, level and title. Level 5 is taken."),
          mark("A list of your own: the columns code, de, en, fr, ar, fa and also."),
          mark("Semicolons, commas or tabs may part the columns.")})
        items.add<"<li>{}</li>">(t.tr(sentence));
    return view::details(t.tr("Which files can be read?"), markup<"<ul>{}</ul>">(items));
}

Html upload_form(const Problems& problems, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const view::File file{
        .label = std::string(t.tr("File (CSV)")),
        .hint = std::string(t.tr("Nothing is imported yet: you see a preview first.")),
        .accept = ".csv,.txt,text/csv"};
    view::Choice language{.name = "language",
                          .label = std::string(t.tr("Language of the titles")),
                          .hint = std::string(t.tr("Where the file has titles in one language."))};
    for (const auto one : text::languages)
        language.options.push_back({.value = std::string(text::code(one)),
                                    .label = std::string(text::own_name(one)),
                                    .lang = std::string(text::code(one))});
    const auto& chosen = request.form.get("language");
    language.chosen = {chosen.empty() ? "de" : chosen};
    const auto fields =
        view::file(file, problems, t) + view::choices(language, problems, t) +
        markup<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Show the preview"), "eye"));
    return view::form({.action = "/occupations/uploads", .files = true}, fields, request, app);
}

Html history(const std::vector<Imported>& imports, const text::Tongue& t) {
    if (imports.empty()) return {};
    view::Table table{std::string(t.tr("Imports so far")),
                      {std::string(t.tr("When")), std::string(t.tr("File")),
                       std::string(t.tr("New")), std::string(t.tr("Changed"))},
                      {}};
    for (const auto& one : imports)
        table.rows.push_back(
            {markup<"{}">(t.moment(one.at)),
             one.source.empty() ? markup<"{}">(t.tr("Own list removed")) : view::value(one.source),
             markup<"{}">(t.number(one.added)), markup<"{}">(t.number(one.changed))});
    return markup<"<h2>{}</h2>{}">(t.tr("Imports so far"), view::table(table));
}

http::Response overview(const http::Request& request, App& app, const Problems& problems) {
    const auto& t = app.tongue(request.language);
    const auto [all, own, imports] = app.db->read([&](sql::Connection& db) {
        return std::tuple{app.occupations->list(db), of_county(db).size(), last_imports(db)};
    });
    auto body = view::errors(problems, t);
    body +=
        view::head(t.tr("Occupations"),
                   t.tr("People find their occupation in this list by typing in any language."));
    body += view::facts(
        {{std::string(t.tr("Occupations in the list")),
          markup<"{}">(count(all->all().size(), t)),
          {}},
         {std::string(t.tr("Of them in your own list")), markup<"{}">(count(own, t)), {}}});
    body.add<"<h2>{}</h2>">(t.tr("Import a list"));
    body += help(t) + upload_form(problems, request, app) + history(imports, t);
    if (own > 0)
        body += view::button_form("/occupations/removal",
                                  view::button(t.tr("Remove your own list"), "trash", "stop"),
                                  request, app);
    return view::page(request, app,
                      {.title = std::string(t.tr("Occupations")),
                       .area = view::Area::Occupations,
                       .width = view::Width::Medium,
                       .body = markup<R"(<div class="stack">{}</div>)">(body),
                       .has_form = true,
                       .script = {}},
                      problems.empty() ? 200 : 422);
}

http::Response show(const Editor&, const http::Request& request, App& app) {
    return overview(request, app, {});
}

// From the file to its preview ------------------------------------------------------------------

http::Response upload(const Editor& who, const http::Request& request, App& app) {
    if (request.redraw) return overview(request, app, {});
    Problems problems;
    const auto* file = request.file("file");
    const auto language = text::parse_language(request.form.get("language"));
    if (!file) problems.add("file", {mark("Choose a file.")});
    if (!language) problems.add("language", {mark("Choose one of the answers.")});
    Upload made{Id<Upload>{make_id_bytes(app.clock.now())}, {}, {}};
    if (problems.empty()) try {
            made.source = text::shortened(text::clean(file->name).text, 200);
            made.table = read_table(files::whole(file->content->bytes(), longest_file), *language);
        } catch (const text::Message& wrong) {
            problems.add("file", wrong);
        }
    if (!problems.empty())
        return http::drawn(request, [&app, problems](const http::Request& in) {
            return overview(in, app, problems);
        });
    return http::once(request, app, [&](sql::Transaction& tx) {
        add(tx, made, who.id, app.clock.now());
        return "/occupations/uploads/" + made.id.text();
    });
}

Upload upload_or_404(const http::Request& request, sql::Connection& db) {
    const auto id = Id<Upload>::parse(request.param("id"));
    auto found = id ? find_upload(db, *id) : std::nullopt;
    if (!found) http::not_found();
    return std::move(*found);
}

Html refused_rows(const Table& table, const text::Tongue& t) {
    if (table.refused.empty()) return {};
    view::Table rows{
        std::string(t.tr("Rows that stay out")),
        {std::string(t.tr("Row")), std::string(t.tr("Column")), std::string(t.tr("Why"))},
        {}};
    for (const auto& one : table.refused) {
        if (rows.rows.size() == shown) break;
        rows.rows.push_back({markup<"{}">(count(one.line, t)), view::value(one.column),
                             markup<"{}">(t.say(message(one.reason)))});
    }
    return markup<"<h2>{}</h2>{}">(t.tr("Rows that stay out"), view::table(rows));
}

// "Tailor (new: Dressmaker)", in the languages that differ.
Html titles(const Change& change) {
    Html out;
    for (const auto language : text::languages) {
        const auto& after = change.after.in(language);
        const auto before = change.before ? change.before->in(language) : std::string();
        if (after == before) continue;
        if (!out.empty()) out.add<" · ">();
        if (!before.empty()) out.add<"<del>{}</del> ">(view::value(before, text::code(language)));
        out += view::value(after, text::code(language));
    }
    return out;
}

Html changed_rows(const std::vector<Change>& changes, std::string_view title,
                  const text::Tongue& t) {
    if (changes.empty()) return {};
    view::Table rows{
        std::string(title), {std::string(t.tr("Code")), std::string(t.tr("Titles"))}, {}};
    for (const auto& change : changes) {
        if (rows.rows.size() == shown) break;
        rows.rows.push_back({view::number(change.after.key), titles(change)});
    }
    return markup<"<h2>{}</h2>{}">(title, view::table(rows));
}

Html fates(const Upload& upload, const Changes& changes, const text::Tongue& t) {
    const auto fact = [&](std::string_view label, std::size_t n) {
        return view::Fact{std::string(label), markup<"{}">(count(n, t)), {}};
    };
    return view::facts({fact(t.tr("New"), changes.added.size()),
                        fact(t.tr("Changed"), changes.changed.size()),
                        fact(t.tr("Unchanged"), changes.unchanged),
                        fact(t.tr("Refused"), upload.table.refused.size())});
}

http::Response preview(const Editor&, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto [upload, stands] = app.db->read([&](sql::Connection& db) {
        return std::pair{upload_or_404(request, db), of_county(db)};
    });
    const auto changes = compare(stands, upload.table.rows);
    const auto href = "/occupations/uploads/" + upload.id.text();
    auto body = view::back_link("/occupations", t);
    body += view::head(markup<"{}">(t.tr("Preview of the import")), view::value(upload.source));
    body += fates(upload, changes, t);
    Html buttons;
    if (changes.added.size() + changes.changed.size() > 0)
        buttons += view::button_form(
            href + "/import", view::button(t.tr("Import these rows"), "check"), request, app);
    buttons += view::button_form(
        href + "/removal", view::button(t.tr("Do not import"), "close", "quiet"), request, app);
    body.add<R"(<div class="buttons">{}</div>)">(buttons);
    body.add<R"(<p class="soft">{}</p>)">(
        text::fill(t.tr("At most {1} rows of each kind are shown."), count(shown, t)));
    body += refused_rows(upload.table, t) + changed_rows(changes.changed, t.tr("Changed"), t) +
            changed_rows(changes.added, t.tr("New"), t);
    return view::page(request, app,
                      {.title = std::string(t.tr("Preview of the import")),
                       .area = view::Area::Occupations,
                       .width = view::Width::Medium,
                       .body = markup<R"(<div class="stack">{}</div>)">(body),
                       .script = {}});
}

// What becomes of it ----------------------------------------------------------------------------

http::Response take_in(const Editor& who, const http::Request& request, App& app) {
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        import(tx, upload_or_404(request, tx), who.id, app.clock.now());
        return "/occupations";
    });
    list(app)->search("a", text::Language::De, 1);  // so that no person waits for the first search
    return response;
}

http::Response discard(const Editor&, const http::Request& request, App& app) {
    return http::once(request, app, [&](sql::Transaction& tx) {
        forget(tx, upload_or_404(request, tx).id);
        return "/occupations";
    });
}

http::Response remove(const Editor& who, const http::Request& request, App& app) {
    return http::once(request, app, [&](sql::Transaction& tx) {
        remove_list(tx, who.id, app.clock.now());
        return "/occupations";
    });
}

}  // namespace

void add_import_pages(http::Router& router) {
    router.get("/occupations", show);
    router.post("/occupations/uploads", upload);
    router.uploads("/occupations/uploads", longest_file);
    router.get("/occupations/uploads/{id}", preview);
    router.post("/occupations/uploads/{id}/import", take_in);
    router.post("/occupations/uploads/{id}/removal", discard);
    router.post("/occupations/removal", remove);
}

}  // namespace mobio::occupations
