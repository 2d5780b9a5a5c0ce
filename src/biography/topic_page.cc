// SPDX-License-Identifier: EUPL-1.2
#include "biography/form_page.h"
#include "biography/frame.h"
#include "biography/pages.h"

namespace mobio::biography {

using catalogue::Topic;
using html::Html;
using html::markup;

namespace {

// On cards, only whether there is anything to add; and not even that once there is a card.
Sheet sheet_of(const Teller& who, const http::Request& request, const Biography& biography,
               const Topic& topic) {
    Sheet sheet{topic, {}, {}, path_of(request), side_of(who)};
    for (const auto* field : topic.fields)
        if (asks(*field, sheet.side) && biography.entries(field->key).empty())
            sheet.fields.push_back(field);
    return sheet;
}

// Where cards go on to, since they have no form to send.
Html onward(App& app, const Topic& topic, Path path, const text::Tongue& t) {
    const auto* next = next_topic(*app.catalogue, topic, path);
    const auto label = next
                           ? text::fill(t.tr("Continue with “{1}”"), app.catalogue->title(*next, t))
                           : std::string(t.tr("Continue"));
    return markup<R"(<div class="buttons">{}{}</div>)">(
        view::button_link(after(*app.catalogue, topic, path), label),
        view::button_link("/biography", t.tr("To the overview"), "", "plain"));
}

FormPage page_of(const Teller& who, const http::Request& request, App& app, const Sheet& sheet,
                 const Biography& biography) {
    const auto& t = app.tongue(request.language);
    FormPage page{who, sheet, biography, stored_values(app, sheet, biography)};
    page.seen.number = biography.revision(sheet.topic.section);
    page.action = address(sheet.topic);
    if (sheet.side != By::Staff) page.above = staff_facts(biography, sheet.topic, app, t);
    if (cards_of(sheet.topic))
        page.above += show_cards(request, app, biography, sheet.topic, sheet.side);
    if (sheet.fields.empty()) page.below = onward(app, sheet.topic, sheet.path, t);
    return page;
}

}  // namespace

http::Response show_topic(const Teller& who, const http::Request& request, App& app) {
    const auto& topic = topic_of(request, app);
    const auto biography = open_biography(who, request, app);
    const auto sheet = sheet_of(who, request, biography, topic);
    return show_form(request, app, page_of(who, request, app, sheet, biography));
}

http::Response save_topic(const Teller& who, const http::Request& request, App& app) {
    const auto& topic = topic_of(request, app);
    const auto biography = open_biography(who, request, app);
    const auto sheet = sheet_of(who, request, biography, topic);
    if (sheet.fields.empty()) return http::see_other(address(topic, sheet.path));
    const auto then = request.form.has("later") ? "/biography/" + topic.section
                                                : after(*app.catalogue, topic, sheet.path);
    return take_form(who, request, app, page_of(who, request, app, sheet, biography), then);
}

http::Response show_section(const Teller& who, const http::Request& request, App& app) {
    const auto& section = section_of(request, app);
    const auto biography = open_biography(who, request, app);
    const auto& t = app.tongue(request.language);
    std::vector<Html> lines;
    for (const auto& topic : section.topics) {
        const auto [done, of] = progress(biography, topic);
        const auto state = of == 0      ? t.tr("Entered by your social worker")
                           : done == of ? t.tr("topic", "Complete")
                           : done > 0   ? t.tr("topic", "Begun")
                                        : t.tr("topic", "Not answered yet");
        const bool complete = of > 0 && done == of;
        lines.push_back(
            view::line({.href = address(topic),
                        .start = complete ? view::badge("check", "ok")
                                          : view::badge(of == 0 ? "card" : section.icon),
                        .title = markup<"{}">(app.catalogue->title(topic, t)),
                        .small = markup<"{}">(state)}));
    }
    view::Page page;
    page.title = app.catalogue->label(section, t);
    page.area = view::Area::Life;
    page.body = view::back_link("/biography", t) + notices(request, app) +
                view::head(page.title, t.tr("You can answer in any order and come back later."),
                           t.tr("My biography")) +
                view::list(lines, "list card");
    return page_for(who, request, app, std::move(page));
}

}  // namespace mobio::biography
