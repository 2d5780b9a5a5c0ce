// SPDX-License-Identifier: EUPL-1.2
#include "platform/view/assets.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>

using namespace mobio;

namespace {

const view::Assets& assets() {
    static const view::Assets all(std::filesystem::path(std::getenv("MOBIO_SHARE")) / "static");
    return all;
}

std::string header(const http::Response& response, std::string_view name) {
    for (const auto& [key, value] : response.headers)
        if (key == name) return value;
    return "";
}

}  // namespace

TEST_CASE("a static file is named by its content and kept for a year") {
    const auto& url = assets().url("look.css");
    CHECK(url.starts_with("/static/look."));
    CHECK(url.size() == std::string("/static/look.12345678.css").size());
    const auto* file = assets().find(url, "");
    REQUIRE(file);
    CHECK(file->type == "text/css; charset=utf-8");
    CHECK(header(*file, "Cache-Control") == "public, max-age=31536000, immutable");
    CHECK(header(*file, "Content-Encoding").empty());
    CHECK(view::icons_url() == assets().url("icons.svg"));
}

TEST_CASE("styles name their fonts by the hashed names") {
    const auto& body = assets().find(assets().url("look.css"), "")->body;
    for (const char* font : {"vazirmatn-400.woff2", "vazirmatn-700.woff2"}) {
        const auto name = assets().url(font).substr(std::string("/static/").size());
        CHECK(body.find("url(\"" + name + "\")") != std::string::npos);
    }
}

TEST_CASE("the client's best coding is sent, and a refused one never") {
    const auto& url = assets().url("look.css");
    const auto coding = [&](const char* accepts) {
        return header(*assets().find(url, accepts), "Content-Encoding");
    };
    CHECK(coding("gzip, deflate, br") == "br");
    CHECK(coding("gzip") == "gzip");
    CHECK(coding("br;q=0, gzip;q=0.5") == "gzip");
    CHECK(coding("br;q=0.001") == "br");
    CHECK(coding("identity").empty());
    CHECK(coding("xbr, bri").empty());
    CHECK(header(*assets().find(assets().url("vazirmatn-400.woff2"), "br"), "Content-Encoding")
              .empty());
}

TEST_CASE("there is no way to other files") {
    for (const char* path :
         {"/static/", "/static/look.css", "/static/manifest", "/static/../keys.db"})
        CHECK_FALSE(assets().find(path, "br"));
    CHECK_THROWS_AS(assets().url("missing.css"), std::out_of_range);
    CHECK_THROWS_AS(view::Assets("/nowhere"), std::runtime_error);
}

TEST_CASE("styles, fonts and scripts stay within a slow phone's budget") {
    const auto size = [](const char* name) {
        return assets().find(assets().url(name), "br")->body.size();
    };
    CHECK(size("look.css") <= 7 * 1024);
    CHECK(size("icons.svg") <= 2 * 1024);
    CHECK(size("vazirmatn-400.woff2") + size("vazirmatn-700.woff2") <= 23 * 1024);
    CHECK(size("autosave.js") + size("typeahead.js") + size("session.js") + size("exit.js") <=
          6 * 1024);
}
