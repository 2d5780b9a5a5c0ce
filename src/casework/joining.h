// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>

#include "account/code_card.h"
#include "account/who.h"
#include "casework/merge.h"
#include "platform/app.h"

// A person who has an account comes with a card for the record that staff made of them.
namespace mobio::casework {

// The card of another record that has no account of its own, open now; nothing for any other.
bool may_join(sql::Connection& db, const Acting& who, const account::Card& card, Time now);

// Uses the card up and joins its record to the person's own. Nothing where the card was used or
// ran out in the meantime: of two at once one wins. Throws Failure{404} without access.
std::optional<Id<Merge>> join(sql::Transaction& tx, App& app, const Acting& who,
                              const account::Card& card, Time now);

}  // namespace mobio::casework
