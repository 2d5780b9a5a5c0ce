// SPDX-License-Identifier: EUPL-1.2
#include "documents/pages.h"

#include "platform/convert/converter.h"

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

files::Bytes pdf_of(const Acting& who, const Document& document, App& app) {
    const auto key = app.vault.key_of(who.person.bytes);
    return app.db->read(
        [&](sql::Connection& db) { return files::open(db, app, key, who.person, document.file); });
}

std::string page_address(DocumentId id, int number) {
    return address(id) + "?page=" + std::to_string(number);
}

std::string pages_in_words(int pages, const text::Tongue& t) {
    return t.plural("{1} page", "{1} pages", pages);
}

Html file_input(const Problems& problems, const text::Tongue& t) {
    view::Input file{.name = "file",
                     .label = std::string(t.tr("Photos or PDF")),
                     .hint = std::string(t.tr("Several photos become the pages of one document.")),
                     .type = "file",
                     .dir = "",
                     .autocomplete = ""};
    file.more.set("accept",
                  "image/jpeg,image/png,image/webp,image/heic,image/heif,application/pdf");
    file.more.flag("multiple", true);
    return view::input(file, problems, t);
}

std::vector<const http::File*> chosen_files(const http::Request& request, Problems& problems) {
    auto chosen = request.chosen_files("file");
    if (chosen.empty()) problems.add("file", {mark("Choose a photo or a PDF.")});
    if (chosen.size() > most_files)
        problems.add("file",
                     {mark("Choose at most {1} files at once."), {std::to_string(most_files)}});
    return chosen;
}

void check_room(sql::Connection& db, const Acting& who, const std::vector<const http::File*>& files,
                Problems& problems) {
    std::uint64_t bytes = files::bytes_of(db, who.person);
    for (const auto* file : files) bytes += file->content->size();
    if (bytes > most_bytes)
        problems.add("file", {mark("There is no more room. Remove documents you no longer need.")});
}

}  // namespace mobio::documents
