// SPDX-License-Identifier: EUPL-1.2
// The editor finds a text of the pages, sees it in five languages, and words it as the county does.
#include <algorithm>
#include <charconv>

#include "county/pages.h"
#include "county/wording.h"
#include "lists/pages.h"
#include "platform/http/form_key.h"
#include "platform/view/components.h"

namespace mobio::county {

using html::Html;
using html::markup;
using text::mark;
using text::Tongue;

namespace {

constexpr std::size_t shown_letters = 160;

Originals originals(const App& app) { return Originals(app.share.folder / "texts"); }

// As pages show it now.
std::string wording_now(const Original& original, text::Language language, const Wordings& own) {
    if (const auto found = own.find(language); found != own.end()) return found->second;
    const auto found = original.wording.find(language);
    return found == original.wording.end() ? original.id : found->second;
}

// Finding -----------------------------------------------------------------------------------------

struct Found {
    const Original* original;
    Wordings own;
};

bool says(const Original& original, const Wordings& own, const std::string& folded) {
    const auto holds = [&](const auto& one) {
        return text::fold(one.second).find(folded) != std::string::npos;
    };
    return std::ranges::any_of(original.wording, holds) || std::ranges::any_of(own, holds);
}

std::vector<Found> found_in(const Originals& texts, App& app, const http::Request& request) {
    const auto own = app.db->read([](sql::Connection& db) { return own_wordings(db); });
    const auto folded = text::fold(request.query.get("q"));
    const bool only_own = request.query.get("own") == "yes" || folded.empty();
    std::vector<Found> found;
    for (const auto& original : texts.all()) {
        const auto place = own.find(original.key());
        if (only_own && place == own.end()) continue;
        const auto wordings = place == own.end() ? Wordings{} : place->second;
        if (folded.empty() || says(original, wordings, folded))
            found.push_back({&original, wordings});
    }
    return found;
}

Html line_of(const Found& one, const Tongue& t) {
    view::Line line;
    line.href = "/texts/" + one.original->mark();
    const auto now = wording_now(*one.original, t.language(), one.own);
    line.title = view::value(text::shortened(now, shown_letters));
    line.small = view::value(text::shortened(one.original->id, shown_letters), "en");
    if (!one.own.empty()) line.end = view::tag(t.tr("our own wording"), "deep");
    return view::line(line);
}

Html search_form(const http::Request& request, const Tongue& t) {
    view::Input words{.name = "q",
                      .label = std::string(t.tr("Words of the text")),
                      .hint = std::string(t.tr("In any of the five languages.")),
                      .value = request.query.get("q"),
                      .type = "search"};
    return markup<R"(<form class="card" method="get" action="/texts">{}{})"
                  R"(<div class="buttons">{}</div></form>)">(
        view::input(words, {}, t),
        view::tick("own", "yes", t.tr("Only those with our own wording"),
                   request.query.get("own") == "yes", {}, t),
        view::button(t.tr("Find"), "search"));
}

std::string encoded(std::string_view value) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (plain)
            out += c;
        else
            ((out += '%') += digits[byte >> 4U]) += digits[byte & 15U];
    }
    return out;
}

std::string address_of_search(const http::Request& request) {
    std::string at = "/texts?q=" + encoded(request.query.get("q")) + "&";
    return request.query.get("own") == "yes" ? at + "own=yes&" : at;
}

http::Response list(const Editor&, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto texts = originals(app);
    const auto found = found_in(texts, app, request);
    const auto page_at = lists::page_number(request, found.size());
    std::vector<Html> lines;
    for (auto i = (page_at - 1) * lists::per_page;
         i < std::min(page_at * lists::per_page, found.size()); ++i)
        lines.push_back(line_of(found[i], t));
    const bool searched = !request.query.get("q").empty();
    view::Page page;
    page.title = t.tr("Texts");
    page.area = view::Area::Desk;
    page.width = view::Width::Medium;
    page.body = view::head(page.title, t.tr("Every sentence of these pages can be worded as your "
                                            "county says it."));
    page.body += search_form(request, t);
    page.body.add<"<h2>{}</h2>">(searched ? t.tr("Found") : t.tr("With our own wording"));
    page.body += lines.empty()
                     ? view::empty_state("search", markup<"<p>{}</p>">(t.tr("Nothing here yet.")))
                     : view::list(lines, "list card");
    page.body += lists::pager(address_of_search(request), page_at, found.size(), t);
    return view::page(request, app, std::move(page));
}

// One text ----------------------------------------------------------------------------------------

struct Sheet {
    Original original;
    Wordings own;
};

Sheet sheet_of(const http::Request& request, App& app) {
    const auto texts = originals(app);
    const auto* found = texts.find(request.param("id"));
    if (!found) http::not_found();
    return {*found, app.db->read([&](sql::Connection& db) { return own_wordings(db, *found); })};
}

// Line ends as browsers send them become ours.
std::string typed(const http::Request& request, text::Language language) {
    return text::clean(request.form.get(text::code(language))).text;
}

Html wording_field(const Sheet& sheet, text::Language language, const std::string& value,
                   const Problems& problems, const Tongue& t) {
    const std::string code(text::code(language));
    const auto& original = sheet.original.wording.at(language);
    const auto lines = std::ranges::count(original, '\n') + 1;
    view::Input input{.name = code,
                      .label = std::string(text::own_name(language)),
                      .hint = text::fill(t.tr("Original: {1}"), text::isolated(original)),
                      .value = value,
                      .dir = text::right_to_left(language) ? "rtl" : "ltr"};
    input.more.set("lang", code);
    return view::textarea(input, static_cast<int>(std::max<std::ptrdiff_t>(2, lines)), problems, t);
}

enum class Meeting : std::uint8_t { None, Overtaken };

http::Response draw(const Sheet& sheet, const Wordings& shown, const Problems& problems,
                    Meeting meeting, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto at = "/texts/" + sheet.original.mark();
    Html fields;
    for (const auto language : text::languages)
        fields += wording_field(sheet, language, shown.at(language), problems, t);
    fields.add<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Save"), "check"));
    view::Page page;
    page.title = t.tr("Word a text");
    page.area = view::Area::Desk;
    page.width = view::Width::Medium;
    page.has_form = true;
    page.body = view::back_link("/texts", t) + view::errors(problems, t) +
                lists::notices(request, t) + view::head(page.title);
    if (!sheet.original.plural.empty())
        page.body += view::note("info", markup<"{}">(t.tr("It holds a number: each line is the "
                                                          "form for other numbers.")));
    if (meeting == Meeting::Overtaken)
        page.body += view::note(
            "warn",
            markup<"{}">(t.tr("Somebody changed this meanwhile. Below is what you typed. Save "
                              "again to put it in its place.")),
            "warm");
    page.body +=
        view::form({.action = at, .hidden = {{"seen", mark_of(sheet.own)}}}, fields, request, app);
    if (!sheet.own.empty())
        page.body += view::button_form(at + "/original",
                                       view::button(t.tr("Back to the original"), "undo", "stop"),
                                       request, app);
    return view::page(request, app, std::move(page),
                      meeting == Meeting::Overtaken ? 409
                      : problems.empty()            ? 200
                                                    : 422);
}

http::Response again(const Problems& problems, Meeting meeting, const http::Request& request,
                     App& app) {
    return http::drawn(request, [&app, problems, meeting](const http::Request& in) {
        Wordings shown;
        for (const auto language : text::languages) shown[language] = typed(in, language);
        return draw(sheet_of(in, app), shown, problems, meeting, in, app);
    });
}

http::Response show(const Editor&, const http::Request& request, App& app) {
    const auto sheet = sheet_of(request, app);
    Wordings shown;
    for (const auto language : text::languages)
        shown[language] = wording_now(sheet.original, language, sheet.own);
    return draw(sheet, shown, {}, Meeting::None, request, app);
}

// What differs from the original is our own; an empty one goes back to it.
Wordings wordings_typed(const Original& original, const http::Request& request,
                        Problems& problems) {
    Wordings wordings;
    for (const auto language : text::languages) {
        const auto wording = typed(request, language);
        if (wording.empty() || wording == original.wording.at(language)) continue;
        check_wording(problems, original, language, wording);
        wordings[language] = wording;
    }
    return wordings;
}

http::Response keep(const Editor& who, const http::Request& request, App& app, const Sheet& sheet,
                    const Wordings& wordings) {
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        if (own_wordings(tx, sheet.original) != sheet.own) throw http::Failure{409};
        set_wordings(tx, sheet.original, wordings, who.id, app.clock.now());
        return "/texts/" + sheet.original.mark();
    });
    refresh_wording(app);
    view::leave_notice(response, {"saved", ""});
    return response;
}

http::Response save(const Editor& who, const http::Request& request, App& app) {
    const auto sheet = sheet_of(request, app);
    if (request.redraw) return again({}, Meeting::None, request, app);
    Problems problems;
    const auto wordings = wordings_typed(sheet.original, request, problems);
    if (!problems.empty()) return again(problems, Meeting::None, request, app);
    if (wordings != sheet.own && request.form.get("seen") != mark_of(sheet.own)) {
        if (const auto there = http::led_to(request, app)) return http::see_other(*there);
        return again({}, Meeting::Overtaken, request, app);
    }
    return keep(who, request, app, sheet, wordings);
}

http::Response reset(const Editor& who, const http::Request& request, App& app) {
    return keep(who, request, app, sheet_of(request, app), {});
}

}  // namespace

void add_wording_pages(http::Router& router) {
    router.get("/texts", list);
    router.get("/texts/{id}", show);
    router.post("/texts/{id}", save);
    router.post("/texts/{id}/original", reset);
}

}  // namespace mobio::county
