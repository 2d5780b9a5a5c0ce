// SPDX-License-Identifier: EUPL-1.2
// Somebody is searched for. Whatever leaves the record, by whichever way, says nothing of the
// place.
#include "command/compose.h"
#include "documents/papers_for_test.h"
#include "pdf_tools.h"
#include "release/steps_for_test.h"

#include <sstream>

using namespace mobio;
using namespace mobio::release::test;
using catalogue::Recipient;
using nlohmann::json;

namespace {

constexpr const char* mark = "CANARY-";

bool is_text(catalogue::Type type) {
    return type == catalogue::Type::Text || type == catalogue::Type::LongText ||
           type == catalogue::Type::Name;
}

// Amina wrote a place into each answer that may hold one.
void tell_places(World& world, const Cast& who) {
    for (const auto& field : world.app().catalogue->fields()) {
        json value = json::object();
        for (const auto& part : field.parts)
            if (is_text(part.type) && (part.place || field.place))
                value[part.key] = part.multi ? json::array({mark + field.key + "-" + part.key})
                                             : json(mark + field.key + "-" + part.key);
        if (field.place && is_text(field.type)) value = mark + field.key;
        if (value.empty()) continue;
        if (const auto* title = field.part(field.title_part); title && !value.contains(title->key))
            if (is_text(title->type)) value[title->key] = "something";
        tell(world, who, field.key, value);
    }
}

// Everything that can be added, too, and every paper that such an office may get.
Reply release_all(Browser& browser, const recipients::Recipient& to) {
    const auto at = preview(browser, to);
    const auto shown = browser.get(at).body;
    Values more{{"no_place", "yes"}};
    for (const auto& item : boxes(shown, "item", false)) more.emplace_back("item[]", item);
    for (const auto& paper : boxes(shown, "paper", false)) more.emplace_back("paper[]", paper);
    return agree(browser, at, more);
}

// What is said of a paper may tell a place as well: in its title, in the entry that it proves.
void keep_papers(World& world, Browser& browser) {
    for (const char* kind : {"lang_cert", "id"}) {
        const auto title = std::string(mark) + "title";
        const auto at =
            documents::add(browser, documents::paper(), title, title + ".pdf", {{"kind", kind}})
                .location();
        const auto form = browser.get(at + "/details").body;
        const auto entry = form.find("value=\"work.entries/");
        REQUIRE(entry != std::string::npos);
        const auto from = entry + 7;
        REQUIRE(browser
                    .submit(at + "/details", at + "/details",
                            {{"title", title},
                             {"kind", kind},
                             {"entry", form.substr(from, form.find('"', from) - from)}})
                    .status == 303);
    }
    world.run_jobs();
}

std::string papers_in(const std::string& page) {
    std::string all;
    for (const auto& link : patterns::all(page, "/packets/[^\"]*/papers/[^\"?]*"))
        all += link + '\n';
    return all;
}

struct Searched {
    World world;
    Cast amina = release::test::amina(world);
    Browser browser = world.as(amina);

    Searched() {
        tell_places(world, amina);
        keep_papers(world, browser);
    }
    void protect(bool on) { tell(world, amina, "contact.address_protected", on); }

    // What an office gets to see, read, print and save, and the mail that brings it.
    std::string everything_for(Recipient kind) {
        const auto to = office(world, kind, "Office " + std::string(catalogue::code(kind)));
        REQUIRE(release_all(browser, to).status == 303);
        std::string all;
        for (const auto& mail : world.mails()) all += mail.text;
        auto recipient = world.anybody();
        const auto at = open(recipient, link(world)).location();
        for (const char* more : {"", "?lang=en"}) all += recipient.get(at + more).body;
        std::istringstream papers(papers_in(all));
        for (std::string paper; std::getline(papers, paper);) {
            const auto file = recipient.get(paper);
            REQUIRE(file.status == 200);
            all += file.header("content-disposition") + mobio::test::text_of(file.body) +
                   mobio::test::asked("pdfinfo", file.body);
        }
        return all + mobio::test::text_of(recipient.get(at + "/all").body) +
               mobio::test::text_of(recipient.get(at + "/pdf").body);
    }
};

bool says_a_place(const std::string& text) { return text.find(mark) != std::string::npos; }

// Every page without a parameter that this browser may read.
std::string every_page(Browser browser) {
    http::Router router;
    add_all_pages(router, true);
    std::string all;
    for (const auto& route : router.routes())
        if (route.method == http::Method::Get && route.pattern.find('{') == std::string::npos)
            all += browser.get(route.pattern).body;
    return all;
}

}  // namespace

TEST_CASE("no kind of office learns a place of somebody protected, in packet, PDF or mail") {
    Searched s;
    s.protect(true);
    for (const auto kind : catalogue::recipients) CHECK_FALSE(says_a_place(s.everything_for(kind)));
}

TEST_CASE("without protection the same offices do read places") {
    Searched s;
    CHECK(says_a_place(s.everything_for(Recipient::JC)));
    CHECK(says_a_place(s.everything_for(Recipient::SPR)));
}

TEST_CASE("a running link shows no place any more as soon as the person is protected") {
    Searched s;
    const auto to = office(s.world, Recipient::JC, "Jobcenter");
    release_all(s.browser, to);
    auto recipient = s.world.anybody();
    const auto at = open(recipient, link(s.world)).location();
    REQUIRE(says_a_place(recipient.get(at).body));
    s.protect(true);
    CHECK_FALSE(says_a_place(recipient.get(at).body));
    CHECK_FALSE(says_a_place(mobio::test::text_of(recipient.get(at + "/pdf").body)));
}

TEST_CASE("papers of somebody searched for go only after a look at each page") {
    Searched s;
    s.protect(true);
    const auto to = office(s.world, Recipient::JC, "Jobcenter");
    const auto at = preview(s.browser, to);
    const auto papers = boxes(s.browser.get(at).body, "paper", false);
    REQUIRE_FALSE(papers.empty());
    const auto refused = agree(s.browser, at, {{"paper[]", papers.front()}});
    CHECK(refused.status == 422);
    CHECK(has(refused, "href=\"#no_place\""));
    CHECK(agree(s.browser, at, {{"paper[]", papers.front()}, {"no_place", "yes"}}).status == 303);
}

TEST_CASE("a running link shows no paper any more that was not looked through for places") {
    Searched s;
    const auto to = office(s.world, Recipient::JC, "Jobcenter");
    const auto at = preview(s.browser, to);
    const auto paper = boxes(s.browser.get(at).body, "paper", false).front();
    REQUIRE(agree(s.browser, at, {{"paper[]", paper}}).status == 303);
    auto recipient = s.world.anybody();
    const auto packet = open(recipient, link(s.world)).location();
    REQUIRE(recipient.get(packet + "/papers/" + paper).status == 200);
    s.protect(true);
    CHECK(recipient.get(packet + "/papers/" + paper).status == 404);
    CHECK_FALSE(has(recipient.get(packet), paper));
    s.protect(false);
    CHECK(recipient.get(packet + "/papers/" + paper).status == 200);
}

TEST_CASE("whoever does not say a plain no stays protected") {
    Searched s;
    const auto to = office(s.world, Recipient::JC, "Jobcenter");
    s.protect(true);
    for (const auto state : {biography::State::Unknown, biography::State::Declined}) {
        biography::Change change;
        change.field = "contact.address_protected";
        change.claim.state = state;
        auto& app = s.world.app();
        app.db->write([&](sql::Transaction& tx) {
            biography::save(tx, app, s.amina.person, app.vault.key_of(s.amina.person.bytes),
                            {change}, app.clock.now());
        });
        CHECK_FALSE(says_a_place(s.browser.get(preview(s.browser, to)).body));
    }
    s.protect(false);
    CHECK(says_a_place(s.browser.get(preview(s.browser, to)).body));
}

TEST_CASE("no print of the own biography shows where somebody protected lives") {
    Searched s;
    const auto print = [&] {
        std::string all = s.browser.get("/biography/summary").body + s.browser.get("/cv").body;
        for (const auto* page :
             {"/biography/summary/pdf", "/cv/pdf?layout=one", "/cv/pdf?layout=two"})
            all += mobio::test::text_of(s.browser.get(page).body);
        return all;
    };
    CHECK(says_a_place(print()));
    s.protect(true);
    CHECK_FALSE(says_a_place(print()));
    CHECK(print().find("Rahimi") != std::string::npos);
}

TEST_CASE("the preview shows the person that no place goes out") {
    Searched s;
    s.protect(true);
    const auto to = office(s.world, Recipient::SPR, "Language school");
    CHECK_FALSE(says_a_place(s.browser.get(preview(s.browser, to)).body));
}

TEST_CASE("no list of any role, nor another person, shows a place of somebody protected") {
    Searched s;
    s.protect(true);
    CHECK_FALSE(says_a_place(every_page(s.world.as(s.world.person("Bilal")))));
    for (const auto* role :
         {"counsellor", "manager", "lead", "officer", "editor", "admin", "dpo"}) {
        const auto pages = every_page(s.world.as(s.world.staff(role, role)));
        CHECK(pages.size() > 1000);
        CHECK_FALSE(says_a_place(pages));
    }
    // Her own forms show her everything.
    CHECK(says_a_place(s.browser.get("/biography/contact/address").body));
}
