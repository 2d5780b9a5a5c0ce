// SPDX-License-Identifier: EUPL-1.2
#include <array>
#include <charconv>

#include "account/who.h"
#include "platform/http/form_key.h"
#include "platform/view/components.h"
#include "platform/view/page.h"
#include "recipients/packet_changes.h"
#include "recipients/recipients.h"

namespace mobio::recipients {

using html::Html;
using html::markup;

namespace {

constexpr std::array kinds{catalogue::Recipient::AA,  catalogue::Recipient::JC,
                           catalogue::Recipient::HWK, catalogue::Recipient::IHK,
                           catalogue::Recipient::IKU, catalogue::Recipient::AG,
                           catalogue::Recipient::SPR, catalogue::Recipient::VWV};

std::string list_of(catalogue::Recipient kind) {
    return "/recipients?kind=" + std::string(catalogue::code(kind));
}

int page_number(const std::string& typed) {
    int page = 1;
    std::from_chars(typed.data(), typed.data() + typed.size(), page);
    return std::clamp(page, 1, 10'000);
}

// The list begins with the first kind; another one that is none of ours does not exist.
catalogue::Recipient asked_kind(const http::Request& request) {
    if (!request.query.has("kind")) return catalogue::Recipient::JC;
    const auto kind = catalogue::parse_recipient(request.query.get("kind"));
    if (!kind) http::not_found();
    return *kind;
}

// Throws Failure{422} where the form names no kind of ours: our pages always do.
Recipient typed(const http::Request& request) {
    Recipient recipient;
    const auto kind = catalogue::parse_recipient(request.form.get("kind"));
    if (!kind) throw http::Failure{422};
    recipient.kind = *kind;
    recipient.name = text::clean(request.form.get("name")).text;
    recipient.place = text::clean(request.form.get("place")).text;
    recipient.email = text::clean(request.form.get("email")).text;
    recipient.attachments_allowed = request.form.get("attachments") == "yes";
    return recipient;
}

Id<Recipient> id_of(const http::Request& request) {
    const auto id = Id<Recipient>::parse(request.param("id"));
    if (!id) http::not_found();
    return *id;
}

// The list -------------------------------------------------------------------------------------

Html kinds_nav(catalogue::Recipient shown, const text::Tongue& t, App& app) {
    Html links;
    for (const auto kind : kinds)
        links.add<R"(<li><a href="/recipients?kind={}" {}>{}</a></li>)">(
            catalogue::code(kind),
            html::Attributes{}.set("aria-current", kind == shown ? "page" : ""),
            app.catalogue->recipient_name(kind, t));
    return markup<R"(<nav aria-label="{}"><ul class="filters">{}</ul></nav>)">(
        t.tr("Kinds of recipients"), links);
}

Html one_line(const Recipient& recipient, const text::Tongue& t) {
    view::Line line;
    line.href = "/recipients/" + recipient.id.text();
    line.start = view::badge("home");
    line.title = view::value(recipient.name, "de");
    line.small = recipient.place.empty() ? view::number(recipient.email)
                                         : markup<"{}, {}">(view::value(recipient.place),
                                                            view::number(recipient.email));
    if (recipient.attachments_allowed) line.end = view::tag(t.tr("attachments allowed"));
    return view::line(line);
}

Html pager(catalogue::Recipient kind, int page, bool more, const text::Tongue& t) {
    const auto link = [&](int to, std::string_view label) {
        return view::button_link(list_of(kind) + "&page=" + std::to_string(to), label, "",
                                 "quiet small");
    };
    Html links;
    if (page > 1) links += link(page - 1, t.tr("Previous 50"));
    if (more) links += link(page + 1, t.tr("Next 50"));
    return links.empty() ? links : markup<R"(<p class="buttons">{}</p>)">(links);
}

http::Response list(const Editor&, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto kind = asked_kind(request);
    const auto number = page_number(request.query.get("page"));
    auto found = app.db->read([&](sql::Connection& db) { return page_of_kind(db, kind, number); });
    const bool more = found.size() > static_cast<std::size_t>(page_size);
    if (more) found.pop_back();

    std::vector<Html> lines;
    for (const auto& recipient : found) lines.push_back(one_line(recipient, t));
    auto body = view::head(t.tr("Directory of recipients"),
                           t.tr("People choose from this list when they release data."));
    body += kinds_nav(kind, t, app);
    body += view::add_link("/recipients/new?kind=" + std::string(catalogue::code(kind)),
                           t.tr("Add an organisation"), app.catalogue->recipient_name(kind, t));
    if (lines.empty())
        body += view::empty_state("home", markup<"<p>{}</p>">(t.tr("Nothing here yet.")));
    else
        body += view::list(lines, "list card");
    body += pager(kind, number, more, t) + directory_file_link(t);
    return view::page(request, app,
                      {.title = std::string(t.tr("Directory of recipients")),
                       .area = view::Area::Directory,
                       .width = view::Width::Medium,
                       .body = markup<R"(<div class="stack">{}</div>)">(body),
                       .script = {}});
}

// Add and change -------------------------------------------------------------------------------

Html fields(const Recipient& recipient, const Problems& problems, const text::Tongue& t, App& app) {
    view::Choice kind{.name = "kind", .label = std::string(t.tr("Kind")), .hint = {}};
    for (const auto one : kinds)
        kind.options.push_back({.value = std::string(catalogue::code(one)),
                                .label = app.catalogue->recipient_name(one, t)});
    kind.chosen = {std::string(catalogue::code(recipient.kind))};
    const auto input = [&](const char* name, std::string_view label, const std::string& value,
                           std::string_view hint = "") {
        view::Input one{
            .name = name, .label = std::string(label), .hint = std::string(hint), .value = value};
        one.max_length = 200;
        return one;
    };
    auto email = input("email", t.tr("E-mail address"), recipient.email,
                       t.tr("An address of the office, not of one person."));
    email.type = "email";
    email.dir = "ltr";
    return view::select(kind, problems, t) +
           view::input(input("name", t.tr("Name of the organisation"), recipient.name), problems,
                       t) +
           view::input(input("place", t.tr("Place"), recipient.place), problems, t) +
           view::input(email, problems, t) +
           view::tick("attachments", "yes", t.tr("This office may get PDF files by e-mail."),
                      recipient.attachments_allowed, problems, t) +
           markup<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Save"), "check"));
}

// `action` is where the form goes: a new entry or one of the list.
http::Response form_page(const http::Request& request, App& app, const Recipient& recipient,
                         const std::string& action, const Problems& problems) {
    const auto& t = app.tongue(request.language);
    const bool known = action != "/recipients";
    const auto title = known ? t.tr("Change an organisation") : t.tr("Add an organisation");
    auto body =
        view::back_link(list_of(recipient.kind), t) + view::errors(problems, t) + view::head(title);
    body += view::form({.action = action}, fields(recipient, problems, t, app), request, app);
    if (known)
        body += view::button_form(action + "/closing",
                                  view::button(t.tr("Remove from the directory"), "close", "stop"),
                                  request, app);
    return view::page(request, app,
                      {.title = std::string(title),
                       .area = view::Area::Directory,
                       .body = markup<R"(<div class="stack">{}</div>)">(body),
                       .has_form = true,
                       .script = {}},
                      problems.empty() ? 200 : 422);
}

http::Response show_new(const Editor&, const http::Request& request, App& app) {
    Recipient recipient;
    recipient.kind = asked_kind(request);
    return form_page(request, app, recipient, "/recipients", {});
}

http::Response create(const Editor&, const http::Request& request, App& app) {
    const auto recipient = typed(request);
    const auto problems = request.redraw ? Problems{} : check(recipient);
    if (request.redraw || !problems.empty())
        return form_page(request, app, recipient, "/recipients", problems);
    return http::once(request, app, [&](sql::Transaction& tx) {
        add(tx, app, recipient, app.clock.now());
        return list_of(recipient.kind);
    });
}

http::Response show(const Editor&, const http::Request& request, App& app) {
    const auto id = id_of(request);
    const auto recipient = app.db->read([&](sql::Connection& db) { return find(db, id); });
    if (!recipient) http::not_found();
    return form_page(request, app, *recipient, "/recipients/" + id.text(), {});
}

http::Response save(const Editor&, const http::Request& request, App& app) {
    auto recipient = typed(request);
    recipient.id = id_of(request);
    const auto problems = request.redraw ? Problems{} : check(recipient);
    if (request.redraw || !problems.empty())
        return form_page(request, app, recipient, "/recipients/" + recipient.id.text(), problems);
    return http::once(request, app, [&](sql::Transaction& tx) {
        if (!change(tx, recipient, app.clock.now())) http::not_found();
        return list_of(recipient.kind);
    });
}

http::Response remove(const Editor&, const http::Request& request, App& app) {
    const auto id = id_of(request);
    const auto recipient = app.db->read([&](sql::Connection& db) { return find(db, id); });
    return http::once(request, app, [&](sql::Transaction& tx) {
        if (!recipient || !close(tx, id, app.clock.now())) http::not_found();
        return list_of(recipient->kind);
    });
}

}  // namespace

void add_pages(http::Router& router) {
    router.get("/recipients", list);
    router.get("/recipients/new", show_new);
    router.post("/recipients", create);
    router.get("/recipients/{id}", show);
    router.post("/recipients/{id}", save);
    router.post("/recipients/{id}/closing", remove);
    add_directory_file_pages(router);
    add_packet_pages(router);
}

}  // namespace mobio::recipients
