// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "platform/view/components.h"
#include "release/draft.h"
#include "release/store.h"

namespace mobio::release {

using html::Html;
using text::Tongue;

// Where one is on the way to a sent packet: 0 recipient, 1 preview and consent, 2 sent.
Html sending_steps(std::size_t now, const Tongue& t);
// Whole days until the link ends, the last one begun counts.
int days_left(const Running& release, Time now);
// "You are invited": what an answer means for the person.
std::string_view answer_in_words(std::string_view code, const Tongue& t);
// What became of the e-mail, in plain words.
std::string delivery_in_words(const std::optional<mail::Status>& status, const Tongue& t);

// One running release with its way to withdraw it.
Html running_card(const Running& release, Time now, const Tongue& t, App& app, int level,
                  const std::string& base = "/releases");
std::string_view answer_label(std::string_view code, const Tongue& t);  // "Invited"
// "Withdrawn on …", "Ended on …".
std::string ending(const Running& release, const Tongue& t, App& app);
// Values as a recipient sees them, each with its source, changes marked.
Html packet_card(const PacketSection& section, const Tongue& t);

// Preview and consent ----------------------------------------------------------------------------
struct Preview {
    Id<Draft> id;
    std::string base;  // see Desk
    Draft draft;
    text::Language language = text::Language::De;  // of the one whose data it is
    bool for_two = false;                          // a caseworker sits beside them
    Presence presence = {};                        // as it was typed
    std::vector<PacketSection> own, german;        // in the person's language and in German
    bool has_name = false, warn_regulated = false;
    std::optional<bool> adult;
    std::vector<Paper> papers;                      // that this recipient may get
    std::vector<std::vector<std::string>> missing;  // see release::missing
    bool kindless = false;                          // there are papers that nobody called anything
    bool may_attach = false;                        // files may go along with the e-mail
    bool hides_places = false;
};
Html preview(const Preview& preview, const Problems& problems, const http::Request& request,
             App& app);
// The same for the one who reads German.
Preview in_german(Preview preview, App& app);
// Hash of all that is shown to read, hexadecimal.
std::string shown_hash(const App& app, catalogue::Recipient kind, text::Language language);

}  // namespace mobio::release
