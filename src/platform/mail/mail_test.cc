// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <stdexcept>

#include "platform/mail/packed.h"
#include "platform/mail/relay_for_test.h"

using namespace mobio;
using namespace mobio::mail;
using namespace mobio::mail::test;

namespace {

Relay into(const Folder& folder) {
    Relay relay;
    relay.url = "maildir:" + folder.path.string();
    relay.from = "mobio@landkreis.example";
    relay.from_name = "Landkreis Köln";
    return relay;
}

std::string built(const Message& message, const Relay& relay) {
    return build(message, relay, Id<Mail>::make(noon), noon);
}

Delivery drop(const Folder& folder, const Message& message) {
    return deliver(into(folder), message.to, built(message, into(folder)));
}

std::size_t longest_line(std::string_view text) {
    std::size_t longest = 0;
    for (std::size_t start = 0; start < text.size();) {
        const auto end = text.find("\r\n", start);
        REQUIRE(end != text.npos);
        longest = std::max(longest, end - start);
        start = end + 2;
    }
    return longest;
}

bool clean(std::string_view mail) {
    const bool printable = std::ranges::all_of(
        mail, [](char c) { return c == '\r' || c == '\n' || c == '\t' || (c >= ' ' && c < 0x7F); });
    return printable && std::ranges::count(mail, '\r') == std::ranges::count(mail, '\n');
}

}  // namespace

TEST_CASE("an address we can send to is taken as it is") {
    for (const char* address :
         {"office@jobcenter.example", "a.b+c@x-1.example.org", "o'neil@example.org",
          "poststelle@köln.example", "info@مثال.example", "a@xn--kln-sna.example",
          "info@نامه‌ای.example"})
        CHECK_MESSAGE(valid_address(address), std::string(address));
    CHECK(valid_address(std::string(64, 'a') + "@example.org"));
}

TEST_CASE("what is no plain address is refused") {
    for (const char* address : {"",
                                "@",
                                "a",
                                "a@",
                                "@example.org",
                                "a@b@example.org",
                                "a b@example.org",
                                "\"a b\"@example.org",
                                "büro@example.org",
                                ".a@example.org",
                                "a.@example.org",
                                "a..b@example.org",
                                "a@localhost",
                                "a@127.0.0.1",
                                "a@[127.0.0.1]",
                                "a@example..org",
                                "a@example.org.",
                                "a@-x.example",
                                "a@x_y.example",
                                "a@example.org\r\nRCPT TO:<b@example.org>",
                                "a@example.org>",
                                "a@example.org\n",
                                "a\t@example.org",
                                "a@exa mple.org",
                                "a@example.org, b@example.org",
                                "<a@example.org>",
                                "a@exam\u200Bple.org",
                                "a@exam\u00ADple.org",
                                "a@\u202Eexample.org",
                                "a@exam\u0085ple.org",
                                "a@\xff.example",
                                "a@א1a.example"})
        CHECK_MESSAGE(!valid_address(address), std::string(address));
    CHECK(!valid_address(std::string("a@example.org\0", 14)));
    CHECK(!valid_address(std::string(65, 'a') + "@example.org"));
    std::string label(63, 'b');
    CHECK(!valid_address("a@" + label + "." + label + "." + label + "." + label + ".org"));
}

TEST_CASE("a mail is ASCII in short lines that end with CR LF") {
    auto message = letter();
    message.subject = "Ihre Akte – پروندهٔ شما آماده است, und noch ein langer Betreff zum Umbrechen";
    message.text = std::string(5000, 'x') + "\n" + std::string(3000, '=') + "\r\nä\rb\n";
    message.attachments = {{"Lebenslauf فاطمه – Übersicht mit einem recht langen Namen.pdf",
                            "application/pdf", std::string("%PDF\r\n\0\xff", 8)}};
    const auto mail = built(message, into(Folder{}));
    CHECK(clean(mail));
    CHECK(longest_line(mail) <= 78);
    CHECK(mail.ends_with("\r\n"));
    CHECK(mail.find("Auto-Submitted: auto-generated\r\n") != mail.npos);
    CHECK(mail.find("Date: Fri, 15 Jan 2027 12:00:00 +0000\r\n") != mail.npos);
}

TEST_CASE("no header line can be longer than the standard allows") {
    const std::string label(60, 'b');
    const auto message = letter(std::string(64, 'a') + "@" + label + "." + label + "." + label);
    CHECK(longest_line(built(message, into(Folder{}))) <= 998);
}

TEST_CASE("the Message-ID belongs to the row, not to the attempt") {
    const auto relay = into(Folder{});
    const auto id = Id<Mail>::make(noon);
    const auto line = "Message-Id: <" + id.text() + "@landkreis.example>\r\n";
    CHECK(build(letter(), relay, id, noon).find(line) != std::string::npos);
    CHECK(build(letter(), relay, id, noon).find(line) != std::string::npos);
}

TEST_CASE("nothing that a mail is made of can add a header") {
    const Folder folder;
    const auto refused = [&](const auto& change) {
        auto message = letter();
        auto relay = into(folder);
        change(message, relay);
        CHECK_THROWS_AS(built(message, relay), std::invalid_argument);
    };
    for (const std::string evil :
         {"x\r\nBcc: b@example.org", "x\nBcc: b@example.org", "x\rBcc: b", "x\x7f", "x\xc2\x85y"}) {
        refused([&](Message& m, Relay&) { m.subject = evil; });
        refused([&](Message& m, Relay&) { m.to = evil + "@example.org"; });
        refused([&](Message& m, Relay&) { m.to = "a@example.org" + evil; });
        refused([&](Message& m, Relay&) { m.attachments = {{evil, "text/plain", "x"}}; });
        refused([&](Message& m, Relay&) { m.attachments = {{"x", "text/" + evil, "x"}}; });
        refused([&](Message&, Relay& r) { r.from = "a@example.org" + evil; });
        refused([&](Message&, Relay& r) { r.from_name = evil; });
    }
    refused([&](Message& m, Relay&) { m.subject = std::string("a\0b", 3); });
    refused([&](Message& m, Relay&) { m.attachments = {{"x", "text", "x"}}; });
    refused([&](Message&, Relay& r) { r.from = "nobody"; });
}

TEST_CASE("what looks like a header in the text stays text") {
    const Folder folder;
    auto message = letter();
    message.text = "\r\n\r\nBcc: b@example.org\r\n\r\n--boundary\r\nX-Evil: 1\n";
    REQUIRE(drop(folder, message).result == Delivery::Result::Taken);
    const auto mail = caught(folder.path).at(0);
    CHECK(mail.text.find("Bcc: b@example.org") != std::string::npos);
    CHECK(mail.to == "office@jobcenter.example");
}

TEST_CASE("a Maildir keeps mail as it is, the newest first") {
    const Folder folder;
    const auto maildir = folder.path;
    CHECK(caught(maildir).empty());
    REQUIRE(drop(folder, letter("first@example.org")).result == Delivery::Result::Taken);
    REQUIRE(drop(folder, letter("second@köln.example")).result == Delivery::Result::Taken);
    CHECK(fs::is_empty(maildir / "tmp"));
    CHECK((fs::status(maildir / "new").permissions() & fs::perms::others_all) == fs::perms::none);
    const auto mails = caught(maildir);
    REQUIRE(mails.size() == 2);
    CHECK(mails[0].to == "second@xn--kln-sna.example");
    CHECK(mails[1].to == "first@example.org");
    CHECK(mails[0].subject == letter().subject);
    CHECK(mails[0].text == letter().text);
    CHECK(mails[0].date == noon);

    // A mail program moves what it has shown.
    fs::rename(maildir / "new" / mails[0].file, maildir / "cur" / (mails[0].file + ":2,S"));
    CHECK(caught(maildir).at(0).to == mails[0].to);
}

TEST_CASE("a file that is no mail does not hide the others") {
    const Folder folder;
    REQUIRE(drop(folder, letter()).result == Delivery::Result::Taken);
    std::ofstream(folder.path / "new" / "0.empty");
    std::ofstream(folder.path / "new" / "0.noise") << std::string("\0\xff\r\n\n:", 6);
    fs::create_directory(folder.path / "new" / "folder");
    CHECK(caught(folder.path).at(0).subject == letter().subject);
}

TEST_CASE("a Maildir that cannot be written is tried again later") {
    const Folder folder;
    std::ofstream(folder.path / "new") << "in the way";
    const auto delivery = drop(folder, letter());
    CHECK(delivery.result == Delivery::Result::Later);
    CHECK(!delivery.reply.empty());
}

TEST_CASE("a message comes out of its packing as it went in") {
    auto message = letter();
    message.attachments = {{"a:1.pdf", "application/pdf", std::string("\0001:\xff", 4)},
                           {"", "text/plain", ""}};
    const auto packed = pack(message);
    const auto out = unpack(packed);
    CHECK(pack(out) == packed);
    CHECK(out.to == message.to);
    CHECK(out.html == message.html);
    REQUIRE(out.attachments.size() == 2);
    CHECK(out.attachments[0].bytes == message.attachments[0].bytes);
    for (const char* damaged :
         {"", "3:ab", "x", "1", "-1:", "0:0:0:", "0:0:0:0:5:", "99999999999999999999:"})
        CHECK_THROWS_AS(unpack(damaged), std::runtime_error);
}
