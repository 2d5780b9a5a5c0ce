// SPDX-License-Identifier: EUPL-1.2
#include "casework/joining.h"

#include "account/moving.h"
#include "biography/store.h"

namespace mobio::casework {

bool may_join(sql::Connection& db, const Acting& who, const account::Card& card, Time now) {
    return card.open_at(now) && card.person != who.person &&
           !account::has_own_account(db, card.person) &&
           account::leads_to(db, card.person) == card.person;
}

std::optional<Id<Merge>> join(sql::Transaction& tx, App& app, const Acting& who,
                              const account::Card& card, Time now) {
    biography::demand_access(tx, who, now);
    if (!may_join(tx, who, card, now) || !account::use_up(tx, card, who.account, now))
        return std::nullopt;
    return merge(tx, app, Merging{who.person, card.person, {false, who.account.bytes}}, now);
}

}  // namespace mobio::casework
