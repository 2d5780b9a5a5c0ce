// SPDX-License-Identifier: EUPL-1.2
#include "plan/paper.h"

#include "catalogue/catalogue.h"
#include "plan/signature.h"
#include "plan/views.h"
#include "platform/pdf/document.h"

namespace mobio::plan {

namespace {

using pdf::Document;
using text::Language;
using text::mark;
using text::Tongue;
using Tone = Document::Text::Tone;

// How a row is set.
struct Setting {
    double size = 10, before = 0, after = 2;
    bool bold = false, keeps_next = false;
    Tone tone = Tone::Ink;
    int heading = 0;
};
constexpr Setting title{.size = 18, .after = 6, .bold = true, .keeps_next = true, .heading = 1};
constexpr Setting goal_title{
    .size = 13, .before = 14, .after = 3, .bold = true, .keeps_next = true, .heading = 2};
constexpr Setting part_title{.size = 10,
                             .before = 6,
                             .after = 2,
                             .bold = true,
                             .keeps_next = true,
                             .tone = Tone::Deep,
                             .heading = 3};
constexpr Setting plain{};
constexpr Setting soft{.size = 9, .tone = Tone::Soft};

class Sheet {
public:
    Sheet(const Version& version, bool has_scan, Language language, App& app)
        : version_(version),
          has_scan_(has_scan),
          app_(app),
          german_(app.tongue(Language::De)),
          other_(app.tongue(language)),
          page_(app.share.fonts, german_, head()) {}

    std::string finish() {
        write_head();
        std::size_t number = 0;
        for (const auto& goal : version_.content.goals) write_goal(goal, ++number);
        write_signatures();
        return page_.finish();
    }

private:
    bool two() const { return other_.language() != Language::De; }

    Document::Head head() const {
        const auto& content = version_.content;
        const std::string name(german_.tr("Goal agreement"));
        return {.title = text::fill(german_.tr("{1}: {2}"), name, text::isolated(content.person)),
                .footer = text::fill(german_.tr("Version {1} of {2} · check sum {3}"),
                                     std::to_string(content.number),
                                     german_.short_date(content.day), version_.hash.substr(0, 16)),
                .subject = name,
                .created = version_.frozen_at};
    }

    // What `say` says, in German, and beside it in the other language.
    template <class Say>
    void row(const Setting& setting, const Say& say) {
        const double gap = 16, half = (Document::inner_width() - gap) / 2;
        const double width = two() ? half : Document::inner_width();
        const auto text = [&](std::string words, const Tongue& t) {
            return Document::Text{std::move(words), setting.size, setting.bold, setting.tone,
                                  setting.heading,  false,        t.language()};
        };
        std::vector<Document::Column> columns;
        columns.push_back(
            Document::Column{{0, width}, {text(say(german_, Reader::Staff), german_)}});
        if (two())
            columns.push_back(Document::Column{{half + gap, half},
                                               {text(say(other_, Reader::ThePerson), other_)}});
        page_.columns(columns, {setting.before, setting.after, setting.keeps_next});
    }
    void texts(const Setting& setting, const char* id) {
        row(setting, [&](const Tongue& t, Reader) { return std::string(t.tr(id)); });
    }
    // "Deadline: 30 June 2027"
    template <class Say>
    void fact(const char* label, const Say& say) {
        row(plain, [&](const Tongue& t, Reader reader) {
            return text::fill(t.tr("{1}: {2}"), t.tr(label), text::isolated(say(t, reader)));
        });
    }

    void write_head() {
        const auto& content = version_.content;
        texts(title, mark("Goal agreement"));
        row(plain, [&](const Tongue& t, Reader) {
            return text::fill(t.tr("Between {1} and {2}"), text::isolated(content.person),
                              text::isolated(content.caseworker));
        });
        if (!content.covers.empty())
            fact(mark("Also for"), [&](const Tongue&, Reader) { return content.covers; });
        row(soft, [&](const Tongue& t, Reader) {
            return text::fill(t.tr("Version {1} of {2}"), std::to_string(content.number),
                              t.date(content.day)) +
                   " · " + text::isolated(app_.county.name);
        });
    }

    // In one language only: as it was written.
    void written(const std::string& words, Language in, const Setting& setting) {
        if (words.empty()) return;
        Document::Text text{words, setting.size, setting.bold, setting.tone, 0, false, in};
        page_.columns({{{0, Document::inner_width()}, {std::move(text)}}},
                      {setting.before, setting.after, setting.keeps_next});
    }

    void write_goal(const KeptGoal& goal, std::size_t number) {
        const auto& told = goal.told;
        row(goal_title, [&](const Tongue& t, Reader reader) {
            return std::to_string(number) + ". " + text::isolated(title_of(told, reader, app_, t));
        });
        row(soft, [&](const Tongue& t, Reader) {
            return app_.catalogue->code_label("plan_area", told.area, t) + " · " +
                   status_of(told, app_, t);
        });
        constexpr Setting own{.size = 11.5, .before = 3, .after = 4};
        written(told.words, text::negotiate(told.words_lang), own);
        if (told.kind != "own") written(told.german, Language::De, plain);
        if (!told.situation.empty()) {
            texts(part_title, mark("How it is now"));
            written(told.situation, Language::De, plain);
        }
        fact(mark("How we will notice it"),
             [&](const Tongue& t, Reader) { return indicator_of(told, app_, t); });
        if (told.deadline)
            fact(mark("Deadline"), [&](const Tongue& t, Reader) { return t.date(*told.deadline); });
        if (told.review && told.goes_on())
            fact(mark("Next review"),
                 [&](const Tongue& t, Reader) { return t.date(*told.review); });
        if (!goal.measures.empty()) texts(part_title, mark("Steps"));
        for (const auto& measure : goal.measures) write_step(measure.told);
    }

    void write_step(const Measure& measure) {
        row({.after = 0, .keeps_next = true}, [&](const Tongue& t, Reader) {
            return "– " + text::isolated(title_of(measure, app_, t));
        });
        row({.size = 9, .after = 4, .tone = Tone::Soft}, [&](const Tongue& t, Reader reader) {
            auto words = who_and_when(measure, reader, app_, t);
            if (measure.status != "done")
                words +=
                    " · " + app_.catalogue->code_label("plan_measure_status", measure.status, t);
            if (!measure.proof.empty() && measure.proof != "none")
                words +=
                    " · " + text::fill(t.tr("proof: {1}"),
                                       app_.catalogue->code_label("plan_proof", measure.proof, t));
            return words;
        });
    }

    // --- Signatures ------------------------------------------------------------------------------

    static Document::Span side(bool person) {
        const double gap = 24, half = (Document::inner_width() - gap) / 2;
        return {person ? 0 : half + gap, half};
    }

    void draw_both() {
        std::vector<Document::Drawing> drawings;
        for (const auto* one : {&version_.person, &version_.caseworker})
            if (*one && (*one)->way == Way::Drawn)
                drawings.push_back({side((*one)->by_person), (*one)->path, signature_wide,
                                    signature_tall,
                                    text::fill(german_.tr("Signature of {1}"), (*one)->name)});
        if (!drawings.empty()) page_.drawings(drawings, 44);
    }

    std::vector<Document::Text> signed_by(const std::optional<Confirmation>& one,
                                          const std::string& name) const {
        std::vector<Document::Text> texts{
            {text::isolated(one && !one->name.empty() ? one->name : name), 10, true}};
        const auto add = [&](const Tongue& t) {
            texts.push_back(
                {one ? way_in_words(*one, t) : std::string(t.tr("Place, date, signature")), 8.5,
                 false, Tone::Soft, 0, false, t.language()});
        };
        add(german_);
        if (two()) add(other_);
        return texts;
    }

    void write_signatures() {
        page_.rule(14);
        texts(part_title, mark("Signatures"));
        if (!version_.confirmed()) page_.columns({{side(true), {{" ", 26}}}}, {0, 0, true});
        draw_both();
        const auto& content = version_.content;
        page_.columns({{side(true), signed_by(version_.person, content.person)},
                       {side(false), signed_by(version_.caseworker, content.caseworker)}},
                      {4, 8, false});
        if (has_scan_) texts(soft, mark("The signed sheet is kept with this version."));
        texts(soft, mark("A change makes a new version. This one stays as it is."));
    }

    const Version& version_;
    const bool has_scan_;
    App& app_;
    const Tongue &german_, &other_;
    Document page_;
};

}  // namespace

std::string paper(const Version& version, bool has_scan, Language language, App& app) {
    return Sheet(version, has_scan, language, app).finish();
}

}  // namespace mobio::plan
