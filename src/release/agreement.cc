// SPDX-License-Identifier: EUPL-1.2
#include "release/agreement.h"

#include <algorithm>

#include "documents/store.h"

namespace mobio::release {

nlohmann::json as_json(const std::vector<AgreedPaper>& papers) {
    auto all = nlohmann::json::array();
    for (const auto& paper : papers)
        all.push_back({{"id", paper.document.text()},
                       {"file", paper.file.text()},
                       {"kind", paper.kind},
                       {"sha256", paper.sha256}});
    return all;
}

void demand_presence(const Actor& who, const Sending& sending) {
    const bool wanted = who.staff.has_value();
    if (wanted != sending.presence.has_value()) throw http::Failure{422};
    if (wanted && !is_valid(*sending.presence)) throw http::Failure{422};
}

void demand_attaching(sql::Connection& db, const Sending& sending) {
    if (!sending.attach && sending.attachments.empty()) return;
    const auto listed = sending.from_directory ? recipients::find(db, *sending.from_directory)
                                               : std::optional<recipients::Recipient>();
    const bool allowed = listed && listed->attachments_allowed && listed->email == sending.email;
    if (!allowed || !sending.attach) throw http::Failure{422};
}

void demand_papers(sql::Connection& db, App& app, const Actor& who, const vault::PersonKey& key,
                   const Sending& sending) {
    if (sending.papers.empty()) return;
    const auto biography = biography::load_for_packet(db, app, who.person, key);
    if (biography::address_protected(biography) && !sending.no_place) throw http::Failure{422};
    const auto may =
        possible(*app.catalogue, sending.kind, documents::of_person(db, app, who.person));
    for (const auto& paper : sending.papers) {
        const auto found = std::ranges::find(may, paper.document, &documents::Document::id);
        if (found == may.end() || found->about.kind != paper.kind) throw http::Failure{422};
    }
}

std::string proof_of(sql::Connection& db, App& app, const Actor& who, const vault::PersonKey& key,
                     const Sending& sending) {
    if (!sending.presence || !sending.presence->paper) return {};
    const auto all = documents::of_person(db, app, who.person);
    const auto scan = std::ranges::find(all, *sending.presence->paper, &documents::Document::id);
    if (scan == all.end() || scan->about.kind != consent_paper) throw http::Failure{422};
    return vault::hex(files::sha256(files::open(db, app, key, who.person, scan->file)));
}

namespace {

// Names of what was agreed to, and of those who are named beside the text.
std::string parameters(const App& app, const Sending& sending, const Names& items,
                       const std::string& proof) {
    nlohmann::json detail{{"items", items},
                          {"papers", as_json(sending.papers)},
                          {"no_place", sending.no_place},
                          {"attached", sending.attach},
                          {"recipient", sending.recipient},
                          {"email", sending.email},
                          {"county", app.county.name},
                          {"office", app.county.contact_office},
                          {"telephone", app.county.contact_phone},
                          {"contact", app.county.contact_email}};
    if (const auto& presence = sending.presence)
        detail["presence"] = {{"present", presence->present},
                              {"paper", presence->paper ? presence->paper->text() : ""},
                              {"paper_sha256", proof},
                              {"mark", presence->mark}};
    return detail.dump();
}

}  // namespace

Record consent_of(const App& app, const Actor& who, const Sending& sending, const char* kind,
                  const Names& items, const std::string& proof) {
    Record what;
    what.person = who.person.bytes;
    what.kind = kind;
    what.recipient = sending.kind;
    what.packet_version = app.catalogue->version(sending.kind);
    what.detail = parameters(app, sending, items, proof);
    what.language = sending.text_language;
    what.by = who.id();
    what.official = sending.official;
    if (const auto& presence = sending.presence) {
        what.explained = presence->explained;
        what.given = presence->given == Presence::Given::Paper ? "paper" : "screen";
    }
    return what;
}

}  // namespace mobio::release
