// SPDX-License-Identifier: EUPL-1.2
#include "consultation/form.h"

#include "platform/view/components.h"

namespace mobio::consultation {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

constexpr std::size_t most_note = 4000;

// One form while it is drawn.
struct Drawing {
    const http::Fields& typed;
    const Problems& problems;
    App& app;
    const Tongue& t;

    view::Choice choice(const char* name, const char* list, std::string_view label) const {
        view::Choice choice{.name = name, .label = std::string(label)};
        for (const auto& code : app.catalogue->codes(list))
            choice.options.push_back(
                {.value = code.code, .label = app.catalogue->code_label(list, code.code, t)});
        choice.chosen = typed.all(name);
        return choice;
    }
    Html select(const char* name, const char* list, std::string_view label,
                std::string_view hint = "") const {
        auto one = choice(name, list, label);
        one.hint = hint;
        return view::select(one, problems, t);
    }
    Html ticks(const char* name, const char* list, std::string_view label,
               std::string_view hint = "") const {
        auto many = choice(name, list, label);
        many.many = many.plain = true;
        many.hint = hint;
        return markup<R"(<div class="ticks">{}</div>)">(view::choices(many, problems, t));
    }
    Html day(const char* name, std::string_view label) const {
        return view::input({.name = name,
                            .label = std::string(label),
                            .value = typed.get(name),
                            .type = "date",
                            .dir = "ltr"},
                           problems, t);
    }
    Html tick(const char* name, std::string_view label) const {
        return view::tick(name, "yes", label, typed.get(name) == "yes", problems, t);
    }
};

Html minutes(const Drawing& d) {
    return view::input({.name = "minutes",
                        .label = std::string(d.t.tr("Minutes")),
                        .value = d.typed.get("minutes"),
                        .dir = "ltr",
                        .inputmode = "numeric",
                        .max_length = 3},
                       d.problems, d.t);
}

Html what_and_when(const Drawing& d) {
    return markup<R"(<div class="together">{}{}{}</div>{})">(
        d.day("day", d.t.tr("Day")), d.select("kind", "consult_kind", d.t.tr("Kind")), minutes(d),
        d.ticks("topics", "consult_topic", d.t.tr("Topics")));
}

Html who(const Drawing& d) {
    return d.ticks("present", "consult_present", d.t.tr("Who was there, beside the person?")) +
           d.select("interpreter", "consult_interpreter", d.t.tr("Interpreting"),
                    d.t.tr("Children and relatives should not interpret.")) +
           d.tick("interpreter_adult", d.t.tr("The interpreter is an adult."));
}

Html shared(const Drawing& d) {
    const view::Input note{.name = "note",
                           .label = std::string(d.t.tr("What was said")),
                           .hint = std::string(d.t.tr("The person reads this. Short is enough.")),
                           .value = d.typed.get("note")};
    return view::textarea(note, 3, d.problems, d.t);
}

Html step(const Drawing& d) {
    const view::Input words{.name = "step_words",
                            .label = std::string(d.t.tr("More about it")),
                            .value = d.typed.get("step_words"),
                            .max_length = 200};
    return markup<R"(<div class="together">{}{}{}</div>{})">(
        d.select("step_kind", "consult_step", d.t.tr("What is to be done?")),
        d.select("waiting_for", "consult_waiting", d.t.tr("Who has to act?")),
        d.day("due", d.t.tr("Until when?")), view::input(words, d.problems, d.t));
}

Html working_note(const Drawing& d) {
    const view::Input words{
        .name = "working_note",
        .label = std::string(d.t.tr("My working note")),
        .hint = text::fill(d.t.tr("Only you read it. It is deleted after {1} days."),
                           d.t.number(d.app.county.private_note_days)),
        .value = d.typed.get("working_note")};
    return markup<R"(<h2>{}</h2>{}{})">(
        d.t.tr("Private"), view::textarea(words, 3, d.problems, d.t),
        d.tick("open_to_cover", d.t.tr("My cover may read it too.")));
}

}  // namespace

Html form_fields(const http::Fields& typed, const Problems& problems, App& app, const Tongue& t) {
    const Drawing d{typed, problems, app, t};
    auto fields = what_and_when(d) + who(d) + shared(d) + markup<"<h2>{}</h2>">(t.tr("Next step")) +
                  step(d) + working_note(d);
    fields.add<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Save"), "check"));
    return fields;
}

Html step_fields(const http::Fields& typed, const Problems& problems, App& app, const Tongue& t) {
    return step({typed, problems, app, t});
}

TypedNote read_note(const http::Fields& typed, Problems& problems) {
    TypedNote note{text::clean(typed.get("working_note")).text,
                   typed.get("open_to_cover") == "yes"};
    if (text::length(note.words) > most_note)
        problems.add("working_note", {text::mark("That is too long. 4000 characters are enough.")});
    return note;
}

}  // namespace mobio::consultation
