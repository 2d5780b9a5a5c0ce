// SPDX-License-Identifier: EUPL-1.2
// Files along with the e-mail: where the office may get them, and only if the person wants it.
#include <filesystem>
#include <fstream>
#include <sstream>

#include "release/copies.h"
#include "release/papers_for_test.h"

using namespace mobio;
using namespace mobio::release;
using namespace mobio::release::test;
using catalogue::Recipient;

namespace {

// The newest mail as it lies in the Maildir.
std::string raw_mail(World& world) {
    const auto mails = world.mails();
    REQUIRE_FALSE(mails.empty());
    std::string all;
    for (const auto& file : std::filesystem::recursive_directory_iterator(world.folder()))
        if (file.is_regular_file() && file.path().filename() == mails.front().file) {
            std::ifstream in(file.path(), std::ios::binary);
            all = (std::ostringstream() << in.rdbuf()).str();
        }
    return all;
}

std::size_t times(const std::string& text, const std::string& word) {
    std::size_t count = 0;
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++count;
    return count;
}

}  // namespace

TEST_CASE("an office whose entry allows it gets the files, where the person ticks that") {
    WithPapers w;
    const auto paper = w.keeps("id", "Pass", "Amina Pass");
    const auto to = with_files(w.world, Recipient::SPR);
    const auto at = preview(w.browser, to);
    const auto shown = w.browser.get(at);
    CHECK(has(shown, R"(name="attach" value="yes")"));
    CHECK_FALSE(has(shown, R"(name="attach" value="yes" checked)"));
    REQUIRE(agree(w.browser, at, {{"paper[]", paper}, {"attach", "yes"}}).status == 303);
    const auto mail = raw_mail(w.world);
    CHECK(times(mail, "Content-Disposition: attachment") == 2);
    for (const char* name : {"datenpaket.pdf", "dokument-1.pdf"})
        CHECK(mail.find(name) != std::string::npos);
    for (const char* personal : {"Amina", "Rahimi", "Pass"})
        CHECK(mail.find(personal) == std::string::npos);
    CHECK(w.consent("release").at("attached") == true);
    CHECK(w.logged("release.attached ") == 1);
    CHECK(w.browser.get("/releases/" + w.release().id.text()).shows("cannot be called back"));
}

TEST_CASE("without the tick the same office gets the link alone") {
    WithPapers w;
    const auto paper = w.keeps("lang_cert");
    REQUIRE(w.sends(with_files(w.world, Recipient::SPR), {paper}).status == 303);
    CHECK(raw_mail(w.world).find("attachment") == std::string::npos);
    CHECK(w.consent("release").at("attached") == false);
    CHECK(w.logged("release.attached ") == 0);
}

TEST_CASE("no other office gets files by e-mail, whatever is sent") {
    WithPapers w;
    const auto paper = w.keeps("lang_cert");
    const auto to = jobcenter(w.world);
    CHECK_FALSE(has(w.browser.get(preview(w.browser, to)), "name=\"attach\""));
    CHECK(w.sends(to, {paper}, {{"attach", "yes"}}).status == 422);

    auto& app = w.app();
    const auto by_store = [&](const recipients::Recipient& office, const std::string& email,
                              bool listed) {
        Sending sending;
        sending.kind = office.kind;
        if (listed) sending.from_directory = office.id;
        sending.recipient = office.name;
        sending.email = email;
        sending.attach = true;
        sending.attachments = {{"datenpaket.pdf", "application/pdf", "%PDF-"}};
        try {
            app.db->write(
                [&](sql::Transaction& tx) { add(tx, app, w.acting(), sending, app.clock.now()); });
            return 303U;
        } catch (const http::Failure& failure) {
            return failure.status;
        }
    };
    const auto allowed = with_files(w.world, Recipient::SPR);
    CHECK(by_store(to, to.email, true) == 422);
    CHECK(by_store(allowed, "somebody@example.net", true) == 422);
    CHECK(by_store(allowed, allowed.email, false) == 422);
    CHECK(w.world.mails().empty());
    CHECK(by_store(allowed, allowed.email, true) == 303);
}

TEST_CASE("what is too large for an e-mail goes as a link, and the person is told") {
    WithPapers w;
    Full release;
    release.person = w.amina.person;
    release.recipient = "Amt für Akten";
    PacketPage page{release, text::Language::De, "Amina Rahimi", {}, {}, {}};
    page.sections = std::make_shared<const std::vector<PacketSection>>();
    CHECK(attachments(w.app(), page).size() == 1);
    // A paper of more than 10 MiB: random bytes behind the head of a PDF are as good.
    auto& app = w.app();
    const auto key = app.vault.key_of(w.amina.person.bytes);
    const auto fresh = files::keep(app, [](const files::Sink& out) {
        for (std::uint64_t size = 0; size <= most_attached; size += 64 * 1024)
            out(std::string(64 * 1024, 'x'));
    });
    documents::Document large;
    large.id = documents::DocumentId::make(app.clock.now());
    large.file = fresh.id;
    large.pages = 1;
    large.about.kind = "lang_cert";
    app.db->write([&](sql::Transaction& tx) {
        files::add(tx, app, key, w.amina.person, fresh, app.clock.now());
    });
    page.papers.push_back(
        in_words(app, large, *page.sections, app.tongue(text::Language::De), Places::Shown));
    CHECK(attachments(app, page).empty());
}

TEST_CASE("withdrawing before the e-mail has left takes the files along") {
    WithPapers w;
    const auto to = with_files(w.world, Recipient::SPR);
    const auto address = w.sends(to, {w.keeps("lang_cert")}, {{"attach", "yes"}}).location();
    REQUIRE(w.browser.submit(address + "/withdrawal", address + "/withdrawal", {}).status == 303);
    for (const auto& mail : w.world.mails()) CHECK(mail.text.find("/p/") == std::string::npos);
    CHECK(raw_mail(w.world).find("attachment") == std::string::npos);
    CHECK(w.browser.get(address).shows("withdrawn before the e-mail left"));
}
