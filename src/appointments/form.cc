// SPDX-License-Identifier: EUPL-1.2
#include "appointments/form.h"

#include "platform/view/components.h"

namespace mobio::appointments {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

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
    Html select(const char* name, const char* list, std::string_view label) const {
        return view::select(choice(name, list, label), problems, t);
    }
    Html input(view::Input one) const {
        one.value = typed.get(one.name);
        return view::input(one, problems, t);
    }
    Html day(const char* name, std::string_view label) const {
        return input({.name = name, .label = std::string(label), .type = "date", .dir = "ltr"});
    }
};

Html when(const Drawing& d) {
    const auto time = d.input({.name = "time",
                               .label = std::string(d.t.tr("Time of day")),
                               .type = "time",
                               .dir = "ltr"});
    const auto minutes = d.input({.name = "minutes",
                                  .label = std::string(d.t.tr("Minutes")),
                                  .dir = "ltr",
                                  .inputmode = "numeric",
                                  .max_length = 3});
    return markup<R"(<div class="together">{}{}{}</div>)">(d.day("day", d.t.tr("Day")), time,
                                                           minutes);
}

Html where(const Drawing& d) {
    auto words = d.choice("words", "appointment_words", d.t.tr("To be told"));
    words.hint = d.t.tr("The person reads it in their own language.");
    words.many = words.plain = true;
    return markup<R"(<div class="together">{}{}</div><div class="ticks">{}</div>)">(
        d.select("place", "appointment_place", d.t.tr("Where?")),
        d.select("topic", "consult_topic", d.t.tr("About what?")),
        view::choices(words, d.problems, d.t));
}

Html series_part(const Drawing& d) {
    view::Choice repeat{.name = "repeat",
                        .label = std::string(d.t.tr("Repeat")),
                        .hint = std::string(d.t.tr("Empty: only once.")),
                        .options = {{"weekly", std::string(d.t.tr("Every week"))},
                                    {"second_week", std::string(d.t.tr("Every second week"))},
                                    {"monthly", std::string(d.t.tr("Every month"))}},
                        .chosen = d.typed.all("repeat")};
    return markup<R"(<h2>{}</h2><div class="together">{}{}</div>)">(
        d.t.tr("Series"), view::select(repeat, d.problems, d.t),
        d.day("until", d.t.tr("Until which day?")));
}

}  // namespace

Html form_fields(const http::Fields& typed, const Problems& problems, Series series, App& app,
                 const Tongue& t) {
    const Drawing d{typed, problems, app, t};
    auto fields = when(d) + where(d);
    if (series == Series::Possible) fields += series_part(d);
    fields.add<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Save"), "check"));
    return fields;
}

}  // namespace mobio::appointments
