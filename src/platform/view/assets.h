// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "platform/http/request.h"
#include "platform/http/response.h"

namespace mobio::view {

// The files under static/, read once: hashed names ("/static/look.3f9ac1.css"), compressed once
// (br and gzip siblings made at build time), sent with a year's caching.
class Assets {
public:
    // Reads the manifest that tools/share writes ("look.css look.3f9ac1ab.css" per line) and every
    // file it names. Throws std::runtime_error where one is missing.
    explicit Assets(const std::filesystem::path& folder);
    Assets(const Assets&) = delete;
    const std::string& url(std::string_view name) const;  // of "look.css"; throws std::out_of_range
    // The answer for a path below /static/, or nothing where there is no such file.
    const http::Response* find(std::string_view path, std::string_view accept_encoding) const;

private:
    struct File {
        std::string url;
        http::Response plain, brotli, gzip;
    };
    std::map<std::string, File, std::less<>> by_name_;
    std::map<std::string, const File*, std::less<>> by_url_;
};

// Address of the pictograms. Components have no App, so it is the one thing kept for the whole
// process: the first Assets sets it, which is before any page is drawn.
const std::string& icons_url();

}  // namespace mobio::view
