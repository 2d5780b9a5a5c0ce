// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "release/store.h"

// What a release stands on: who may send what to whom, and the record of the consent to it.
namespace mobio::release {

nlohmann::json as_json(const std::vector<AgreedPaper>& papers);

// All throw Failure{422}: our pages never come so far, and there is no other way in.
// Staff: a consent given in the person's presence; nobody else has one.
void demand_presence(const Actor& who, const Sending& sending);
// Files by e-mail: to an office whose entry in the directory allows it.
void demand_attaching(sql::Connection& db, const Sending& sending);
// Papers of the person, of kinds that this recipient may get.
void demand_papers(sql::Connection& db, App& app, const Actor& who, const vault::PersonKey& key,
                   const Sending& sending);

// The SHA-256 of the scanned consent, hexadecimal; empty where there is none. Throws Failure{422}
// where what is named is no such paper of the person's.
std::string proof_of(sql::Connection& db, App& app, const Actor& who, const vault::PersonKey& key,
                     const Sending& sending);
Record consent_of(const App& app, const Actor& who, const Sending& sending, const char* kind,
                  const Names& items, const std::string& proof);

}  // namespace mobio::release
