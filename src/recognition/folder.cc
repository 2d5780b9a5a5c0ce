// SPDX-License-Identifier: EUPL-1.2
#include "recognition/folder.h"

#include "biography/words.h"
#include "cv/mine.h"
#include "documents/about.h"
#include "documents/binder.h"
#include "documents/store.h"
#include "platform/pdf/document.h"

namespace mobio::recognition {

using documents::Binder;
using text::Tongue;

namespace {

// Given to its body in Germany: the sheet and the CV are in German.
const Tongue& german(const App& app) { return app.tongue(text::Language::De); }

std::string_view state_of(const Paper& paper, const Tongue& t) {
    if (paper.code == "cv" || !paper.kept.empty()) return t.tr("paper", "enclosed");
    return paper.have == Have::Lost ? t.tr("paper", "lost") : t.tr("paper", "not enclosed");
}

pdf::Fact fact(std::string label, std::string value) {
    pdf::Fact fact;
    fact.label = std::move(label);
    fact.value = std::move(value);
    return fact;
}

struct Sheet {
    std::string pdf;
    int pages = 0;
};
Sheet sheet(App& app, const biography::Biography& biography, const Path& path) {
    const auto& t = german(app);
    const auto& catalogue = *app.catalogue;
    const std::string title(t.tr("Papers for recognition"));
    pdf::Document sheet(app.share.fonts, t,
                        {.title = title,
                         .footer = t.date(app.today()),
                         .subject = title,
                         .created = app.clock.now()});
    sheet.heading(1, title);
    if (const auto name = biography::full_name(biography); !name.empty())
        sheet.paragraph(text::isolated(name));
    // Paper is left lying about: no place of somebody whose address is protected stands on it.
    const bool hidden = biography::address_protected(biography);
    const auto qualification = biography::title_in_words(
        catalogue, *path.field, path.claim->value, t,
        [&](const catalogue::Part& part) { return !(hidden && part.place); });
    sheet.facts({fact(catalogue.label(*path.field, t), qualification),
                 fact(std::string(t.tr("Who decides")),
                      catalogue.code_label("recognition_body", path.body->key, t))});
    sheet.heading(2, t.tr("The papers"));
    std::vector<pdf::Fact> papers;
    for (const auto& paper : path.papers)
        papers.push_back(fact(catalogue.code_label("recognition_paper", paper.code, t),
                              std::string(state_of(paper, t))));
    sheet.facts(papers);
    const auto pages = static_cast<int>(sheet.pages());
    return {sheet.finish(), pages};
}

}  // namespace

files::Bytes folder(const Acting& who, App& app, const biography::Biography& biography,
                    const Path& path) {
    Binder binder;
    auto first = sheet(app, biography, path);
    binder.add(std::move(first.pdf), first.pages,
               std::string(german(app).tr("Papers for recognition")));
    const auto mine = app.db->read([&](sql::Connection& db) {
        return cv::Mine{biography, cv::load(db, app, who), app.occupations->list(db)};
    });
    auto life = cv::paper_of(mine, app, cv::Layout::TwoPages, german(app));
    binder.add(std::move(life.pdf), life.pages, std::string(german(app).tr("CV")));
    for (const auto& paper : path.papers)
        for (const auto& document : paper.kept)
            if (binder.takes(document.pages))
                binder.add(documents::pdf_of(app, who.person, document), document.pages,
                           documents::name_of(document.about, app, german(app)));
    return binder.bound(app);
}

}  // namespace mobio::recognition
