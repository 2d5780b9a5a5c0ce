// SPDX-License-Identifier: EUPL-1.2
#include "platform/http/form_key.h"
#include "platform/view/page.h"
#include "release/desk.h"
#include "release/pages.h"
#include "release/views.h"

// The first step of a release: which kind of recipient, which office, or a typed address.
namespace mobio::release {

using html::markup;

namespace {

// Above this number one finds an office by typing instead of in a list of buttons.
constexpr std::size_t many = 12;

http::Response page(const Desk& desk, const http::Request& request, App& app,
                    std::string_view title, const Html& body, bool has_form, unsigned status) {
    return view::page(request, app,
                      {.title = std::string(title),
                       .area = desk.area(),
                       .width = view::Width::Narrow,
                       .body = markup<R"(<div class="stack">{}</div>)">(body),
                       .has_form = has_form,
                       .script = has_form ? "typeahead.js" : ""},
                      status);
}

http::Response choose_kind(const Desk& desk, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    std::vector<Html> lines;
    for (const auto kind : catalogue::recipients) {
        view::Line line;
        line.href = desk.at("/new?kind=") + std::string(catalogue::code(kind));
        line.start = view::badge("send");
        line.title = markup<"{}">(app.catalogue->recipient_name(kind, t));
        line.small = markup<"{}">(app.catalogue->purpose(kind, t));
        lines.push_back(view::line(line));
    }
    const auto title =
        desk.staff() ? t.tr("Who should see the data?") : t.tr("Who should see your data?");
    return page(desk, request, app, title,
                view::back_link(desk.base, t) + sending_steps(0, t) +
                    view::head(title, "", desk.name) + view::list(lines, "list card"),
                false, 200);
}

Html offices(const Address& address, const std::vector<recipients::Recipient>& list,
             const Problems& problems, const Tongue& t) {
    view::Choice choice{.name = "recipient", .label = std::string(t.tr("Which office?"))};
    for (const auto& one : list)
        choice.options.push_back(
            {.value = one.id.text(), .label = one.name, .small = one.place, .lang = "de"});
    choice.options.push_back(
        {.value = "other", .label = std::string(t.tr("Another one: I type the address"))});
    if (!address.chosen.empty()) choice.chosen = {address.chosen};
    choice.typeahead = list.size() > many;
    return choice.typeahead ? view::select(choice, problems, t)
                            : view::choices(choice, problems, t);
}

Html typed_address(const Address& address, const Problems& problems, const Tongue& t) {
    view::Input name{.name = "name",
                     .label = std::string(t.tr("Name of the organisation")),
                     .value = address.name};
    name.max_length = 200;
    view::Input email{.name = "email",
                      .label = std::string(t.tr("E-mail address")),
                      .value = address.email,
                      .type = "email",
                      .dir = "ltr"};
    auto again = email;
    again.name = "again";
    again.label = t.tr("E-mail address once more");
    again.value = address.again;
    auto fields = view::input(name, problems, t) + view::input(email, problems, t) +
                  view::input(again, problems, t);
    if (address.private_ok || problems.at("private_ok"))
        fields += view::tick("private_ok", "yes", t.tr("Yes, send it to this private mailbox."),
                             address.private_ok, problems, t);
    return markup<R"(<details {}><summary>{}</summary><div class="stack">{}</div></details>)">(
        html::Attributes{}.flag("open", address.typed()), t.tr("Type another address"), fields);
}

http::Response recipient_page(const Desk& desk, const http::Request& request, App& app,
                              Address address, const Problems& problems) {
    const auto& t = app.tongue(request.language);
    const auto list =
        app.db->read([&](sql::Connection& db) { return recipients::of_kind(db, address.kind); });
    if (list.empty()) address.chosen = "other";
    const auto fields =
        offices(address, list, problems, t) + typed_address(address, problems, t) +
        markup<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Continue"), "next"));
    const auto title = app.catalogue->recipient_name(address.kind, t);
    return page(
        desk, request, app, title,
        view::back_link(desk.at("/new"), t) + sending_steps(0, t) + view::errors(problems, t) +
            view::head(title, t.tr("Nothing is sent yet. First you see everything."), desk.name) +
            view::form({.action = desk.at("/drafts"),
                        .hidden = {{"kind", std::string(catalogue::code(address.kind))}}},
                       fields, request, app),
        true, problems.empty() ? 200 : 422);
}

http::Response choose_recipient(const Desk& desk, const http::Request& request, App& app) {
    if (!request.query.has("kind")) return choose_kind(desk, request, app);
    const auto kind = catalogue::parse_recipient(request.query.get("kind"));
    if (!kind) http::not_found();
    Address address;
    address.kind = *kind;
    return recipient_page(desk, request, app, address, {});
}

Draft first_draft(const Address& address, const std::optional<recipients::Recipient>& office,
                  text::Language language) {
    Draft draft;
    draft.kind = address.kind;
    draft.recipient = office ? office->name : address.name;
    draft.email = office ? office->email : address.email;
    if (office) draft.from_directory = office->id;
    draft.text_language = language;
    return draft;
}

// In which language the text of consent is shown first: a person's own.
text::Language first_language(const Desk& desk, const http::Request& request, App& app) {
    if (!desk.staff()) return request.language;
    return app.db->read(
        [&](sql::Connection& db) { return account::language_of(db, desk.who.person); });
}

http::Response start_draft(const Desk& desk, const http::Request& request, App& app) {
    const auto address = Address::from(request.form);
    std::optional<recipients::Recipient> office;
    if (const auto id = Id<recipients::Recipient>::parse(address.chosen))
        office = app.db->read([&](sql::Connection& db) { return recipients::find(db, *id); });
    if (office && office->kind != address.kind) office = std::nullopt;
    const auto problems = request.redraw ? Problems{} : check(address, office.has_value());
    if (request.redraw || !problems.empty())
        return recipient_page(desk, request, app, address, problems);
    const auto draft = first_draft(address, office, first_language(desk, request, app));
    return http::once(request, app, [&](sql::Transaction& tx) {
        return desk.at("/drafts/") + add_draft(tx, app, desk.who, draft, app.clock.now()).text();
    });
}

}  // namespace

void add_choosing_pages(http::Router& router) {
    Doors doors(router);
    doors.get<choose_recipient>("/new");
    doors.post<start_draft>("/drafts");
}

}  // namespace mobio::release
