// SPDX-License-Identifier: EUPL-1.2
#include "account/account.h"

#include "account/orphaned_keys.h"
#include "account/passwords.h"
#include "account/store.h"

namespace mobio::account {

NewPerson register_person(App& app, std::string_view calling_name, std::string_view secret,
                          text::Language language) {
    const auto registration = prepare(app, calling_name, secret_form(secret), language);
    const auto key = app.vault.key_of(registration.person.bytes);
    const auto now = app.clock.now();
    const auto number = app.db->write(
        [&](sql::Transaction& tx) { return add_person(tx, app, registration, key, now); });
    return {registration.account, registration.person, number};
}

// What ran out is of no use to anybody and goes.
void add_jobs(jobs::Register& jobs) {
    jobs.every("account.orphaned_keys", std::chrono::hours{12}, sweep_orphaned_keys);
    jobs.every(
        "account.sweep", std::chrono::minutes{15}, [](App& app, const jobs::Job&) -> jobs::Outcome {
            const auto now = app.clock.now();
            const auto attempts_from = now - std::chrono::hours{1};
            app.db->write([&](sql::Transaction& tx) {
                // Kept a day longer: a form sent too late finds its way back to who filled it in.
                tx.exec("DELETE FROM sessions WHERE ends_at <= $1 OR last_seen_at + idle_ms <= $1",
                        now - std::chrono::hours{24});
                tx.exec("DELETE FROM code_cards WHERE used_at IS NOT NULL AND used_at < $1",
                        now - std::chrono::hours{24});
                tx.exec("DELETE FROM code_cards WHERE expires_at < $1",
                        now - std::chrono::hours{24});
                tx.exec("DELETE FROM sign_in_attempts WHERE at < $1", attempts_from);
                tx.exec("DELETE FROM known_devices WHERE ends_at <= $1", now);
            });
            return jobs::Done{};
        });
}

}  // namespace mobio::account
