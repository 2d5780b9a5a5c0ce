// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <vector>

#include "documents/documents.h"

// Papers that somebody else sees for a while. What was agreed to is that very file: with other
// pages, or removed, it is seen no more, also where it is brought back. As long as it is seen, no
// words are laid over its scans. Whoever calls has been asked for their right to the person, or for
// a link that is open.
namespace mobio::documents {

struct Showing {
    DocumentId document;
    files::FileId file;
    IdBytes to{};  // random or made of time, but of one reader only: a release
    Time until;
};
// Throws Failure{409} where that person has no such paper, or it has another file by now.
void show(sql::Transaction& tx, Id<Person> person, const Showing& showing);
// Those that this reader may see now.
// The first page of one of them, small: a JPEG.
std::optional<std::string> picture_of(sql::Connection& db, App& app, Id<Person> person,
                                      DocumentId id);
std::vector<Document> shown(sql::Connection& db, App& app, Id<Person> person, const IdBytes& to,
                            Time now);
void stop_showing(sql::Transaction& tx, const IdBytes& to);
void stop_showing(sql::Transaction& tx, DocumentId document);
void forget_ended_showings(sql::Transaction& tx, Time now);
// Until when its file has to stay as it is.
std::optional<Time> shown_until(sql::Connection& db, DocumentId document, Time now);

}  // namespace mobio::documents
