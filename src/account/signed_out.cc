// SPDX-License-Identifier: EUPL-1.2
#include "account/signed_out.h"

#include "account/pages.h"
#include "account/session.h"
#include "platform/http/form_key.h"

namespace mobio::account {

using html::markup;

namespace {

constexpr std::string_view goes_to = "goes_to", goes_for = "goes_for", with = "with.";

std::string percent_encoded(std::string_view path) {
    constexpr std::string_view plain = "/-._~", hex = "0123456789ABCDEF";
    std::string out;
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        const bool keep = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') || plain.find(c) != std::string_view::npos;
        if (keep)
            out += c;
        else
            ((out += '%') += hex[byte >> 4]) += hex[byte & 15];
    }
    return out;
}

// Never carried: tokens of the ended session, and what nobody may read on a page.
bool stays_behind(std::string_view name) {
    return name == "form_token" || name == "form_key" || name == "form_for" ||
           name.starts_with("switch_") || name == "switch_second" || name == "code" ||
           name.find("secret") != std::string_view::npos;
}

}  // namespace

std::string local_path(std::string_view wanted) {
    if (!http::is_local(wanted) || wanted.size() > 500) return {};
    return std::string(wanted);
}

http::Response signed_out(const http::Request& request, App& app, std::string_view sign_in) {
    if (request.method != http::Method::Post) {
        std::string to(sign_in);
        return http::see_other((to += "?next=") += percent_encoded(local_path(request.target)));
    }
    if (request.wants_json) return http::json(401, R"({"saved":false,"status":401})");
    Entrance entrance;
    // Phones are shared: what one person typed goes on for that person alone.
    if (const auto owner = owner_mark(app, vault::sha256(request.cookie("session")));
        !owner.empty()) {
        entrance.carried.emplace_back(goes_to, request.path);
        entrance.carried.emplace_back(goes_for, owner);
        for (const auto& [name, value] : request.form)
            if (!stays_behind(name)) entrance.carried.emplace_back(std::string(with) + name, value);
    }
    const bool staff = sign_in != "/";
    return staff ? staff_entrance_page(request, app, entrance)
                 : welcome_page(request, app, entrance);
}

Values carried(const http::Request& request) {
    Values values;
    for (const auto& [name, value] : request.form)
        if (name == goes_to || name == goes_for || name.starts_with(with))
            values.emplace_back(name, value);
    return values;
}

bool carries_form_of(const http::Request& request, App& app, const NewSession& session) {
    if (local_path(request.form.get(goes_to)).empty()) return false;
    const auto owner = owner_mark(app, vault::sha256(session.token));
    return !owner.empty() && vault::same(request.form.get(goes_for), owner);
}

http::Response send_on(const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    Values values;
    for (const auto& [name, value] : request.form)
        if (name.starts_with(with)) values.emplace_back(name.substr(with.size()), value);
    view::Page page;
    page.title = t.tr("You are signed in again");
    page.body = view::head(page.title, t.tr("What you wrote is still here. Send it now."));
    page.has_form = true;
    view::Form form;
    form.action = local_path(request.form.get(goes_to));
    form.hidden = std::move(values);
    form.css = "";
    page.body += view::form(form, view::button(t.tr("Send")), request, app);
    return view::page(request, app, std::move(page));
}

http::Response link_session_ended(const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    view::Page page;
    page.title = t.tr("Please open the link once more");
    page.for_recipient = true;
    page.body = view::head(page.title, t.tr("The page was not used for a while and has closed."));
    page.body += view::note(
        "info", markup<"{}">(t.tr("Open the link in your e-mail again. It is still the same.")));
    return view::page(request, app, std::move(page), 403);
}

}  // namespace mobio::account
