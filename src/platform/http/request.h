// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/clock.h"
#include "platform/files/spool.h"
#include "platform/id.h"
#include "platform/text/texts.h"

namespace mobio::http {

// Other: known to HTTP but not to any page of ours (PUT, DELETE …); ends with 404 or 405.
enum class Method : std::uint8_t { Get, Head, Post, Other };

// Names and values in the order they came, already percent-decoded, valid UTF-8 and free of NUL:
// anything else was answered with 400 before a handler ran.
class Fields {
public:
    void add(std::string name, std::string value);
    void set(std::string_view name, std::string value);  // replaces all of that name
    bool has(std::string_view name) const;
    const std::string& get(std::string_view name) const;  // the first; "" where there is none
    std::vector<std::string> all(std::string_view name) const;
    bool empty() const { return list_.empty(); }
    auto begin() const { return list_.begin(); }
    auto end() const { return list_.end(); }

private:
    std::vector<std::pair<std::string, std::string>> list_;
};

// A file of a multipart form. Name and type are the client's words: believe neither. What it holds
// lies on the disk, gone when the last copy of the request is.
struct File {
    std::string field, name, type;
    std::shared_ptr<files::Spool> content;
};

// Who is at the other end, as the session in the cookie tells; filled once per request before
// any handler runs. The ids say who it is, never what they may do: gates decide that.
struct Visitor {
    enum class Kind : std::uint8_t { Anonymous, Person, Staff, Recipient };
    Kind kind = Kind::Anonymous;
    std::array<std::uint8_t, 32> session{};  // SHA-256 of the session's token, all zero if none
    std::optional<Id<Account>> account;
    std::optional<Id<Person>> person;
    std::optional<Id<Staff>> staff;
    std::optional<Id<Release>> release;  // a recipient that opened a packet link
    std::string role;                    // staff only: "counsellor", "manager", "lead" …
    Time idle_ends{};                    // when the session ends if nothing comes
};

struct Request {
    Method method = Method::Get;
    std::string path;    // decoded, normalised, begins with '/'
    std::string target;  // as it came, for same-page redirects; never logged
    std::string host;
    std::string remote;   // address of the client (or of X-Forwarded-For behind a trusted proxy)
    std::string id;       // request number, shown on error pages and logged
    std::string route;    // the template that matched, "/releases/{id}"
    bool secure = false;  // TLS here or at the proxy
    Fields query, form, headers, cookies;                     // header names in lower case
    std::vector<std::pair<std::string, std::string>> params;  // of the route's template
    std::vector<File> files;  // where the route takes uploads (Router::uploads)
    bool no_room = false;     // its files were not kept: too many uploads at once
    std::string body;         // as it came; empty where it held files
    text::Language language = text::Language::De;
    // Shown beside the first, for two who read together at one screen.
    std::optional<text::Language> second_language = {};
    Visitor visitor;
    // The person pressed a language button inside a form: show the form again in `language` with
    // everything typed, save nothing, complain about nothing.
    bool redraw = false;
    bool wants_json = false;  // a script of ours asks (Accept: application/json)

    const File* file(std::string_view field) const;  // the first one that was chosen
    std::vector<const File*> chosen_files(std::string_view field) const;
    const std::string& param(std::string_view name) const;
    const std::string& header(std::string_view lower_case_name) const {
        return headers.get(lower_case_name);
    }
    const std::string& cookie(std::string_view name) const { return cookies.get(name); }
};

}  // namespace mobio::http
