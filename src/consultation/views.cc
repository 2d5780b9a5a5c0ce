// SPDX-License-Identifier: EUPL-1.2
#include "consultation/views.h"

namespace mobio::consultation {

using html::Html;
using html::markup;
using text::Tongue;

std::string labels(App& app, std::string_view list, const std::vector<std::string>& codes,
                   const Tongue& t) {
    std::vector<std::string> words;
    for (const auto& code : codes) words.push_back(app.catalogue->code_label(list, code, t));
    return t.list(words);
}

Html step_in_words(const Step& step, App& app, const Tongue& t) {
    auto words = markup<"{}">(app.catalogue->code_label("consult_step", step.kind, t));
    if (!step.words.empty()) words.add<": {}">(view::value(step.words));
    return words;
}

std::string who_and_when(const Step& step, Reader reader, App& app, const Tongue& t) {
    const bool you = reader == Reader::ThePerson && step.waiting_for == "person";
    auto words = you ? std::string(t.tr("You"))
                     : app.catalogue->code_label("consult_waiting", step.waiting_for, t);
    if (step.due) words += " · " + text::fill(t.tr("until {1}"), t.short_date(*step.due));
    return words;
}

bool presses(const Step& step, Date today) {
    return step.due &&
           std::chrono::sys_days{*step.due} <= std::chrono::sys_days{today} + std::chrono::days{3};
}

std::vector<view::Fact> facts_of(const Consultation& told, Reader reader, App& app,
                                 const Tongue& t) {
    std::vector<view::Fact> facts;
    const auto tell = [&](std::string_view label, const Html& value) {
        facts.push_back({std::string(label), value, {}});
    };
    tell(t.tr("Kind"), markup<"{} · {}">(app.catalogue->code_label("consult_kind", told.kind, t),
                                         t.plural("{1} minute", "{1} minutes", told.minutes)));
    tell(t.tr("Topics"), markup<"{}">(labels(app, "consult_topic", told.topics, t)));
    if (!told.present.empty())
        tell(t.tr("Also present"), markup<"{}">(labels(app, "consult_present", told.present, t)));
    if (!told.interpreter.empty())
        tell(t.tr("Interpreting"),
             markup<"{}">(app.catalogue->code_label("consult_interpreter", told.interpreter, t)));
    if (!told.note.empty())
        tell(t.tr("What was said"),
             markup<R"(<span class="said">{}</span>)">(view::value(told.note)));
    if (told.step.agreed()) {
        tell(t.tr("Next step"), step_in_words(told.step, app, t));
        tell(t.tr("Who has to act"), markup<"{}">(who_and_when(told.step, reader, app, t)));
    }
    return facts;
}

Html concern_note(const Consultation& told, const Tongue& t) {
    const auto warn = [](std::string_view words) {
        return view::note("warn", markup<"{}">(words), "warm");
    };
    switch (concern(told)) {
        case Concern::Child:
            return warn(
                t.tr("A child interpreted. Next time, please ask an adult who is not of "
                     "the family."));
        case Concern::Relative:
            return warn(
                t.tr("A relative interpreted. Next time, please ask somebody who is not "
                     "of the family."));
        case Concern::Age:
            return warn(t.tr("It is not confirmed that the interpreter is an adult."));
        case Concern::None:
            break;
    }
    return {};
}

}  // namespace mobio::consultation
