// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "lists/lists.h"
#include "platform/http/router.h"
#include "platform/view/components.h"

// The pages of each kind of rows: the list, a form for one of them, and its file.
namespace mobio::lists {

inline constexpr std::size_t longest_file = 2 * 1024 * 1024;

// Rows: all that have not been closed come first.
http::Response show_list(const Kind& kind, const Desk& desk, const http::Request& request);
http::Response show_new(const Kind& kind, const Desk& desk, const http::Request& request);
http::Response add_row(const Kind& kind, const Desk& desk, const http::Request& request);
http::Response show_row(const Kind& kind, const Desk& desk, const http::Request& request);
http::Response save_row(const Kind& kind, const Desk& desk, const http::Request& request);
http::Response close_row(const Kind& kind, const Desk& desk, const http::Request& request);
http::Response reopen_row(const Kind& kind, const Desk& desk, const http::Request& request);

// The file.
http::Response show_files(const Kind& kind, const Desk& desk, const http::Request& request);
http::Response save_file(const Kind& kind, const Desk& desk, const http::Request& request);
http::Response upload(const Kind& kind, const Desk& desk, const http::Request& request);
http::Response preview(const Kind& kind, const Desk& desk, const http::Request& request);
http::Response take_in(const Kind& kind, const Desk& desk, const http::Request& request);
http::Response discard(const Kind& kind, const Desk& desk, const http::Request& request);

template <auto Page, const Kind& kind, class Who>
http::Response page_of(const Who& who, const http::Request& request, App& app) {
    return Page(kind, Desk{app, who}, request);
}

// `Who` may read and write these rows.
template <class Who, const Kind& kind>
void add_row_pages(http::Router& router) {
    const std::string at = kind.at;
    router.get<Who>(at, page_of<show_list, kind, Who>);
    router.post<Who>(at, page_of<add_row, kind, Who>);
    router.get<Who>(at + "/new", page_of<show_new, kind, Who>);
    router.get<Who>(at + "/{id}", page_of<show_row, kind, Who>);
    router.post<Who>(at + "/{id}", page_of<save_row, kind, Who>);
    router.post<Who>(at + "/{id}/closing", page_of<close_row, kind, Who>);
    router.post<Who>(at + "/{id}/reopening", page_of<reopen_row, kind, Who>);
}

template <class Who, const Kind& kind>
void add_file_pages(http::Router& router) {
    const std::string at = kind.at;
    router.get<Who>(at + "/files", page_of<show_files, kind, Who>);
    router.post<Who>(at + "/files", page_of<upload, kind, Who>);
    router.uploads(at + "/files", longest_file);
    router.get<Who>(at + "/files/current", page_of<save_file, kind, Who>);
    router.get<Who>(at + "/files/{id}", page_of<preview, kind, Who>);
    router.post<Who>(at + "/files/{id}/import", page_of<take_in, kind, Who>);
    router.post<Who>(at + "/files/{id}/removal", page_of<discard, kind, Who>);
}

// What the pages share.
view::Html notices(const http::Request& request, const text::Tongue& t);
view::Page page_for(const Kind& kind, std::string_view title, view::Html body);
// A column's choices as a field, or as a filter of the list.
view::Choice select_of(const Column& column, const std::vector<Named>& choices,
                       const std::string& chosen, const text::Tongue& t);
view::Html file_link(const Kind& kind, const text::Tongue& t);
inline constexpr std::size_t per_page = 50;
// The page that the address asks for, from 1, of so many rows.
std::size_t page_number(const http::Request& request, std::size_t rows);
// `at` ends with "?" or "&".
view::Html pager(const std::string& at, std::size_t page, std::size_t rows, const text::Tongue& t);

}  // namespace mobio::lists
