// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <string>

#include "account/consent_text.h"
#include "catalogue/catalogue.h"
#include "platform/app.h"
#include "platform/sql/database.h"
#include "platform/vault/vault.h"

namespace mobio::release {

using account::ConsentText;

enum class ConsentKind { Release, Health };
ConsentText consent_text(ConsentKind kind, const App& app, catalogue::Recipient recipient,
                         text::Language language);

// The same to keep: one A4 PDF in its language, with the hash on it.
std::string consent_pdf(const App& app, catalogue::Recipient recipient, text::Language language);

// One row that is never changed. `detail` is JSON, sealed here.
struct Consent;
// Random, not made of the time: a row says nothing beyond its columns (decisions.md 16).
Id<Consent> fresh_consent();
struct Record {
    Id<Consent> id = fresh_consent();
    IdBytes person{};
    std::optional<Id<Release>> release;
    std::string kind;  // release | health | withdrawal | refusal
    catalogue::Recipient recipient;
    int packet_version = 1;
    std::string detail;
    std::optional<text::Language> language;  // of the text; none: no text was shown
    IdBytes by{};                            // the account, or who of the staff recorded it
    std::string explained = "read";          // see Presence; of a text that was shown
    std::optional<std::string> given = {};   // before staff: screen | paper | word
    std::string official;                    // name and birth date, for the proof only
};
// Keeps the text shown, too.
void record(sql::Transaction& tx, App& app, const vault::PersonKey& key, const Record& what,
            Time now);

// How one names a consent on paper: "4F2A-91BC-77D0".
std::string reference(Id<Consent> id);

}  // namespace mobio::release
