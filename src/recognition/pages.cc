// SPDX-License-Identifier: EUPL-1.2
// The page that shows a person the way to recognition.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "biography/frame.h"
#include "biography/pages.h"
#include "biography/words.h"
#include "documents/store.h"
#include "platform/access_log/access_log.h"
#include "platform/view/components.h"
#include "platform/view/page.h"
#include "recognition/folder.h"

namespace mobio::recognition {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

// Everything on the page is drawn from these.
struct Drawing {
    App& app;
    const biography::Biography& biography;
    const Facts& facts;
    const Tongue& t;
};

std::string_view have_in_words(const Paper& paper, const Tongue& t) {
    switch (paper.have) {
        case Have::There:
            return paper.code == "cv" ? t.tr("Your CV from here is that list.")
                                      : t.tr("You have it.");
        case Have::Copy:
            return t.tr("You have a copy. Ask whether a certified one is needed.");
        case Have::Lost:
            return t.tr("It is lost.");
        case Have::Ask:
            break;
    }
    return t.tr("Do you have it?");
}

Html paper_line(const Drawing& d, const Paper& paper) {
    const bool there = paper.have == Have::There;
    const auto document = paper.kept.empty() ? "" : "/documents/" + paper.kept.front().id.text();
    return view::line(
        {.href = paper.code == "cv" ? "/cv" : document,
         .start = view::badge(there                      ? "check"
                              : paper.have == Have::Lost ? "warn"
                                                         : "document",
                              there ? "ok" : ""),
         .title = markup<"{}">(d.app.catalogue->code_label("recognition_paper", paper.code, d.t)),
         .small = markup<"{}">(have_in_words(paper, d.t))});
}

std::string how_long(const Body& body, const Tongue& t) {
    if (!body.months) return {};
    return t.plural("{1} month, once all papers are there", "{1} months, once all papers are there",
                    body.months);
}

Html decision(const Drawing& d, const Path& path) {
    const auto& catalogue = *d.app.catalogue;
    std::vector<view::Fact> facts{
        {std::string(d.t.tr("Who decides")),
         markup<"{}">(catalogue.code_label("recognition_body", path.body->key, d.t)),
         {}},
        {std::string(d.t.tr("What it is")),
         markup<"{}">(catalogue.code_label("recognition_kind", path.body->kind, d.t)),
         {}}};
    if (path.body->key == "advice") facts.pop_back();
    if (const auto time = how_long(*path.body, d.t); !time.empty())
        facts.push_back({std::string(d.t.tr("How long it takes")), markup<"{}">(time), {}});
    return view::facts(facts);
}

Html notes(const Drawing& d, const Path& path) {
    Html out;
    if (path.lost())
        out += view::note("info", markup<"{}">(d.t.tr(
                                      "Lost papers are not the end. You can show what you can: by "
                                      "a work sample, a talk or a test. Ask for the "
                                      "“Qualifikationsanalyse”.")));
    if (path.body->key == "zab")
        out +=
            view::note("info", markup<"{}">(d.t.tr("Physicians, teachers, lawyers and some others "
                                                   "need a licence. Then its authority "
                                                   "decides.")));
    return out;
}

Html actions(const Drawing& d, const Path& path) {
    Html out;
    if (path.body->recipient)
        out += view::button_link(
            "/releases/new?kind=" + std::string(catalogue::code(*path.body->recipient)),
            text::fill(d.t.tr("Release data to: {1}"),
                       d.app.catalogue->recipient_name(*path.body->recipient, d.t)),
            "send", "quiet");
    out += view::button_link("/recognition/" + path.entry + "/folder",
                             d.t.tr("All papers as one PDF"), "download", "quiet");
    const auto* topic = d.app.catalogue->topic(path.field->section, path.field->topic);
    if (topic)
        out += view::button_link(biography::entry_address(*topic, path.entry),
                                 d.t.tr("Change this entry"), "edit", "plain");
    return out;
}

Html path_card(const Drawing& d, const Path& path) {
    const auto listener = biography::listener_of(d.biography, d.t);
    auto title =
        biography::title_in_words(*d.app.catalogue, *path.field, path.claim->value, listener);
    if (title.empty()) title = d.app.catalogue->label(*path.field, d.t);
    std::vector<Html> papers;
    for (const auto& paper : path.papers) papers.push_back(paper_line(d, paper));
    return view::card(
        {.title = title,
         .icon = path.field->section == "school" ? "school" : "training",
         .id = "entry-" + path.entry,
         .body = decision(d, path) + notes(d, path) +
                 markup<"<h3>{}</h3>{}">(d.t.tr("Papers that it wants"), view::list(papers)),
         .footer = actions(d, path)});
}

Html steps(const Drawing& d) {
    const auto& t = d.t;
    return view::card(
        {.title = std::string(t.tr("Step by step")),
         .icon = "goal",
         .body = markup<"<ol><li>{}</li><li>{}</li><li>{}</li><li>{}</li></ol>">(
             t.tr("Get advice first. It costs nothing."),
             t.tr("Ask who pays before you pay: Jobcenter or employment agency."),
             t.tr("Have papers translated only once the office says which."),
             t.tr("Apply. The office tells you within a month what is missing.")),
         .footer = view::button_link("/releases/new?kind=IKU", t.tr("Get advice"), "send", "")});
}

Html sources(const Drawing& d, const std::vector<Path>& all) {
    std::set<std::string> from;
    for (const auto& path : all) {
        from.insert(path.body->sources.begin(), path.body->sources.end());
        if (path.lost()) from.insert(d.facts.lost_sources.begin(), d.facts.lost_sources.end());
    }
    return markup<R"(<p class="soft small">{} <bdi lang="de" dir="ltr">{}</bdi></p>)">(
        text::fill(d.t.tr("As of {1}. Where it is written:"), d.t.month(d.facts.as_of)),
        fmt::format("{}", fmt::join(from, "; ")));
}

Html nothing_yet(const Tongue& t) {
    return view::empty_state(
        "training", markup<"<p>{}</p>{}">(
                        t.tr("Tell what you learned in another country, and where it was."),
                        view::button_link("/biography/training", t.tr("Tell about my training"))));
}

// Some kilobytes, and few people come by: not worth keeping.
Facts facts_of(const App& app) {
    return read_facts(app.share.folder / "catalogue" / "recognition.json", *app.catalogue);
}

std::vector<Path> paths_of(const Acting& who, App& app, const biography::Biography& biography,
                           const Facts& facts) {
    const auto kept =
        app.db->read([&](sql::Connection& db) { return documents::all(db, app, who); });
    return paths(biography, *app.catalogue, facts, kept);
}

http::Response save_folder(const Acting& who, const http::Request& request, App& app) {
    const auto biography = biography::open_biography(who, request, app);
    const auto facts = facts_of(app);
    const auto all = paths_of(who, app, biography, facts);
    const auto path = std::ranges::find(all, request.param("entry"), &Path::entry);
    if (path == all.end()) http::not_found();
    app.db->write([&](sql::Transaction& tx) {
        access_log::write(tx,
                          {who.person.bytes,
                           access_log::Who::Person,
                           who.account.bytes,
                           "recognition.saved",
                           {},
                           ""},
                          app.clock.now());
    });
    return http::file("application/pdf", "anerkennung.pdf", folder(who, app, biography, *path));
}

http::Response show(const Acting& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto biography = biography::open_biography(who, request, app);
    const auto facts = facts_of(app);
    const auto all = paths_of(who, app, biography, facts);
    const Drawing d{app, biography, facts, t};
    Html cards;
    for (const auto& path : all) cards += path_card(d, path);
    view::Page page;
    page.title = t.tr("Recognition of my qualifications");
    page.area = view::Area::Life;
    page.width = view::Width::Medium;
    page.body = view::back_link("/biography", t);
    page.body += view::head(page.title, t.tr("What you learned abroad counts here, too. See who "
                                             "decides, and what is missing."));
    page.body.add<R"(<div class="stack-l">{}{}</div>)">(
        all.empty() ? nothing_yet(t) : cards + steps(d), all.empty() ? Html() : sources(d, all));
    return view::page(request, app, std::move(page));
}

}  // namespace

void add_pages(http::Router& router) {
    router.get("/recognition", show);
    router.get("/recognition/{entry}/folder", save_folder);
    router.converts("/recognition/{entry}/folder");
}

}  // namespace mobio::recognition
