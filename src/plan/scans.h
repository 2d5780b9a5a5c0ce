// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>

#include "documents/store.h"
#include "plan/agreements.h"

// The sheet that both signed by hand, as a clean PDF among the person's files. It belongs to its
// version as the confirmations do, and is gone with the person's key.
namespace mobio::plan {

struct Scan {
    files::FileId file;
    int pages = 0;
};

// Throws vault::Broken where it was added to another content than the version holds.
std::optional<Scan> scan_of(sql::Connection& db, App& app, const Party& party,
                            const Version& version);
// The PDF, read piece by piece while `app` lives.
files::Bytes pdf_of(sql::Connection& db, App& app, const Party& party, const Scan& scan);

// By a caseworker. A sheet that is there already goes, for one that is readable, or the right one.
void put_scan(sql::Transaction& tx, App& app, const Party& party, const Version& version,
              const documents::Made& made, Time now);

}  // namespace mobio::plan
