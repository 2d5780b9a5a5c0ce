// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>

#include "account/account.h"
#include "account/sign_in.h"
#include "account/signed_out.h"
#include "platform/problems.h"
#include "platform/view/components.h"
#include "platform/view/page.h"

// What the pages of this capability share.
namespace mobio::account {

void add_sign_in_pages(http::Router& router);
void add_registration_pages(http::Router& router);
void add_own_pages(http::Router& router);
void add_code_card_pages(http::Router& router);
void add_staff_pages(http::Router& router);
void add_staff_code_pages(http::Router& router);

// What somebody typed at a sign-in, and what there is to say about it.
struct Entrance {
    std::string code, number, email, next;
    Values carried;  // a form that waits behind the sign-in
    Problems problems;
    std::optional<Duration> wait;  // too many wrong tries
    unsigned status() const { return wait ? 429 : problems.empty() ? 200 : 422; }
    static Entrance from(const http::Request& request);
};
// The form that people sign in with: card first, number behind a summary.
view::Html entrance_card(const Entrance& entrance, const http::Request& request, App& app);
http::Response welcome_page(const http::Request& request, App& app, const Entrance& entrance);
http::Response staff_entrance_page(const http::Request& request, App& app,
                                   const Entrance& entrance);
// Tells how long to wait, and says so to the browser.
view::Html wait_note(const std::optional<Duration>& wait, const text::Tongue& t);
http::Response with_wait(http::Response response, const std::optional<Duration>& wait);

// Where a sign-in leads: the page asked for, or the form that waited.
http::Response go_on(const http::Request& request, App& app, const NewSession& session,
                     std::string_view home);

// A code from a card was typed, here or on the first page: on to choosing a secret.
http::Response open_card(const http::Request& request, App& app, const std::string& typed);

// The input that takes a card's code, and what it says of one that does not fit: whether it is
// unknown, used up, run out or mistyped is not told apart.
view::Html code_input(const std::string& typed, const Problems& problems, const text::Tongue& t);
inline constexpr const char* card_does_not_fit =
    text::mark("This code does not fit. Check it, or ask for a new card.");

// The two fields of a new secret, and their check.
view::Html secret_fields(const Problems& problems, const text::Tongue& t);
std::string chosen_secret(const http::Request& request, Problems& problems,
                          std::string_view calling_name = {});
// What one agrees to when an account is made, and its hash as it was shown.
view::Html agreement(const http::Request& request, const Problems& problems, const text::Tongue& t);
std::optional<std::array<std::uint8_t, 32>> agreed_text(const http::Request& request,
                                                        Problems& problems, const text::Tongue& t);

// After `http::once` made an account: signs its owner in, also when the same form came twice.
http::Response enter_new_account(const http::Request& request, App& app,
                                 const std::string& location);
std::string new_account_location(Id<Account> account);

}  // namespace mobio::account
