// SPDX-License-Identifier: EUPL-1.2
// Several documents as one PDF: a sheet that names them, then their pages.
#include <algorithm>

#include "biography/words.h"
#include "documents/binder.h"
#include "documents/pages.h"
#include "platform/access_log/access_log.h"
#include "platform/http/form_key.h"
#include "platform/pdf/document.h"

namespace mobio::documents {

using html::Html;
using html::markup;
using text::mark;
using text::Tongue;

namespace {

// "Work reference: Sewing room", as far as it is said.
std::string full_name_of(const Document& document, App& app, const Tongue& t) {
    const auto& about = document.about;
    const auto name = name_of(about, app, t);
    if (about.title.empty() || about.kind.empty()) return name;
    return text::fill(t.tr("{1}: {2}"), app.catalogue->code_label("document_type", about.kind, t),
                      text::isolated(name));
}

std::vector<Document> those_there(const Acting& who, App& app) {
    auto documents = app.db->read([&](sql::Connection& db) { return all(db, app, who); });
    std::erase_if(documents, [](const Document& one) { return one.removed_at.has_value(); });
    return documents;
}

// The sheet -----------------------------------------------------------------------------------

struct Sheet {
    std::string pdf;
    int pages = 0;
};

// Given to offices in Germany, and understood by whose papers they are.
class Cover {
public:
    Cover(const Acting& who, App& app, const Tongue& own)
        : app_(app), own_(own), german_(app.tongue(text::Language::De)) {
        const auto biography =
            app.db->read([&](sql::Connection& db) { return biography::load(db, app, who); });
        name_ = biography::full_name(biography);
    }

    // A sheet that takes more room moves the documents on: made again until it fits.
    Sheet sheet(const std::vector<Document>& documents) const {
        Sheet made;
        for (int pages = 1; made.pages != pages; pages = made.pages) {
            made = written(documents, pages);
            if (made.pages == pages) break;
        }
        return made;
    }

private:
    Sheet written(const std::vector<Document>& documents, int pages_before) const {
        const std::string title(german_.tr("Documents"));
        pdf::Document sheet(app_.share.fonts, german_,
                            {.title = title,
                             .footer = german_.date(app_.today()),
                             .subject = title,
                             .created = app_.clock.now()});
        sheet.heading(1, {title, std::string(own_.tr("Documents")), own_.language()});
        if (!name_.empty()) sheet.paragraph(text::isolated(name_));
        std::vector<pdf::Fact> facts;
        int page = pages_before + 1;
        for (const auto& document : documents) {
            facts.push_back(fact(document, page));
            page += document.pages;
        }
        sheet.facts(facts);
        const auto pages = static_cast<int>(sheet.pages());
        return {sheet.finish(), pages};
    }

    pdf::Fact fact(const Document& document, int page) const {
        pdf::Fact fact;
        fact.label = text::fill(german_.tr("Page {1}"), std::to_string(page));
        fact.value = full_name_of(document, app_, german_);
        fact.said = full_name_of(document, app_, own_);
        fact.said_in = own_.language();
        if (fact.said == fact.value) fact.said.clear();
        fact.note = pages_in_words(document.pages, german_);
        if (const auto copy = copy_in_words(document.about.copy, german_); !copy.empty())
            fact.note += " · " + copy;
        return fact;
    }

    App& app_;
    const Tongue &own_, &german_;
    std::string name_;
};

// The form ------------------------------------------------------------------------------------

http::Response form_page(const Acting& who, const http::Request& request, App& app,
                         const Problems& problems) {
    const auto& t = app.tongue(request.language);
    view::Choice choice{.name = "document",
                        .label = std::string(t.tr("Which documents?")),
                        .chosen = request.form.all("document"),
                        .many = true};
    for (const auto& document : those_there(who, app))
        choice.options.push_back({.value = document.id.text(),
                                  .label = text::isolated(full_name_of(document, app, t)),
                                  .small = pages_in_words(document.pages, t)});
    auto body = view::back_link("/documents", t) + view::errors(problems, t);
    body += view::head(t.tr("Several as one PDF"),
                       t.tr("The first page names them in German and in your language."));
    if (choice.options.empty()) {
        body +=
            view::empty_state("document", markup<"<p>{}</p>">(t.tr("No document is here yet.")));
    } else {
        const auto button = markup<R"(<div class="buttons">{}</div>)">(
            view::button(t.tr("Download as PDF"), "download"));
        body += view::form({.action = "/documents/bundle"},
                           view::choices(choice, problems, t) + button, request, app);
    }
    return page(request, app, t.tr("Several as one PDF"), body,
                {.form = true, .status = problems.empty() ? 200U : 422U});
}

http::Response show_form(const Acting& who, const http::Request& request, App& app) {
    return form_page(who, request, app, {});
}

// In the order of the page. Throws Failure{404} where one is not this person's.
std::vector<Document> chosen(const Acting& who, const http::Request& request, App& app) {
    const auto named = request.form.all("document");
    auto documents = those_there(who, app);
    for (const auto& id : named)
        if (std::ranges::none_of(documents,
                                 [&](const Document& one) { return one.id.text() == id; }))
            http::not_found();
    std::erase_if(documents, [&](const Document& one) {
        return std::ranges::find(named, one.id.text()) == named.end();
    });
    return documents;
}

void note(const Acting& who, App& app, const std::vector<Document>& documents) {
    app.db->write([&](sql::Transaction& tx) {
        for (const auto& document : documents)
            access_log::write(tx,
                              {who.person.bytes, access_log::Who::Person, who.account.bytes,
                               "document.saved", document.id.bytes, document.about.kind},
                              app.clock.now());
    });
}

// Nothing changes: the same form twice is the same PDF twice.
http::Response bind(const Acting& who, const http::Request& request, App& app) {
    if (request.redraw) return form_page(who, request, app, {});
    const auto documents = chosen(who, request, app);
    const auto& t = app.tongue(request.language);
    Problems problems;
    if (documents.empty()) problems.add("document", {mark("Choose at least one document.")});
    Binder binder;
    if (problems.empty()) {
        auto sheet = Cover(who, app, t).sheet(documents);
        binder.add(std::move(sheet.pdf), sheet.pages);
    }
    for (const auto& document : documents) {
        if (!binder.takes(document.pages)) {
            problems.add("document",
                         {mark("Together they have too many pages. One PDF may have {1}."),
                          {std::to_string(convert::most_pages)}});
            break;
        }
        binder.add(pdf_of(app, who.person, document), document.pages,
                   full_name_of(document, app, app.tongue(text::Language::De)));
    }
    if (!problems.empty()) return form_page(who, request, app, problems);
    auto pdf = binder.bound(app);
    note(who, app, documents);
    return http::file("application/pdf", "dokumente.pdf", std::move(pdf));
}

}  // namespace

void add_bundle_pages(http::Router& router) {
    router.get("/documents/bundle", show_form);
    router.post("/documents/bundle", bind);
    router.converts("/documents/bundle");
}

}  // namespace mobio::documents
