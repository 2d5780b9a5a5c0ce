// SPDX-License-Identifier: EUPL-1.2
#include "platform/mail/smtp.h"

#include "platform/mail/relay_for_test.h"
#include "platform/vault/vault.h"

using namespace mobio;
using namespace mobio::mail;
using namespace mobio::mail::test;

namespace {

Delivery send(const Relay& relay, const Message& message) {
    return deliver(relay, message.to, build(message, relay, Id<Mail>::make(noon), noon));
}

}  // namespace

TEST_CASE("a relay takes a mail over STARTTLS, and reads what was written") {
    const RealRelay server;
    auto message = letter();
    message.subject = "Ihre Akte – پروندهٔ شما آماده است, und noch ein langer Betreff zum Umbrechen";
    message.attachments = {
        {"Übersicht فاطمه.pdf", "application/pdf", std::string("%\0\r\n.\r\n\xff", 8)}};
    const auto delivery = send(server.relay(), message);
    CHECK(delivery.result == Delivery::Result::Taken);
    CHECK(delivery.reply == "250 2.0.0 taken");
    REQUIRE(server.taken() == 1);
    const auto mail = server.mail(1);
    CHECK(mail["from"] == "mobio@landkreis.example");
    CHECK(mail["to"] == nlohmann::json{message.to});
    CHECK(header(mail, "Subject") == message.subject);
    CHECK(header(mail, "From") == "Landkreis Köln <mobio@landkreis.example>");
    CHECK(header(mail, "To") == message.to);
    CHECK(mail["text"] == message.text);
    CHECK(mail["html"] == message.html);
    CHECK(mail["attachments"][0]["name"] == message.attachments[0].name);
    CHECK(mail["attachments"][0]["sha256"] ==
          vault::hex(vault::sha256(message.attachments[0].bytes)));
    CHECK(mail["defects"].empty());
}

TEST_CASE("a relay with TLS from the first byte takes a mail") {
    const RealRelay server("direct");
    auto relay = server.relay();
    relay.url = "smtps://localhost:" + server.port();
    relay.user.clear();
    CHECK(send(relay, letter()).result == Delivery::Result::Taken);
    CHECK(server.taken() == 1);
}

TEST_CASE("no mail leaves over a connection that is not encrypted") {
    const RealRelay server("plain");
    CHECK(send(server.relay(), letter()).result == Delivery::Result::Later);
    CHECK(server.taken() == 0);
}

TEST_CASE("without TLS only a relay on this machine is spoken to") {
    const RealRelay server("plain");
    auto relay = server.relay();
    relay.user.clear();
    relay.tls = "none";
    for (const char* host : {"localhost", "127.0.0.1"}) {
        relay.url = std::string("smtp://") + host + ":" + server.port();
        CHECK(send(relay, letter()).result == Delivery::Result::Taken);
    }
    // Another name of this machine, as far as the program can tell a machine elsewhere.
    relay.url = "smtp://0.0.0.0:" + server.port();
    CHECK(send(relay, letter()).result == Delivery::Result::Later);
    CHECK(server.taken() == 2);
}

TEST_CASE("a relay that nobody vouches for, or that is another, gets nothing") {
    const RealRelay server, other;
    auto relay = server.relay();
    for (const auto& ca : {std::string(), other.relay().ca_file, std::string("/nowhere.pem")}) {
        relay.ca_file = ca;
        CHECK(send(relay, letter()).result == Delivery::Result::Later);
    }
    CHECK(server.taken() == 0);
}

TEST_CASE("a wrong password of ours is no refusal of the mail") {
    const RealRelay server;
    auto relay = server.relay();
    relay.password = "wrong";
    CHECK(send(relay, letter()).result == Delivery::Result::Later);
    relay.user.clear();
    CHECK(send(relay, letter()).result == Delivery::Result::Later);
    CHECK(server.taken() == 0);
}

TEST_CASE("a relay's refusal is final, and its words name no address") {
    const RealRelay server;
    const auto refused = send(server.relay(), letter("refused@example.org"));
    CHECK(refused.result == Delivery::Result::Refused);
    CHECK(refused.reply == "550 5.1.1 mailbox unknown");
    const auto spam = send(server.relay(), letter("spam@example.org"));
    CHECK(spam.result == Delivery::Result::Refused);
    CHECK(spam.reply == "554 5.7.1 no mail for");
}

TEST_CASE("a relay that has no time now is asked again later") {
    const RealRelay server;
    const auto later = send(server.relay(), letter("tomorrow@example.org"));
    CHECK(later.result == Delivery::Result::Later);
    CHECK(later.reply == "451 4.3.0 come back later");
    CHECK(send(server.relay(), letter("tomorrow@example.org")).result == Delivery::Result::Taken);
}

TEST_CASE("a relay that is down or unknown is asked again later") {
    Relay relay;
    {
        const RealRelay server;
        relay = server.relay();
        Folder gone;
    }
    CHECK(send(relay, letter()).result == Delivery::Result::Later);
    relay.url = "smtp://relay.invalid:587";
    const auto unknown = send(relay, letter());
    CHECK(unknown.result == Delivery::Result::Later);
    CHECK(!unknown.reply.empty());
    relay.url = "file:///etc/passwd";
    CHECK(send(relay, letter()).result == Delivery::Result::Later);
}

TEST_CASE("a mail whose answer was lost counts as not taken") {
    const RealRelay server;
    CHECK(send(server.relay(), letter("lost@example.org")).result == Delivery::Result::Later);
    CHECK(server.taken() == 1);
}

TEST_CASE("no address can speak to the relay") {
    const RealRelay server;
    const auto relay = server.relay();
    const auto mail = build(letter(), relay, Id<Mail>::make(noon), noon);
    for (const char* to : {"a@example.org>\r\nRCPT TO:<b@example.org", "a@example.org\nQUIT",
                           "a@example.org> SIZE=1 <b@example.org", ""})
        CHECK(deliver(relay, to, mail).result == Delivery::Result::Refused);
    CHECK(server.taken() == 0);
}

TEST_CASE("a reply is kept without addresses, in one short line") {
    const std::string to = "anna.roth@example.org";
    CHECK(without_addresses("550 5.1.1 <anna.roth@example.org>: unknown", to) ==
          "550 5.1.1 unknown");
    CHECK(without_addresses("550 no such user: Anna.Roth", to) == "550 no such user:");
    CHECK(without_addresses("550 x=<Other@x.example>;\r\n\tno", to) == "550 no");
    CHECK(without_addresses("550 caf\xc3\xa9 \x01 no", to) == "550 caf no");
    CHECK(without_addresses("550 no 550", "550@example.org") == "550 no");
    CHECK(without_addresses("", to).empty());
    CHECK(without_addresses(std::string(5000, 'x'), to).size() == 200);
}
