// SPDX-License-Identifier: EUPL-1.2
// The page on which a person arranges their curriculum vitae.
#include <algorithm>
#include <array>

#include "cv/export_pages.h"
#include "cv/import_pages.h"
#include "cv/mine.h"
#include "cv/photo_pages.h"
#include "platform/http/form_key.h"
#include "platform/view/components.h"
#include "platform/view/page.h"

namespace mobio::cv {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

std::string_view icon_of(std::string_view heading) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 11> icons{
        {{"personal", "person"},
         {"goal", "goal"},
         {"work", "work"},
         {"training", "training"},
         {"school", "school"},
         {"courses", "document"},
         {"languages", "language"},
         {"skills", "check"},
         {"driving", "car"},
         {"volunteering", "family"},
         {"interests", "leisure"}}};
    const auto* found = std::ranges::find(icons, heading, &decltype(icons)::value_type::first);
    return found == icons.end() ? "document" : found->second;
}

// A button that says in words, for the ear, what it changes.
Html change_button(std::string_view verb, std::string_view name, std::string_view icon,
                   std::string_view label, std::string_view what) {
    return markup<
        R"(<button class="button quiet small" type="submit" name="change" value="{}">{}<span>{}<span class="hide">: {}</span></span></button>)">(
        std::string(verb) + ":" + std::string(name), view::icon(icon), label, what);
}

Html in_or_out(std::string_view name, bool in, std::string_view what, const Tongue& t) {
    return in ? change_button("out", name, "close", t.tr("Take out"), what)
              : change_button("in", name, "plus", t.tr("Put in"), what);
}

Html item_line(const Item& item, const Speaker& speaker) {
    const auto& t = speaker.t;
    const auto station = said(item, speaker);
    const auto title = station.title.empty() ? station.label : station.title;
    Html small;
    if (!item.in) small.add<"{} ">(t.tr("Not in the CV."));
    if (item.field->cv.heading == personal) small.add<"{}">(station.label);
    small.add<"{}">(station.when);
    if (!station.when.empty() && !station.where.empty()) small.add<" · ">();
    if (!station.where.empty()) small += view::value(station.where);
    return view::line({.start = view::badge(item.in ? "check" : "close", item.in ? "ok" : ""),
                       .title = view::value(title),
                       .small = small,
                       .end = in_or_out(item.name, item.in, title, t)});
}

Html part_card(const Part& part, std::size_t at, std::size_t of, const Speaker& speaker) {
    const auto& t = speaker.t;
    const auto label = speaker.catalogue.code_label("cv_heading", part.heading, t);
    Html moves;
    if (at > 1) moves += change_button("up", part.heading, "up", t.tr("Up"), label);
    if (at > 0 && at + 1 < of)
        moves += change_button("down", part.heading, "down", t.tr("Down"), label);
    if (part.heading != personal) moves += in_or_out(part.heading, part.in, label, t);
    std::vector<Html> lines;
    if (part.in)
        for (const auto& item : part.items) lines.push_back(item_line(item, speaker));
    return view::card({.title = label,
                       .icon = std::string(icon_of(part.heading)),
                       .id = part.heading,
                       .body = part.in
                                   ? view::list(lines)
                                   : markup<R"(<p class="soft">{}</p>)">(t.tr("Not in the CV.")),
                       .footer = moves});
}

Html arranging(const Mine& mine, const http::Request& request, App& app) {
    const auto all = mine.all(app);
    const auto speaker = mine.speaker(app, app.tongue(request.language));
    Html cards;
    for (std::size_t at = 0; at < all.size(); ++at)
        cards += part_card(all[at], at, all.size(), speaker);
    view::Form form;
    form.action = "/cv/changes";
    form.css = "stack arranging";
    form.hidden = {{"revision", std::to_string(mine.kept.revision)}};
    return view::form(form, cards, request, app);
}

// German for whoever reads it here; in which other one, the person chooses.
Html download(const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    view::Choice layout{.name = "layout", .label = std::string(t.tr("How long?"))};
    layout.options = {{.value = "one",
                       .label = std::string(t.tr("One page")),
                       .small = std::string(t.tr("Short. Good for most applications."))},
                      {.value = "two",
                       .label = std::string(t.tr("Two pages")),
                       .small = std::string(t.tr("With more room, and your tasks one by one."))}};
    layout.chosen = {"one"};
    view::Choice language{.name = "language", .label = std::string(t.tr("In which language?"))};
    for (const auto one : text::languages)
        language.options.push_back({.value = std::string(text::code(one)),
                                    .label = std::string(text::own_name(one)),
                                    .lang = std::string(text::code(one))});
    language.chosen = {"de"};
    const auto buttons =
        view::button("then", "save", t.tr("Save as PDF"), "download", "") +
        view::button("then", "keep", t.tr("Keep in my documents"), "document", "quiet");
    const auto fields = markup<R"(<h2>{}</h2>{}{}<div class="buttons">{}</div>)">(
        t.tr("Your CV as PDF"), view::choices(layout, {}, t), view::choices(language, {}, t),
        buttons);
    return view::form({.action = "/cv/pdf", .css = "card screen", .id = "pdf"}, fields, request,
                      app);
}

// For other programs, and back from them.
Html exchange(const Tongue& t) {
    const std::vector<Html> lines{
        view::line({.href = "/cv/europass",
                    .start = view::badge("globe"),
                    .title = markup<"{}">("Europass"),
                    .small = markup<"{}">(t.tr("A file for the CV editor of the European Union"))}),
        view::line({.href = "/cv/json-resume",
                    .start = view::badge("download"),
                    .title = markup<"{}">("JSON Resume"),
                    .small = markup<"{}">(t.tr("A file for job portals and programs"))}),
        view::line({.href = "/cv/imports/new",
                    .start = view::badge("plus"),
                    .title = markup<"{}">(t.tr("Take over a CV")),
                    .small = markup<"{}">(t.tr("From a file that you have already"))})};
    return markup<
        R"(<section class="stack screen" aria-labelledby="exchange"><h2 id="exchange">{}</h2>{}</section>)">(
        t.tr("For other programs"), view::list(lines, "list card"));
}

Html nothing_yet(const Tongue& t) {
    return view::empty_state(
        "edit", markup<"<p>{}</p>{}">(t.tr("Your CV grows out of your biography."),
                                      view::button_link("/biography", t.tr("Tell about me"))));
}

http::Response draw(const Mine& mine, const http::Request& request, App& app, bool overtaken) {
    const auto& t = app.tongue(request.language);
    const bool empty = mine.all(app).empty();
    view::Page page;
    page.title = t.tr("CV");
    page.area = view::Area::Life;
    page.width = view::Width::Medium;
    page.body = view::back_link("/biography", t);
    page.body +=
        view::head(page.title, t.tr("Choose what stands in it, and in which order. Birth date and "
                                    "nationality stand in it only if you put them in."));
    if (overtaken)
        page.body += view::note("warn", markup<"{}">(t.tr("Your CV was changed on another device. "
                                                          "Look at it and press again.")));
    if (biography::address_protected(mine.biography))
        page.body += view::note(
            "lock", markup<"{}">(t.tr("Your address is protected. It does not stand on paper.")));
    const auto arranged = empty ? nothing_yet(t)
                                : download(request, app) + photo_card(mine, request, app) +
                                      arranging(mine, request, app);
    page.body.add<R"(<div class="stack-l">{}{}</div>)">(arranged, exchange(t));
    return view::page(request, app, std::move(page), overtaken ? 409 : 200);
}

http::Response show(const Acting& who, const http::Request& request, App& app) {
    return draw(open_mine(who, request, app), request, app, false);
}

std::string heading_of(const std::vector<Part>& all, std::string_view change) {
    const auto name = change.substr(change.find(':') + 1);
    for (const auto& part : all)
        for (const auto& item : part.items)
            if (item.name == name) return part.heading;
    return std::string(name);
}

http::Response change(const Acting& who, const http::Request& request, App& app) {
    const auto mine = open_mine(who, request, app);
    if (request.redraw) return draw(mine, request, app, false);
    const auto& wanted = request.form.get("change");
    const bool as_seen = request.form.get("revision") == std::to_string(mine.kept.revision);
    if (!as_seen) {
        // The same form came twice, and the first time changed it.
        if (const auto there = http::led_to(request, app)) return http::see_other(*there);
        return draw(mine, request, app, true);
    }
    const auto all = mine.all(app);
    const auto arranged = changed(mine.kept.arrangement, all, wanted);
    if (!arranged) http::not_found();
    return http::once(request, app, [&](sql::Transaction& tx) {
        save(tx, app, who, *arranged, mine.kept.revision, app.clock.now());
        return "/cv#" + heading_of(all, wanted);
    });
}

}  // namespace

void add_pages(http::Router& router) {
    router.get("/cv", show);
    router.post("/cv/changes", change);
    add_export_pages(router);
    add_import_pages(router);
    add_photo_pages(router);
}

}  // namespace mobio::cv
