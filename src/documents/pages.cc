// SPDX-License-Identifier: EUPL-1.2
#include "documents/pages.h"

#include "platform/view/file.h"

namespace mobio::documents {

using html::Html;
using html::markup;
using text::mark;

std::string address(DocumentId id) { return "/documents/" + id.text(); }

std::string version(const Document& document) {
    return std::to_string(millis(document.changed_at));
}

Document document_or_404(const Acting& who, const http::Request& request, App& app) {
    const auto id = DocumentId::parse(request.param("id"));
    if (!id) http::not_found();
    auto found = app.db->read([&](sql::Connection& db) { return find(db, app, who, *id); });
    if (!found) http::not_found();
    return std::move(*found);
}

Document open_document(const Acting& who, const http::Request& request, App& app) {
    auto document = document_or_404(who, request, app);
    if (document.removed_at) http::not_found();
    return document;
}

http::Response page(const http::Request& request, App& app, std::string_view title,
                    const Html& body, const Look& look) {
    view::Page page;
    page.title = title;
    page.area = view::Area::Documents;
    page.body = markup<R"(<div class="stack">{}</div>)">(body);
    page.has_form = look.form;
    page.script = look.script;
    return view::page(request, app, std::move(page), look.status);
}

std::string page_address(DocumentId id, int number) {
    return address(id) + "?page=" + std::to_string(number);
}

std::string pages_in_words(int pages, const text::Tongue& t) {
    return t.plural("{1} page", "{1} pages", pages);
}

}  // namespace mobio::documents
