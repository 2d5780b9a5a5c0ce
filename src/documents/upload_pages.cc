// SPDX-License-Identifier: EUPL-1.2
// From a photo or a PDF to a document.
#include <algorithm>

#include "documents/pages.h"
#include "documents/taking.h"
#include "platform/http/form_key.h"

namespace mobio::documents {

using html::Html;
using html::markup;
using text::mark;
using text::Tongue;

namespace {

Html photo_help(const Tongue& t) {
    Html items;
    for (const auto* sentence : {mark("Lay the paper flat, in good light, and take it from above."),
                                 mark("The place and time of the photo are removed."),
                                 mark("Nobody sees a document until you send it to an office.")})
        items.add<"<li>{}</li>">(t.tr(sentence));
    return markup<R"(<ul class="soft small">{}</ul>)">(items);
}

http::Response form_page(const Acting& who, const http::Request& request, App& app,
                         const Problems& problems) {
    const auto& t = app.tongue(request.language);
    auto body = view::back_link("/documents", t) + view::errors(problems, t);
    body += view::head(t.tr("Add a document"),
                       t.tr("A certificate, a letter, a confirmation. A photo is enough."));
    auto fields = files_input(who, request, app, problems);
    fields += kind_input(app, request.form.get("kind"), problems, t);
    fields += title_input(request.form.get("title"), problems, t);
    fields.add<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Add document"), "check"));
    body += view::form({.action = "/documents", .files = true}, fields, request, app);
    body += photo_help(t);
    return page(request, app, t.tr("Add a document"), body,
                {.form = true, .status = problems.empty() ? 200U : 422U, .script = "upload.js"});
}

http::Response show_form(const Acting& who, const http::Request& request, App& app) {
    return form_page(who, request, app, {});
}

// Another document that came of one of these files.
std::optional<DocumentId> same_file(const std::vector<Document>& there,
                                    const std::vector<std::string>& sources) {
    for (const auto& document : there)
        for (const auto& source : document.about.sources)
            if (!document.removed_at && std::ranges::find(sources, source) != sources.end())
                return document.id;
    return {};
}

About read_about(const http::Request& request, App& app, Problems& problems) {
    About about;
    read_kind(app, request.form, about, problems);
    read_title(request.form, about, problems);
    return about;
}

http::Response save(const Acting& who, const http::Request& request, App& app) {
    if (request.redraw) return form_page(who, request, app, {});
    if (auto before = http::answered_before(request, app)) return std::move(*before);
    Problems problems;
    const auto about = read_about(request, app, problems);
    const auto files = brought(who, request, app, problems);
    const auto there = app.db->read([&](sql::Connection& db) { return all(db, app, who); });
    if (there.size() >= most_documents)
        problems.add("file", {mark("{1} documents are enough."), {std::to_string(most_documents)}});
    if (!problems.empty()) return form_page(who, request, app, problems);
    try {
        const auto made = take(app, files.files);
        const auto now = app.clock.now();
        const auto id = DocumentId::make(now);
        auto response = http::once(request, app, [&](sql::Transaction& tx) {
            use_up(tx, who, files, now);
            add(tx, app, who, id, made, about, now);
            return address(id);
        });
        const auto twin = same_file(there, made.sources);
        view::leave_notice(response,
                           {twin ? "document_twice" : "document_added", twin ? twin->text() : ""});
        return response;
    } catch (const Refused& refused) {
        throw_away_refused(app, who, files, refused);
        problems.add("file", message(refused));
        return form_page(who, request, app, problems);
    }
}

// More pages -------------------------------------------------------------------------------------

http::Response more_pages_page(const Acting& who, const Document& document,
                               const http::Request& request, App& app, const Problems& problems) {
    const auto& t = app.tongue(request.language);
    auto body = view::back_link(address(document.id), t) + view::errors(problems, t);
    body +=
        view::head(markup<"{}">(t.tr("Add pages")), view::value(name_of(document.about, app, t)));
    auto fields = files_input(who, request, app, problems);
    fields.add<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Add pages"), "check"));
    body += view::form({.action = address(document.id) + "/pages", .files = true}, fields, request,
                       app);
    return page(request, app, t.tr("Add pages"), body,
                {.form = true, .status = problems.empty() ? 200U : 422U, .script = "upload.js"});
}

http::Response show_more_pages(const Acting& who, const http::Request& request, App& app) {
    return more_pages_page(who, open_document(who, request, app), request, app, {});
}

http::Response add_more_pages(const Acting& who, const http::Request& request, App& app) {
    const auto document = open_document(who, request, app);
    if (request.redraw) return more_pages_page(who, document, request, app, {});
    if (auto before = http::answered_before(request, app)) return std::move(*before);
    Problems problems;
    const auto files = brought(who, request, app, problems);
    if (!problems.empty()) return more_pages_page(who, document, request, app, problems);
    try {
        const auto made =
            take(app, files.files, Base{pdf_of(app, who.person, document), document.pages});
        const auto now = app.clock.now();
        auto response = http::once(request, app, [&](sql::Transaction& tx) {
            use_up(tx, who, files, now);
            replace_file(tx, app, who, document, made, now);
            return page_address(document.id, document.pages + 1);
        });
        view::leave_notice(response, {"document_changed", ""});
        return response;
    } catch (const Refused& refused) {
        throw_away_refused(app, who, files, refused);
        problems.add("file", message(refused));
        return more_pages_page(who, document, request, app, problems);
    }
}

}  // namespace

void add_upload_pages(http::Router& router) {
    router.get("/documents/new", show_form);
    router.post("/documents", save);
    router.uploads("/documents", longest_form);
    router.get("/documents/{id}/pages/new", show_more_pages);
    router.post("/documents/{id}/pages", add_more_pages);
    router.uploads("/documents/{id}/pages", longest_form);
}

}  // namespace mobio::documents
