// SPDX-License-Identifier: EUPL-1.2
#include "documents/uploads.h"

#include <atomic>
#include <thread>

#include "casework/merge.h"
#include "documents/papers_for_test.h"
#include "documents/store.h"
#include "platform/vault/vault.h"

namespace mobio::documents {

namespace {

using nlohmann::json;

constexpr std::size_t kib = 1024;

// A PDF of so many bytes, more or less.
std::string long_paper(std::size_t bytes = 100 * kib) { return paper("Zeugnis", bytes); }

// What the script does.
struct Sender {
    explicit Sender(Browser& of) : browser(of) {
        token = browser.get("/documents/new").hidden("form_token", "/documents");
        browser.extra_headers = {{"Accept", "application/json"}};
    }
    ~Sender() { browser.extra_headers.clear(); }
    Sender(const Sender&) = delete;

    Reply announce(const std::string& name, const std::string& bytes, const std::string& sha256) {
        return browser.post_raw(
            "/documents/uploads",
            {{"form_token", token}, {"name", name}, {"bytes", bytes}, {"sha256", sha256}});
    }
    Reply announce(const std::string& file, const std::string& name = "IMG_1.pdf") {
        return announce(name, std::to_string(file.size()), vault::hex(vault::sha256(file)));
    }
    Reply piece(const std::string& id, const std::string& at, const std::string& bytes) {
        const auto field = [](const std::string& name, const std::string& value) {
            return "--x\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value +
                   "\r\n";
        };
        const auto body = field("form_token", token) + field("at", at) +
                          "--x\r\nContent-Disposition: form-data; name=\"piece\"; "
                          "filename=\"blob\"\r\n\r\n" +
                          bytes + "\r\n--x--\r\n";
        return browser.ask("POST", "/documents/uploads/" + id + "/pieces",
                           "multipart/form-data; boundary=x", body);
    }
    Reply piece(const std::string& id, std::size_t at, const std::string& bytes) {
        return piece(id, std::to_string(at), bytes);
    }
    // All of it, in pieces of that size. Its number.
    std::string send(const std::string& file, std::size_t size = 40 * kib) {
        const auto id = id_of(announce(file));
        for (std::size_t at = 0; at < file.size(); at += size)
            REQUIRE(piece(id, at, file.substr(at, size)).status == 200);
        return id;
    }
    static std::string id_of(const Reply& reply) {
        REQUIRE(reply.status == 200);
        return json::parse(reply.body).at("id");
    }
    static std::size_t at_of(const Reply& reply) { return json::parse(reply.body).at("at"); }

    Browser& browser;
    std::string token;
};

std::string sent(Browser& browser, const std::string& file = long_paper()) {
    return Sender(browser).send(file);
}

Reply finish(Browser& browser, const std::string& id) {
    return browser.submit("/documents/new", "/documents", {{"title", "Zeugnis"}, {"upload", id}});
}

}  // namespace

TEST_CASE("a file that came in pieces becomes a document like any other") {
    World world;
    auto amina = world.as(world.person("Amina"));
    const auto id = sent(amina);
    const auto done = finish(amina, id);
    REQUIRE(done.status == 303);
    CHECK(amina.follow(done).shows("Your document is there."));
    CHECK(amina.get(done.location() + "/file").body.starts_with("%PDF-"));
    CHECK_FALSE(amina.get("/documents").shows("Not added yet"));
    world.run_jobs();
    CHECK(files_in(world) == 1);  // the pieces are gone
    // The same file once more, the plain way.
    CHECK(amina.get(added(amina, long_paper())).shows("You have added this file before."));
}

TEST_CASE("after a broken connection an upload goes on where it was") {
    World world;
    auto amina = world.as(world.person("Amina"));
    const auto file = long_paper();
    Sender sender(amina);
    const auto id = Sender::id_of(sender.announce(file));
    CHECK(Sender::at_of(sender.piece(id, 0, file.substr(0, 40 * kib))) == 40 * kib);
    // The answer was lost, so the same piece comes again.
    const auto again = sender.piece(id, 0, file.substr(0, 40 * kib));
    CHECK(again.status == 409);
    CHECK(Sender::at_of(again) == 40 * kib);
    // The page was closed, and the same file is chosen again.
    const auto later = sender.announce(file, "another name.pdf");
    CHECK(Sender::id_of(later) == id);
    CHECK(Sender::at_of(later) == 40 * kib);
    CHECK(Sender::at_of(sender.piece(id, 40 * kib, file.substr(40 * kib))) == file.size());
    CHECK(finish(amina, id).status == 303);
}

TEST_CASE("pieces that overlap, leave a gap, or are none are not taken") {
    World world;
    auto amina = world.as(world.person("Amina"));
    const auto file = long_paper();
    Sender sender(amina);
    const auto id = Sender::id_of(sender.announce(file));
    const auto first = file.substr(0, 40 * kib);
    for (const char* nonsense : {"-1", "", "0x10", "1e3", " 0", "99999999999999999999999"})
        CHECK(sender.piece(id, nonsense, first).status == 400);
    CHECK(sender.piece(id, file.size(), first).status == 409);
    CHECK(sender.piece(id, 1, first).status == 409);
    CHECK(sender.piece(id, 0, "").status == 400);
    CHECK(sender.piece(id, 0, first.substr(0, 100)).status == 400);  // thousands of small ones
    CHECK(sender.piece(id, 0, file + "more").status == 400);
    CHECK(sender.piece(id, 0, std::string(2 * longest_piece, ' ')).status == 413);
    CHECK(sender.piece(id, 0, first).status == 200);
    CHECK(sender.piece(id, 20 * kib, first).status == 409);
    CHECK(Sender::at_of(sender.announce(file)) == first.size());
    CHECK(files_in(world) == 1);
}

TEST_CASE("what is said of a file before it comes has to be possible") {
    World world;
    auto amina = world.as(world.person("Amina"));
    Sender sender(amina);
    const std::string hash(64, 'a');
    for (const char* bytes : {"-1", "", "many", "1.5", "99999999999999999999999"})
        CHECK(sender.announce("a.pdf", bytes, hash).status == 400);
    CHECK(sender.announce("a.pdf", "100", "abc").status == 400);
    CHECK(sender.announce("a.pdf", "100", std::string(64, 'Z')).status == 400);
    CHECK(sender.announce(std::string(300, 'a'), "100", hash).status == 400);
    const auto empty = sender.announce("a.pdf", "0", hash);
    CHECK(empty.status == 422);
    CHECK(empty.body.find("is empty") != std::string::npos);
    const auto large = sender.announce("a.pdf", "40000000", hash);
    CHECK(large.status == 422);
    CHECK(large.body.find("is larger than 30 MB") != std::string::npos);
    sender.token = "stale";
    CHECK(sender.announce("a.pdf", "100", hash).status == 403);
}

TEST_CASE("what is no document is refused at its first piece") {
    World world;
    auto amina = world.as(world.person("Amina"));
    const std::string file(50 * kib, 'M');
    Sender sender(amina);
    const auto id = Sender::id_of(sender.announce(file, "../x\xE2\x80\xAEgpj.exe"));
    const auto refused = sender.piece(id, 0, file);
    CHECK(refused.status == 422);
    CHECK(refused.body.find("gpj.exe is no photo") == std::string::npos);  // the name is isolated
    CHECK(refused.body.find("is no photo and no PDF") != std::string::npos);
    CHECK(refused.body.find("\xE2\x80\xAE") == std::string::npos);
    CHECK(sender.piece(id, 0, file).status == 404);
    CHECK(files_in(world) == 0);
}

TEST_CASE("bytes that are not those that were announced become no document") {
    World world;
    auto amina = world.as(world.person("Amina"));
    std::string id;
    {
        const auto file = long_paper();
        Sender sender(amina);
        id = Sender::id_of(
            sender.announce("a.pdf", std::to_string(file.size()), std::string(64, 'a')));
        REQUIRE(sender.piece(id, 0, file).status == 200);
    }
    const auto refused = finish(amina, id);
    CHECK(refused.status == 422);
    CHECK(refused.shows("is broken or not whole"));
    CHECK_FALSE(amina.get("/documents").shows("Not added yet"));
}

TEST_CASE("an upload that is not whole is listed, goes on, or is thrown away") {
    World world;
    auto amina = world.as(world.person("Amina"));
    const auto file = long_paper();
    std::string id;
    {
        Sender sender(amina);
        id = Sender::id_of(sender.announce(file, "Zeugnis von Amina.pdf"));
        REQUIRE(sender.piece(id, 0, file.substr(0, 50 * kib)).status == 200);
    }
    const auto list = amina.get("/documents");
    CHECK(list.shows("Not added yet"));
    CHECK(list.shows("Zeugnis von Amina.pdf"));
    CHECK(list.shows("49 %"));
    CHECK(list.shows("/documents/new?upload=" + id));
    CHECK(amina.get("/documents/new?upload=" + id).shows("Choose the same file again"));
    const auto early = finish(amina, id);
    CHECK(early.status == 422);
    CHECK(early.shows("is not here as a whole."));
    const auto away = "/documents/uploads/" + id + "/removal";
    const auto seen = amina.get("/documents");
    CHECK(amina.send(seen, away, {}).location() == "/documents");
    CHECK(amina.send(seen, away, {}).location() == "/documents");  // the same form twice
    CHECK_FALSE(amina.get("/documents").shows("Not added yet"));
    CHECK(finish(amina, id).status == 404);
    world.run_jobs();
    CHECK(files_in(world) == 0);
}

TEST_CASE("what came whole is offered without scripts, ticked where one goes on with it") {
    World world;
    auto amina = world.as(world.person("Amina"));
    const auto id = sent(amina);
    const auto ticked = "value=\"" + id + "\"  checked";
    const auto checked = [&](const Reply& page) {
        const auto at = page.body.find("value=\"" + id + "\"");
        REQUIRE(at != std::string::npos);
        return page.body.substr(at, page.body.find('>', at) - at).find("checked") !=
               std::string::npos;
    };
    CHECK_FALSE(checked(amina.get("/documents/new")));
    CHECK(checked(amina.get("/documents/new?upload=" + id)));
    const auto other =
        amina.submit("/documents/new", "/documents", {{"upload", id}, {"switch_language", "de"}});
    CHECK(other.status == 200);
    CHECK(checked(other));
}

TEST_CASE("nobody else finds an upload, whatever they ask for") {
    World world;
    auto amina = world.as(world.person("Amina"));
    auto bilal = world.as(world.person("Bilal"));
    const auto file = long_paper();
    const auto id = sent(amina, file);
    {
        Sender sender(bilal);
        CHECK(sender.piece(id, 0, file).status == 404);
        CHECK(sender.piece(id, file.size(), file).status == 404);
        CHECK(Sender::id_of(sender.announce(file)) != id);
    }
    CHECK_FALSE(bilal.get("/documents").shows(id));
    CHECK(finish(bilal, id).status == 404);
    const auto page = bilal.get("/documents/new");
    const Values keys{{"form_token", page.hidden("form_token", "/documents")},
                      {"form_key", page.hidden("form_key", "/documents")}};
    CHECK(bilal.post_raw("/documents/uploads/" + id + "/removal", keys).status == 404);
    CHECK(finish(bilal, "no-such-id").status == 404);
    auto keller = world.as(world.staff("Keller", "manager"));
    CHECK(keller.post_raw("/documents/uploads/" + id + "/removal", keys).status == 404);
    auto nobody = world.anybody();
    nobody.extra_headers = {{"Accept", "application/json"}};
    CHECK(nobody.post_raw("/documents/uploads", keys).status == 401);
    CHECK(finish(amina, id).status == 303);
}

TEST_CASE("one upload becomes one document, however many finish it at once") {
    World world;
    const auto who = world.person("Amina");
    auto amina = world.as(who);
    const auto id = sent(amina);
    constexpr int forms = 3;
    std::vector<Reply> pages;
    for (int i = 0; i < forms; ++i) pages.push_back(amina.get("/documents/new"));
    std::atomic<int> added{0}, refused{0};
    std::vector<std::thread> senders;
    for (const auto& page : pages)
        senders.emplace_back([&, browser = amina]() mutable {
            const auto status = browser.send(page, "/documents", {{"upload", id}}).status;
            added += status == 303;
            refused += status == 404 || status == 409;
        });
    for (auto& sender : senders) sender.join();
    CHECK(added == 1);
    CHECK(refused == forms - 1);
    auto& app = world.app();
    const auto there =
        app.db->read([&](sql::Connection& db) { return of_person(db, app, who.person).size(); });
    CHECK(there == 1);
}

TEST_CASE("a form with an upload that is sent twice answers the same") {
    World world;
    auto amina = world.as(world.person("Amina"));
    const auto id = sent(amina);
    const auto form = amina.get("/documents/new");
    const auto first = amina.send(form, "/documents", {{"upload", id}});
    const auto second = amina.send(form, "/documents", {{"upload", id}});
    CHECK(first.status == 303);
    CHECK(second.location() == first.location());
    CHECK(amina.send(form, "/documents", {{"upload", id}, {"title", "x"}}).status == 409);
}

TEST_CASE("the same piece from two pages at once is kept once") {
    World world;
    auto amina = world.as(world.person("Amina"));
    const auto file = long_paper();
    Sender sender(amina);
    const auto id = Sender::id_of(sender.announce(file));
    std::atomic<int> taken{0}, known{0};
    std::vector<std::thread> senders;
    for (int i = 0; i < 3; ++i)
        senders.emplace_back([&, browser = amina]() mutable {
            Sender own(browser);
            const auto reply = own.piece(id, 0, file);
            taken += reply.status == 200;
            known += reply.status == 409 && Sender::at_of(reply) == file.size();
        });
    for (auto& one : senders) one.join();
    CHECK(taken == 1);
    CHECK(known == 2);
    CHECK(files_in(world) == 1);
}

TEST_CASE("pieces lie sealed on the disk, and a day later they are gone") {
    World world;
    auto amina = world.as(world.person("Amina"));
    const auto file = paper("CANARY-Paper", 50 * kib);
    {
        Sender sender(amina);
        const auto id = Sender::id_of(sender.announce(file, "CANARY-Name.pdf"));
        REQUIRE(sender.piece(id, 0, file.substr(0, 40 * kib)).status == 200);
    }
    CHECK(files_in(world) == 1);
    for (const char* words : {"CANARY-Paper", "CANARY-Name", "%PDF-"})
        CHECK_FALSE(on_disk(world, words));
    CHECK(amina.get("/documents").shows("CANARY-Name.pdf"));
    world.app().clock.advance(std::chrono::hours{23});
    world.run_jobs();
    CHECK(files_in(world) == 1);
    world.app().clock.advance(std::chrono::hours{2});
    world.run_jobs();
    world.run_jobs();
    CHECK(files_in(world) == 0);
    const auto left = world.app().db->read([](sql::Connection& db) {
        return db.first(
            "SELECT (SELECT count(*) FROM uploads) + (SELECT count(*) FROM "
            "upload_pieces)",
            [](sql::Row row) { return row.get<int>(0); });
    });
    CHECK(left == 0);
}

TEST_CASE("one account has so many files on their way, and so many bytes") {
    World world;
    auto amina = world.as(world.person("Amina"));
    Sender sender(amina);
    const auto announce = [&](int number, const std::string& bytes) {
        std::string hash(62, 'a');
        hash += std::to_string(10 + number);
        return sender.announce("a.pdf", bytes, hash).status;
    };
    for (int i = 0; i < 4; ++i) CHECK(announce(i, "30000000") == 200);
    CHECK(announce(4, "30000000") == 422);  // 128 MiB
    for (int i = 5; i < 11; ++i) CHECK(announce(i, "1000") == 200);
    CHECK(announce(11, "1000") == 422);  // ten
    CHECK(announce(5, "1000") == 200);   // one of them goes on
}

TEST_CASE("files of a form and files that came before become one document") {
    World world;
    auto amina = world.as(world.person("Amina"));
    const auto id = sent(amina);
    const auto form = amina.get("/documents/new");
    const auto both = amina.upload(form, "/documents", {{"upload", id}, {"upload", id}}, "file",
                                   "b.pdf", paper("Seite zwei"));
    REQUIRE(both.status == 303);
    CHECK(amina.follow(both).shows("Page 1 of 2"));
    const auto more = sent(amina, long_paper(60 * kib));
    const auto longer = amina.submit(both.location() + "/pages/new", both.location() + "/pages",
                                     {{"upload", more}});
    CHECK(amina.follow(longer).shows("Page 3 of 3"));
}

TEST_CASE("an upload stays where its file cannot be checked now, and goes where it is refused") {
    World world;
    auto amina = world.as(world.person("Amina"));
    const auto id = sent(amina);
    world.app().county.scanner = world.folder() / "no-such-socket";
    CHECK(finish(amina, id).shows("Files cannot be checked at the moment."));
    world.app().county.scanner.clear();
    CHECK(finish(amina, id).status == 303);
    const auto broken = sent(amina, long_paper() + "PK\3\4");
    CHECK(finish(amina, broken).shows("is broken or not whole"));
    CHECK(finish(amina, broken).status == 404);
}

TEST_CASE("where one of several uploads is refused, the others wait for the next try") {
    World world;
    auto amina = world.as(world.person("Amina"));
    const auto fine = sent(amina), broken = sent(amina, long_paper() + "PK\3\4");
    const auto refused =
        amina.submit("/documents/new", "/documents", {{"upload", fine}, {"upload", broken}});
    CHECK(refused.status == 422);
    const auto form = amina.get("/documents/new").body;
    CHECK(form.find(fine) != std::string::npos);
    CHECK(form.find(broken) == std::string::npos);
    CHECK(finish(amina, fine).status == 303);
}

TEST_CASE("an upload goes along where two records become one") {
    World world;
    const auto amina = world.person("Amina"), other = world.person("Amina");
    auto browser = world.as(other);
    const auto id = sent(browser);
    auto& app = world.app();
    const auto keller = world.staff("Keller", "manager");
    app.db->write([&](sql::Transaction& tx) {
        casework::merge(tx, app, {amina.person, other.person, {true, keller.id.bytes}},
                        app.clock.now());
    });
    const auto moved = app.db->read([&](sql::Connection& db) {
        return uploads(db, app, {other.account, amina.person});
    });
    REQUIRE(moved.size() == 1);
    CHECK(moved[0].id.text() == id);
    const auto whole = put_together(app, {other.account, amina.person}, moved[0]);
    CHECK(vault::hex(whole->sha256()) == moved[0].file.sha256);
}

}  // namespace mobio::documents
