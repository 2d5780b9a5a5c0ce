// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "account/account.h"
#include "account/store.h"
#include "platform/app.h"
#include "platform/sql/database.h"

// Rows of code_cards: invitations, used once.
namespace mobio::account {

inline constexpr auto card_lifetime = std::chrono::hours{14 * 24};

struct Card {
    Id<CodeCard> id;
    Id<Person> person;
    std::string secret;  // Argon2id of the twelve
    text::Language language;
    Time expires_at;
    std::optional<Time> used_at;
    bool open_at(Time now) const { return !used_at && now < expires_at; }
};
std::optional<Card> find_card(sql::Connection& db, std::string_view code);

// What came of a typed code: the card, or nothing; or how long to wait. Counts wrong tries.
struct CheckedCard {
    std::string code;
    std::optional<Card> card;
    std::optional<Duration> wait;
};
CheckedCard check_card(App& app, const std::string& typed);

// A card before its transaction: code drawn, secret part hashed.
struct PreparedCard {
    std::string code, kept;
};
PreparedCard prepare_card(App& app);
// The same for a form: it draws the same code each time, so that sent twice it can show its card
// twice, while the code is kept nowhere. `form` is secret and of this form alone.
PreparedCard prepare_card(App& app, std::string_view form);
// Ends the person's older cards.
void add_card(sql::Transaction& tx, const PreparedCard& card, Id<Person> person, Id<Staff> by,
              text::Language language, Time now);

// The same for a card that was lost: only by who is assigned (else Failure 404), and only until
// there is an account (else 409): who could hand themselves a card for it could sign in as that
// person.
void replace_card(sql::Transaction& tx, const PreparedCard& card, Id<Person> person, Id<Staff> by,
                  text::Language language, Time now);
// In which they read: of their account, else of their last card.
text::Language last_language(sql::Connection& db, Id<Person> person);

// Uses the card up, by that account; false where it was used or ran out in the meantime: of two at
// once one wins.
bool use_up(sql::Transaction& tx, const Card& card, Id<Account> by, Time now);

// Many cards in one PDF, a page each. The first page lists whose they are, by number: the cards
// themselves name nobody.
struct PrintedCard {
    CodeCard card;
    text::Language language;
    std::string name;
};
std::string code_cards_pdf(App& app, const std::vector<PrintedCard>& cards);

bool has_own_account(sql::Connection& db, Id<Person> person);

// Uses the card up and makes the account it invites to. Returns the number, or nothing where the
// card was used or ran out in the meantime: of two at once one wins.
std::optional<std::string> redeem(sql::Transaction& tx, App& app, const Card& card,
                                  const NewAccount& account, Time now);

}  // namespace mobio::account
