// SPDX-License-Identifier: EUPL-1.2
// What is in each packet, and changes to it: proposed by the editor, decided by the data-protection
// officer. Both see everything.
#include <algorithm>
#include <array>

#include "account/account.h"
#include "platform/http/form_key.h"
#include "platform/view/components.h"
#include "platform/view/page.h"
#include "recipients/packet_changes.h"

namespace mobio {

// Who keeps the definitions of packets.
struct PacketKeeper : StaffMember {
    static constexpr std::string_view gate = "packet keeper";
    static constexpr std::array may{Role::Editor, Role::Dpo};
};

}  // namespace mobio

namespace mobio::recipients {

using catalogue::Level;
using html::Html;
using html::markup;
using text::mark;
using text::Tongue;

namespace {

constexpr std::size_t longest_reason = 500;

const char* words_of(Level level) {
    switch (level) {
        case Level::Required:
            return mark("in the packet");
        case Level::Optional:
            return mark("the person may add it");
        case Level::Explicit:
            return mark("only with a consent of its own");
        case Level::Derived:
            return mark("only what follows from it");
        case Level::Never:
            break;
    }
    return mark("not in the packet");
}

constexpr std::array levels{Level::Required, Level::Optional, Level::Explicit, Level::Derived,
                            Level::Never};

std::string number_of(Level level) { return std::to_string(static_cast<int>(level)); }

std::optional<Level> level_typed(const http::Request& request) {
    for (const auto level : levels)
        if (request.form.get("level") == number_of(level)) return level;
    return std::nullopt;
}

std::string address(catalogue::Recipient kind) {
    return "/packet-definitions/" + std::string(catalogue::code(kind));
}

catalogue::Recipient kind_in(const http::Request& request) {
    const auto kind = catalogue::parse_recipient(request.param("kind"));
    if (!kind) http::not_found();
    return *kind;
}

Html notices(const http::Request& request, const Tongue& t) {
    const auto notice = view::take_notice(request);
    const auto good = [](std::string_view sentence) {
        return view::note("check", markup<"{}">(sentence), "ok");
    };
    if (!notice) return {};
    if (notice->code == "proposed")
        return good(t.tr("Proposed. The data-protection officer decides."));
    if (notice->code == "agreed") return good(t.tr("Agreed. The packet has a new version."));
    if (notice->code == "refused") return good(t.tr("Refused. The packet stays as it is."));
    if (notice->code == "taken-back") return good(t.tr("The proposal is taken back."));
    return {};
}

view::Page page_of(std::string_view title, Html body) {
    view::Page page;
    page.title = title;
    page.area = view::Area::Desk;
    page.width = view::Width::Medium;
    page.body = std::move(body);
    return page;
}

// Proposals that wait -----------------------------------------------------------------------------

Html buttons_of(const PacketChange& change, const PacketKeeper& who, const http::Request& request,
                App& app) {
    const auto& t = app.tongue(request.language);
    const auto at = "/packet-definitions/changes/" + change.id.text();
    const auto button = [&](const char* action, std::string_view label, const char* icon,
                            const char* style) {
        return view::button_form(at + action, view::button(label, icon, style), request, app);
    };
    if (change.proposed_by == who.id && who.role == Role::Editor)
        return button("/removal", t.tr("Take back"), "undo", "quiet small");
    if (who.role != Role::Dpo) return {};
    return button("/agreement", t.tr("Agree"), "check", "small") +
           button("/refusal", t.tr("Refuse"), "close", "stop small");
}

Html from_to(const PacketChange& change, const Tongue& t) {
    return markup<"<del>{}</del> <ins>{}</ins>">(t.tr(words_of(change.before)),
                                                 t.tr(words_of(change.level)));
}

std::string field_label(const PacketChange& change, const App& app, const Tongue& t) {
    const auto* field = app.catalogue->field(change.field);
    return field ? app.catalogue->label(*field, t) : change.field;
}

Html waiting(const std::vector<PacketChange>& changes, const PacketKeeper& who,
             const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    Html out;
    for (const auto& change : changes) {
        view::Card card;
        card.title =
            app.catalogue->recipient_name(change.kind, t) + ": " + field_label(change, app, t);
        card.icon = "document";
        card.body = view::facts({{std::string(t.tr("Change")), from_to(change, t), {}},
                                 {std::string(t.tr("Reason")), view::value(change.reason), {}},
                                 {std::string(t.tr("Proposed by")),
                                  view::value(account::staff_name(app, change.proposed_by), "de"),
                                  markup<"{}">(t.short_date(app.zone.day(change.proposed_at)))}});
        const auto buttons = buttons_of(change, who, request, app);
        if (!buttons.empty()) card.footer = markup<R"(<div class="buttons">{}</div>)">(buttons);
        out += view::card(card);
    }
    return out;
}

http::Response overview(const PacketKeeper& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto open = app.db->read([](sql::Connection& db) { return open_changes(db); });
    std::vector<Html> lines;
    for (const auto kind : catalogue::recipients)
        lines.push_back(
            view::line({.href = address(kind),
                        .start = view::badge("document"),
                        .title = markup<"{}">(app.catalogue->recipient_name(kind, t)),
                        .small = markup<"{}">(text::fill(
                            t.tr("Version {1}"), t.number(app.catalogue->version(kind))))}));
    auto body = notices(request, t) +
                view::head(t.tr("Packets"), t.tr("What each kind of recipient may get. A change "
                                                 "takes two: the editor proposes it, the "
                                                 "data-protection officer agrees."));
    if (!open.empty())
        body += markup<"<h2>{}</h2>{}">(t.tr("Waiting for a decision"),
                                        waiting(open, who, request, app));
    body += markup<"<h2>{}</h2>{}">(t.tr("Kinds of recipients"), view::list(lines, "list card"));
    return view::page(request, app, page_of(t.tr("Packets"), std::move(body)));
}

// One packet --------------------------------------------------------------------------------------

Html level_cell(const catalogue::Field& field, catalogue::Recipient kind, bool waits,
                const PacketKeeper& who, const App& app, const Tongue& t) {
    auto cell = markup<"{}">(t.tr(words_of(field.level(kind))));
    if (waits) return cell + markup<" {}">(view::tag(t.tr("proposal waits"), "deep"));
    if (who.role == Role::Editor && !possible_levels(field, kind).empty())
        cell.add<R"( <a href="{}">{}<span class="hide">: {}</span></a>)">(
            address(kind) + "/" + field.key, t.tr("Change"), app.catalogue->label(field, t));
    return cell;
}

Html fields_table(catalogue::Recipient kind, const std::vector<PacketChange>& open,
                  const PacketKeeper& who, App& app, const Tongue& t) {
    Html out;
    for (const auto& section : app.catalogue->sections()) {
        view::Table table{app.catalogue->label(section, t),
                          {std::string(t.tr("Answer")), std::string(t.tr("In this packet"))},
                          {}};
        for (const auto& field : app.catalogue->fields()) {
            const bool shown =
                field.section == section.key && field.own_level(kind) != Level::Never;
            if (!shown) continue;
            const bool waits = std::ranges::any_of(open, [&](const auto& change) {
                return change.kind == kind && change.field == field.key;
            });
            table.rows.push_back({markup<"{}">(app.catalogue->label(field, t)),
                                  level_cell(field, kind, waits, who, app, t)});
        }
        if (!table.rows.empty())
            out.add<"<h2>{}</h2>{}">(app.catalogue->label(section, t), view::table(table));
    }
    return out;
}

std::string_view words_of(const std::string& outcome, const Tongue& t) {
    if (outcome == "agreed") return t.tr("packet change", "agreed");
    return outcome == "refused" ? t.tr("packet change", "refused")
                                : t.tr("packet change", "taken back");
}

Html history(const std::vector<PacketChange>& decided, App& app, const Tongue& t) {
    if (decided.empty()) return {};
    view::Table table{std::string(t.tr("Decided so far")),
                      {std::string(t.tr("When")), std::string(t.tr("Answer")),
                       std::string(t.tr("Change")), std::string(t.tr("Outcome"))},
                      {}};
    for (const auto& change : decided)
        table.rows.push_back(
            {markup<"{}">(t.short_date(app.zone.day(*change.decided_at))),
             markup<"{}">(field_label(change, app, t)), from_to(change, t),
             markup<"{} · {}">(words_of(change.outcome, t),
                               view::value(account::staff_name(app, *change.decided_by), "de"))});
    return markup<"<h2>{}</h2>{}">(t.tr("Decided so far"), view::table(table));
}

http::Response show_packet(const PacketKeeper& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto kind = kind_in(request);
    const auto [open, decided] = app.db->read([&](sql::Connection& db) {
        return std::pair{open_changes(db), decided_changes(db, kind)};
    });
    const auto name = app.catalogue->recipient_name(kind, t);
    auto body = view::back_link("/packet-definitions", t) + notices(request, t);
    body += view::head(name,
                       text::fill(t.tr("Version {1}. All other answers are never sent."),
                                  t.number(app.catalogue->version(kind))),
                       t.tr("Packet"));
    body += fields_table(kind, open, who, app, t) + history(decided, app, t);
    return view::page(request, app, page_of(name, std::move(body)));
}

// A proposal --------------------------------------------------------------------------------------

const catalogue::Field& field_in(const http::Request& request, const App& app,
                                 catalogue::Recipient kind) {
    const auto* field = app.catalogue->field(request.param("field"));
    if (!field || possible_levels(*field, kind).empty()) http::not_found();
    return *field;
}

http::Response draw(const http::Request& request, App& app, const Problems& problems) {
    const auto& t = app.tongue(request.language);
    const auto kind = kind_in(request);
    const auto& field = field_in(request, app, kind);
    view::Choice level{.name = "level", .label = std::string(t.tr("From now on"))};
    for (const auto one : possible_levels(field, kind))
        if (one != field.level(kind))
            level.options.push_back(
                {.value = number_of(one), .label = std::string(t.tr(words_of(one)))});
    level.chosen = {request.form.get("level")};
    view::Input reason{.name = "reason",
                       .label = std::string(t.tr("Reason")),
                       .hint = std::string(t.tr("Why does this office need it, or not any more?")),
                       .value = request.form.get("reason")};
    auto fields = view::choices(level, problems, t) + view::textarea(reason, 3, problems, t);
    fields.add<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Propose"), "send"));
    const auto title = t.tr("Propose a change");
    auto body = view::back_link(address(kind), t) + view::errors(problems, t);
    body += view::head(app.catalogue->label(field, t),
                       text::fill(t.tr("{1}: now {2}."), app.catalogue->recipient_name(kind, t),
                                  t.tr(words_of(field.level(kind)))),
                       title);
    body += view::form({.action = address(kind) + "/" + field.key}, fields, request, app);
    auto page = page_of(title, std::move(body));
    page.has_form = true;
    return view::page(request, app, std::move(page), problems.empty() ? 200 : 422);
}

http::Response show_proposal(const Editor&, const http::Request& request, App& app) {
    return draw(request, app, {});
}

Problems check(const std::optional<Level>& level, const std::string& reason) {
    Problems problems;
    if (!level) problems.add("level", {mark("Choose one of the answers.")});
    if (reason.empty())
        problems.add("reason", {mark("Write the reason.")});
    else if (text::length(reason) > longest_reason)
        problems.add("reason", {mark("That is too long. 500 characters are enough.")});
    return problems;
}

http::Response add_proposal(const Editor& who, const http::Request& request, App& app) {
    const auto kind = kind_in(request);
    const auto& field = field_in(request, app, kind);
    const auto level = level_typed(request);
    const auto reason = text::clean(request.form.get("reason")).text;
    const auto problems = request.redraw ? Problems{} : check(level, reason);
    if (request.redraw || !problems.empty())
        return http::drawn(
            request, [&app, problems](const http::Request& in) { return draw(in, app, problems); });
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        PacketChange change;
        change.kind = kind;
        change.field = field.key;
        change.before = field.level(kind);
        change.level = *level;
        change.reason = reason;
        change.proposed_by = who.id;
        change.proposed_at = app.clock.now();
        propose(tx, app, change);
        return address(kind);
    });
    view::leave_notice(response, {"proposed", ""});
    return response;
}

Id<PacketChange> id_in(const http::Request& request) {
    const auto id = Id<PacketChange>::parse(request.param("id"));
    if (!id) http::not_found();
    return *id;
}

http::Response decide_on(const Dpo& who, const http::Request& request, App& app, bool agreed) {
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        decide(tx, app, id_in(request), who, agreed, app.clock.now());
        return std::string("/packet-definitions");
    });
    refresh_packets(app);
    view::leave_notice(response, {agreed ? "agreed" : "refused", ""});
    return response;
}

http::Response agree(const Dpo& who, const http::Request& request, App& app) {
    return decide_on(who, request, app, true);
}

http::Response refuse(const Dpo& who, const http::Request& request, App& app) {
    return decide_on(who, request, app, false);
}

http::Response remove(const Editor& who, const http::Request& request, App& app) {
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        take_back(tx, id_in(request), who, app.clock.now());
        return std::string("/packet-definitions");
    });
    view::leave_notice(response, {"taken-back", ""});
    return response;
}

}  // namespace

void add_packet_pages(http::Router& router) {
    router.get("/packet-definitions", overview);
    router.get("/packet-definitions/{kind}", show_packet);
    router.get("/packet-definitions/{kind}/{field}", show_proposal);
    router.post("/packet-definitions/{kind}/{field}", add_proposal);
    router.post("/packet-definitions/changes/{id}/agreement", agree);
    router.post("/packet-definitions/changes/{id}/refusal", refuse);
    router.post("/packet-definitions/changes/{id}/removal", remove);
}

}  // namespace mobio::recipients
