// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "documents/store.h"
#include "plan/agreements.h"

// The sheet that both signed by hand, as a clean PDF among the person's files. It belongs to its
// version as the confirmations do, and is gone with the person's key.
namespace mobio::plan {

// A wrong or blurred photo is noticed soon. After that the sheet is evidence, and stays.
inline constexpr auto scan_exchangeable_for = std::chrono::hours{24};

struct Scan {
    files::FileId file;
    int pages = 0;
    Time added_at{};  // the first sheet; another one in its place does not begin anew

    bool exchangeable_at(Time now) const { return now < added_at + scan_exchangeable_for; }
};

// Throws vault::Broken where it was added to another content than the version holds.
std::optional<Scan> scan_of(sql::Connection& db, App& app, const Party& party,
                            const Version& version);
// The PDF, read piece by piece while `app` lives.
files::Bytes pdf_of(sql::Connection& db, App& app, const Party& party, const Scan& scan);

// Which sheet a page showed; empty where there was none.
std::string scan_mark(const std::optional<Scan>& scan);
// Whether the version takes a sheet now: both confirmed it, on paper, and the one that is there may
// still be exchanged.
bool takes_scan(const Version& version, const std::optional<Scan>& scan, Time now);

// By a caseworker. The sheet that is there goes, for one that is readable, or the right one. Throws
// Failure{404}, and Failure{409} where the version takes none, or where another sheet is there by
// now than `seen` (scan_mark).
void put_scan(sql::Transaction& tx, App& app, const Party& party, VersionId id,
              const std::string& seen, const documents::Made& made, Time now);

}  // namespace mobio::plan
