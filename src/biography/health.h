// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "account/who.h"
#include "biography/store.h"

// What somebody says about their health is kept with a consent of its own (Art. 9 GDPR): asked with
// the first such answer, taken back by emptying the answers (docs/decisions/0011-health.md).
namespace mobio::biography {

// The form's name of the consent.
inline constexpr const char* health_consent = "health_consent";
void log_health_consent(sql::Transaction& tx, const Teller& who, const Writer& author,
                        text::Language language, Time now);

// What a save emptied of it is kept no longer: all revisions of the record, and of those joined to
// it, are sealed anew without it. That something stood there, and when, stays in the history; the
// access log says that it was taken back.
void forget_emptied_health(sql::Transaction& tx, App& app, const Teller& who,
                           const std::string& section, const Saved& saved, const Writer& author,
                           Time now);

}  // namespace mobio::biography
