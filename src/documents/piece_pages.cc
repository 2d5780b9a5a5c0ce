// SPDX-License-Identifier: EUPL-1.2
// A file sent in pieces by a script (web/scripts/upload.js), which is answered in JSON.
#include <algorithm>
#include <charconv>

#include "documents/pages.h"
#include "documents/taking.h"
#include "documents/uploads.h"
#include "platform/convert/kind.h"
#include "platform/http/form_key.h"

namespace mobio::documents {

using nlohmann::json;
using text::mark;

namespace {

constexpr std::size_t form_around = 16 * 1024;
constexpr std::size_t longest_name = 200;

// Not below nought, nothing around it; else nobody of ours sent it.
std::uint64_t number_of(const std::string& text) {
    std::uint64_t number = 0;
    const auto* const end = text.data() + text.size();
    const auto [stop, wrong] = std::from_chars(text.data(), end, number);
    if (text.empty() || wrong != std::errc() || stop != end) throw http::Failure{400};
    return number;
}

std::string hash_of(const std::string& text) {
    const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    if (text.size() != 64 || !std::ranges::all_of(text, is_hex)) throw http::Failure{400};
    return text;
}

http::Response there(const Upload& upload, std::uint64_t at, unsigned status = 200) {
    return http::json(status, json{{"id", upload.id.text()}, {"at", at}}.dump());
}

http::Response refused(const http::Request& request, App& app, const text::Message& why) {
    return http::json(422, json{{"text", app.tongue(request.language).say(why)}}.dump());
}

UploadId id_of(const http::Request& request) {
    const auto id = UploadId::parse(request.param("id"));
    if (!id) http::not_found();
    return *id;
}

Upload open_upload(const Acting& who, const http::Request& request, App& app) {
    const auto id = id_of(request);
    auto found = app.db->read([&](sql::Connection& db) { return find_upload(db, app, who, id); });
    if (!found) http::not_found();
    return std::move(*found);
}

Announced announced(const http::Request& request) {
    auto name = plain_name(request.form.get("name"));
    if (text::length(name) > longest_name) throw http::Failure{400};
    return {std::move(name), hash_of(request.form.get("sha256")),
            number_of(request.form.get("bytes"))};
}

// Why a file of that size cannot begin to come.
std::optional<text::Message> no_room(sql::Connection& db, App& app, const Acting& who,
                                     const Announced& file) {
    if (file.bytes == 0) return message({convert::Refusal::Empty, file.name});
    if (file.bytes > convert::longest_file) return message({convert::Refusal::TooLarge, file.name});
    const auto on_their_way = uploads(db, app, who);
    const auto same = [&](const Upload& one) { return one.file.sha256 == file.sha256; };
    if (std::ranges::any_of(on_their_way, same)) return {};
    std::uint64_t bytes = file.bytes;
    for (const auto& one : on_their_way) bytes += one.file.bytes;
    if (on_their_way.size() >= most_uploads || bytes > most_upload_bytes)
        return text::Message{
            mark("Too many files are on their way. Throw some away under “Documents” first.")};
    if (files::bytes_of(db, who.person) + file.bytes > most_bytes) return no_more_room();
    return {};
}

http::Response begin(const Acting& who, const http::Request& request, App& app) {
    const auto file = announced(request);
    if (const auto why =
            app.db->read([&](sql::Connection& db) { return no_room(db, app, who, file); }))
        return refused(request, app, *why);
    const auto upload = app.db->write(
        [&](sql::Transaction& tx) { return begin_upload(tx, app, who, file, app.clock.now()); });
    return there(upload, upload.received);
}

bool begins_like_a_document(const files::Spool& piece) {
    const auto head = piece.bytes().next();
    return convert::kind_of(std::string_view(head).substr(0, convert::head_size)).has_value();
}

http::Response take_piece(const Acting& who, const http::Request& request, App& app) {
    const auto upload = open_upload(who, request, app);
    const auto at = number_of(request.form.get("at"));
    const auto* const file = request.file("piece");
    if (!file) throw http::Failure{400};
    if (at != upload.received) return there(upload, upload.received, 409);
    const auto size = file->content->size(), left = upload.file.bytes - at;
    if (size == 0 || size > left || size > longest_piece || (size < least_piece && size < left))
        throw http::Failure{400};
    if (at == 0 && !begins_like_a_document(*file->content)) {
        app.db->write(
            [&](sql::Transaction& tx) { remove_upload(tx, who, upload.id, app.clock.now()); });
        return refused(request, app, message({convert::Refusal::Unknown, upload.file.name}));
    }
    if (add_piece(app, who, upload, at, file->content->bytes())) return there(upload, at + size);
    return there(upload, open_upload(who, request, app).received, 409);
}

http::Response throw_away(const Acting& who, const http::Request& request, App& app) {
    if (auto before = http::answered_before(request, app)) return std::move(*before);
    const auto id = id_of(request);
    return http::once(request, app, [&](sql::Transaction& tx) -> std::string {
        if (!remove_upload(tx, who, id, app.clock.now())) http::not_found();
        return "/documents";
    });
}

}  // namespace

void add_piece_pages(http::Router& router) {
    router.post("/documents/uploads", begin);
    router.post("/documents/uploads/{id}/pieces", take_piece);
    router.uploads("/documents/uploads/{id}/pieces", longest_piece + form_around,
                   http::Lane::Quick);
    router.post("/documents/uploads/{id}/removal", throw_away);
}

}  // namespace mobio::documents
