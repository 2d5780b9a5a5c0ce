// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>

#include "platform/app.h"
#include "platform/files/bytes.h"
#include "platform/files/storage.h"
#include "platform/jobs/jobs.h"
#include "platform/sql/database.h"
#include "platform/vault/vault.h"

// Persons' files: sealed in the county's storage, each under a key of its own, which stands in the
// file's row, sealed under the person's key. Without that key, and so after an erasure, a file is
// noise.
namespace mobio::files {

struct File;
using FileId = Id<File>;

// A file in the storage that no row names yet. What never gets a row is swept up after a day.
struct Fresh {
    FileId id;
    vault::LockedKey key;
    std::uint64_t size = 0;  // of the clear bytes
};

// Seals what `write` puts into the sink, bit by bit, and returns when it is durable: only then may
// the row be written. Where `write` throws, nothing is left. Throws Full.
Fresh keep(App& app, const std::function<void(const Sink&)>& write);

// The row of a fresh file, in the transaction of what refers to it.
void add(sql::Transaction& tx, App& app, const vault::PersonKey& key, Id<Person> person,
         const Fresh& fresh, Time now);

// A file of that person's, read piece by piece while `app` lives. Throws Lost where there is none.
Bytes open(sql::Connection& db, App& app, const vault::PersonKey& key, Id<Person> person,
           FileId file);

// Deletes the row, and with a job of the same transaction what lies in the storage.
void remove(sql::Transaction& tx, Id<Person> person, FileId file, Time now);

// What all files of a person weigh together.
std::uint64_t bytes_of(sql::Connection& db, Id<Person> person);

// See RecordPart: the files stay where they are, their keys are sealed anew.
std::vector<IdBytes> move_files(sql::Transaction& tx, App& app, const MovingRecord& moving);

void add_jobs(jobs::Register& jobs);

}  // namespace mobio::files
