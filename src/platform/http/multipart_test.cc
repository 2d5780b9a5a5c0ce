// SPDX-License-Identifier: EUPL-1.2
#include "platform/http/multipart.h"

#include <doctest/doctest.h>

#include <vector>

#include "platform/http/parser.h"
#include "platform/http/response.h"

namespace mobio::http {

namespace {

struct Seen {
    std::string name, file_name = "(no file)", type, data;
    bool operator==(const Seen&) const = default;
};

// What a body of the boundary "x" holds, fed in pieces of that size.
std::vector<Seen> parts_of(std::string_view body, std::size_t piece = std::string_view::npos) {
    std::vector<Seen> seen;
    Multipart parts(
        "x", {[&](const Multipart::Part& part) {
                  seen.push_back({part.name, part.file_name.value_or("(no file)"), part.type, ""});
              },
              [&](std::string_view data) { seen.back().data += data; }});
    while (!body.empty()) {
        parts.feed(body.substr(0, piece));
        body.remove_prefix(std::min(piece, body.size()));
    }
    parts.finish();
    return seen;
}

unsigned refusal(std::string_view body) {
    try {
        parts_of(body);
    } catch (const Failure& failure) {
        return failure.status;
    }
    return 200;
}

const std::string text_part =
    "--x\r\nContent-Disposition: form-data; name=\"language\"\r\n\r\nfa\r\n";
const std::string file_part =
    "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"Berufe – \xD9\x84.csv\"\r\n"
    "Content-Type: text/csv\r\n\r\ncode;title\r\n1;\"--x\"\r\n\r\n--\r\n";

}  // namespace

TEST_CASE("fields and files come out as they were sent, in pieces of any size") {
    const auto body = text_part + file_part + "--x--\r\n";
    const auto whole = parts_of(body);
    REQUIRE(whole.size() == 2);
    CHECK(whole[0] == Seen{"language", "(no file)", "", "fa"});
    CHECK(whole[1] ==
          Seen{"file", "Berufe – \xD9\x84.csv", "text/csv", "code;title\r\n1;\"--x\"\r\n\r\n--"});
    for (std::size_t piece = 1; piece < 80; ++piece) CHECK(parts_of(body, piece) == whole);
}

TEST_CASE("a form without a chosen file, an empty field, and no part at all are fine") {
    const std::string none =
        "--x\r\ncontent-disposition: form-data; name=file; filename=\"\"\r\n\r\n\r\n--x--";
    CHECK(parts_of(none) == std::vector<Seen>{{"file", "", "", ""}});
    CHECK(parts_of("--x--\r\n").empty());
    CHECK(parts_of("a preamble\r\n" + text_part + "--x--\r\nan epilogue").size() == 1);
}

TEST_CASE("a name may hold quotation marks, a Windows path is no escape") {
    const auto name_of = [](const std::string& quoted) {
        return parts_of("--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"" + quoted +
                        "\"\r\n\r\n\r\n--x--")[0]
            .file_name;
    };
    CHECK(name_of("a \\\"b\\\".csv") == "a \"b\".csv");
    CHECK(name_of("C:\\data\\list.csv") == "C:\\data\\list.csv");
}

TEST_CASE("a body that is not what it should be is refused") {
    CHECK(refusal("") == 400);
    CHECK(refusal("no boundary at all") == 400);
    CHECK(refusal(text_part) == 400);
    CHECK(refusal(text_part + "--x") == 400);
    CHECK(refusal(text_part + "--xy\r\n\r\n") == 400);
    CHECK(refusal("--x\r\n\r\n\r\nno head\r\n--x--") == 400);
    CHECK(refusal("--x\r\nContent-Type: text/csv\r\n\r\n\r\n--x--") == 400);
    CHECK(refusal("--x\r\nContent-Disposition: form-data\r\n\r\n\r\n--x--") == 400);
    CHECK(refusal("--x\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n\r\n--x--") == 400);
    CHECK(refusal("--x\r\nContent-Disposition: form-data; name=\"a\r\n\r\n\r\n--x--") == 400);
    CHECK(
        refusal("--x\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\r\n\r\n\r\n--x--") ==
        400);
    CHECK(refusal("--x\r\nContent-Disposition: form-data; name=\"\xFF\"\r\n\r\n\r\n--x--") == 400);
    CHECK(refusal("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n"
                  "Content-Transfer-Encoding: base64\r\n\r\n\r\n--x--") == 400);
    CHECK(refusal("--x\r\nX-Long: " + std::string(5000, 'x')) == 413);
    std::string many;
    for (std::size_t i = 0; i <= Multipart::most_parts; ++i) many += text_part;
    CHECK(refusal(many + "--x--") == 413);
}

TEST_CASE("a boundary is taken from the type's own parameter") {
    CHECK(multipart_boundary("multipart/form-data; boundary=----WebKitFormBoundaryAbc") ==
          "----WebKitFormBoundaryAbc");
    CHECK(multipart_boundary("Multipart/Form-Data; charset=utf-8; Boundary=\"a b\"") ==
          std::nullopt);
    CHECK(multipart_boundary("multipart/form-data; boundary=\"a:b\"") == "a:b");
    CHECK_FALSE(multipart_boundary("multipart/form-data"));
    CHECK_FALSE(multipart_boundary("multipart/form-data; boundary="));
    CHECK_FALSE(multipart_boundary("multipart/form-data; boundary=a; boundary=b"));
    CHECK_FALSE(multipart_boundary("multipart/mixed; boundary=a"));
    CHECK_FALSE(multipart_boundary("multipart/form-data; boundary=" + std::string(71, 'a')));
    CHECK_FALSE(multipart_boundary("multipart/form-data; boundary=\"open"));
}

// The parser ------------------------------------------------------------------------------------

namespace {

std::string upload(std::string_view path, const std::string& body) {
    return "POST " + std::string(path) +
           " HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=x\r\n"
           "Content-Length: " +
           std::to_string(body.size()) + "\r\n\r\n" + body;
}

struct Outcome {
    unsigned status = 0;
    Request request;
};
Limits upload_limits() {
    Limits limits;
    limits.upload_bytes = [](std::string_view path) {
        return path == "/uploads" ? std::size_t{1'000'000} : std::size_t{0};
    };
    return limits;
}
UploadRoom room_of(std::size_t bytes) {
    Limits limits;
    limits.upload_room = bytes;
    return UploadRoom(limits);
}

Outcome parse(const std::string& bytes, UploadRoom& room, const std::string& sender = "Amina") {
    const auto limits = upload_limits();
    const Peer peer{"192.0.2.7"};
    Parser parser(limits, peer, &room);
    try {
        std::string_view rest = bytes;
        while (!rest.empty() && parser.stage() != Parser::Stage::Complete) {
            rest.remove_prefix(parser.feed(rest));
            if (parser.stage() == Parser::Stage::Sender) parser.admit(sender);
        }
    } catch (const Failure& failure) {
        return {failure.status, {}};
    }
    return {parser.stage() == Parser::Stage::Complete ? 200U : 0U, parser.request()};
}

}  // namespace

TEST_CASE("a route that takes uploads gets fields and files, others refuse them") {
    auto room = room_of(1'000'000);
    const auto taken = parse(upload("/uploads", text_part + file_part + "--x--\r\n"), room);
    CHECK(taken.status == 200);
    CHECK(taken.request.form.get("language") == "fa");
    REQUIRE(taken.request.file("file"));
    const auto& content = *taken.request.file("file")->content;
    CHECK(files::whole(content.bytes(), 1000).starts_with("code;title"));
    CHECK_FALSE(taken.request.file("language"));
    CHECK(parse(upload("/elsewhere", text_part + "--x--\r\n"), room).status == 415);
    CHECK(parse(upload("/uploads", "--x--garbage"), room).status == 200);
    CHECK(parse(upload("/uploads", "garbage"), room).status == 400);
}

TEST_CASE("an upload may be longer than a form, but not longer than its route allows") {
    auto room = room_of(1'000'000);
    const auto of_size = [&](std::size_t bytes) {
        const std::string head =
            "--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\n";
        return parse(upload("/uploads", head + std::string(bytes, 'a') + "\r\n--x--"), room).status;
    };
    CHECK(of_size(900'000) == 200);
    CHECK(of_size(1'000'000) == 413);
}

TEST_CASE("uploads together take no more room than there is, and give it back") {
    auto room = room_of(1000);
    const auto sent = [&] {
        return parse(upload("/uploads", file_part + "--x--\r\n"), room).request;
    };
    for (int i = 0; i < 100; ++i) CHECK_FALSE(sent().no_room);
    REQUIRE(room.take("Bilal", 950));
    CHECK(sent().no_room);
    CHECK(sent().files.empty());
    room.give_back("Bilal", 950);
    CHECK_FALSE(sent().no_room);
}

TEST_CASE("one sender does not get all the room, in bytes or in uploads") {
    Limits limits;
    limits.upload_room = 1000;
    limits.upload_share = 400;
    limits.uploads_each = 3;
    UploadRoom room(limits);
    CHECK(room.take("Bilal", 300));
    CHECK_FALSE(room.take("Bilal", 101));
    CHECK(room.take("Bilal", 50));
    CHECK(room.take("Bilal", 50));
    CHECK_FALSE(room.take("Bilal", 0));
    CHECK(room.take("Amina", 400));
    CHECK_FALSE(room.take("Keller", 201));
    room.give_back("Bilal", 50);
    CHECK(room.take("Bilal", 10));
}

TEST_CASE("what nobody may send is read to its end, takes no room, and is not kept") {
    auto room = room_of(0);
    const auto sent = parse(upload("/uploads", text_part + file_part + "--x--\r\n"), room, "");
    CHECK(sent.status == 200);
    CHECK(sent.request.files.empty());
    CHECK(sent.request.form.get("language") == "fa");
    CHECK_FALSE(sent.request.no_room);
}

TEST_CASE("a body has as much time as it says it is long, or as has come of it") {
    auto room = room_of(1'000'000'000);
    auto limits = upload_limits();
    limits.upload_bytes = [](std::string_view) { return std::size_t{50'000'000}; };
    const Peer peer{"192.0.2.7"};
    const std::string head =
        "POST /uploads HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=x\r\n";
    Parser told(limits, peer, &room), untold(limits, peer, &room);
    told.feed(head + "Content-Length: 5000000\r\n\r\n");
    told.admit("Amina");
    CHECK(told.body_time() == 5 * limits.body_time);
    untold.feed(head + "Transfer-Encoding: chunked\r\n\r\n");
    untold.admit("Amina");
    CHECK(untold.body_time() == limits.body_time);
    std::string_view more =
        "--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\n";
    const auto chunk = std::string(more) + std::string(0x300000 - more.size(), 'a');
    untold.feed("300000\r\n" + chunk + "\r\n");
    CHECK(untold.body_time() == 4 * limits.body_time);
}

TEST_CASE("a field of an upload is text, or the upload is refused") {
    auto room = room_of(1000);
    const std::string head = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n";
    CHECK(parse(upload("/uploads", head + "\xFF\r\n--x--"), room).status == 400);
    CHECK(parse(upload("/uploads", head + std::string(1, '\0') + "\r\n--x--"), room).status == 400);
}

}  // namespace mobio::http
