// SPDX-License-Identifier: EUPL-1.2
#include "platform/http/form_key.h"
#include "platform/http/form_owner.h"
#include "platform/http/front.h"
#include "platform/view/components.h"

namespace mobio::view {

using html::Attributes;
using html::markup;

namespace {

using Values = std::vector<std::pair<std::string, std::string>>;

Html hidden(const Values& values, const http::Request& request, App& app) {
    auto out = markup<R"(<input type="hidden" name="form_token" value="{}">)">(
        http::form_token(request, app));
    if (const auto whose = http::form_for(request, app); !whose.empty())
        out.add<R"(<input type="hidden" name="form_for" value="{}">)">(whose);
    bool has_key = false;
    for (const auto& [name, value] : values) {
        has_key = has_key || name == "form_key";
        out.add<R"(<input type="hidden" name="{}" value="{}">)">(name, value);
    }
    if (!has_key)
        out.add<R"(<input type="hidden" name="form_key" value="{}">)">(http::make_form_key());
    return out;
}

}  // namespace

Html form(const Form& form, const Html& fields, const http::Request& request, App& app) {
    Attributes some;
    some.set("class", form.css).set("id", form.id);
    if (form.files) some.set("enctype", "multipart/form-data");
    if (!form.autosave.empty()) {
        const auto& t = app.tongue(request.language);
        some.set("data-autosave", form.autosave).set("data-saved", t.tr("Saved"));
        some.set("data-waiting", t.tr("Not saved yet. We keep trying."));
        some.set("data-wrong", t.tr("Please look at the marked answers."));
        some.set("data-stopped", t.tr("Not saved. Press the button to go on."));
        some.set("data-error", t.tr("Error:"));
    }
    return markup<R"(<form {} method="post" action="{}" novalidate>{}{}</form>)">(
        some, form.action, hidden(form.hidden, request, app), fields);
}

Html button_form(std::string_view action, const Html& button, const http::Request& request,
                 App& app, const Values& values) {
    return markup<R"(<form method="post" action="{}">{}{}</form>)">(
        action, hidden(values, request, app), button);
}

}  // namespace mobio::view
