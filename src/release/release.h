// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "account/actor.h"
#include "biography/biography.h"
#include "catalogue/catalogue.h"
#include "platform/app.h"
#include "platform/http/router.h"
#include "platform/jobs/jobs.h"
#include "platform/view/html.h"
#include "recipients/recipients.h"

namespace mobio::release {

// Fourteen times 24 hours, never extended: a new sending is a new consent (3-release.md, Link).
inline constexpr auto link_lifetime = std::chrono::hours{14 * 24};

// One item of a packet as its recipient may see it: made from the biography at the data layer, so
// that what a packet may not hold never reaches a template.
struct Item {
    std::string field, entry;  // catalogue key; id of a repeated entry or ""
    catalogue::Level level;
    std::string label;            // in the reader's language
    std::string title;            // of a repeated entry: what tells it from the others
    std::string value;            // in words, in the reader's language
    std::string said, said_lang;  // the person's own words beside a translation
    std::string translation;      // of `value`: own | staff | machine | ""
    std::string provenance;       // in words
    biography::Provenance kind;
    Time at;
    bool changed = false;  // since the recipient first opened the link
    // Names the item in forms and consents. The entry of an item of health data names its value,
    // so that a consent holds for that value alone (decisions.md 17).
    std::string name() const { return entry.empty() ? field : field + '#' + entry; }
};
struct PacketSection {
    std::string key, label, icon;
    std::vector<Item> items;
};
// All that this kind of recipient could receive: R and D always, O and X marked by their level;
// address protection, keep-filters and part levels applied. In the listener's language.
std::vector<PacketSection> packet(App& app, const biography::Biography& biography,
                                  catalogue::Recipient kind, const biography::Listener& listener);

// A person lets one recipient read one packet for fourteen days. The set of items is fixed when
// they agree; the values stay live.
struct Running {
    Id<Release> id;
    catalogue::Recipient kind;
    std::string recipient;  // name as chosen from the directory or typed
    Time sent_at, expires_at;
    std::optional<Time> withdrawn_at, expired_at, first_opened_at;
    int openings = 0;
    std::string answer;   // received | invited | not_suitable | done | ""
    std::string sent_by;  // name of the member of the staff who sent it for the person
    bool open_at(Time now) const { return !withdrawn_at && !expired_at && now < expires_at; }
};
std::vector<Running> of_person(sql::Connection& db, App& app, const Actor& who);

// Marks running releases whose packet holds one of these fields, and tells the person which
// offices see the new value (App::fields_changed).
void fields_changed(sql::Transaction& tx, App& app, Id<Person> person,
                    const std::vector<std::string>& fields, Time now);

// What runs now, for the side of another page; empty where nothing runs.
html::Html running(const Acting& who, const http::Request& request, App& app);

// The whole path without pages, for the demo's data: consent in `language`, packet, mail.
struct Sent {
    Id<Release> id;
    std::string link;  // path with the token, known only now
};
Sent send_for_demo(App& app, const Actor& who, const recipients::Recipient& to,
                   text::Language language);

void add_pages(http::Router& router);
// Parts of a record (App::record_parts): its releases with their answers, and drafts. Consents are
// never changed: each stays with the record it was given in, and its release leads to it.
std::vector<IdBytes> move_releases(sql::Transaction& tx, App& app, const MovingRecord& moving);
std::vector<IdBytes> move_drafts(sql::Transaction& tx, App& app, const MovingRecord& moving);

void add_jobs(jobs::Register& jobs);  // "release.expire": writes expired_at down

}  // namespace mobio::release
