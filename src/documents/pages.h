// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "account/who.h"
#include "documents/about.h"
#include "documents/store.h"
#include "platform/http/request.h"
#include "platform/view/page.h"

// What the pages of this capability share.
namespace mobio::documents {

void add_upload_pages(http::Router& router);
void add_document_pages(http::Router& router);
void add_arranging_pages(http::Router& router);

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

// Its PDF, read piece by piece.
files::Bytes pdf_of(const Acting& who, const Document& document, App& app);

// "3 pages"
std::string page_address(DocumentId id, int number);  // the viewer at that page, from 1
std::string pages_in_words(int pages, const text::Tongue& t);

// The input for photos and PDFs, and what it says where something is wrong.
html::Html file_input(const Problems& problems, const text::Tongue& t);
inline constexpr std::size_t longest_form = std::size_t{64} * 1024 * 1024;
// The files that were chosen; says where there are none or too many.
std::vector<const http::File*> chosen_files(const http::Request& request, Problems& problems);
// Where a person has no more room.
void check_room(sql::Connection& db, const Acting& who, const std::vector<const http::File*>& files,
                Problems& problems);

}  // namespace mobio::documents
