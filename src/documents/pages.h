// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "account/who.h"
#include "documents/about.h"
#include "documents/store.h"
#include "documents/taking.h"
#include "documents/uploads.h"
#include "platform/http/request.h"
#include "platform/view/page.h"

// What the pages of this capability share.
namespace mobio::documents {

void add_upload_pages(http::Router& router);
void add_document_pages(http::Router& router);
void add_arranging_pages(http::Router& router);
void add_piece_pages(http::Router& router);
void add_bundle_pages(http::Router& router);
void add_crop_pages(http::Router& router);

std::string address(DocumentId id);

// Of its pages: another one after each change of theirs.
std::string version(const Document& document);

// Of the address; throws Failure{404} where this account has no such document.
Document document_or_404(const Acting& who, const http::Request& request, App& app);
// The same, not removed.
Document open_document(const Acting& who, const http::Request& request, App& app);

// Of a page as a whole; form: the typed values survive a change of language.
struct Look {
    bool form = false;
    unsigned status = 200;
    std::string script = {};
};
http::Response page(const http::Request& request, App& app, std::string_view title,
                    const html::Html& body, const Look& look = {});

std::string page_address(DocumentId id, int number);           // the viewer at that page, from 1
std::string pages_in_words(int pages, const text::Tongue& t);  // "3 pages"

// Files that come ------------------------------------------------------------------------------

inline constexpr std::size_t longest_form = std::size_t{64} * 1024 * 1024;

// What a form brings: files, and some that came in pieces before (uploads.h).
struct Brought {
    std::vector<http::File> files;
    std::vector<UploadId> uploads;
};
// Says where there is nothing, too much, or something is not whole. Throws Failure{404} where an
// upload is not this account's.
Brought brought(const Acting& who, const http::Request& request, App& app, Problems& problems);
// In the transaction that keeps what came of it. Throws Failure{409} where another form took it.
void use_up(sql::Transaction& tx, const Acting& who, const Brought& brought, Time now);
// An upload that nothing can come of is not offered again; the others wait.
void throw_away_refused(App& app, const Acting& who, const Brought& brought,
                        const Refused& refused);

// The input for photos and PDFs, and what is on its way already.
html::Html files_input(const Acting& who, const http::Request& request, App& app,
                       const Problems& problems);

// The same where files come with their form alone: a paper that somebody signed. As one clean PDF;
// says in `problems` where there is none that can be taken, and converts nothing where they hold
// something already.
std::optional<Made> scan_in(Id<Person> person, const http::Request& request, App& app,
                            Problems& problems);
html::Html file_input(std::string_view label, const Problems& problems, const text::Tongue& t);

// "2.3 MB, all of it is here"
html::Html how_far(const Upload& upload, const text::Tongue& t);
text::Message no_more_room();

}  // namespace mobio::documents
