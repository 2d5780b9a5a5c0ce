// SPDX-License-Identifier: EUPL-1.2
// What a packet holds changes by two: the editor proposes, the data-protection officer agrees.
#include "recipients/packet_changes.h"

#include "release/steps_for_test.h"

using namespace mobio;
using namespace mobio::recipients;
using catalogue::Level;

namespace {

const std::string packets = "/packet-definitions";
const std::string nationalities = packets + "/JC/person.nationalities";

struct Two {
    World world;
    Browser editor = world.as(world.staff("Lang", "editor"));
    Browser dpo = world.as(world.staff("Huber", "dpo"));

    Reply propose(const std::string& at, Level level, const std::string& reason = "No need.") {
        return editor.submit(
            at, at, {{"level", std::to_string(static_cast<int>(level))}, {"reason", reason}});
    }
    std::string waiting() {
        const auto open =
            world.app().db->read([](sql::Connection& db) { return open_changes(db); });
        return open.empty() ? "none" : packets + "/changes/" + open.front().id.text();
    }
    Level level(const char* field, catalogue::Recipient kind = catalogue::Recipient::JC) {
        return world.app().catalogue->field(field)->level(kind);
    }
};

}  // namespace

TEST_CASE("editor and data-protection officer see the packets, and nobody else does") {
    Two two;
    auto bilal = two.world.as(two.world.person("Bilal"));
    auto admin = two.world.as(two.world.staff("Stein", "admin"));
    for (const auto& path : {packets, packets + "/JC"}) {
        CHECK(two.editor.get(path).status == 200);
        CHECK(two.dpo.get(path).status == 200);
        CHECK(bilal.get(path).status == 404);
        CHECK(admin.get(path).status == 404);
    }
    CHECK(two.editor.get(nationalities).status == 200);
    CHECK(two.dpo.get(nationalities).status == 404);
    CHECK(two.editor.get(packets + "/XX").status == 404);
    CHECK(two.dpo.get("/staff").shows("Packets"));
}

TEST_CASE("what a link changes is told to the ear in the reader's language") {
    Two two;
    two.editor.cookies["lang"] = "de";
    const auto page = two.editor.get(packets + "/JC");
    CHECK(page.body.find(R"(<span class="hide">: Staatsangehörigkeit</span>)") !=
          std::string::npos);
    CHECK(page.body.find(R"(<span class="hide">: Nationality</span>)") == std::string::npos);
}

TEST_CASE("a field leaves a packet when both want it, and comes back the same way") {
    Two two;
    CHECK(two.propose(nationalities, Level::Never).status == 303);
    CHECK(two.level("person.nationalities") == Level::Required);
    CHECK(two.editor.get(packets + "/JC").shows("proposal waits"));
    CHECK(two.dpo.get(packets).shows("No need."));
    const auto version = two.world.app().catalogue->version(catalogue::Recipient::JC);
    CHECK(two.dpo.follow(two.dpo.submit(packets, two.waiting() + "/agreement", {}))
              .shows("The packet has a new version."));
    CHECK(two.level("person.nationalities") == Level::Never);
    CHECK(two.level("person.nationalities", catalogue::Recipient::AA) == Level::Required);
    CHECK(two.world.app().catalogue->version(catalogue::Recipient::JC) == version + 1);
    const auto page = two.editor.get(packets + "/JC");
    CHECK(page.shows("not in the packet"));
    CHECK(page.shows("Decided so far"));
    CHECK(two.propose(nationalities, Level::Optional, "Needed again.").status == 303);
    two.dpo.submit(packets, two.waiting() + "/agreement", {});
    CHECK(two.level("person.nationalities") == Level::Optional);
}

TEST_CASE("what is never sent can be proposed by nobody") {
    Two two;
    for (const auto* field :
         {"person.name.mrz", "person.name.family", "documents.certificate", "no.such.field"})
        CHECK_MESSAGE(two.editor.get(packets + "/JC/" + field).status == 404, field);
    const auto health = packets + "/JC/life.health.functional";
    CHECK(two.editor.get(health).status == 200);
    CHECK(two.propose(health, Level::Required).status == 404);
    CHECK(two.propose(nationalities, Level::Derived).status == 404);
}

TEST_CASE("a proposal needs a level and a reason, and there is one at a time") {
    Two two;
    CHECK(two.propose(nationalities, Level::Never, "").status == 422);
    CHECK(two.editor.submit(nationalities, nationalities, {{"reason", "x"}}).status == 422);
    CHECK(two.propose(nationalities, Level::Never, std::string(501, 'x')).status == 422);
    CHECK(two.propose(nationalities, Level::Required).status == 409);
    CHECK(two.propose(nationalities, Level::Never).status == 303);
    CHECK(two.propose(nationalities, Level::Optional).status == 409);
}

TEST_CASE("nobody agrees alone") {
    Two two;
    two.propose(nationalities, Level::Never);
    const auto waits = two.waiting();
    CHECK_THROWS(two.editor.submit(packets, waits + "/agreement", {}));
    const auto page = two.editor.get(packets);
    CHECK(two.editor
              .post_raw(waits + "/agreement", {{"form_token", page.hidden("form_token")},
                                               {"form_key", "AAAAAAAAAAAAAAAAAAAAAA"}})
              .status == 404);
    // Who proposed as an editor cannot decide as the officer that they became.
    auto& app = two.world.app();
    const auto own = two.world.staff("Roth", "dpo");
    app.db->write([&](sql::Transaction& tx) {
        tx.exec("UPDATE packet_changes SET proposed_by = $1", own.id);
    });
    auto roth = two.world.as(own);
    CHECK(roth.submit(packets, waits + "/refusal", {}).status == 404);
    CHECK(two.level("person.nationalities") == Level::Required);
}

TEST_CASE("a proposal is refused, or taken back by who made it") {
    Two two;
    two.propose(nationalities, Level::Never);
    auto other = two.world.as(two.world.staff("Roth", "editor"));
    const auto waits = two.waiting();
    CHECK_THROWS(other.submit(packets, waits + "/removal", {}));
    CHECK(two.editor.follow(two.editor.submit(packets, waits + "/removal", {}))
              .shows("The proposal is taken back."));
    CHECK(two.waiting() == "none");
    two.propose(nationalities, Level::Never);
    CHECK(two.dpo.follow(two.dpo.submit(packets, two.waiting() + "/refusal", {}))
              .shows("The packet stays as it is."));
    CHECK(two.level("person.nationalities") == Level::Required);
    CHECK(two.editor.get(packets + "/JC").shows("refused"));
    CHECK(two.editor.get(packets + "/changes/none").status == 404);
}

TEST_CASE("a running release stops showing a field that left, and a new one has the new version") {
    using namespace mobio::release::test;
    Two two;
    const auto who = amina(two.world);
    tell(two.world, who, "person.nationalities", nlohmann::json::array({"AF"}));
    auto browser = two.world.as(who);
    REQUIRE(release_to(browser, jobcenter(two.world)).status == 303);
    auto recipient = two.world.anybody();
    const auto at = open(recipient, link(two.world)).location();
    CHECK(recipient.get(at).shows("Afghanistan"));
    two.propose(nationalities, Level::Never);
    two.dpo.submit(packets, two.waiting() + "/agreement", {});
    CHECK_FALSE(recipient.get(at).shows("Afghanistan"));
    const auto version = two.world.app().db->read([](sql::Connection& db) {
        return db.first("SELECT packet_version FROM releases",
                        [](sql::Row row) { return row.get<int>(0); });
    });
    CHECK(version == two.world.app().catalogue->version(catalogue::Recipient::JC) - 1);
}

TEST_CASE("another node knows an agreed change at its next look") {
    Two two;
    two.propose(nationalities, Level::Never);
    two.dpo.submit(packets, two.waiting() + "/agreement", {});
    auto& app = two.world.app();
    app.catalogue->lay_over({});
    CHECK(two.level("person.nationalities") == Level::Required);
    refresh_packets(app);
    CHECK(two.level("person.nationalities") == Level::Never);
}
