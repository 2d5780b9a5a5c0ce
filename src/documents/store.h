// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "account/actor.h"
#include "documents/documents.h"

// All SQL of the table documents. Whoever asks is asked back: without access to the record nothing
// is found.
namespace mobio::documents {

// Of a WHERE: the account $1 may act on the record of the person $2 at the time $3.
inline constexpr const char* acts_on =
    " EXISTS (SELECT 1 FROM account_access a WHERE a.account_id = $1 AND a.person_id = $2 "
    "AND a.from_at <= $3 AND (a.until_at IS NULL OR a.until_at > $3))";

// Newest first; with the removed ones that can still be brought back.
std::vector<Document> all(sql::Connection& db, App& app, const Acting& who);
std::optional<Document> find(sql::Connection& db, App& app, const Acting& who, DocumentId id);
// Its first page, small: a JPEG.
std::optional<std::string> picture(sql::Connection& db, App& app, const Acting& who, DocumentId id);

// Without an account, for who has asked already whether they may be seen (a release): newest first,
// none that was removed.
std::vector<Document> of_person(sql::Connection& db, App& app, Id<Person> person);
// The PDF of one, read piece by piece while `app` lives.
files::Bytes pdf_of(App& app, Id<Person> person, const Document& document);

// A file in the storage, and what there is to say of it.
struct Made {
    files::Fresh file;
    int pages = 0;
    std::string picture;
    std::vector<std::string> sources = {};  // see About
};
void add(sql::Transaction& tx, App& app, const Actor& who, DocumentId id, const Made& made,
         const About& about, Time now);
void change_about(sql::Transaction& tx, App& app, const Acting& who, DocumentId id,
                  const About& about, Time now);
// Other pages in place of those in `before`. Throws Failure{409} where they are not the newest.
void replace_file(sql::Transaction& tx, App& app, const Acting& who, const Document& before,
                  const Made& made, Time now);
void set_removed(sql::Transaction& tx, const Acting& who, DocumentId id, bool removed, Time now);

}  // namespace mobio::documents
