// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>

#include "platform/http/form_owner.h"
#include "platform/view/components.h"
#include "platform/view/page.h"

namespace mobio::view {

using html::markup;

namespace {

// What happened, and what to do now.
struct Words {
    const char *title, *help;
};

Words words_of(unsigned status) {
    using text::mark;
    switch (status) {
        case 400:
            return {mark("We did not understand that"),
                    mark("Go back and try it again. Use the links and buttons on the page.")};
        case 403:
            return {mark("This did not work"),
                    mark("Go back, load the page again and try once more.")};
        case 404:
            return {mark("There is nothing here"),
                    mark("The page does not exist, or you may not see it.")};
        case 405:
            return {mark("This page does not work that way"), mark("Go to the start page.")};
        case 409:
            return {mark("This was changed in the meantime"),
                    mark("Go back and load the page again. Then you see the newest state.")};
        case 410:
            return {mark("This is no longer available"),
                    mark("It has ended or was withdrawn. Ask the office that helps you.")};
        case 413:
            return {mark("That was too much at once"), mark("Send less text or a smaller file.")};
        case 414:
            return {mark("The address is too long"), mark("Go to the start page.")};
        case 415:
            return {mark("We cannot read this kind of file"), mark("Send it in another format.")};
        case 421:
            return {mark("This address does not belong to us"),
                    mark("Check the address and try again.")};
        case 422:
            return {mark("Something is missing"), mark("Go back and look at your answers again.")};
        case 429:
            return {mark("That was too often"), mark("Wait a few minutes. Then try again.")};
        case 431:
            return {mark("Your browser sent too much"),
                    mark("Delete this site’s cookies. Then try again.")};
        case 501:
            return {mark("We do not offer that"), mark("Go to the start page.")};
        case 503:
            return {mark("We are busy right now"), mark("Wait a moment. Then try again.")};
        case 507:
            return {mark("We cannot save right now"),
                    mark("Our storage is full. We are working on it. Try again later.")};
        default:
            return {mark("Something broke on our side"), mark("Wait a moment. Then try again.")};
    }
}

// A field whose value never goes back onto a page: a code card's code, or one of these words in it.
bool secret(std::string_view name) {
    constexpr std::array<std::string_view, 6> words{"secret",     "password", "pin",
                                                    "passphrase", "totp",     "otp"};
    if (name == "code") return true;
    while (!name.empty()) {
        const auto end = std::min(name.find_first_of("._-[]"), name.size());
        if (std::find(words.begin(), words.end(), name.substr(0, end)) != words.end()) return true;
        name.remove_prefix(std::min(end + 1, name.size()));
    }
    return false;
}

Html typed_again(std::string_view name, const Tongue& t) {
    Input field;
    field.name = name;
    field.label = t.tr("Your password, PIN or code");
    field.hint = t.tr("We do not keep it. Type it once more.");
    field.type = "password";
    return input(field, {}, t);
}

bool is_of_the_form_alone(std::string_view name) {
    return name == "form_token" || name == "form_for" || name.starts_with("switch_");
}

// The same fields once more behind a button; nothing that was typed is lost.
Html send_again(const http::Request& request, App& app, const Tongue& t) {
    Form again;
    again.action = request.target;
    Html fields;
    for (const auto& [name, value] : request.form) {
        if (is_of_the_form_alone(name)) continue;
        if (secret(name))
            fields += typed_again(name, t);
        else
            again.hidden.emplace_back(name, value);
    }
    fields.add<R"(<div class="buttons">{}</div>)">(button(t.tr("Try again")));
    return form(again, fields, request, app);
}

bool can_send_again(const http::Request& request) {
    return request.method == http::Method::Post && !request.form.empty();
}

Html way_on(const http::Request& request, const Tongue& t) {
    if (request.visitor.kind == http::Visitor::Kind::Recipient) return {};
    return markup<R"(<div class="buttons">{}</div>)">(button_link("/", t.tr("To the start page")));
}

Html number_line(const http::Request& request, const Tongue& t) {
    return markup<R"(<p class="soft small">{} {}</p>)">(t.tr("Number of this request:"),
                                                        number(request.id));
}

}  // namespace

http::Response error_page(const http::Request& request, App& app, unsigned status) {
    const auto& t = app.tongue(request.language);
    const auto words = words_of(status);
    Page out;
    out.title = t.tr(words.title);
    out.body = head(out.title, t.tr(words.help));
    if ((status == 503 || status == 507) && can_send_again(request)) {
        out.has_form = true;
        out.body +=
            note("info", markup<"{}">(t.tr("Your answers are still here. Nothing is lost.")));
        out.body += send_again(request, app, t);
    } else {
        out.body += way_on(request, t);
    }
    out.body += number_line(request, t);
    return page(request, app, std::move(out), status);
}

http::Response stale_form(const http::Request& request, App& app) {
    const bool own = request.form.get("form_for") == http::form_for(request, app);
    if (!own || !can_send_again(request)) return error_page(request, app, 403);
    const auto& t = app.tongue(request.language);
    Page out;
    out.has_form = true;
    out.title = t.tr("Please send this once more");
    out.body = head(out.title, t.tr("The page was open for a long time. Nothing is lost."));
    out.body +=
        note("info", markup<"{}">(t.tr("Did you fill in this form yourself? Then send it again.")));
    out.body += send_again(request, app, t) + number_line(request, t);
    return page(request, app, std::move(out), 403);
}

http::Response waiting_form(const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    Page out;
    out.has_form = true;
    out.title = t.tr("Please send this once more");
    out.body = head(out.title, t.tr("Your answers are still here. Nothing is lost."));
    out.body += send_again(request, app, t);
    return page(request, app, std::move(out));
}

}  // namespace mobio::view
