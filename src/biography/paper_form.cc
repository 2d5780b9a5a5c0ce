// SPDX-License-Identifier: EUPL-1.2
// The questions on paper, to be answered with a pen: in the person's language, German beside it for
// whoever types it in.
#include <algorithm>

#include "biography/pages.h"
#include "biography/question.h"
#include "platform/pdf/document.h"

namespace mobio::biography {

using catalogue::Catalogue;
using catalogue::Field;
using catalogue::Type;
using text::Tongue;

namespace {

// So many boxes stand beside their question; more of them below it.
constexpr std::size_t beside = 3;

class PaperForm {
public:
    PaperForm(pdf::Document& page, const Catalogue& catalogue, const Tongue& t,
              const Tongue& german)
        : page_(page), catalogue_(catalogue), t_(t), german_(german) {}

    // `all`: also what the first visit leaves for later.
    void topic(const catalogue::Topic& topic, bool all) {
        all_ = all;
        page_.heading(3, {catalogue_.title(topic, t_), catalogue_.title(topic, german_)});
        if (const auto help = catalogue_.help(topic, t_); !help.empty()) page_.small(help);
        for (const auto* field : topic.fields)
            if (!field->staff_only) ask(*field);
    }

private:
    void ask(const Field& field) {
        if (field.repeated()) page_.small(t_.tr("For more than one, take another sheet."));
        for (const auto& question : questions(field))
            if (all_ || !question.part || !question.part->later) ask(question);
    }

    void ask(const Question& question) {
        const auto words = [&](const Tongue& t) {
            return question.part ? catalogue_.question(*question.field, *question.part, t)
                                 : catalogue_.question(*question.field, t);
        };
        const pdf::Document::Words asked{words(t_), words(german_)};
        if (!question.list.empty() && question.type != Type::Derived)
            boxes(asked, question);
        else if (question.type == Type::Boolean)
            page_.blank(asked, box(t_.tr("Yes"), german_.tr("Yes")) + "    " +
                                   box(t_.tr("No"), german_.tr("No")));
        else
            lines(asked, question);
    }

    std::string box(std::string_view own, std::string_view german) const {
        auto words = "☐\u00a0" + text::isolated(own);  // no box ends a line
        if (own != german) words += " · " + text::isolated(german);
        return words;
    }

    void boxes(const pdf::Document::Words& asked, const Question& question) {
        std::string all;
        const auto& codes = catalogue_.codes(question.list);
        for (const auto& code : codes) {
            if (!all.empty()) all += "    ";
            all += box(catalogue_.code_label(question.list, code.code, t_),
                       catalogue_.code_label(question.list, code.code, german_));
        }
        if (codes.size() <= beside || question.list == "cefr") return page_.blank(asked, all);
        page_.question(asked);
        page_.paragraph(all);
    }

    void lines(const pdf::Document::Words& asked, const Question& question) {
        if (question.type != Type::LongText && !question.lines()) return page_.blank(asked);
        page_.question(asked);
        page_.lines(3);
    }

    pdf::Document& page_;
    const Catalogue& catalogue_;
    const Tongue &t_, &german_;
    bool all_ = true;
};

void introduce(pdf::Document& page, const Tongue& t) {
    page.heading(1, t.tr("My biography"));
    page.paragraph(
        t.tr("No answer is required. Write in your own language. Leave out what you "
             "don’t know or don’t want to say."));
    page.paragraph(t.tr("The year alone is enough. You can use your own calendar."));
    page.paragraph(
        t.tr("Write nothing here about religion, politics, illness or why you fled. "
             "Nobody needs it."));
}

// What the first visit asks, on its first pages: who fills in no more has said what matters most.
std::string paper_form(App& app, text::Language language) {
    const auto& t = app.tongue(language);
    const auto& german = app.tongue(text::Language::De);
    pdf::Document page(app.share.fonts, t,
                       {.title = std::string(t.tr("My biography")),
                        .footer = app.county.name,
                        .subject = std::string(t.tr("Questions on paper")),
                        .created = app.clock.now()});
    introduce(page, t);
    PaperForm form(page, *app.catalogue, t, german);
    page.heading(2, t.tr("The first questions"));
    for (const auto& section : app.catalogue->sections())
        for (const auto& topic : section.topics)
            if (topic.first_visit) form.topic(topic, false);
    page.page_break();
    for (const auto& section : app.catalogue->sections()) {
        const bool asked = std::ranges::all_of(section.topics, &catalogue::Topic::first_visit);
        if (asked || section.key == "life") continue;
        page.heading(2, app.catalogue->label(section, t));
        for (const auto& topic : section.topics)
            if (!topic.first_visit) form.topic(topic, true);
    }
    return page.finish();
}

}  // namespace

http::Response save_paper_form(const SignedIn&, const http::Request& request, App& app) {
    const auto language = text::parse_language(request.param("language"));
    if (!language) http::not_found();
    return http::file("application/pdf", "mobio-" + std::string(text::code(*language)) + ".pdf",
                      paper_form(app, *language));
}

}  // namespace mobio::biography
