// SPDX-License-Identifier: EUPL-1.2
// A version of the plan: read, confirmed by both, printed.
#include "account/account.h"
#include "documents/pages.h"
#include "plan/by_hand.h"
#include "plan/pages.h"
#include "plan/paper.h"
#include "plan/scans.h"
#include "plan/signing.h"
#include "platform/http/form_key.h"
#include "platform/text/day.h"

namespace mobio::plan {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

struct Sheet {
    Party party;
    Version version;
    std::optional<Version> before;
    bool newest = false;  // only that one is signed
    std::optional<Scan> scan;
};
template <class Who>
Sheet sheet_of(sql::Connection& db, App& app, const Who& party_of, const http::Request& request) {
    const auto party = party_of(db);
    const auto all = versions_of(db, app, party);
    const auto id = version_in(request);
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].id == id)
            return {party, all[i], i + 1 < all.size() ? std::optional(all[i + 1]) : std::nullopt,
                    i == 0, scan_of(db, app, party, all[i])};
    http::not_found();
}
Sheet sheet_of(const Caseworker& who, const http::Request& request, App& app) {
    return app.db->read([&](sql::Connection& db) {
        return sheet_of(
            db, app, [&](sql::Connection& in) { return party_in(in, app, who, request); }, request);
    });
}
Sheet sheet_of(const Acting& who, const http::Request& request, App& app) {
    return app.db->read([&](sql::Connection& db) {
        return sheet_of(
            db, app, [&](sql::Connection& in) { return Party::of(in, app, who); }, request);
    });
}

std::string scan_address(const Sheet& sheet) {
    return version_address(sheet.party, sheet.version.id) + "/scan";
}

Html sign_form(const Sheet& sheet, std::string_view side, std::string_view title,
               const std::string& name, const Problems& problems, const http::Request& request,
               App& app) {
    const auto& t = app.tongue(request.language);
    auto fields = markup<"<h2>{}</h2>">(title);
    fields += sign_fields(side, name, request.form, problems, t);
    fields.add<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Confirm"), "check"));
    return view::form({.action = version_address(sheet.party, sheet.version.id) + "/signatures",
                       .hidden = {{"side", std::string(side)}},
                       .id = "sign-" + std::string(side)},
                      fields, request, app);
}

// What one does with a sheet that both signed by hand. What is wrong in it stands open.
Html paper_form(const Sheet& sheet, const Problems& problems, const http::Request& request,
                App& app) {
    const auto& t = app.tongue(request.language);
    auto fields = by_hand_fields(request.form, problems, t);
    fields.add<R"(<div class="buttons">{}</div>)">(
        view::button(t.tr("Note the signatures"), "check", "quiet"));
    const auto form =
        view::form({.action = version_address(sheet.party, sheet.version.id) + "/signatures",
                    .hidden = {{"side", "paper"}},
                    .id = "paper",
                    .files = true},
                   fields, request, app);
    return markup<"<details {}><summary>{}</summary>{}</details>">(
        html::Attributes{}.flag("open", request.form.get("side") == "paper"),
        t.tr("Both signed on paper"), form);
}

// The sheet comes later than the signatures, or a better one does.
Html scan_form(const Sheet& sheet, const Problems& problems, const http::Request& request,
               App& app) {
    const auto& t = app.tongue(request.language);
    const auto title =
        sheet.scan ? t.tr("Exchange the signed sheet") : t.tr("Add the signed sheet");
    auto fields = documents::file_input(t.tr("The sheet, as photos or PDF"), problems, t);
    if (sheet.scan) fields.add<"<p>{}</p>">(t.tr("The sheet that is here now is deleted."));
    fields.add<"<p>{}</p>">(t.tr("A sheet can be exchanged for one day. Then it stays."));
    fields.add<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Save"), "check", "quiet"));
    const auto form = view::form({.action = scan_address(sheet),
                                  .hidden = {{"seen", scan_mark(sheet.scan)}},
                                  .id = "scan",
                                  .files = true},
                                 fields, request, app);
    return markup<"<details {}><summary>{}</summary>{}</details>">(
        html::Attributes{}.flag("open", !problems.empty()), title, form);
}

Html papers(const Sheet& sheet, const Tongue& t) {
    std::vector<Html> lines;
    for (const auto language : text::languages) {
        auto name = markup<R"(<span lang="de">Deutsch</span>)">();
        if (language != text::Language::De)
            name.add<R"( · <bdi lang="{}">{}</bdi>)">(text::code(language),
                                                      text::own_name(language));
        lines.push_back(view::line({.href = version_address(sheet.party, sheet.version.id) +
                                            "/paper?lang=" + std::string(text::code(language)),
                                    .start = view::badge("download"),
                                    .title = name}));
    }
    return view::card({.title = std::string(t.tr("As PDF, to print")),
                       .icon = "print",
                       .id = "papers",
                       .body = view::list(lines, "list")});
}

Html scan_line(const Sheet& sheet, const Tongue& t) {
    if (!sheet.scan) return {};
    const auto line =
        view::line({.href = scan_address(sheet),
                    .start = view::badge("download"),
                    .title = markup<"{}">(t.tr("Signed sheet (PDF)")),
                    .small = markup<"{}">(documents::pages_in_words(sheet.scan->pages, t))});
    return view::list({line}, "list");
}

Html changes(const Sheet& sheet, Reader reader, App& app, const Tongue& t) {
    if (!sheet.before) return {};
    const auto& before = sheet.before->content;
    return differences_since(before.number, differences(before, sheet.version.content), reader, app,
                             t);
}

Html for_whom(const Content& content, const Tongue& t) {
    auto words = markup<"{} · {}">(view::value(content.person), view::value(content.caseworker));
    if (!content.covers.empty())
        words.add<"<br>{} {}">(t.tr("Also for:"), view::value(content.covers));
    return words;
}

// The middle of the page: what was agreed, and by whom.
Html sheet_body(const Sheet& sheet, Reader reader, App& app, const Tongue& t) {
    const auto& content = sheet.version.content;
    auto body =
        view::head(markup<"{}">(text::fill(t.tr("Version {1}"), std::to_string(content.number))),
                   for_whom(content, t), t.date(content.day));
    body += view::card({.title = std::string(t.tr("Signatures")),
                        .icon = "consent",
                        .id = "signatures",
                        .body = signatures(sheet.version, t) + scan_line(sheet, t)});
    return body + changes(sheet, reader, app, t);
}

http::Response desk_sheet(const Sheet& sheet, const Problems& problems,
                          const http::Request& request, App& app, unsigned status) {
    const auto& t = app.tongue(request.language);
    view::Page page;
    page.title = text::fill(t.tr("Version {1}"), std::to_string(sheet.version.content.number));
    page.area = view::Area::Cases;
    page.width = view::Width::Medium;
    page.script = sign_script;
    page.body = view::back_link(desk_address(sheet.party.person()), t) + notices(request, app);
    page.body += view::errors(problems, t) + sheet_body(sheet, Reader::Staff, app, t);
    page.body += goal_cards(sheet.version.content.goals, Reader::Staff, app, t);
    if (sheet.newest && !sheet.version.person)
        page.body +=
            sign_form(sheet, "person", t.tr("The person confirms"), "", problems, request, app);
    if (sheet.newest && !sheet.version.caseworker)
        page.body += sign_form(sheet, "caseworker", t.tr("The caseworker confirms"),
                               sheet.version.content.caseworker, problems, request, app);
    if (sheet.newest && !sheet.version.confirmed())
        page.body += paper_form(sheet, problems, request, app);
    if (takes_scan(sheet.version, sheet.scan, app.clock.now()))
        page.body += scan_form(sheet, problems, request, app);
    page.body += papers(sheet, t);
    return view::page(request, app, std::move(page), status);
}

http::Response show_at_desk(const Caseworker& who, const http::Request& request, App& app) {
    const auto sheet = sheet_of(who, request, app);
    log_reading(app, sheet.party, request);
    return desk_sheet(sheet, {}, request, app, 200);
}

// Whichever side has not confirmed yet does so by the sheet.
http::Response sign_by_hand(const Caseworker& who, const Sheet& sheet, const http::Request& request,
                            App& app) {
    if (request.redraw) return desk_sheet(sheet, {}, request, app, 200);
    if (auto before = http::answered_before(request, app)) return std::move(*before);
    if (!sheet.newest || sheet.version.confirmed()) throw http::Failure{409};
    Problems problems;
    const auto read = read_by_hand(sheet.party.person(), sheet.version, request, app, problems);
    if (!problems.empty()) return desk_sheet(sheet, problems, request, app, 422);
    const auto own_name = account::staff_name(app, who.id);
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        const auto now = app.clock.now();
        const auto party = party_in(tx, app, who, request);
        auto one = read.confirmation;
        for (const bool by_person : {true, false}) {
            if (by_person ? sheet.version.person : sheet.version.caseworker) continue;
            one.by_person = by_person;
            one.name = by_person ? sheet.version.content.person : own_name;
            confirm(tx, app, party, sheet.version.id, one, now);
        }
        if (read.scan)
            put_scan(tx, app, party, sheet.version.id, scan_mark(std::nullopt), *read.scan, now);
        return version_address(party, sheet.version.id);
    });
    view::leave_notice(response, {"confirmed", ""});
    return response;
}

http::Response sign_at_desk(const Caseworker& who, const http::Request& request, App& app) {
    const auto sheet = sheet_of(who, request, app);
    const auto& side = request.form.get("side");
    if (side == "paper") return sign_by_hand(who, sheet, request, app);
    if (side != "person" && side != "caseworker") throw http::Failure{422};
    if (!sheet.newest) throw http::Failure{409};
    Problems problems;
    auto read = read_signed(side, request.form, problems);
    if (!problems.empty()) return desk_sheet(sheet, problems, request, app, 422);
    read.by_person = side == "person";
    if (read.name.empty())
        read.name =
            read.by_person ? sheet.version.content.person : account::staff_name(app, who.id);
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        const auto party = party_in(tx, app, who, request);
        confirm(tx, app, party, sheet.version.id, read, app.clock.now());
        return version_address(party, sheet.version.id);
    });
    view::leave_notice(response, {"confirmed", ""});
    return response;
}

http::Response put_scan_at_desk(const Caseworker& who, const http::Request& request, App& app) {
    const auto sheet = sheet_of(who, request, app);
    if (request.redraw) return desk_sheet(sheet, {}, request, app, 200);
    if (auto before = http::answered_before(request, app)) return std::move(*before);
    const auto& seen = request.form.get("seen");
    if (!takes_scan(sheet.version, sheet.scan, app.clock.now()) || seen != scan_mark(sheet.scan))
        throw http::Failure{409};
    Problems problems;
    const auto made = documents::scan_in(sheet.party.person(), request, app, problems);
    if (!made) return desk_sheet(sheet, problems, request, app, 422);
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        const auto party = party_in(tx, app, who, request);
        put_scan(tx, app, party, sheet.version.id, seen, *made, app.clock.now());
        return version_address(party, sheet.version.id);
    });
    view::leave_notice(response, {"saved", ""});
    return response;
}

// --- The person's own side -----------------------------------------------------------------------

http::Response own_sheet(const Sheet& sheet, const Problems& problems, const http::Request& request,
                         App& app, unsigned status) {
    const auto& t = app.tongue(request.language);
    view::Page page;
    page.title = text::fill(t.tr("Version {1}"), std::to_string(sheet.version.content.number));
    page.area = view::Area::Goals;
    page.script = sign_script;
    page.body = view::back_link(own_address(), t) + notices(request, app);
    page.body += view::errors(problems, t) + sheet_body(sheet, Reader::ThePerson, app, t);
    page.body += goal_cards(sheet.version.content.goals, Reader::ThePerson, app, t);
    if (sheet.newest && !sheet.version.person)
        page.body += sign_form(sheet, "person", t.tr("Do you agree?"), "", problems, request, app);
    page.body += papers(sheet, t);
    return view::page(request, app, std::move(page), status);
}

http::Response show_own(const Acting& who, const http::Request& request, App& app) {
    const auto sheet = sheet_of(who, request, app);
    log_reading(app, sheet.party, request);
    return own_sheet(sheet, {}, request, app, 200);
}

http::Response sign_own(const Acting& who, const http::Request& request, App& app) {
    const auto sheet = sheet_of(who, request, app);
    if (!sheet.newest) throw http::Failure{409};
    Problems problems;
    auto read = read_signed("person", request.form, problems);
    read.by_person = true;
    if (read.name.empty()) read.name = sheet.version.content.person;
    if (!problems.empty()) return own_sheet(sheet, problems, request, app, 422);
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        const auto party = Party::of(tx, app, who);
        confirm(tx, app, party, sheet.version.id, read, app.clock.now());
        return version_address(party, sheet.version.id);
    });
    view::leave_notice(response, {"confirmed", ""});
    return response;
}

// --- On paper ------------------------------------------------------------------------------------

http::Response paper_of(const Sheet& sheet, const http::Request& request, App& app) {
    const auto language =
        text::parse_language(request.query.get("lang")).value_or(request.language);
    access_log::read(app, sheet.party.entry("plan.saved"), request.visitor);
    return http::file("application/pdf",
                      "zielvereinbarung-" + text::iso(sheet.version.content.day) + ".pdf",
                      paper(sheet.version, sheet.scan.has_value(), language, app));
}
http::Response desk_paper(const Caseworker& who, const http::Request& request, App& app) {
    return paper_of(sheet_of(who, request, app), request, app);
}
http::Response own_paper(const Acting& who, const http::Request& request, App& app) {
    return paper_of(sheet_of(who, request, app), request, app);
}

// The sheet that both signed by hand.
http::Response scan_file(const Sheet& sheet, App& app) {
    if (!sheet.scan) http::not_found();
    auto pdf = app.db->read(
        [&](sql::Connection& db) { return pdf_of(db, app, sheet.party, *sheet.scan); });
    app.db->write([&](sql::Transaction& tx) {
        access_log::write(tx, sheet.party.entry("plan.scan_saved", sheet.version.id.bytes),
                          app.clock.now());
    });
    return http::file(
        "application/pdf",
        "zielvereinbarung-" + text::iso(sheet.version.content.day) + "-unterschrieben.pdf",
        std::move(pdf));
}
http::Response desk_scan(const Caseworker& who, const http::Request& request, App& app) {
    return scan_file(sheet_of(who, request, app), app);
}
http::Response own_scan(const Acting& who, const http::Request& request, App& app) {
    return scan_file(sheet_of(who, request, app), app);
}

}  // namespace

void add_agreement_pages(http::Router& router) {
    router.get("/staff/persons/{id}/plan/versions/{version}", show_at_desk);
    router.post("/staff/persons/{id}/plan/versions/{version}/signatures", sign_at_desk);
    router.uploads("/staff/persons/{id}/plan/versions/{version}/signatures",
                   documents::longest_form);
    router.get("/staff/persons/{id}/plan/versions/{version}/paper", desk_paper);
    router.get("/staff/persons/{id}/plan/versions/{version}/scan", desk_scan);
    router.post("/staff/persons/{id}/plan/versions/{version}/scan", put_scan_at_desk);
    router.uploads("/staff/persons/{id}/plan/versions/{version}/scan", documents::longest_form);
    router.get("/plan/versions/{version}", show_own);
    router.post("/plan/versions/{version}/signatures", sign_own);
    router.get("/plan/versions/{version}/paper", own_paper);
    router.get("/plan/versions/{version}/scan", own_scan);
}

}  // namespace mobio::plan
