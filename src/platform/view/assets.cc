// SPDX-License-Identifier: EUPL-1.2
#include "platform/view/assets.h"

#include <fstream>
#include <mutex>
#include <sstream>
#include <stdexcept>

namespace mobio::view {

namespace {

std::string read(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error("missing file " + file.string());
    std::ostringstream out;
    out << in.rdbuf();
    return std::move(out).str();
}

std::string type_of(const std::filesystem::path& name) {
    static const std::map<std::string, std::string> types{
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".woff2", "font/woff2"},
        {".png", "image/png"},
        {".ico", "image/x-icon"},
        {".webmanifest", "application/manifest+json"}};
    const auto found = types.find(name.extension().string());
    return found == types.end() ? "application/octet-stream" : found->second;
}

http::Response answer(const std::string& type, std::string body, std::string_view encoding) {
    http::Response out;
    out.type = type;
    out.body = std::move(body);
    out.with("Cache-Control", "public, max-age=31536000, immutable");
    out.with("Vary", "Accept-Encoding");
    if (!encoding.empty()) out.with("Content-Encoding", encoding);
    return out;
}

std::string trimmed(std::string_view text) {
    const auto from = text.find_first_not_of(" \t");
    if (from == std::string_view::npos) return {};
    return std::string(text.substr(from, text.find_last_not_of(" \t") - from + 1));
}

// Whether the client takes that coding (RFC 9110, 12.5.3); "*" is not asked, plain always fits.
bool takes(std::string_view accept_encoding, std::string_view coding) {
    while (!accept_encoding.empty()) {
        const auto comma = accept_encoding.find(',');
        const auto item = accept_encoding.substr(0, comma);
        const auto semicolon = item.find(';');
        if (trimmed(item.substr(0, semicolon)) == coding) {
            const auto weight = semicolon == std::string_view::npos
                                    ? std::string{}
                                    : trimmed(item.substr(semicolon + 1));
            return !weight.starts_with("q=0") || weight.find_first_of("123456789") != weight.npos;
        }
        accept_encoding.remove_prefix(comma == std::string_view::npos ? accept_encoding.size()
                                                                      : comma + 1);
    }
    return false;
}

std::string& icons_url_once() {
    static std::string url = "/static/icons.svg";
    return url;
}

void set_icons_url(const std::string& url) {
    static std::once_flag once;
    std::call_once(once, [&] { icons_url_once() = url; });
}

}  // namespace

const std::string& icons_url() { return icons_url_once(); }

Assets::Assets(const std::filesystem::path& folder) {
    std::istringstream manifest(read(folder / "manifest"));
    for (std::string name, hashed; manifest >> name >> hashed;) {
        const auto type = type_of(name);
        const auto file = folder / hashed;
        File one{"/static/" + hashed, answer(type, read(file), ""), {}, {}};
        if (std::filesystem::exists(file.string() + ".br")) {
            one.brotli = answer(type, read(file.string() + ".br"), "br");
            one.gzip = answer(type, read(file.string() + ".gz"), "gzip");
        }
        const auto& kept = by_name_.emplace(name, std::move(one)).first->second;
        by_url_.emplace(kept.url, &kept);
    }
    set_icons_url(url("icons.svg"));
}

const std::string& Assets::url(std::string_view name) const {
    const auto found = by_name_.find(name);
    if (found == by_name_.end()) throw std::out_of_range("no static file " + std::string(name));
    return found->second.url;
}

const http::Response* Assets::find(std::string_view path, std::string_view accept_encoding) const {
    const auto found = by_url_.find(path);
    if (found == by_url_.end()) return nullptr;
    const auto& file = *found->second;
    if (!file.brotli.body.empty() && takes(accept_encoding, "br")) return &file.brotli;
    if (!file.gzip.body.empty() && takes(accept_encoding, "gzip")) return &file.gzip;
    return &file.plain;
}

}  // namespace mobio::view
