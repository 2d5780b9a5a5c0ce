// SPDX-License-Identifier: EUPL-1.2
#include "release/sheet.h"

// The part of the preview in which documents are picked, one by one.
namespace mobio::release {

using html::Attributes;
using html::markup;

namespace {

// Above this number the rest is folded away.
constexpr std::size_t many = 10;

Html small(std::string_view icon, std::string_view words) {
    return markup<R"(<span class="de">{} {}</span>)">(view::icon(icon), words);
}

Html about(const Sheet& s, const Paper& paper) {
    Html out;
    if (paper.name != paper.kind) out.add<R"(<span class="name">{}</span>)">(paper.kind);
    out.add<R"(<span class="value"><bdi>{}</bdi></span>)">(paper.name);
    out.add<R"(<span class="de">{}</span>)">(paper.more);
    if (!paper.proves.empty())
        out += small("check", text::fill(s.t.tr("Proves: {1}"), paper.proves));
    if (paper.watermark)
        out += small("seal", text::fill(s.t.tr("Each page will say: only for {1}"), s.recipient()));
    return out;
}

std::string picture_of(const Sheet& s, const Paper& paper) {
    const auto id = paper.document.id.text();
    const auto version = "/picture?at=" + std::to_string(millis(paper.document.changed_at));
    return (s.preview.for_two ? s.preview.base + "/papers/" : std::string("/documents/")) + id +
           version;
}

Html row(const Sheet& s, const Paper& paper) {
    const auto id = paper.document.id.text();
    return markup<
        R"(<label class="item add-in papered"><input type="checkbox" name="paper[]" value="{}" {}><img class="paper" src="{}" alt="" width="72" height="96" loading="lazy"><span>{}</span></label>)">(
        id, Attributes{}.flag("checked", s.draft().papers.contains(id)), picture_of(s, paper),
        about(s, paper));
}

Html rows(const Sheet& s) {
    Html shown, folded;
    std::size_t number = 0;
    for (const auto& paper : s.preview.papers)
        (++number <= many || s.draft().papers.contains(paper.document.id.text()) ? shown
                                                                                 : folded) +=
            row(s, paper);
    if (!folded.empty()) shown += view::details(s.t.tr("Older documents"), folded);
    return shown;
}

Html missing(const Sheet& s) {
    Html out;
    for (const auto& kinds : s.preview.missing)
        out += view::note(
            "info", markup<"{}">(text::fill(s.t.tr("Missing: {1}"), one_of(kinds, s.app, s.t))));
    if (s.preview.for_two) return out;  // adding is done on the person's own pages
    if (s.preview.kindless)
        out += view::note(
            "info", markup<R"({} <a href="/documents">{}</a>)">(
                        s.t.tr("Some documents have no kind yet. Say what they are, then you can "
                               "send them."),
                        s.t.tr("Your documents")));
    if (!s.preview.missing.empty())
        out.add<R"(<p>{}</p>)">(
            view::button_link("/documents/new", s.t.tr("Add a document"), "plus", "quiet small"));
    return out;
}

// What only the person's own eyes can tell.
Html no_place(const Sheet& s) {
    if (!s.preview.hides_places || s.preview.papers.empty()) return {};
    return view::tick("no_place", "yes",
                      s.t.tr("I looked at each page. Nobody can find me by what stands there."),
                      s.draft().no_place, s.problems, s.t);
}

Html attach(const Sheet& s) {
    if (!s.preview.may_attach) return {};
    return view::tick("attach", "yes",
                      s.t.tr("Send the packet and these documents as files, too. The e-mail "
                             "cannot be called back."),
                      s.draft().attach, s.problems, s.t);
}

}  // namespace

Html papers(const Sheet& s) {
    auto body = rows(s);
    if (body.empty())
        body = markup<R"(<p class="soft">{}</p>)">(
            text::fill(s.t.tr("You have no document that {1} may get."), s.recipient()));
    return group("papers", s.t.tr("Documents"), "document", "",
                 markup<"{}">(s.t.tr("Nothing is sent that you do not tick here.")), body) +
           missing(s) + no_place(s) + attach(s);
}

}  // namespace mobio::release
