// SPDX-License-Identifier: EUPL-1.2
// A page without what stands around the paper on a photo.
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

#include "documents/pages.h"
#include "documents/taking.h"
#include "platform/http/form_key.h"

namespace mobio::documents {

using html::Html;
using html::markup;
using text::mark;
using text::Tongue;

namespace {

constexpr int most_percent = 90;

struct Edge {
    const char *name, *label;
};
// By the page as it is seen, whatever the direction of the language.
constexpr std::array edges{Edge{"top", mark("At the top")}, Edge{"bottom", mark("At the bottom")},
                           Edge{"left", mark("On the left")}, Edge{"right", mark("On the right")}};

int page_number(const Document& document, const http::Request& request) {
    const auto number = std::atoi(request.param("number").c_str());
    if (number < 1 || number > document.pages) http::not_found();
    return number;
}

std::string crop_address(const Document& document, int number) {
    return address(document.id) + "/pages/" + std::to_string(number) + "/crop";
}

// Whole percent that are cut off at that edge; nothing is nought.
int percent_of(const http::Request& request, const char* edge, Problems& problems) {
    const auto typed = text::ascii_digits(request.form.get(edge));
    if (typed.empty()) return 0;
    int percent = 0;
    const auto* const end = typed.data() + typed.size();
    const auto [stop, wrong] = std::from_chars(typed.data(), end, percent);
    if (wrong == std::errc() && stop == end && percent >= 0 && percent <= most_percent)
        return percent;
    problems.add(edge, {mark("Write a number from 0 to {1}."), {std::to_string(most_percent)}});
    return 0;
}

convert::Cut cut_of(const http::Request& request, Problems& problems) {
    const auto of = [&](const char* edge) { return 10 * percent_of(request, edge, problems); };
    const convert::Cut cut{of("left"), of("top"), 1000 - of("right"), 1000 - of("bottom")};
    if (problems.empty() && !convert::possible(cut))
        problems.add("top", {mark("Too much is cut off. Something of the page must stay.")});
    return cut;
}

Html edge_input(const Edge& edge, const http::Request& request, const Problems& problems,
                const Tongue& t) {
    const auto& typed = request.form.get(edge.name);
    return view::input({.name = edge.name,
                        .label = std::string(t.tr(edge.label)),
                        .value = typed.empty() ? "0" : typed,
                        .dir = "ltr",
                        .inputmode = "numeric",
                        .css = "short"},
                       problems, t);
}

http::Response form_page(const Document& document, int number, const http::Request& request,
                         App& app, const Problems& problems) {
    const auto& t = app.tongue(request.language);
    auto body = view::back_link(page_address(document.id, number), t) + view::errors(problems, t);
    body += view::head(t.tr("Cut off the edges"),
                       t.tr("How much do you cut off? Write it in percent."));
    body.add<
        R"(<div class="crop" data-crop><img src="{}" alt="{}" width="1000" height="1414"></div>)">(
        address(document.id) + "/pages/" + std::to_string(number) + "?at=" + version(document),
        text::fill(t.tr("Page {1} of {2}"), std::to_string(number),
                   std::to_string(document.pages)));
    Html fields;
    for (const auto& edge : edges) fields += edge_input(edge, request, problems, t);
    fields = markup<R"(<div class="dates">{}</div><p class="soft small">{}</p>)">(
        fields, t.tr("What you cut off is gone for good."));
    fields.add<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Cut off"), "check"));
    body += view::form(
        {.action = crop_address(document, number), .hidden = {{"version", version(document)}}},
        fields, request, app);
    return page(request, app, t.tr("Cut off the edges"), body,
                {.form = true, .status = problems.empty() ? 200U : 422U, .script = "crop.js"});
}

http::Response show(const Acting& who, const http::Request& request, App& app) {
    const auto document = open_document(who, request, app);
    return form_page(document, page_number(document, request), request, app, {});
}

http::Response cut(const Acting& who, const http::Request& request, App& app) {
    const auto document = open_document(who, request, app);
    const auto number = page_number(document, request);
    if (request.redraw) return form_page(document, number, request, app, {});
    if (auto before = http::answered_before(request, app)) return std::move(*before);
    // Of pages that were changed elsewhere since, nobody knows which one is meant.
    if (request.form.get("version") != version(document)) throw http::Failure{409};
    Problems problems;
    const auto wanted = cut_of(request, problems);
    if (!problems.empty()) return form_page(document, number, request, app, problems);
    try {
        const auto made = crop(app, pdf_of(app, who.person, document), number, wanted);
        auto response = http::once(request, app, [&](sql::Transaction& tx) {
            replace_file(tx, app, who, document, made, app.clock.now());
            return page_address(document.id, number);
        });
        view::leave_notice(response, {"document_changed", ""});
        return response;
    } catch (const Refused&) {  // a page of our own that is too much at the moment
        throw http::Failure{503};
    }
}

}  // namespace

void add_crop_pages(http::Router& router) {
    constexpr const char* pattern = "/documents/{id}/pages/{number}/crop";
    router.get(pattern, show);
    router.post(pattern, cut);
    router.converts(pattern);
}

}  // namespace mobio::documents
