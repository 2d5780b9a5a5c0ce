// SPDX-License-Identifier: EUPL-1.2
// Papers in a packet: picked one by one, as they were, to those who may get them.
#include "release/papers_for_test.h"

using namespace mobio;
using namespace mobio::release;
using namespace mobio::release::test;
using catalogue::Recipient;
using mobio::test::text_of;

namespace {

bool holds(const std::vector<std::string>& all, const std::string& one) {
    return std::ranges::find(all, one) != all.end();
}

int pages(const std::string& pdf) {
    const auto info = mobio::test::asked("pdfinfo", pdf);
    return std::stoi(info.substr(info.find("Pages:") + 6));
}

// As a program of ours would, past every page.
unsigned sent_by_store(WithPapers& w, const recipients::Recipient& to, const std::string& id,
                       const std::string& kind) {
    Sending sending;
    sending.kind = to.kind;
    sending.from_directory = to.id;
    sending.recipient = to.name;
    sending.email = to.email;
    const auto document = w.document(id);
    sending.papers = {{document.id, document.file, kind, "00"}};
    try {
        w.app().db->write([&](sql::Transaction& tx) {
            add(tx, w.app(), w.acting(), sending, w.app().clock.now());
        });
        return 303;
    } catch (const http::Failure& failure) {
        return failure.status;
    }
}

}  // namespace

TEST_CASE("a person picks one document; the office sees what it proves and opens it") {
    WithPapers w;
    tell(w.world, w.amina, "work.entries", {{"title_original", "Tailor"}}, "e1");
    const auto certificate = w.keeps("work_ref", "Arbeit", "Zeugnis der Werkstatt");
    const auto other = w.keeps("lang_cert", "Sprache");
    w.change(certificate, [](documents::About& about) {
        about.field = "work.entries";
        about.entry = "e1";
    });
    const auto to = jobcenter(w.world);
    const auto shown = w.browser.get(preview(w.browser, to));
    CHECK(shown.shows("Zeugnis der Werkstatt"));
    CHECK(boxes(shown.body, "paper", true).empty());
    REQUIRE(w.sends(to, {certificate}).status == 303);

    Office office(w.world);
    const auto page = office.page();
    CHECK(page.shows("Zeugnis der Werkstatt"));
    CHECK(page.shows("Tailor"));
    CHECK_FALSE(has(page, other));
    CHECK(w.logged("paper.saved work_ref") == 0);
    const auto paper = office.paper(certificate);
    CHECK(paper.status == 200);
    CHECK(paper.header("content-type") == "application/pdf");
    CHECK(paper.header("x-robots-tag").find("noindex") != std::string::npos);
    CHECK(text_of(paper.body).find("Arbeit") != std::string::npos);
    CHECK(office.paper(other).status == 404);
    CHECK(w.logged("paper.saved work_ref") == 1);
    CHECK(w.browser.get("/access-log").shows("opened your document: Work reference"));
    CHECK(w.browser.get("/releases/" + w.release().id.text()).shows("Zeugnis der Werkstatt"));
}

TEST_CASE("a paper names no entry that the packet does not hold") {
    WithPapers w;
    tell(w.world, w.amina, "work.entries", {{"title_original", "Tailor"}}, "e1");
    const auto certificate = w.keeps("work_ref");
    w.change(certificate, [](documents::About& about) {
        about.field = "work.entries";
        about.entry = "e1";
    });
    const auto to = jobcenter(w.world);
    const auto at = preview(w.browser, to);
    REQUIRE(w.browser
                .submit(at, consent_at(at),
                        {{"answer", "accept"}, {"agree", "yes"}, {"paper[]", certificate}})
                .status == 303);
    Office office(w.world);
    CHECK(has(office.page(), certificate));
    CHECK_FALSE(office.page().shows("Tailor"));
}

TEST_CASE("no kind of recipient gets a medical paper, a signed consent or one of no kind") {
    WithPapers w;
    const auto medical = w.keeps("medical"), none = w.keeps(""), consent = w.keeps("consent");
    for (const auto kind : catalogue::recipients) {
        const auto to = office(w.world, kind, "Office " + std::string(catalogue::code(kind)));
        CHECK(w.offered(to).empty());
        for (const auto& paper : {medical, none, consent}) {
            CHECK(w.sends(to, {paper}).status == 422);
            CHECK(sent_by_store(w, to, paper, w.document(paper).about.kind) == 422);
            // Called something else on the way.
            CHECK(sent_by_store(w, to, paper, "lang_cert") == 422);
        }
    }
    CHECK(w.world.mails().empty());
}

TEST_CASE("an identity paper goes to chambers and language schools alone") {
    WithPapers w;
    const auto passport = w.keeps("id"), permit = w.keeps("residence");
    for (const auto kind : catalogue::recipients) {
        const auto to = office(w.world, kind, "Office " + std::string(catalogue::code(kind)));
        const auto offered = w.offered(to);
        const bool chamber = kind == Recipient::HWK || kind == Recipient::IHK;
        CHECK(holds(offered, passport) == (chamber || kind == Recipient::SPR));
        CHECK(holds(offered, permit) == (kind == Recipient::SPR));
        if (!holds(offered, passport)) CHECK(sent_by_store(w, to, passport, "id") == 422);
    }
}

TEST_CASE("each page of an identity paper says for whom, when and why") {
    WithPapers w;
    const auto passport = w.keeps("id", "Pass");
    auto& app = w.app();
    // Two pages, one of them turned.
    const auto two = documents::add(w.browser, documents::paper("Zweite"), "", "scan.pdf");
    REQUIRE(two.status == 303);
    const auto to = office(w.world, Recipient::HWK, "Handwerkskammer Musterstadt");
    const auto preview_page = w.browser.get(preview(w.browser, to));
    CHECK(preview_page.shows("Each page will say: only for"));
    REQUIRE(w.sends(to, {passport}).status == 303);
    Office office(w.world);
    const auto pdf = office.paper(passport).body;
    const auto words = text_of(pdf);
    const auto& t = app.tongue(text::Language::De);
    CHECK(words.find("Pass") != std::string::npos);
    CHECK(words.find("Handwerkskammer Musterstadt") != std::string::npos);
    CHECK(words.find(t.date(app.today())) != std::string::npos);
    CHECK(words.find(reference(w.release().consent)) != std::string::npos);
    CHECK(words.find("Anerkennung") != std::string::npos);
    // Her own copy carries nothing.
    CHECK(text_of(w.browser.get("/documents/" + passport + "/file").body).find("Handwerks") ==
          std::string::npos);
}

TEST_CASE("a document that comes later does not join a running link") {
    WithPapers w;
    const auto first = w.keeps("lang_cert");
    REQUIRE(w.sends(jobcenter(w.world), {first}).status == 303);
    const auto later = w.keeps("course_att");
    Office office(w.world);
    CHECK(office.paper(first).status == 200);
    CHECK_FALSE(has(office.page(), later));
    CHECK(office.paper(later).status == 404);
}

TEST_CASE("a removed document leaves the link, also when it is brought back") {
    WithPapers w;
    const auto paper = w.keeps("lang_cert");
    REQUIRE(w.sends(jobcenter(w.world), {paper}).status == 303);
    Office office(w.world);
    REQUIRE(office.paper(paper).status == 200);
    const auto at = "/documents/" + paper;
    REQUIRE(w.browser.submit(at, at + "/removal", {}).status == 303);
    CHECK(office.paper(paper).status == 404);
    CHECK_FALSE(has(office.page(), paper));
    REQUIRE(w.browser.submit("/documents", at + "/restoration", {}).status == 303);
    CHECK(w.browser.get(at).status == 200);
    CHECK(office.paper(paper).status == 404);
    CHECK(w.browser.get("/releases/" + w.release().id.text()).shows("not shown any more"));
}

TEST_CASE("other pages, or another kind, are not what was agreed to") {
    WithPapers w;
    const auto turned = w.keeps("lang_cert"), renamed = w.keeps("course_att");
    REQUIRE(w.sends(jobcenter(w.world), {turned, renamed}).status == 303);
    Office office(w.world);
    REQUIRE(office.paper(turned).status == 200);
    const auto at = "/documents/" + turned;
    REQUIRE(w.browser.submit(at, at + "/arrangement", {{"act", "turn_right"}}).status == 303);
    CHECK(office.paper(turned).status == 404);
    REQUIRE(office.paper(renamed).status == 200);
    w.change(renamed, [](documents::About& about) { about.kind = "medical"; });
    CHECK(office.paper(renamed).status == 404);
    CHECK_FALSE(has(office.page(), renamed));
}

TEST_CASE("the record of consent keeps which PDFs were agreed to") {
    WithPapers w;
    const auto paper = w.keeps("lang_cert");
    REQUIRE(w.sends(jobcenter(w.world), {paper}).status == 303);
    const auto agreed = w.consent("release").at("papers");
    REQUIRE(agreed.size() == 1);
    CHECK(agreed[0].at("id") == paper);
    CHECK(agreed[0].at("kind") == "lang_cert");
    Office office(w.world);
    const auto served = vault::hex(vault::sha256(office.paper(paper).body));
    CHECK(agreed[0].at("sha256") == served);
}

TEST_CASE("no words are laid over a scan while somebody may see it") {
    WithPapers w;
    const auto paper = w.keeps("lang_cert");
    REQUIRE(w.sends(jobcenter(w.world), {paper}).status == 303);
    const auto file = w.document(paper).file;
    w.world.run_jobs();
    CHECK(w.document(paper).file == file);
    Office office(w.world);
    CHECK(office.paper(paper).status == 200);
}

TEST_CASE("withdrawing a release takes its papers away at once") {
    WithPapers w;
    const auto paper = w.keeps("lang_cert");
    const auto address = w.sends(jobcenter(w.world), {paper}).location();
    Office office(w.world);
    REQUIRE(office.paper(paper).status == 200);
    REQUIRE(w.browser.submit(address + "/withdrawal", address + "/withdrawal", {}).status == 303);
    CHECK(office.paper(paper).status == 410);
    CHECK(office.page("/all").status == 410);
    CHECK_FALSE(w.browser.get(address).shows("not shown any more"));
}

TEST_CASE("a link serves its papers for 14 days and not a minute longer") {
    WithPapers w;
    const auto paper = w.keeps("lang_cert");
    REQUIRE(w.sends(jobcenter(w.world), {paper}).status == 303);
    const auto path = link(w.world);
    w.app().clock.advance(std::chrono::hours{14 * 24} - std::chrono::minutes{1});
    auto browser = w.world.anybody();
    const auto at = open(browser, path).location();
    CHECK(browser.get(at + "/papers/" + paper).status == 200);
    w.app().clock.advance(std::chrono::minutes{2});
    CHECK(browser.get(at + "/papers/" + paper).status == 410);
}

TEST_CASE("nobody gets a paper by another way: not Bilal, not another packet's office") {
    WithPapers w;
    const auto paper = w.keeps("lang_cert");
    REQUIRE(w.sends(jobcenter(w.world), {paper}).status == 303);
    Office first(w.world);
    const auto other = w.keeps("course_att");
    REQUIRE(w.sends(office(w.world, Recipient::AA, "Agentur"), {other}).status == 303);
    Office second(w.world);
    CHECK(second.paper(other).status == 200);
    CHECK(second.paper(paper).status == 404);
    CHECK(second.browser.get(first.at + "/papers/" + paper).status != 200);
    CHECK(w.world.anybody().get(first.at + "/papers/" + paper).status != 200);

    auto bilal = w.world.as(w.world.person("Bilal"));
    CHECK(bilal.get(first.at + "/papers/" + paper).status != 200);
    tell(w.world, w.world.person("Bilal"), "person.name.given", "Bilal");
    const auto at = preview(bilal, jobcenter(w.world));
    CHECK_FALSE(has(bilal.get(at), paper));
    CHECK(agree(bilal, at, {{"paper[]", paper}, {"of_age", "yes"}}).status == 422);
}

TEST_CASE("packet and papers come as one PDF, and each of them stands in the log") {
    WithPapers w;
    const auto first = w.keeps("lang_cert", "Sprache"), second = w.keeps("course_att", "Kurs");
    REQUIRE(w.sends(jobcenter(w.world), {first, second}).status == 303);
    Office office(w.world);
    const auto alone = office.page("/pdf").body;
    CHECK(text_of(alone).find("Sprachzertifikat") != std::string::npos);
    for (const char* more : {"/all", "/all?lang=en"}) {
        const auto all = office.page(more);
        REQUIRE(all.status == 200);
        CHECK(pages(all.body) == pages(alone) + 2);
        const auto words = text_of(all.body);
        for (const char* word : {"Rahimi", "Sprache", "Kurs"})
            CHECK(words.find(word) != std::string::npos);
    }
    CHECK(w.logged("paper.saved lang_cert") == 2);
    CHECK(w.logged("paper.saved course_att") == 2);
}

TEST_CASE("the preview says what is missing for this recipient") {
    WithPapers w;
    const auto& catalogue = *w.app().catalogue;
    const auto says = [&](Recipient kind) {
        const auto to = office(w.world, kind, "Office " + std::string(catalogue::code(kind)));
        return w.browser.get(preview(w.browser, to));
    };
    CHECK(says(Recipient::SPR).shows("Missing: Course confirmation or Language certificate"));
    CHECK(says(Recipient::HWK).shows("Missing: Translation"));
    w.keeps("course_att");
    CHECK_FALSE(says(Recipient::SPR).shows("Missing:"));
    const auto certificate = w.keeps("voc_cert");
    CHECK(says(Recipient::HWK).shows("Missing: Translation"));
    CHECK_FALSE(says(Recipient::HWK).shows("Missing: Vocational certificate"));
    w.change(certificate, [](documents::About& about) { about.lang = "deu"; });
    CHECK_FALSE(says(Recipient::HWK).shows("Missing: Translation"));

    documents::Document translated;
    translated.about.kind = "voc_cert";
    translated.about.copy = documents::Copy::Translation;
    CHECK(missing(catalogue, Recipient::HWK, {translated}).empty());
    CHECK(missing(catalogue, Recipient::HWK, {}).size() == 2);
    w.keeps("");
    CHECK(says(Recipient::JC).shows("Some documents have no kind yet"));
}

TEST_CASE("papers go along with their release when two records become one") {
    WithPapers w;
    const auto paper = w.keeps("lang_cert", "Sprache");
    REQUIRE(w.sends(jobcenter(w.world), {paper}).status == 303);
    const auto kept = w.world.person("Amina");
    w.app().db->write([&](sql::Transaction& tx) {
        const MovingRecord moving{w.amina.person, kept.person};
        files::move_files(tx, w.app(), moving);
        documents::move_documents(tx, w.app(), moving);
        move_releases(tx, w.app(), moving);
    });
    Office office(w.world);
    CHECK(text_of(office.paper(paper).body).find("Sprache") != std::string::npos);
    CHECK_FALSE(w.browser.get("/releases").shows("Jobcenter Musterland"));
}
