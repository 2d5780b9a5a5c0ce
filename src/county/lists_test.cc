// SPDX-License-Identifier: EUPL-1.2
// The county's lists through their pages: the administrator's and the editor's.
#include "account/store.h"
#include "county/regions.h"
#include "form_values.h"
#include "world.h"

using namespace mobio;
using namespace mobio::county;

namespace {

const std::string municipalities_at = "/lists/municipalities";

struct Office {
    World world;
    StaffCast stein = world.staff("Stein", "admin");
    Browser admin = world.as(stein);

    Reply add(const std::string& at, const Values& fields) {
        return admin.submit(at + "/new", at, fields);
    }
    void add_places() {
        add(municipalities_at, {{"ags", "08990001"}, {"name", "Musterstadt"}});
        add(municipalities_at, {{"ags", "08990002"}, {"name", "Musterhausen"}});
    }
    template <class Read>
    auto read(Read read) {
        return world.app().db->read([&](sql::Connection& db) { return read(db); });
    }
    std::string address_of(const std::string& at, std::string_view name) {
        return at + "/" + read([&](sql::Connection& db) {
                   for (const auto& one : municipalities(db))
                       if (one.name == name) return one.id.text();
                   for (const auto& one : teams(db))
                       if (one.name == name) return one.id.text();
                   for (const auto& one : accommodations(db))
                       if (one.name == name) return one.id.text();
                   return std::string("none");
               });
    }
    Id<Staff> staff_called(const std::string& email) {
        return read([&](sql::Connection& db) {
            return account::find_staff(db, world.app(), email).value().id;
        });
    }
};

// The sixteen characters that stand on the page of a code.
std::string code_on(const Reply& page) {
    const std::string before = R"(<b class="code"><bdi dir="ltr">)";
    const auto at = page.body.find(before);
    REQUIRE(at != page.body.npos);
    return page.body.substr(at + before.size(), 19);
}

}  // namespace

TEST_CASE("each list opens for its role, and does not exist for anybody else") {
    World world;
    auto bilal = world.as(world.person("Bilal"));
    auto roth = world.as(world.staff("Roth", "manager"));
    auto admin = world.as(world.staff("Stein", "admin"));
    auto editor = world.as(world.staff("Lang", "editor"));
    for (const auto* name : {"/lists/municipalities", "/lists/accommodations", "/lists/teams",
                             "/staff/accounts", "/lists/regions", "/lists/contacts"})
        for (const auto* page : {"", "/new", "/files", "/files/current"}) {
            const auto path = std::string(name) + page;
            CAPTURE(path);
            const bool editors =
                path.find("regions") != path.npos || path.find("contacts") != path.npos;
            CHECK(admin.get(path).status == (editors ? 404 : 200));
            CHECK(editor.get(path).status == (editors ? 200 : 404));
            CHECK(bilal.get(path).status == 404);
            CHECK(roth.get(path).status == 404);
            CHECK(world.anybody().get(path).status == 303);
        }
}

TEST_CASE("a form with a menu asks for no codes, and the file's page names them all") {
    World world;
    auto admin = world.as(world.staff("Stein", "admin"));
    const auto form = admin.get("/staff/accounts/new");
    CHECK(form.shows("What they may do."));
    CHECK_FALSE(form.shows("or its code."));
    CHECK_FALSE(admin.get("/lists/accommodations/new").shows("The name of a kind, or its code."));
    const auto files = admin.get("/staff/accounts/files");
    CHECK(files.shows("What they may do: the name of a role, or its code."));
    CHECK(files.body.find("Municipal officer (<bdi dir=\"ltr\">officer</bdi>)") !=
          std::string::npos);
}

TEST_CASE("the overview leads administrators and editors to all that is theirs") {
    World world;
    for (const auto* role : {"admin", "editor"}) {
        auto desk = world.as(world.staff("Stein " + std::string(role), role));
        const auto page = desk.get("/staff");
        CHECK(page.status == 200);
        std::size_t links = 0;
        for (const auto* href :
             {"/staff/accounts", "/lists/teams", "/lists/municipalities", "/lists/accommodations",
              "/recipients", "/lists/regions", "/lists/contacts", "/occupations"})
            if (page.body.find("href=\"" + std::string(href) + "\"") != page.body.npos) {
                CHECK(desk.get(href).status == 200);
                ++links;
            }
        CHECK(links >= 4);
    }
}

TEST_CASE("an administrator adds, changes, closes and opens a municipality") {
    Office office;
    office.add_places();
    CHECK(office.admin.get(municipalities_at).shows("Musterhausen"));
    CHECK(office.add(municipalities_at, {{"ags", "08990002"}, {"name", "Zwilling"}}).status == 422);
    auto wrong = office.add(municipalities_at, {{"ags", "123"}, {"name", ""}});
    CHECK(wrong.status == 422);
    CHECK(wrong.shows("The key has eight digits."));
    CHECK(wrong.shows("Write the name."));
    const auto at = office.address_of(municipalities_at, "Musterhausen");
    CHECK(office.admin.submit(at, at, {{"ags", "8990003"}, {"name", "Neu-Musterhausen"}}).status ==
          303);
    CHECK(office.admin.get(municipalities_at).shows("08990003"));
    CHECK(office.admin.follow(office.admin.submit(at, at + "/closing", {}))
              .shows("It is closed now."));
    CHECK(office.admin.get("/lists/accommodations/new").body.find("Neu-Muster") ==
          std::string::npos);
    CHECK(office.admin.follow(office.admin.submit(at, at + "/reopening", {}))
              .shows("It is open again."));
    CHECK(office.admin.get("/lists/accommodations/new").shows("Neu-Musterhausen"));
}

TEST_CASE("of two who change a row at once the second sees what the first one wrote") {
    Office office;
    office.add_places();
    const auto at = office.address_of(municipalities_at, "Musterstadt");
    const auto first = office.admin.get(at), second = office.admin.get(at);
    CHECK(test::change(office.admin, first, at, {{"name", "Musterstadt am Muster"}}).status == 303);
    const auto overtaken = test::change(office.admin, second, at, {{"name", "Stadt Muster"}});
    CHECK(overtaken.status == 409);
    CHECK(overtaken.shows("Musterstadt am Muster"));
    CHECK(overtaken.body.find("value=\"Stadt Muster\"") != std::string::npos);
    CHECK(test::change(office.admin, overtaken, at, {}).status == 303);
    CHECK(office.admin.get(at).body.find("value=\"Stadt Muster\"") != std::string::npos);
}

TEST_CASE("the same form sent twice adds one row, and a language button adds none") {
    Office office;
    const auto form = office.admin.get(municipalities_at + "/new");
    const Values fields{{"ags", "08990001"}, {"name", "Musterstadt"}};
    auto in_german = fields;
    in_german.emplace_back("switch_language", "de");
    CHECK(office.admin.send(form, municipalities_at, in_german).shows("Gemeinde hinzufügen"));
    CHECK(office.admin.send(form, municipalities_at, fields).status == 303);
    CHECK(office.admin.send(form, municipalities_at, fields).status == 303);
    CHECK(office.read([](sql::Connection& db) { return municipalities(db).size(); }) == 1);
    CHECK(office.admin.get(municipalities_at + "/0196a000-0000-7000-8000-000000000000").status ==
          404);
    CHECK(office.admin.get(municipalities_at + "/none").status == 404);
}

TEST_CASE("a closed municipality says which homes are still open in it") {
    Office office;
    office.add_places();
    CHECK(office
              .add("/lists/accommodations", {{"municipality", "08990001"},
                                             {"name", "Bahnhofstraße 12"},
                                             {"type", "gu"},
                                             {"phase", "VU"},
                                             {"places", "180"}})
              .status == 303);
    auto wrong = office.add("/lists/accommodations", {{"municipality", "08990009"},
                                                      {"name", "x"},
                                                      {"type", "castle"},
                                                      {"phase", "PRIV"},
                                                      {"places", "-1"}});
    CHECK(wrong.status == 422);
    CHECK(wrong.shows("No open municipality is called so."));
    CHECK(wrong.shows("Write a number between 0 and 10000."));
    const auto at = office.address_of(municipalities_at, "Musterstadt");
    CHECK(office.admin.get(at).shows("1 accommodation stands here."));
    office.admin.submit(at, at + "/closing", {});
    CHECK(office.admin.get(at).shows("Close them too"));
    const auto home = office.address_of("/lists/accommodations", "Bahnhofstraße 12");
    CHECK(test::change(office.admin, home, home, {{"places", "190"}}).status == 303);
    CHECK(office.admin.get("/lists/accommodations?municipality=08990001").shows("190 places"));
    CHECK_FALSE(office.admin.get("/lists/accommodations?municipality=08990002").shows("Bahnhof"));
}

TEST_CASE("a closed team says who is still in it") {
    Office office;
    office.add("/lists/teams", {{"name", "Stadt"}, {"service", "AU"}});
    CHECK(office.add("/lists/teams", {{"name", "stadt"}, {"service", "VU"}}).status == 422);
    const auto keller = office.world.staff("Keller", "manager");
    const auto account = "/staff/accounts/" + keller.id.text();
    CHECK(test::change(office.admin, account, account, {{"team", "Stadt"}}).status == 303);
    const auto at = office.address_of("/lists/teams", "Stadt");
    CHECK(office.admin.get(at).shows("1 member of staff works in this team."));
    office.admin.submit(at, at + "/closing", {});
    const auto closed = office.admin.get(at);
    CHECK(closed.shows("they keep their work"));
    CHECK(closed.shows("Keller"));
    // Who is in it stays in it, though nobody else may be put there.
    CHECK(test::change(office.admin, account, account, {{"name", "Sabine Keller"}}).status == 303);
    CHECK(office.read([&](sql::Connection& db) { return post_of(db, keller.id).team; }));
}

TEST_CASE("an account gets a role, and the place that goes with it") {
    Office office;
    office.add_places();
    const Values brandt{{"name", "Brandt"}, {"email", "Brandt@Kreis.example"}, {"role", "officer"}};
    auto reply = office.add("/staff/accounts", brandt);
    CHECK(reply.status == 422);
    CHECK(reply.shows("Choose the municipality of this officer."));
    auto with_place = brandt;
    with_place.emplace_back("municipality", "08990002");
    reply = office.add("/staff/accounts", with_place);
    REQUIRE(reply.status == 303);
    CHECK(office.admin.follow(reply).shows("Make a code"));
    CHECK(office.add("/staff/accounts", with_place).status == 422);
    const auto id = office.staff_called("brandt@kreis.example");
    CHECK(office.read([&](sql::Connection& db) { return post_of(db, id).municipality; }));
    const auto at = "/staff/accounts/" + id.text();
    CHECK(test::change(office.admin, at, at, {{"role", "editor"}}).status == 303);
    CHECK_FALSE(office.read([&](sql::Connection& db) { return post_of(db, id).municipality; }));
    CHECK(office.admin.submit(at, at, {{"role", "king"}, {"email", "none"}, {"name", ""}}).status ==
          422);
    CHECK(office.admin.get("/staff/accounts?role=editor").shows("Brandt"));
    CHECK_FALSE(office.admin.get("/staff/accounts?role=lead").shows("Brandt"));
}

TEST_CASE("nobody changes their own role or closes their own account") {
    Office office;
    const auto at = "/staff/accounts/" + office.stein.id.text();
    CHECK(test::change(office.admin, at, at, {{"role", "manager"}}).status == 422);
    const auto closing = office.admin.submit(at, at + "/closing", {});
    CHECK(closing.status == 422);
    CHECK(closing.shows("for a colleague to close"));
    CHECK(test::change(office.admin, at, at, {{"name", "Oliver Stein"}}).status == 303);
    CHECK(office.admin.get("/staff/accounts").status == 200);
}

TEST_CASE("a closed account is signed out, and comes back when it is opened") {
    Office office;
    const auto keller = office.world.staff("Keller", "manager");
    auto desk = office.world.as(keller);
    const auto at = "/staff/accounts/" + keller.id.text();
    office.admin.submit(at, at + "/closing", {});
    CHECK(desk.get("/staff/persons").status == 303);
    CHECK_THROWS(office.world.as(keller));
    CHECK_FALSE(office.admin.get(at).shows("Make a code"));
    office.admin.submit(at, at + "/reopening", {});
    CHECK_NOTHROW(office.world.as(keller));
}

TEST_CASE("with a one-time code somebody of the staff chooses a password, once") {
    Office office;
    office.add("/staff/accounts",
               {{"name", "Keller"}, {"email", "keller@kreis.example"}, {"role", "manager"}});
    const StaffCast keller{"Keller", "keller@kreis.example", "gelber hut im regen",
                           office.staff_called("keller@kreis.example")};
    for (const auto* secret : {"", "gelber hut im regen"})
        CHECK_THROWS(office.world.as(StaffCast{"", keller.email, secret, {}}));
    const auto at = "/staff/accounts/" + keller.id.text();
    const auto form = office.admin.get(at);
    const auto shown = office.admin.send(form, at + "/code", {});
    CHECK(shown.status == 200);
    const auto code = code_on(shown);
    CHECK(code_on(office.admin.send(form, at + "/code", {})) == code);

    const auto choose = [&](Browser& browser, const std::string& typed, const std::string& secret) {
        return browser.submit("/staff/code", "/staff/code",
                              {{"email", "Keller@kreis.example"},
                               {"code", typed},
                               {"secret", secret},
                               {"secret_again", secret}});
    };
    auto browser = office.world.anybody();
    CHECK(choose(browser, "0000-0000-0000-0000", keller.secret).status == 422);
    CHECK(choose(browser, code, "password").status == 422);
    const auto done = choose(browser, code, keller.secret);
    CHECK(done.location() == "/staff/sign-in");
    CHECK(browser.follow(done).shows("Your password is set."));
    auto desk = office.world.as(keller);
    CHECK(desk.get("/staff/persons").status == 200);
    CHECK(choose(browser, code, "roter schirm im flur").status == 422);
}

TEST_CASE("a new code ends sessions when it is used, and runs out after a week") {
    Office office;
    const auto keller = office.world.staff("Keller", "manager");
    const auto at = "/staff/accounts/" + keller.id.text();
    auto desk = office.world.as(keller);
    const auto code = code_on(office.admin.submit(at, at + "/code", {}));
    CHECK(desk.get("/staff/persons").status == 200);
    auto browser = office.world.anybody();
    const auto choose = [&](const std::string& typed) {
        return browser
            .submit("/staff/code", "/staff/code",
                    {{"email", keller.email},
                     {"code", typed},
                     {"secret", "gelber hut im regen"},
                     {"secret_again", "gelber hut im regen"}})
            .status;
    };
    CHECK(choose(code) == 303);
    CHECK(desk.get("/staff/persons").status == 303);
    const auto late = code_on(office.admin.submit(at, at + "/code", {}));
    office.world.app().clock.advance(std::chrono::hours{8 * 24});
    CHECK(choose(late) == 422);
}

TEST_CASE("codes are for others' open accounts, and wrong ones are counted") {
    Office office;
    const auto keller = office.world.staff("Keller", "manager");
    const auto page = office.admin.get("/staff/accounts/" + keller.id.text());
    const auto token = page.hidden("form_token");
    const auto code_at = [](Id<Staff> id) { return "/staff/accounts/" + id.text() + "/code"; };
    const auto post = [&](const std::string& path) {
        return office.admin
            .post_raw(path, {{"form_token", token}, {"form_key", "AAAAAAAAAAAAAAAAAAAAAA"}})
            .status;
    };
    CHECK(post(code_at(office.stein.id)) == 404);
    CHECK(post(code_at(Id<Staff>{})) == 404);
    auto browser = office.world.anybody();
    Reply reply;
    for (int i = 0; i < 12; ++i)
        reply = browser.submit("/staff/code", "/staff/code",
                               {{"email", keller.email},
                                {"code", "0000-0000-0000-0000"},
                                {"secret", "gelber hut im regen"},
                                {"secret_again", "gelber hut im regen"}});
    CHECK(reply.status == 429);
}

TEST_CASE("hours are read as people write them") {
    const auto said = [](std::string_view typed) {
        const auto day = day_of(typed);
        return day ? text_of(*day) : std::string("wrong");
    };
    CHECK(said("9-12") == "09:00-12:00");
    CHECK(said("9.30–12 Uhr und 14 - 16 Uhr") == "09:30-12:00, 14:00-16:00");
    CHECK(said("9h30-12h") == "09:30-12:00");
    CHECK(said("۸-۱۲") == "08:00-12:00");
    CHECK(said("0:00-24:00") == "00:00-24:00");
    CHECK(said("") == "");
    for (const auto* wrong :
         {"by appointment", "12-9", "9", "9-12, 11-13", "25-26", "9-12:75", "-"})
        CHECK_MESSAGE(said(wrong) == "wrong", wrong);
}

TEST_CASE("everybody finds the contact person of their region, in their language") {
    Office office;
    office.add_places();
    auto editor = office.world.as(office.world.staff("Lang", "editor"));
    const auto add = [&](const std::string& at, const Values& fields) {
        return editor.submit(at + "/new", at, fields);
    };
    CHECK_FALSE(office.world.anybody().get("/contact").shows("near you"));
    CHECK(add("/lists/regions", {{"name", "Nord"}, {"municipalities", "Musterhausen, 08990001"}})
              .status == 303);
    CHECK(add("/lists/regions", {{"name", "Süd"}, {"municipalities", "Musterhausen"}})
              .shows("Musterhausen is in another region already."));
    CHECK(add("/lists/regions", {{"name", "Süd"}, {"municipalities", "Nirgends"}})
              .shows("No municipality is called “Nirgends”."));
    const Values albers{{"region", "Nord"},
                        {"name", "Frau Albers"},
                        {"phone", "06221 0000 101"},
                        {"email", "albers@kreis.example"},
                        {"languages", "Deutsch, Arabisch, persan"},
                        {"mon", "9-12, 14-16"}};
    CHECK(add("/lists/contacts", albers).status == 303);
    auto wrong = albers;
    wrong[2] = {"phone", "call me"};
    wrong[3] = {"email", "none"};
    wrong[4] = {"languages", "Klingon"};
    wrong[5] = {"mon", "always"};
    const auto reply = add("/lists/contacts", wrong);
    for (const auto* words : {"Write a phone number.", "Write an e-mail address",
                              "No language is called “Klingon”.", "Write hours like"})
        CHECK_MESSAGE(reply.shows(words), words);

    const std::pair<const char*, const char*> mondays[] = {
        {"de", "Montag"}, {"en", "Monday"}, {"fr", "Lundi"}, {"ar", "الاثنين"}, {"fa", "دوشنبه"}};
    for (const auto& [language, monday] : mondays) {
        auto anybody = office.world.anybody();
        anybody.extra_headers = {{"Accept-Language", language}};
        const auto page = anybody.get("/contact");
        CHECK(page.shows("Frau Albers"));
        CHECK(page.shows("Musterhausen"));
        CHECK(page.body.find("tel:062210000101") != std::string::npos);
        CHECK(page.shows("09:00-12:00, 14:00-16:00"));
        CHECK_MESSAGE(page.shows(monday), language);
    }
    const auto contact = office.read([](sql::Connection& db) { return contacts(db).front().id; });
    const auto at = "/lists/contacts/" + contact.text();
    CHECK(editor.get(at).shows("Arabic"));
    editor.submit(at, at + "/closing", {});
    CHECK_FALSE(office.world.anybody().get("/contact").shows("Frau Albers"));
}
