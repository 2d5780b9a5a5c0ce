// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>

#include "platform/http/request.h"
#include "platform/problems.h"
#include "release/packet.h"

namespace mobio::release {

// Who shall receive the packet, as the form of the first step says it.
struct Address {
    catalogue::Recipient kind = catalogue::Recipient::JC;
    std::string chosen;  // id of the directory, "other" for a typed one
    std::string name, email, again;
    bool private_ok = false;  // "yes, really to this private address"

    // Throws Failure{422} where the form names no kind of ours: our pages always do.
    static Address from(const http::Fields& form);
    bool typed() const { return chosen == "other"; }
};
// `in_directory`: the chosen id is one of this kind.
Problems check(const Address& address, bool in_directory);
// A provider where anybody has a mailbox, not an office (gmail, web.de, gmx …).
bool is_private_provider(std::string_view email);

// What a person has chosen so far; kept sealed, so that a change of language or a way back loses
// nothing.
struct Draft {
    catalogue::Recipient kind = catalogue::Recipient::JC;
    std::optional<Id<recipients::Recipient>> from_directory;
    std::string recipient, email;
    std::optional<Names> items;  // ticked ones; none yet: what is in by default
    Names health;
    Names papers;           // ids of documents
    bool attach = false;    // the PDFs go along with the e-mail
    bool no_place = false;  // the person looked: nobody is found by these papers
    std::optional<bool> of_age;
    text::Language text_language = text::Language::De;
};
std::string to_json(const Draft& draft);
Draft draft_from_json(std::string_view json);

// What the form of preview and consent says.
struct Choice {
    Names items, health, papers;
    bool attach = false, no_place = false;  // see Draft
    bool agrees = false;
    std::optional<bool> of_age;  // asked only where the birth date is not known
    text::Language shown_in = text::Language::De;
    std::string shown_text;  // hash of the text on the page, hexadecimal

    // Throws Failure{422} where the form names no language of ours.
    static Choice from(const http::Fields& form);
};
// What the choice meets.
struct Ground {
    std::vector<PacketSection> possible;  // all that this recipient could receive
    bool has_name = false;
    std::optional<bool> adult;
    std::string text_hash;      // of the text in `shown_in`, hexadecimal
    Names papers = {};          // that this recipient may get
    bool may_attach = false;    // its entry in the directory allows files by e-mail
    bool hides_places = false;  // somebody is searched for: no paper may show a place
};
// What the person must change before it can be sent. Empty means: go ahead. There is no override.
Problems check(const Choice& choice, const Ground& ground);
// Everything agreed to: the locked name, the ticked items, the health items.
Names agreed(const Choice& choice, const std::vector<PacketSection>& possible);
// What is ticked when the page is opened for the first time.
Names by_default(const std::vector<PacketSection>& possible);

}  // namespace mobio::release
