// SPDX-License-Identifier: EUPL-1.2
#include "cv/export_pages.h"

#include <fmt/format.h>

#include <array>

#include "biography/dates.h"
#include "cv/export.h"
#include "cv/mine.h"
#include "documents/store.h"
#include "documents/taking.h"
#include "platform/access_log/access_log.h"
#include "platform/http/form_key.h"
#include "platform/view/components.h"
#include "platform/view/page.h"

namespace mobio::cv {

using html::markup;

namespace {

// Each file that leaves the record is noted.
void note(const Acting& who, App& app, const char* kind) {
    app.db->write([&](sql::Transaction& tx) {
        access_log::write(
            tx,
            {who.person.bytes, access_log::Who::Person, who.account.bytes, "cv.exported", {}, kind},
            app.clock.now());
    });
}

// German for whoever reads it here; the person may choose another one.
const text::Tongue& tongue_of(const http::Request& request, const App& app) {
    return app.tongue(
        text::parse_language(request.query.get("language")).value_or(text::Language::De));
}

std::string name_part(const biography::Biography& biography, const char* field) {
    const auto* claim = biography.claim(field);
    return claim && claim->value.is_string() ? claim->value.get<std::string>() : std::string();
}

Content content_of(const Mine& mine, const App& app) {
    return {{biography::full_name(mine.biography), name_part(mine.biography, "person.name.given"),
             name_part(mine.biography, "person.name.family")},
            chosen(mine.all(app)),
            id_text(make_id_bytes(app.clock.now()))};
}

struct Wanted {
    Layout layout = Layout::OnePage;
    text::Language language = text::Language::De;
};
Wanted wanted_of(const http::Fields& fields) {
    return {parse_layout(fields.get("layout")).value_or(Layout::OnePage),
            text::parse_language(fields.get("language")).value_or(text::Language::De)};
}

// Who keeps hundreds of papers has to take one out first.
http::Response full(const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    view::Page page;
    page.title = t.tr("CV");
    page.area = view::Area::Life;
    page.body = view::back_link("/cv", t) + view::head(page.title);
    page.body +=
        view::note("info", markup<"{}">(text::fill(t.tr("{1} documents are enough."),
                                                   std::to_string(documents::most_documents))));
    page.body += view::button_link("/documents", t.tr("Your documents"), "document", "quiet");
    return view::page(request, app, std::move(page), 422);
}

http::Response save_pdf(const Acting& who, const http::Request& request, App& app) {
    const auto wanted = wanted_of(request.query);
    const auto mine = open_mine(who, request, app);
    note(who, app, "pdf");
    return http::file("application/pdf",
                      wanted.language == text::Language::De ? "lebenslauf.pdf" : "cv.pdf",
                      paper_of(mine, app, wanted.layout, app.tongue(wanted.language)).pdf);
}

// As the catalogue names languages.
std::string_view paper_language(text::Language language) {
    constexpr std::array<std::string_view, text::languages.size()> codes{"deu", "eng", "fra", "ara",
                                                                         "fas"};
    return codes.at(static_cast<std::size_t>(language));
}

documents::About about(text::Language language, App& app) {
    documents::About about;
    about.kind = "cv";
    about.copy = documents::Copy::Original;
    about.lang = paper_language(language);
    const biography::PartialDate today{app.today(), app.today()};
    about.date = {{"edtf", today.edtf()},
                  {"precision", biography::code(today.precision)},
                  {"calendar", "gregorian"}};
    return about;
}

// Among the person's documents, as it is now.
http::Response keep(const Acting& who, const http::Request& request, App& app,
                    const Wanted& wanted) {
    // The same form came twice, and the first time kept it.
    if (auto before = http::answered_before(request, app)) return std::move(*before);
    const auto mine = open_mine(who, request, app);
    const auto count =
        app.db->read([&](sql::Connection& db) { return documents::all(db, app, who).size(); });
    if (count >= documents::most_documents) return full(request, app);
    const auto paper = paper_of(mine, app, wanted.layout, app.tongue(wanted.language));
    const auto made = documents::keep_own(app, paper.pdf, paper.pages);
    const auto now = app.clock.now();
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        const auto id = documents::DocumentId::make(now);
        documents::add(tx, app, who, id, made, about(wanted.language, app), now);
        return "/documents/" + id.text();
    });
    view::leave_notice(response, {"document_added", ""});
    return response;
}

http::Response save_or_keep(const Acting& who, const http::Request& request, App& app) {
    if (request.redraw) throw http::Redraw{};
    const auto wanted = wanted_of(request.form);
    if (request.form.get("then") == "keep") return keep(who, request, app, wanted);
    return http::see_other(fmt::format("/cv/pdf?layout={}&language={}", code(wanted.layout),
                                       text::code(wanted.language)));
}

http::Response save_json_resume(const Acting& who, const http::Request& request, App& app) {
    const auto mine = open_mine(who, request, app);
    note(who, app, "json_resume");
    return http::file(
        "application/json", "resume.json",
        json_resume(content_of(mine, app), mine.speaker(app, tongue_of(request, app))));
}

http::Response save_europass(const Acting& who, const http::Request& request, App& app) {
    const auto mine = open_mine(who, request, app);
    note(who, app, "europass");
    // The European editor has no Arabic or Persian.
    const auto& wanted = tongue_of(request, app);
    const auto& t =
        text::right_to_left(wanted.language()) ? app.tongue(text::Language::De) : wanted;
    return http::file("application/xml", "europass.xml",
                      europass(content_of(mine, app), mine.speaker(app, t)));
}

}  // namespace

void add_export_pages(http::Router& router) {
    router.get("/cv/pdf", save_pdf);
    router.post("/cv/pdf", save_or_keep);
    router.converts("/cv/pdf");
    router.get("/cv/json-resume", save_json_resume);
    router.get("/cv/europass", save_europass);
}

}  // namespace mobio::cv
