// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "account/actor.h"
#include "platform/mail/mail.h"
#include "release/consent.h"
#include "release/draft.h"
#include "release/packet.h"
#include "release/papers.h"
#include "release/presence.h"

// All SQL of releases. What takes an Actor asks for its access in the SQL; what takes a release id
// alone serves a recipient whose link was checked, or a job.
namespace mobio::release {

// One release with what is sealed in it.
struct Full : Running {
    Id<Person> person;
    int packet_version = 1;
    std::string email;
    Names items;  // names agreed to
    std::vector<AgreedPaper> papers;
    bool no_place = false;  // see Draft
    bool attached = false;  // packet and papers went along with the e-mail
    Id<mail::Mail> mail;
    Id<Consent> consent;
};
std::optional<Full> find(sql::Connection& db, App& app, const Actor& who, Id<Release> id);
std::optional<Full> find_for_recipient(sql::Connection& db, App& app, Id<Release> id);
std::optional<Full> find_by_token(sql::Connection& db, App& app, std::string_view token);

// Those that are open: of a record, and as its account sees them, newest first.
std::vector<Full> running_of(sql::Connection& db, App& app, Id<Person> person, Time now);
std::vector<Running> running_of(sql::Connection& db, App& app, const Actor& who, Time now);

// Everything that is told; by staff of a person they work with. Throws Failure{404} without access.
biography::Biography biography_of(sql::Connection& db, App& app, const Actor& who);

Id<Draft> add_draft(sql::Transaction& tx, App& app, const Actor& who, const Draft& draft, Time now);
std::optional<Draft> find_draft(sql::Connection& db, App& app, const Actor& who, Id<Draft> id);
// The one that is neither sent nor given up.
struct Waiting {
    Id<Draft> id;
    Draft draft;
};
std::optional<Waiting> waiting_draft(sql::Connection& db, App& app, const Actor& who);
void change_draft(sql::Transaction& tx, App& app, const Actor& who, Id<Draft> id,
                  const Draft& draft, Time now);
// Throws Failure{404} where it has ended already.
void end_draft(sql::Transaction& tx, const Actor& who, Id<Draft> id);

// Release, consent (and health consent), link, mail and log entry together. The token is known
// only to the caller and the sealed mail. Throws Failure{404} without access, or where another form
// has ended the draft meanwhile, and Failure{429} beyond the day's number.
struct Sending {
    catalogue::Recipient kind;
    std::optional<Id<recipients::Recipient>> from_directory;
    std::string recipient, email;
    Names items, health;  // `health` is part of `items`
    text::Language text_language;
    std::string official;                 // name and birth date, for the proof of consent
    std::optional<Id<Draft>> draft = {};  // ends with it
    std::vector<AgreedPaper> papers = {};
    bool no_place = false;  // see Draft
    bool attach = false;    // agreed to; `attachments` are empty where they were too large
    std::vector<mail::Attachment> attachments = {};
    // Made before, where they stand on what is attached.
    Id<Consent> consent = fresh_consent();
    // Of a release by staff, and of no other.
    std::optional<Presence> presence = {};
};
// What the release will be, for papers that are made before it.
Full as_sent(const App& app, const Actor& who, const Sending& sending, Time now);
// New releases of one person in 24 hours: more is no help to anybody and mail to strangers.
inline constexpr int most_a_day = 20;
bool sent_enough(sql::Connection& db, const Actor& who, Time now);
// The office that was chosen from the directory stands there as it did.
bool still_listed(sql::Connection& db, const Draft& draft);

// Throws Failure{422} where a paper is of a kind that this recipient may not get, or files go to an
// office whose entry does not allow them; Failure{409} where a paper is another one by now. By
// staff: Failure{422} without a consent given in the person's presence, which is part of `sending`.
Sent add(sql::Transaction& tx, App& app, const Actor& who, const Sending& sending, Time now);
// The person read the text and did not agree: nothing is sent, and that is on record.
void add_refusal(sql::Transaction& tx, App& app, const Actor& who, const Sending& sending,
                 Time now);

// At once; by staff on the person's word, which the record says. False where it is not theirs or no
// longer runs.
bool withdraw(sql::Transaction& tx, App& app, const Actor& who, Id<Release> id, Time now);

// Writes down that the fourteen days are over, so that a clock set back revives nothing.
void expire(sql::Transaction& tx, Id<Release> id, Time now);
int expire_all(sql::Transaction& tx, Time now);
void forget_old_links(sql::Transaction& tx, Time now);

void count_opening(sql::Transaction& tx, const Full& release, std::size_t shown, Time now);

struct Answered {
    std::string code, message;
    Time at;
};
void add_answer(sql::Transaction& tx, App& app, const Full& release, const std::string& code,
                const std::string& message, Time now);
std::vector<Answered> answers(sql::Connection& db, App& app, const Full& release);  // newest first

// What the person is still to be told: changed | answered | asked.
struct Told {
    Id<Release> release;
    std::string kind;
    Time at;
};
std::vector<Told> untold(sql::Connection& db, const Acting& who);
void mark_told(sql::Transaction& tx, const Acting& who, Time now);
void ask_again(sql::Transaction& tx, App& app, Id<Release> id, Time now);  // heard once a day

}  // namespace mobio::release
