// SPDX-License-Identifier: EUPL-1.2
// What a person reads of their consultations, in their language: what comes next, then what was
// said and agreed.
#include "account/account.h"
#include "consultation/pages.h"
#include "consultation/views.h"
#include "platform/access_log/access_log.h"

namespace mobio::consultation {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

Html next_steps(const std::vector<Kept>& all, App& app, const Tongue& t) {
    std::vector<Html> lines;
    for (const auto& kept : all) {
        if (!kept.to_do()) continue;
        const auto& step = kept.told.step;
        const bool pressing = step.waiting_for == "person" && presses(step, app.today());
        lines.push_back(
            view::line({.start = view::badge(pressing ? "bell" : "goal", pressing ? "warm" : ""),
                        .title = step_in_words(step, app, t),
                        .small = markup<"{}">(who_and_when(step, Reader::ThePerson, app, t))}));
    }
    if (lines.empty()) return {};
    return markup<
        R"(<section class="stack" aria-labelledby="next"><h2 id="next">{}</h2>{}</section>)">(
        t.tr("Next steps"), view::list(lines, "list card"));
}

Html card_of(const Kept& kept, App& app, const Tongue& t) {
    auto facts = facts_of(kept.told, Reader::ThePerson, app, t);
    facts.insert(
        facts.begin(),
        {std::string(t.tr("With")), view::value(account::staff_name(app, kept.author), "de"), {}});
    Html state;
    if (kept.done_at) state = view::tag(t.tr("Next step done"), "ok", "check");
    return view::card({.title = t.date(kept.told.day),
                       .icon = "speaker",
                       .header_end = state,
                       .body = view::facts(facts)});
}

Html cards(const std::vector<Kept>& all, App& app, const Tongue& t) {
    if (all.empty())
        return view::empty_state(
            "speaker", markup<"<p>{}</p>">(t.tr("After a talk with your social worker you can "
                                                "read here what was agreed.")));
    Html out;
    for (const auto& kept : all) out += card_of(kept, app, t);
    return out;
}

http::Response show(const Acting& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto all = app.db->read([&](sql::Connection& db) { return own(db, app, who); });
    access_log::read(
        app,
        {who.person.bytes, access_log::Who::Person, who.account.bytes, "consultation.read", {}, ""},
        request.visitor);
    view::Page page;
    page.title = t.tr("What we agreed");
    page.area = view::Area::Life;
    page.body = view::back_link("/biography", t);
    page.body += view::head(page.title, t.tr("Your talks with your social worker."));
    page.body += next_steps(all, app, t) + cards(all, app, t);
    return view::page(request, app, std::move(page));
}

}  // namespace

void add_own_pages(http::Router& router) { router.get("/consultations", show); }

}  // namespace mobio::consultation
