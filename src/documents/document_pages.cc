// SPDX-License-Identifier: EUPL-1.2
// The list of documents, and one of them: its pages, what it is, download, removal.
#include <algorithm>
#include <cstdlib>

#include "documents/pages.h"
#include "platform/access_log/access_log.h"
#include "platform/http/form_key.h"

namespace mobio::documents {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

constexpr int page_width = 1000;

void log_reading(const Acting& who, const http::Request& request, App& app) {
    access_log::read(
        app,
        {who.person.bytes, access_log::Who::Person, who.account.bytes, "document.read", {}, ""},
        request.visitor);
}

biography::Biography biography_of(const Acting& who, App& app) {
    return app.db->read([&](sql::Connection& db) { return biography::load(db, app, who); });
}

// What the page before left to say -------------------------------------------------------------

Html undo(const std::string& id, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    return view::button_form("/documents/" + id + "/restoration",
                             view::button(t.tr("Undo"), "undo", "quiet small"), request, app);
}

Html notices(const http::Request& request, App& app) {
    const auto notice = view::take_notice(request);
    if (!notice) return {};
    const auto& t = app.tongue(request.language);
    if (notice->code == "document_added")
        return view::toast(t.tr("Your document is there. Nobody else sees it."), {});
    if (notice->code == "document_changed" || notice->code == "saved")
        return view::toast(t.tr("Saved"), {});
    if (notice->code == "document_removed" && DocumentId::parse(notice->argument))
        return view::toast(t.tr("Removed. Tomorrow it is gone for good."),
                           undo(notice->argument, request, app));
    if (notice->code == "document_twice" && DocumentId::parse(notice->argument))
        return view::toast(t.tr("You have added this file before."),
                           view::button_link("/documents/" + notice->argument,
                                             t.tr("Show the other one"), "next", "small"));
    return {};
}

// The list -------------------------------------------------------------------------------------

Html thumbnail(const Document& document) {
    return markup<R"(<img class="paper" src="{}" alt="" width="72" height="96" loading="lazy">)">(
        address(document.id) + "/picture?at=" + version(document));
}

std::string in_short(const Document& document, App& app, const Tongue& t) {
    auto words =
        pages_in_words(document.pages, t) + " · " + t.date(app.zone.day(document.added_at));
    if (const auto copy = copy_in_words(document.about.copy, t); !copy.empty())
        words += " · " + copy;
    return words;
}

Html document_line(const Document& document, const biography::Biography& biography, App& app,
                   const Tongue& t) {
    Html proves;
    if (const auto entry = entry_in_words(document.about, biography, app, t); !entry.empty())
        proves.add<R"(<small>{} {}</small>)">(view::icon("check"), entry);
    return view::line({.href = address(document.id),
                       .start = thumbnail(document),
                       .title = view::value(name_of(document.about, app, t)),
                       .small = markup<"{}">(in_short(document, app, t)),
                       .more = proves});
}

Html removed_ones(const std::vector<Document>& documents, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    std::vector<Html> lines;
    for (const auto& document : documents)
        if (document.removed_at)
            lines.push_back(view::line({.start = view::badge("trash"),
                                        .title = view::value(name_of(document.about, app, t)),
                                        .end = undo(document.id.text(), request, app)}));
    if (lines.empty()) return {};
    return view::details(t.tr("Removed today"), view::list(lines));
}

Html unfinished(const Acting& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    std::vector<Html> lines;
    for (const auto& upload :
         app.db->read([&](sql::Connection& db) { return uploads(db, app, who); })) {
        const auto id = upload.id.text();
        const auto buttons = markup<R"(<div class="buttons">{}{}</div>)">(
            view::button_link("/documents/new?upload=" + id, t.tr("Go on"), "next", "quiet small"),
            view::button_form("/documents/uploads/" + id + "/removal",
                              view::button(t.tr("Throw away"), "trash", "quiet small"), request,
                              app));
        lines.push_back(view::line({.start = view::badge("document"),
                                    .title = view::value(upload.file.name),
                                    .small = how_far(upload, t),
                                    .more = buttons}));
    }
    if (lines.empty()) return {};
    return markup<
        R"(<section class="stack" aria-labelledby="unfinished"><h2 id="unfinished">{}</h2>{}</section>)">(
        t.tr("Not added yet"), view::list(lines, "list card"));
}

http::Response list(const Acting& who, const http::Request& request, App& app) {
    log_reading(who, request, app);
    const auto& t = app.tongue(request.language);
    const auto documents = app.db->read([&](sql::Connection& db) { return all(db, app, who); });
    const auto biography = biography_of(who, app);
    std::vector<Html> lines;
    for (const auto& document : documents)
        if (!document.removed_at) lines.push_back(document_line(document, biography, app, t));
    auto body = notices(request, app);
    body +=
        view::head(t.tr("Your documents"),
                   t.tr("Certificates and letters, safe in one place. You decide who gets one."));
    body += view::add_link("/documents/new", t.tr("Add a document"),
                           t.tr("With a photo from your phone, or as PDF."));
    body += lines.empty() ? view::empty_state("document",
                                              markup<"<p>{}</p>">(t.tr("No document is here yet.")))
                          : view::list(lines, "list card papers");
    if (lines.size() > 1)
        body +=
            view::button_link("/documents/bundle", t.tr("Several as one PDF"), "download", "quiet");
    body += unfinished(who, request, app) + removed_ones(documents, request, app);
    return page(request, app, t.tr("Your documents"), body);
}

// One document -----------------------------------------------------------------------------------

int shown_page(const Document& document, const http::Request& request) {
    return std::clamp(std::atoi(request.query.get("page").c_str()), 1, document.pages);
}

std::string place_in_words(const Document& document, int number, const Tongue& t) {
    return text::fill(t.tr("Page {1} of {2}"), std::to_string(number),
                      std::to_string(document.pages));
}

Html turn_over(const Document& document, int number, const Tongue& t) {
    if (document.pages == 1) return {};
    Html links;
    if (number > 1)
        links += view::button_link(page_address(document.id, number - 1), t.tr("Page before"),
                                   "back", "quiet small");
    links.add<R"(<span class="soft">{}</span>)">(place_in_words(document, number, t));
    if (number < document.pages)
        links += view::button_link(page_address(document.id, number + 1), t.tr("Next page"), "next",
                                   "quiet small");
    return markup<R"(<nav class="buttons" aria-label="{}">{}</nav>)">(t.tr("Pages"), links);
}

Html arranging(const Document& document, int number, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto button = [&](const char* act, std::string_view label, const char* icon) {
        return view::button("act", act, label, icon, "quiet small");
    };
    Html buttons = button("turn_right", t.tr("Turn to the right"), "undo") +
                   button("turn_left", t.tr("Turn to the left"), "undo");
    if (number > 1) buttons += button("earlier", t.tr("Move to the front"), "back");
    if (number < document.pages) buttons += button("later", t.tr("Move to the back"), "next");
    if (document.pages > 1) buttons += button("out", t.tr("Take this page out"), "trash");
    const auto form =
        view::form({.action = address(document.id) + "/arrangement",
                    .hidden = {{"page", std::to_string(number)}, {"version", version(document)}},
                    .css = "buttons",
                    .id = "arrange"},
                   buttons, request, app);
    const auto links =
        view::button_link(address(document.id) + "/pages/" + std::to_string(number) + "/crop",
                          t.tr("Cut off the edges"), "edit", "quiet small") +
        view::button_link(address(document.id) + "/pages/new", t.tr("Add pages"), "plus",
                          "quiet small");
    return view::details(
        t.tr("Change this page"),
        markup<R"(<div class="tight">{}<p class="buttons">{}</p></div>)">(form, links));
}

Html facts_of(const Document& document, const biography::Biography& biography, App& app,
              const Tongue& t) {
    const auto& about = document.about;
    std::vector<view::Fact> facts;
    const auto fact = [&](std::string_view label, const std::string& words) {
        if (!words.empty()) facts.push_back({std::string(label), view::value(words), {}});
    };
    if (!about.kind.empty())
        fact(t.tr("Kind"), app.catalogue->code_label("document_type", about.kind, t));
    fact(t.tr("Proves"), entry_in_words(about, biography, app, t));
    fact(t.tr("What it is"), copy_in_words(about.copy, t));
    if (!about.lang.empty()) fact(t.tr("Language"), app.catalogue->language_name(about.lang, t));
    if (!about.date.is_null())
        fact(t.tr("Date"),
             biography::date_in_words(about.date, biography::listener_of(biography, t)));
    fact(t.tr("Pages"), std::to_string(document.pages));
    fact(t.tr("Added"), t.date(app.zone.day(document.added_at)));
    return view::facts(facts);
}

Html about_card(const Document& document, const biography::Biography& biography, App& app,
                const Tongue& t) {
    view::Card card;
    card.title = t.tr("About this document");
    card.id = "about";
    card.body = facts_of(document, biography, app, t);
    card.footer = view::button_link(address(document.id) + "/details", t.tr("Say more about it"),
                                    "edit", "quiet");
    return view::card(card);
}

http::Response show(const Acting& who, const http::Request& request, App& app) {
    log_reading(who, request, app);
    const auto document = open_document(who, request, app);
    const auto& t = app.tongue(request.language);
    const auto number = shown_page(document, request);
    const auto name = name_of(document.about, app, t);
    auto body = notices(request, app) + view::back_link("/documents", t);
    body += view::head(view::value(name));
    body.add<R"(<img class="sheet" src="{}" alt="{}" width="1000" height="1414">)">(
        address(document.id) + "/pages/" + std::to_string(number) + "?at=" + version(document),
        place_in_words(document, number, t));
    body += turn_over(document, number, t) + arranging(document, number, request, app);
    body += about_card(document, biography_of(who, app), app, t);
    Html buttons =
        view::button_link(address(document.id) + "/file", t.tr("Download as PDF"), "download");
    buttons += view::button_form(address(document.id) + "/removal",
                                 view::button(t.tr("Remove"), "trash", "stop"), request, app);
    body.add<R"(<div class="buttons">{}</div>)">(buttons);
    return page(request, app, name, body);
}

http::Response jpeg(std::string bytes) { return {.type = "image/jpeg", .body = std::move(bytes)}; }

http::Response show_picture(const Acting& who, const http::Request& request, App& app) {
    const auto id = DocumentId::parse(request.param("id"));
    if (!id) http::not_found();
    auto found = app.db->read([&](sql::Connection& db) { return picture(db, app, who, *id); });
    if (!found) http::not_found();
    return jpeg(std::move(*found));
}

http::Response show_page(const Acting& who, const http::Request& request, App& app) {
    const auto document = open_document(who, request, app);
    const auto number = std::atoi(request.param("number").c_str());
    if (number < 1 || number > document.pages) http::not_found();
    try {
        auto drawn =
            app.share.converter.draw(pdf_of(app, who.person, document), number, page_width);
        if (!drawn) throw http::Failure{500};
        return jpeg(std::move(*drawn));
    } catch (const convert::Late&) {  // the machine is busy: the browser may ask again
        throw http::Failure{503};
    }
}

http::Response download(const Acting& who, const http::Request& request, App& app) {
    const auto document = open_document(who, request, app);
    app.db->write([&](sql::Transaction& tx) {
        access_log::write(tx,
                          {who.person.bytes, access_log::Who::Person, who.account.bytes,
                           "document.saved", document.id.bytes, document.about.kind},
                          app.clock.now());
    });
    return http::file("application/pdf",
                      name_of(document.about, app, app.tongue(request.language)) + ".pdf",
                      pdf_of(app, who.person, document));
}

// Details ----------------------------------------------------------------------------------------

http::Response details_page(const Acting& who, const http::Request& request, App& app,
                            const Document& document) {
    const auto& t = app.tongue(request.language);
    const auto biography = biography_of(who, app);
    auto others = app.db->read([&](sql::Connection& db) { return all(db, app, who); });
    std::erase_if(
        others, [&](const Document& other) { return other.id == document.id || other.removed_at; });
    const AboutForm form{app, biography, others, t};
    const bool posted = request.method == http::Method::Post;
    Problems problems;
    const auto about = posted ? form.read(request.form, document.about, problems) : document.about;
    if (posted && !request.redraw && problems.empty()) {
        auto response = http::once(request, app, [&](sql::Transaction& tx) {
            change_about(tx, app, who, document.id, about, app.clock.now());
            return address(document.id);
        });
        view::leave_notice(response, {"saved", ""});
        return response;
    }
    if (request.redraw) problems = {};
    auto fields = form.inputs(posted ? request.form : form.shown(about), problems);
    fields.add<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Save"), "check"));
    auto body = view::back_link(address(document.id), t) + view::errors(problems, t);
    body += view::head(t.tr("About this document"), t.tr("You may leave out whatever you like."));
    body += view::form({.action = address(document.id) + "/details"}, fields, request, app);
    return page(request, app, t.tr("About this document"), body,
                {.form = true, .status = problems.empty() ? 200U : 422U, .script = "typeahead.js"});
}

http::Response show_details(const Acting& who, const http::Request& request, App& app) {
    return details_page(who, request, app, open_document(who, request, app));
}

// Removal ----------------------------------------------------------------------------------------

http::Response set_removed_and_return(const Acting& who, const http::Request& request, App& app,
                                      bool removed) {
    const auto document = document_or_404(who, request, app);
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        set_removed(tx, who, document.id, removed, app.clock.now());
        return removed ? std::string("/documents") : address(document.id);
    });
    view::leave_notice(response, {removed ? "document_removed" : "saved", document.id.text()});
    return response;
}

http::Response remove(const Acting& who, const http::Request& request, App& app) {
    return set_removed_and_return(who, request, app, true);
}

http::Response restore(const Acting& who, const http::Request& request, App& app) {
    return set_removed_and_return(who, request, app, false);
}

}  // namespace

void add_document_pages(http::Router& router) {
    router.get("/documents", list);
    router.get("/documents/{id}", show);
    router.get("/documents/{id}/picture", show_picture);
    router.get("/documents/{id}/pages/{number}", show_page);
    router.converts("/documents/{id}/pages/{number}");
    router.get("/documents/{id}/file", download);
    router.get("/documents/{id}/details", show_details);
    router.post("/documents/{id}/details", show_details);
    router.post("/documents/{id}/removal", remove);
    router.post("/documents/{id}/restoration", restore);
}

void add_pages(http::Router& router) {
    add_document_pages(router);
    add_upload_pages(router);
    add_arranging_pages(router);
    add_piece_pages(router);
    add_bundle_pages(router);
    add_crop_pages(router);
}

}  // namespace mobio::documents
