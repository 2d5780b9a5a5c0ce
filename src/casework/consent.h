// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "account/consent_text.h"
#include "account/who.h"
#include "platform/app.h"
#include "platform/sql/database.h"
#include "platform/view/html.h"

// A person agrees to be helped by one of the two services, or to be handed over from one to the
// other; or takes it back. Rows of case_consents, never changed.
namespace mobio::casework {

enum class ConsentKind : std::uint8_t { Case, Handover, Refusal, Withdrawal };
// Read and agreed to on this screen; signed on paper; by the person's own account.
enum class Manner : std::uint8_t { Screen, Paper, Account };

// Of Case or Handover, in one of the languages.
account::ConsentText consent_text(ConsentKind kind, const App& app, text::Language language);
// The same to sign by hand: one PDF in that language and in German.
std::string consent_pdf(ConsentKind kind, const App& app, text::Language language);
// Both languages side by side, each with its direction; one where they are the same.
html::Html consent_columns(ConsentKind kind, const App& app, text::Language one,
                           text::Language other);
std::string mark_of(const account::ConsentText& text);  // its hash, for a form's hidden field

struct Consent;  // a row, for its Id
struct Agreement {
    ConsentKind kind = ConsentKind::Case;
    Manner manner = Manner::Screen;
    std::optional<text::Language> language = {};  // of the text that was shown
    std::optional<Id<Staff>> staff = {};          // in whose presence
    std::optional<Id<Account>> account = {};
    std::optional<IdBytes> handover = {};
    std::string words = {};  // who was there, where the paper lies
};
void record(sql::Transaction& tx, App& app, Id<Person> person, const Agreement& agreement,
            Time now);

struct Given : Agreement {
    Time at{};
};
// The newest first, with those of records that were joined to this one; nothing where the person's
// key is gone.
std::vector<Given> consents_of(sql::Connection& db, App& app, Id<Person> person);
// The consent to case management that stands: given, and not taken back since.
std::optional<Given> standing(const std::vector<Given>& consents);

}  // namespace mobio::casework
