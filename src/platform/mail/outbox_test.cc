// SPDX-License-Identifier: EUPL-1.2
#include "platform/app.h"
#include "platform/log.h"
#include "platform/mail/relay_for_test.h"
#include "platform/sql/scratch.h"

using namespace mobio;
using namespace mobio::mail;
using namespace mobio::mail::test;
using namespace std::chrono_literals;

namespace {

config::County county_of(const sql::Scratch& scratch, const Relay& relay) {
    config::County county;
    county.database = scratch.address;
    county.key_store = "sqlite:" + (scratch.folder / "keys.db").string();
    county.files = scratch.folder / "files";
    county.master_key_file = scratch.folder / "master.key";
    county.mail = relay;
    return county;
}

Relay nowhere() {
    Relay relay;
    relay.url = "smtp://127.0.0.1:1";
    relay.tls = "none";
    relay.from = "mobio@landkreis.example";
    return relay;
}

// A county whose Amina has something to send.
struct Office {
    explicit Office(const sql::Scratch& scratch, const Relay& relay = nowhere())
        : share(find_share()), app(county_of(scratch, relay), share, true) {
        log::start("off");
        app.clock.set(time_of(1'800'014'400'000));
        app.vault.create_key(amina);
        add_jobs(known);
    }
    Id<Mail> write(const Message& message) {
        const auto key = app.vault.key_of(amina);
        return app.db->write([&](sql::Transaction& tx) {
            return queue(tx, app, key, amina, message, app.clock.now());
        });
    }
    int run() {
        app.clock.advance(1ms);
        return jobs::run_due(app, known);
    }
    Status look(Id<Mail> mail) {
        const auto found = app.db->read([&](sql::Connection& db) { return status(db, mail); });
        REQUIRE(found);
        return *found;
    }
    std::int64_t count(const std::string& from) {
        return *app.db->read([&](sql::Connection& db) {
            return db.first("SELECT COUNT(*) FROM " + from,
                            [](sql::Row row) { return row.get<std::int64_t>(0); });
        });
    }

    Share share;
    App app;
    jobs::Register known;
    IdBytes amina = make_id_bytes(time_of(1'800'000'000'000));
};

// The clock runs while a test does.
bool near(Duration measured, Duration planned) { return std::chrono::abs(measured - planned) < 5s; }

std::vector<std::string> tables(sql::Connection& db) {
    const char* const query = db.engine() == sql::Engine::Sqlite
                                  ? "SELECT name FROM sqlite_master WHERE type = 'table'"
                                  : "SELECT table_name FROM information_schema.tables"
                                    " WHERE table_schema = current_schema()";
    return db.all(query, [](sql::Row row) { return row.get<std::string>(0); });
}

// Every value of every table, as the engine prints it; bytes in hex.
std::string everything(Office& office) {
    return office.app.db->read([](sql::Connection& db) {
        std::string all;
        const bool sqlite = db.engine() == sql::Engine::Sqlite;
        for (const auto& table : tables(db)) {
            const auto columns = db.all(
                sqlite ? "SELECT name FROM pragma_table_info('" + table + "')"
                       : "SELECT column_name FROM information_schema.columns WHERE table_schema ="
                         " current_schema() AND table_name = '" +
                             table + "'",
                [](sql::Row row) { return row.get<std::string>(0); });
            for (const auto& column : columns)
                db.each("SELECT COALESCE(CAST(" + column + " AS TEXT), ''), COALESCE(" +
                            (sqlite ? "HEX(" + column + ")" : "CAST(" + column + " AS TEXT)") +
                            ", '') FROM " + table,
                        [&](sql::Row row) {
                            all += row.get<std::string>(0) + " " + row.get<std::string>(1) + "\n";
                        });
        }
        return all;
    });
}

std::string upper_hex(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string hex;
    for (const char c : text) {
        hex += digits[static_cast<unsigned char>(c) >> 4];
        hex += digits[static_cast<unsigned char>(c) & 15];
    }
    return hex;
}

}  // namespace

TEST_CASE("a queued mail leaves once, and nothing of it stays in the database") {
    const RealRelay server;
    MOBIO_ON_EACH_ENGINE(scratch) {
        Office office(scratch, server.relay());
        const auto before = server.taken();
        auto message = letter("einzigartig@jobcenter.example");
        message.text = "https://example.org/p/TOKEN-OF-THE-LINK";
        const auto mail = office.write(message);
        CHECK(office.look(mail).state == State::Queued);
        CHECK(office.look(mail).attempts == 0);
        CHECK(near(office.look(mail).next_at.value() - office.app.clock.now(), 0s));
        CHECK(office.run() == 1);
        CHECK(office.run() == 0);
        const auto sent = office.look(mail);
        CHECK(sent.state == State::Sent);
        CHECK(sent.attempts == 1);
        CHECK(sent.reply == "250 2.0.0 taken");
        CHECK(sent.sent_at);
        CHECK(!sent.next_at);
        CHECK(server.taken() == before + 1);
        CHECK(office.count("outbox WHERE sealed IS NOT NULL") == 0);
        const auto all = everything(office);
        CHECK(all.find(mail.text().substr(0, 2)) != all.npos);
        for (const char* word :
             {"TOKEN-OF-THE-LINK", "einzigartig", "Datenpaket", "jobcenter.example"}) {
            CHECK(all.find(word) == all.npos);
            CHECK(all.find(upper_hex(word)) == all.npos);
        }
    }
}

TEST_CASE("a waiting mail is sealed") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        Office office(scratch);
        office.write(letter());
        CHECK(office.count("outbox WHERE sealed IS NOT NULL") == 1);
        const auto all = everything(office);
        for (const char* word : {"jobcenter.example", "Datenpaket"}) {
            CHECK(all.find(word) == all.npos);
            CHECK(all.find(upper_hex(word)) == all.npos);
        }
    }
}

TEST_CASE("a mail is queued with the change that wants it, or not at all") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        Office office(scratch);
        const auto key = office.app.vault.key_of(office.amina);
        CHECK_THROWS(office.app.db->write([&](sql::Transaction& tx) {
            queue(tx, office.app, key, office.amina, letter(), office.app.clock.now());
            throw std::runtime_error("the change failed");
        }));
        CHECK_THROWS_AS(office.write(letter("a@example.org\r\nBcc: b@example.org")),
                        std::invalid_argument);
        CHECK(office.count("outbox") == 0);
        CHECK(office.run() == 0);
    }
}

TEST_CASE("a refused mail is not tried again, and its message goes too") {
    const RealRelay server;
    MOBIO_ON_EACH_ENGINE(scratch) {
        Office office(scratch, server.relay());
        const auto mail = office.write(letter("refused@example.org"));
        office.run();
        CHECK(office.look(mail).state == State::Refused);
        CHECK(office.look(mail).reply == "550 5.1.1 mailbox unknown");
        CHECK(office.count("outbox WHERE sealed IS NOT NULL") == 0);
        CHECK(office.count("jobs") == 0);
    }
}

TEST_CASE("a mail that could not leave is sent when the relay is ready") {
    sql::Scratch scratch{sql::Engine::Sqlite};
    const RealRelay server;
    Office office(scratch, server.relay());
    const auto mail = office.write(letter("tomorrow@example.org"));
    office.run();
    const auto waiting = office.look(mail);
    CHECK(waiting.state == State::Queued);
    CHECK(waiting.attempts == 1);
    CHECK(waiting.reply == "451 4.3.0 come back later");
    CHECK(near(waiting.next_at.value() - office.app.clock.now(), 1min));
    office.app.clock.advance(59s);
    CHECK(office.run() == 0);
    office.app.clock.advance(2s);
    CHECK(office.run() == 1);
    CHECK(office.look(mail).state == State::Sent);
    CHECK(office.look(mail).attempts == 2);
    CHECK(server.taken() == 1);
}

TEST_CASE("a mail whose answer was lost is sent again under the same Message-ID") {
    sql::Scratch scratch{sql::Engine::Sqlite};
    const RealRelay server;
    Office office(scratch, server.relay());
    const auto mail = office.write(letter("lost@example.org"));
    office.run();
    CHECK(office.look(mail).state == State::Queued);
    office.app.clock.advance(1min);
    office.run();
    CHECK(office.look(mail).state == State::Sent);
    REQUIRE(server.taken() == 2);
    const auto id = "<" + mail.text() + "@landkreis.example>";
    for (const int number : {1, 2}) {
        CHECK(header(server.mail(number), "Message-Id") == id);
        CHECK(header(server.mail(number), "Date") == header(server.mail(1), "Date"));
    }
}

TEST_CASE("the pauses grow to four hours, and after three days nobody tries any more") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        Office office(scratch);
        const auto start = office.app.clock.now();
        const auto mail = office.write(letter());
        std::vector<Duration> pauses;
        while (office.run() == 1 && office.look(mail).state == State::Queued) {
            const auto next = office.look(mail).next_at.value();
            pauses.push_back(next - office.app.clock.now());
            office.app.clock.set(next);
        }
        REQUIRE(pauses.size() > 10);
        const std::vector<Duration> planned{1min, 5min, 15min, 30min, 1h, 2h, 4h, 4h};
        for (std::size_t i = 0; i < planned.size(); ++i) CHECK(near(pauses[i], planned[i]));
        const auto end = office.look(mail);
        CHECK(end.state == State::Failed);
        CHECK(end.attempts == static_cast<int>(pauses.size()) + 1);
        CHECK(!end.reply.empty());
        CHECK(!end.next_at);
        const auto took = office.app.clock.now() - start;
        CHECK(took >= 3 * 24h);
        CHECK(took < 3 * 24h + 1min);
        CHECK(office.count("outbox WHERE sealed IS NOT NULL") == 0);
        CHECK(office.count("jobs") == 0);
    }
}

TEST_CASE("a mail of an erased person is never sent") {
    const RealRelay server;
    MOBIO_ON_EACH_ENGINE(scratch) {
        Office office(scratch, server.relay());
        const auto mail = office.write(letter());
        office.app.vault.destroy_key(office.amina);
        CHECK(office.run() == 1);
        CHECK(office.look(mail).state == State::Failed);
        CHECK(office.count("outbox WHERE sealed IS NOT NULL") == 0);
        CHECK(office.count("jobs") == 0);
        CHECK(server.taken() == 0);
    }
}

TEST_CASE("a mail that cannot be built waits, and ends like any other after three days") {
    sql::Scratch scratch{sql::Engine::Sqlite};
    Office office(scratch);
    office.app.county.mail.from_name = "MoBio\r\nBcc: b@example.org";
    const auto mail = office.write(letter());
    office.run();
    CHECK(office.look(mail).state == State::Queued);
    CHECK(office.look(mail).attempts == 1);
    office.app.clock.advance(3 * 24h);
    office.run();
    CHECK(office.look(mail).state == State::Failed);
    CHECK(office.count("outbox WHERE sealed IS NOT NULL") == 0);
}

TEST_CASE("a job for a mail that is gone or was sent does nothing") {
    sql::Scratch scratch{sql::Engine::Sqlite};
    const RealRelay server;
    Office office(scratch, server.relay());
    const auto mail = office.write(letter());
    office.run();
    const auto now = office.app.clock.now();
    office.app.db->write([&](sql::Transaction& tx) {
        for (const auto& subject : {mail.text(), Id<Mail>::make(now).text(), std::string("x")})
            jobs::add(tx, "mail.send", subject, now, now);
    });
    CHECK(office.run() == 3);
    CHECK(server.taken() == 1);
    CHECK(
        !office.app.db->read([&](sql::Connection& db) { return status(db, Id<Mail>::make(now)); }));
}
