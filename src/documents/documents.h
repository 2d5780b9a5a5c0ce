// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "platform/app.h"
#include "platform/files/files.h"
#include "platform/http/router.h"
#include "platform/id.h"
#include "platform/jobs/jobs.h"

// A person's papers: certificates and letters as clean PDFs of our own making. What came in, photo
// or PDF, is converted at once by a process that is kept in (platform/convert), and is not kept.
namespace mobio::documents {

struct Document;
using DocumentId = Id<Document>;

enum class Copy : std::uint8_t { Unsaid, Original, Photocopy, Translation };
inline constexpr std::array copies{Copy::Original, Copy::Photocopy, Copy::Translation};
std::string_view code(Copy copy);  // "original"
Copy parse_copy(std::string_view code);

// What the person says of a paper; all of it may be left out.
struct About {
    std::string title;
    std::string kind;          // of the code list document_type
    std::string field, entry;  // which entry of the biography it proves
    Copy copy = Copy::Unsaid;
    std::optional<DocumentId> original = {};  // of a translation
    std::string lang;                         // of the paper, as the catalogue names languages
    nlohmann::json date = {};                 // of the paper: a partial date
    // SHA-256 of each file as it came, in hex: the same one twice is noticed.
    std::vector<std::string> sources = {};
};

struct Document {
    DocumentId id;
    files::FileId file;
    int pages = 0;
    About about;
    Time added_at, changed_at;  // changed: its pages, not what is said of it
    std::optional<Time> removed_at = {};
};

// Removed papers can be brought back this long; then they are gone for good.
inline constexpr auto keep_removed = std::chrono::hours{24};

inline constexpr std::size_t most_documents = 200;
inline constexpr std::size_t most_files = 10;                                  // in one form
inline constexpr std::uint64_t most_bytes = std::uint64_t{500} * 1024 * 1024;  // of a person

void add_pages(http::Router& router);
void add_jobs(jobs::Register& jobs);
std::vector<IdBytes> move_documents(sql::Transaction& tx, App& app, const MovingRecord& moving);
std::vector<IdBytes> move_uploads(sql::Transaction& tx, App& app, const MovingRecord& moving);

}  // namespace mobio::documents
