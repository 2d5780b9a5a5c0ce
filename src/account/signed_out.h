// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

#include "account/account.h"
#include "platform/app.h"
#include "platform/http/request.h"
#include "platform/http/response.h"
#include "platform/view/html.h"

// What somebody sees who came without a session: the way to sign in, and on from there.
namespace mobio::account {

// A path of our own to go to after signing in, or "" where it is anything else.
std::string local_path(std::string_view wanted);

// A GET goes to the sign-in page and comes back after it. A POST (the session ended while somebody
// typed) shows the sign-in with what was typed kept in it.
http::Response signed_out(const http::Request& request, App& app, std::string_view sign_in);

// The recipient's session idled out: open the link again.
http::Response link_session_ended(const http::Request& request, App& app);

// The hidden fields that carry a form over the sign-in, and the page after it that sends it on.
using Values = std::vector<std::pair<std::string, std::string>>;
Values carried(const http::Request& request);
// Only for the account that filled the form in: another one that signs in sees nothing of it.
bool carries_form_of(const http::Request& request, App& app, const NewSession& session);
http::Response send_on(const http::Request& request, App& app);

}  // namespace mobio::account
