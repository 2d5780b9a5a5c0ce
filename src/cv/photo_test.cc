// SPDX-License-Identifier: EUPL-1.2
#include "cv/steps_for_test.h"
#include "documents/papers_for_test.h"

namespace mobio::cv {

namespace {

using namespace test;

bool has_photo(const std::string& pdf) {
    return has(mobio::test::asked("pdfimages -list", pdf), "jpeg");
}

Reply choose(Browser& browser, const std::string& document) {
    return browser.submit("/cv/photo", "/cv/photo", {{"document", document}});
}

std::string id_in(const std::string& address) { return address.substr(address.rfind('/') + 1); }

}  // namespace

TEST_CASE("a photo stands in a CV only where the person adds one, and goes again") {
    World world;
    auto browser = world.as(amina(world));
    CHECK(browser.get("/cv").shows("No photo is in your CV."));
    CHECK_FALSE(has_photo(file(browser, "layout=one&language=de")));
    const auto document = id_in(documents::added(browser, documents::paper(), "Mein Foto"));
    CHECK(browser.get("/cv/photo").shows("Mein Foto"));
    CHECK(choose(browser, document).location() == "/cv#photo");
    CHECK(browser.get("/cv").shows("/documents/" + document + "/picture"));
    for (const char* query : {"layout=one&language=de", "layout=two&language=fa"}) {
        const auto pdf = file(browser, query);
        CHECK(has_photo(pdf));
        CHECK(has(mobio::test::text_of(pdf), "Rahimi"));
    }
    CHECK(browser.submit("/cv", "/cv/photo", {}).location() == "/cv#photo");
    CHECK_FALSE(has_photo(file(browser, "layout=one&language=de")));
}

TEST_CASE("a photo that was removed from the documents is in no CV") {
    World world;
    auto browser = world.as(amina(world));
    const auto address = documents::added(browser);
    REQUIRE(choose(browser, id_in(address)).status == 303);
    CHECK(has_photo(file(browser, "layout=one&language=de")));
    browser.submit(address, address + "/removal", {});
    CHECK_FALSE(has_photo(file(browser, "layout=one&language=de")));
    CHECK(browser.get("/cv").shows("No photo is in your CV."));
}

TEST_CASE("nobody takes another one's document for a photo") {
    World world;
    auto browser = world.as(amina(world));
    auto bilal = world.as(world.person("Bilal"));
    const auto document = id_in(documents::added(browser));
    documents::added(bilal);  // without one there is no form
    CHECK(choose(bilal, document).status == 404);
    CHECK(choose(bilal, "no-such-id").status == 404);
    CHECK_FALSE(bilal.get("/cv/photo").shows(document));
    CHECK(world.anybody().get("/cv/photo").status == 303);
}

TEST_CASE("of two devices the one that comes late chooses its photo again") {
    World world;
    const auto who = amina(world);
    auto phone = world.as(who), library = world.as(who);
    const auto document = id_in(documents::added(phone));
    const auto seen = library.get("/cv/photo");
    CHECK(press(phone, "out:work").status == 303);
    const auto late = library.send(seen, "/cv/photo", {{"document", document}});
    CHECK(late.status == 409);
    CHECK(late.shows("Your CV was changed on another device."));
    const auto now = library.send(late, "/cv/photo", {{"document", document}});
    CHECK(now.status == 303);
    CHECK(library.send(late, "/cv/photo", {{"document", document}}).location() == now.location());
}

}  // namespace mobio::cv
