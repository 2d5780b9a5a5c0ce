// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "account/who.h"
#include "documents/documents.h"
#include "platform/convert/converter.h"
#include "platform/files/spool.h"

// Files on their way: they come in pieces, so that a connection that breaks costs the last one
// only. Each piece lies in the storage like any file of the person. Whose an upload is, its account
// alone knows: to any other it is not there.
namespace mobio::documents {

struct Upload;
using UploadId = Id<Upload>;

// What is said of a file before its first byte comes.
struct Announced {
    std::string name;    // as it is shown
    std::string sha256;  // of the whole, in hex
    std::uint64_t bytes = 0;
};

struct Upload {
    UploadId id;
    Announced file;
    std::uint64_t received = 0;
    bool whole() const { return received == file.bytes; }
};

inline constexpr std::size_t most_uploads = 10;  // of an account, and so many bytes
inline constexpr std::uint64_t most_upload_bytes = std::uint64_t{128} * 1024 * 1024;
inline constexpr std::size_t longest_piece = std::size_t{1024} * 1024;
inline constexpr std::size_t least_piece = std::size_t{32} * 1024;  // but for the last one
inline constexpr auto keep_uploads = std::chrono::hours{24};        // after the last piece

// Oldest first.
std::vector<Upload> uploads(sql::Connection& db, App& app, const Acting& who);
std::optional<Upload> find_upload(sql::Connection& db, App& app, const Acting& who, UploadId id);

// A new one, or the one there is of the same file.
Upload begin_upload(sql::Transaction& tx, App& app, const Acting& who, const Announced& file,
                    Time now);

// Whether the piece is kept for good: not where another offset than `at` is the next one. The piece
// fits into the whole.
bool add_piece(App& app, const Acting& who, const Upload& upload, std::uint64_t at,
               const files::Bytes& piece);

// What has come, in one.
std::shared_ptr<files::Spool> put_together(App& app, const Acting& who, const Upload& upload);

// Takes it away with its pieces. False where it was gone.
bool remove_upload(sql::Transaction& tx, const Acting& who, UploadId id, Time now);

jobs::Outcome purge_uploads(App& app, const jobs::Job& job);

}  // namespace mobio::documents
