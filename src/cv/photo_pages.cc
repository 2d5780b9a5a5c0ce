// SPDX-License-Identifier: EUPL-1.2
#include "cv/photo_pages.h"

#include "documents/about.h"
#include "documents/store.h"
#include "platform/http/form_key.h"
#include "platform/view/components.h"
#include "platform/view/page.h"

namespace mobio::cv {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

constexpr std::size_t shown = 50;

Html thumbnail(const std::string& document) {
    return markup<R"(<img class="paper" src="{}" alt="" width="72" height="96" loading="lazy">)">(
        "/documents/" + document + "/picture");
}

// Of one page: a photo is no bundle of papers. Newest first.
std::vector<documents::Document> those_that_fit(const Acting& who, App& app) {
    auto all = app.db->read([&](sql::Connection& db) { return documents::all(db, app, who); });
    std::erase_if(all, [](const documents::Document& one) {
        return one.removed_at.has_value() || one.pages != 1;
    });
    if (all.size() > shown) all.resize(shown);
    return all;
}

http::Response choosing(const Acting& who, const http::Request& request, App& app, bool overtaken) {
    const auto& t = app.tongue(request.language);
    const auto mine = open_mine(who, request, app);
    std::vector<Html> lines;
    for (const auto& document : those_that_fit(who, app)) {
        const auto id = document.id.text();
        lines.push_back(view::line(
            {.start = thumbnail(id),
             .title = view::value(documents::name_of(document.about, app, t)),
             .end = view::button("document", id, t.tr("Take this one"), "check", "quiet small")}));
    }
    view::Page page;
    page.title = t.tr("Photo for your CV");
    page.area = view::Area::Life;
    page.width = view::Width::Medium;
    page.body = view::back_link("/cv", t);
    page.body += view::head(page.title, t.tr("A photo is not asked for in Germany. You decide."));
    if (overtaken)
        page.body += view::note("warn", markup<"{}">(t.tr("Your CV was changed on another device. "
                                                          "Look at it and press again.")));
    page.body += view::add_link("/documents/new", t.tr("Add a document"),
                                t.tr("With a photo from your phone, or as PDF."));
    if (!lines.empty())
        page.body += view::form({.action = "/cv/photo",
                                 .hidden = {{"revision", std::to_string(mine.kept.revision)}},
                                 .css = "arranging",
                                 .id = "photo"},
                                view::list(lines, "list card papers"), request, app);
    return view::page(request, app, std::move(page), overtaken ? 409 : 200);
}

http::Response show(const Acting& who, const http::Request& request, App& app) {
    return choosing(who, request, app, false);
}

// Throws Failure{404} where it is no document of theirs; "" takes the photo out.
std::string checked(const Acting& who, App& app, const std::string& document) {
    if (document.empty()) return {};
    for (const auto& one : those_that_fit(who, app))
        if (one.id.text() == document) return document;
    http::not_found();
}

http::Response choose(const Acting& who, const http::Request& request, App& app) {
    if (auto before = http::answered_before(request, app)) return std::move(*before);
    const auto mine = open_mine(who, request, app);
    auto arrangement = mine.kept.arrangement;
    arrangement.photo = checked(who, app, request.form.get("document"));
    if (request.redraw) return choosing(who, request, app, false);
    if (request.form.get("revision") != std::to_string(mine.kept.revision))
        return choosing(who, request, app, true);
    return http::once(request, app, [&](sql::Transaction& tx) {
        save(tx, app, who, arrangement, mine.kept.revision, app.clock.now());
        return std::string("/cv#photo");
    });
}

}  // namespace

Html photo_card(const Mine& mine, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const bool there = !mine.photo.empty();
    Html footer = view::button_link(
        "/cv/photo", there ? t.tr("Another photo") : t.tr("Add a photo"), "camera", "quiet small");
    if (there)
        footer += view::button_form(
            "/cv/photo", view::button(t.tr("Take out"), "close", "quiet small"), request, app,
            {{"document", ""}, {"revision", std::to_string(mine.kept.revision)}});
    return view::card(
        {.title = std::string(t.tr("Photo")),
         .icon = "camera",
         .id = "photo",
         .body = there ? thumbnail(mine.kept.arrangement.photo)
                       : markup<R"(<p class="soft">{}</p>)">(t.tr("No photo is in your CV.")),
         .footer = footer});
}

void add_photo_pages(http::Router& router) {
    router.get("/cv/photo", show);
    router.post("/cv/photo", choose);
}

}  // namespace mobio::cv
