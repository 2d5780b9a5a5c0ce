// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>

#include "release/desk.h"
#include "release/views.h"

// What preview and consent stand on.
namespace mobio::release {

struct Loaded {
    Preview preview;
    std::string official, name;  // see Sending; as a packet says it
};
// Nothing where there is no such draft of theirs.
std::optional<Loaded> load(const Desk& desk, const http::Request& request, App& app,
                           std::optional<Id<Draft>> id);

void take_choice(Draft& draft, const Choice& choice);
// What must be put right before it can be sent.
Problems check(const Choice& choice, const Preview& shown, App& app);

Sending sending_of(const Loaded& loaded, const Choice& choice);
// What has to be read for it: the papers, for their hashes, and what goes along with the e-mail.
void add_files(Sending& sending, const Desk& desk, const Loaded& loaded, App& app, Time now);

// The consent to sign by hand: what is ticked, the text in the draft's language and in German.
std::string paper_to_sign(const Preview& preview, const std::string& name, App& app);
// Names on paper what was chosen, so that the record says to which paper it belongs.
std::string mark_of(const Preview& preview, const App& app);

}  // namespace mobio::release
