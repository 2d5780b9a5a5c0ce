// SPDX-License-Identifier: EUPL-1.2
#include "plan/signing.h"

#include "plan/reading.h"
#include "plan/signature.h"

namespace mobio::plan {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

std::string input(std::string_view side, std::string_view what) {
    return (std::string(side) += '_') += what;
}

// Hidden until the script is there: without it one signs by name.
Html pad(std::string_view side, const http::Fields& typed, const Tongue& t) {
    const auto name = input(side, "path");
    return markup<R"(<div class="pad" data-sign hidden><p class="hint">{}</p>)"
                  R"(<svg viewBox="0 0 600 200" role="img" aria-label="{}"><path d=""/></svg>)"
                  R"(<input type="hidden" name="{}" value="{}">)"
                  R"(<button class="button plain small" type="button">{}</button></div>)">(
        t.tr("Sign with a finger, a pen or the mouse."), t.tr("Field for the signature"), name,
        typed.get(name), t.tr("Begin again"));
}

}  // namespace

Html sign_fields(std::string_view side, const std::string& name, const http::Fields& typed,
                 const Problems& problems, const Tongue& t) {
    const auto field = input(side, "name");
    auto out = pad(side, typed, t);
    out += view::input({.name = field,
                        .label = std::string(t.tr("Or write the name")),
                        .value = typed.has(field) ? typed.get(field) : name,
                        .max_length = most_short},
                       problems, t);
    out += view::tick(input(side, "agree"), "yes", t.tr("I agree with these goals and steps."),
                      typed.get(input(side, "agree")) == "yes", problems, t);
    return out;
}

Confirmation read_signed(std::string_view side, const http::Fields& typed, Problems& problems) {
    Confirmation confirmation;
    const auto field = input(side, "name");
    confirmation.name = text::clean(typed.get(field)).text;
    if (text::length(confirmation.name) > most_short)
        problems.add(field, {text::mark("That is too long. 200 characters are enough.")});
    const auto& sent = typed.get(input(side, "path"));
    if (const auto path = sent.empty() ? std::nullopt : read_signature(sent)) {
        confirmation.way = Way::Drawn;
        confirmation.path = *path;
    } else if (!sent.empty()) {
        problems.add(field,
                     {text::mark("The signature is too short. Sign again or write the name.")});
    } else if (confirmation.name.empty()) {
        problems.add(field, {text::mark("Sign, or write the name.")});
    }
    if (typed.get(input(side, "agree")) != "yes")
        problems.add(input(side, "agree"), {text::mark("Tick the box if you agree.")});
    return confirmation;
}

}  // namespace mobio::plan
