// SPDX-License-Identifier: EUPL-1.2
// Who gets in where: every route of the program for every kind of visitor, held against the table
// in reach.inc. Whoever is refused sees what they would see if there were nothing at all.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "account/assignments.h"
#include "account/openings.h"
#include "casework/office_for_test.h"
#include "county/regions.h"
#include "county/wording.h"
#include "figures/ready.h"
#include "figures/store.h"
#include "handover/handover.h"
#include "patterns.h"
#include "platform/http/form_key.h"
#include "release/steps_for_test.h"

using namespace mobio;
using casework::Office;

namespace {

constexpr const char* canary = "Kanariadis";  // what only Amina and her helpers may read
constexpr const char* unknown = "018f0000-0000-7000-8000-000000000000";

struct Line {
    std::string method, pattern, who;
    std::string route() const { return method + " " + pattern; }
};
const std::vector<Line>& table() {
    static const std::vector<Line> lines{
#define LINE(method, pattern, who) {method, pattern, who},
#include "reach.inc"
#undef LINE
    };
    return lines;
}

// All who knock, by name, and which of them a group of the table means.
const std::map<std::string, std::set<std::string>>& groups() {
    static const std::set<std::string> caseworkers{"keller", "demir", "roth", "together"},
        leads{"vogel", "reading", "brandt"}, persons{"amina", "bilal"};
    static const std::map<std::string, std::set<std::string>> all = [] {
        const auto with = [](std::set<std::string> one, const std::set<std::string>& other) {
            one.insert(other.begin(), other.end());
            return one;
        };
        const auto readers = with(caseworkers, leads);
        const auto staff = with(readers, {"officer", "editor", "admin", "dpo"});
        std::map<std::string, std::set<std::string>> g{
            {"nobody", {}},
            {"persons", persons},
            {"tellers", with(persons, {"together", "screen"})},
            {"amina_types", {"amina", "screen"}},
            {"with_amina", {"amina", "together", "screen"}},
            {"caseworkers", caseworkers},
            {"leads", leads},
            {"case_readers", readers},
            {"staff", staff},
            {"signed_in", with(staff, persons)},
            {"in_charge", {"keller", "together"}},
            {"readers", {"keller", "together", "reading"}},
            {"team_lead", {"vogel", "reading"}},
            {"new_team", {"roth", "brandt"}},
            {"may_end_cover", {"keller", "together", "vogel", "reading"}},
            {"analysts", with(leads, {"editor"})},
            {"packet_keepers", {"editor", "dpo"}}};
        g["everybody"] = with(g["signed_in"], {"anonymous", "screen", "recipient", "looking"});
        for (const auto& one : g["everybody"]) g[one] = {one};
        return g;
    }();
    return all;
}

// A county with one of everything that belongs to Amina.
struct County {
    Office office;
    World& world = office.world;
    std::map<std::string, Browser> visitors;
    std::map<std::string, std::string> tokens;
    std::map<std::string, std::string> ids;  // beginning of a pattern → what stands for its {id}

    County() {
        release::test::tell(world, office.amina, "person.name.given", "Amina");
        release::test::tell(world, office.amina, "person.name.family", canary);
        release::test::tell(world, office.amina, "person.birth", release::test::born("1996-03-14"));
        let_them_in();
        make_case();
        make_things();
        for (auto& [name, browser] : visitors) tokens[name] = token_of(name, browser);
    }

    void let_them_in() {
        const auto in = [&](const std::string& name, Browser browser) {
            visitors.emplace(name, std::move(browser));
        };
        in("anonymous", world.anybody());
        in("amina", world.as(office.amina));
        in("bilal", world.as(office.bilal));
        in("keller", world.as(office.keller));
        in("demir", world.as(office.demir));
        in("roth", world.as(office.roth));
        in("vogel", world.as(office.vogel));
        in("brandt", world.as(office.brandt));
        in("reading", world.as(office.vogel));  // the same lead: an opening is theirs everywhere
        for (const auto* role : {"officer", "editor", "admin", "dpo"}) {
            const auto staff = world.staff(std::string("Stein") + role, role);
            in(role, world.as(staff));
            if (std::string_view(role) != "officer") continue;
            world.app().db->write([&](sql::Transaction& tx) {
                county::set_post(tx, staff.id, {std::nullopt, office.musterhausen});
            });
        }
        for (const auto* who : {"together", "screen", "looking"}) in(who, world.as(office.keller));
    }

    void make_case() {
        auto one = office.open_case(office.amina.person);
        one.revision = 1;
        one.clock.start = one.stays.front().from;
        one.clock.pauses = {{one.stays.front().from, one.opened, "A birth"}};
        office.put(one);
    }

    void make_things() {
        auto& app = world.app();
        const auto person = office.amina.person.text();
        for (const auto* at : {"/staff/persons/", "/staff/team/persons/", "/staff/duplicates/"})
            ids[at] = person;
        ids["/staff/consultations/"] = consultation();
        ids["/staff/accounts/"] = office.roth.id.text();
        const auto jobcenter = release::test::jobcenter(world);
        ids["/recipients/"] = jobcenter.id.text();
        ids["/documents/"] = document();
        release_to(jobcenter);
        const auto now = app.clock.now();
        const auto cover = Id<account::Cover>::make(now);
        app.db->write([&](sql::Transaction& tx) {
            account::add_cover(
                tx,
                {cover, office.keller.id, office.demir.id, now + std::chrono::hours{48},
                 now + std::chrono::hours{96}, office.keller.id},
                now);
        });
        ids["/staff/covers/"] = cover.text();
        ids["/staff/handovers/"] = handover();
        make_plan();
        make_appointments();
        make_drafts(jobcenter);
        make_lists();
        make_previews();
        make_years();
        begin_entries(person);
        visitors.at("looking").submit(plan(), plan() + "/together", {});
    }

    std::string last_segment(const std::string& path) {
        REQUIRE_FALSE(path.empty());
        return path.substr(path.rfind('/') + 1);
    }

    std::string consultation() {
        const auto at = "/staff/persons/" + office.amina.person.text() + "/consultations";
        return last_segment(visitors.at("keller")
                                .submit(at + "/new", at,
                                        {{"kind", "office"},
                                         {"day", office.day(0)},
                                         {"minutes", "30"},
                                         {"topics", "housing"},
                                         {"step_kind", "papers"},
                                         {"waiting_for", "person"},
                                         {"due", "2030-01-15"}})
                                .location());
    }

    static std::string scan() {
        constexpr std::string_view page = "BT /F1 20 Tf 10 40 Td (Zeugnis) Tj ET";
        std::string file = "%PDF-1.4\n", marks;
        const std::vector<std::string> objects{
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R /Resources "
            "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
            fmt::format("<< /Length {} >>\nstream\n{}\nendstream", page.size(), page)};
        for (std::size_t i = 0; i < objects.size(); ++i) {
            marks += fmt::format("{:010} 00000 n \n", file.size());
            file += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
        }
        const auto table_at = file.size();
        file += "xref\n0 5\n0000000000 65535 f \n" + marks +
                fmt::format("trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n", table_at);
        return file;
    }

    std::string document() {
        auto& phone = visitors.at("amina");
        return last_segment(phone
                                .upload(phone.get("/documents/new"), "/documents",
                                        {{"title", "Zeugnis"}}, "file", "scan.pdf", scan())
                                .location());
    }

    void release_to(const recipients::Recipient& jobcenter) {
        auto& phone = visitors.at("amina");
        ids["/releases/"] = ids["/packets/"] =
            last_segment(release::test::release_to(phone, jobcenter).location());
        const auto link = release::test::link(world);
        ids["/p/"] = last_segment(link);
        auto office_browser = world.anybody();
        release::test::open(office_browser, link);
        visitors.emplace("recipient", std::move(office_browser));
    }

    std::string plan() { return "/staff/persons/" + office.amina.person.text() + "/plan"; }

    // The id that follows that beginning, in the first link that has one.
    static std::string id_after(const Reply& page, const std::string& begin) {
        for (auto at = page.body.find(begin); at != std::string::npos;
             at = page.body.find(begin, at + 1)) {
            const auto id = page.body.substr(at + begin.size(), 36);
            if (parse_id_text(id)) return id;
        }
        FAIL("no id after " << begin);
        return {};
    }

    // At the desk and at the person's own.
    void keep_plan_id(const char* kind, const std::string& id) {
        ids[std::string("/staff/persons/{id}/plan/") + kind] = id;
        ids[std::string("/plan/") + kind] = id;
    }

    void make_plan() {
        auto& desk = visitors.at("keller");
        auto& phone = visitors.at("amina");
        desk.submit(plan() + "/goals/new", plan() + "/goals",
                    {{"area", "language"},
                     {"kind", "german_b1"},
                     {"german", "B1 bis zum Sommer"},
                     {"indicator", "test_passed"},
                     {"priority", "1"},
                     {"deadline", office.day(200)},
                     {"review", office.day(100)},
                     {"status", "in_progress"}});
        const auto goal = id_after(desk.get(plan()), plan() + "/goals/");
        const auto goal_at = plan() + "/goals/" + goal;
        desk.submit(goal_at + "/measures/new", goal_at + "/measures",
                    {{"kind", "course_register"},
                     {"side", "person"},
                     {"due", office.day(20)},
                     {"status", "open"},
                     {"proof", "confirmation"}});
        keep_plan_id("goals/", goal);
        keep_plan_id("measures/", id_after(desk.get(plan()), plan() + "/measures/"));
        const auto version = desk.submit(plan() + "/agreement", plan() + "/agreement", {});
        keep_plan_id("versions/", last_segment(version.location()));
        desk.upload(desk.follow(version), version.location() + "/signatures",
                    {{"side", "paper"}, {"signed_on", office.day(0)}}, "file", "scan.pdf", scan());
        phone.submit("/plan/wishes/new", "/plan/wishes", {{"words", "Later, please."}});
        keep_plan_id("wishes/", id_after(desk.get(plan()), plan() + "/wishes/"));
    }

    void make_appointments() {
        auto& desk = visitors.at("keller");
        const auto at = "/staff/persons/" + office.amina.person.text();
        ids["/appointments/"] = ids["/staff/appointments/"] =
            last_segment(desk.submit(at + "/appointments/new", at + "/appointments",
                                     {{"day", office.day(9)},
                                      {"time", "14:30"},
                                      {"minutes", "45"},
                                      {"place", "office"},
                                      {"topic", "housing"}})
                             .location());
        desk.submit(at + "/tasks/new", at + "/tasks",
                    {{"step_kind", "papers"}, {"waiting_for", "person"}, {"due", office.day(9)}});
        ids["/staff/tasks/"] = id_after(desk.get("/staff/tasks"), "/staff/tasks/");
        const auto page = visitors.at("amina").submit("/calendar", "/calendar", {});
        const std::string begin = "/p/calendar/";
        const auto token = page.body.find(begin) + begin.size();
        ids[begin] = page.body.substr(token, page.body.find('<', token) - token);
    }

    void make_drafts(const recipients::Recipient& jobcenter) {
        const std::string desk = "/staff/persons/{person}/releases/";
        ids["/staff/persons/"] = office.amina.person.text();
        ids[desk] = ids["/releases/"];
        ids[desk + "papers/"] = ids["/documents/"];
        ids["/releases/drafts/"] =
            last_segment(release::test::preview(visitors.at("amina"), jobcenter));
        ids[desk + "drafts/"] = last_segment(
            release::test::preview(visitors.at("keller"), jobcenter,
                                   "/staff/persons/" + office.amina.person.text() + "/releases"));
        const std::string file = "%PDF-1.4\n";
        auto& phone = visitors.at("amina");
        const auto announced = phone.post_raw(
            "/documents/uploads", {{"form_token", phone.get("/documents/new").hidden("form_token")},
                                   {"name", "scan.pdf"},
                                   {"bytes", std::to_string(file.size())},
                                   {"sha256", vault::hex(vault::sha256(file))}});
        ids["/documents/uploads/"] =
            nlohmann::json::parse(announced.body).at("id").get<std::string>();
    }

    void make_lists() {
        auto& app = world.app();
        const auto now = app.clock.now();
        const county::Region region{office.make<county::Region>(), "Nord"};
        county::Contact contact;
        contact.id = office.make<county::Contact>();
        contact.region = region.id;
        contact.name = "Frau Albers";
        app.db->write([&](sql::Transaction& tx) {
            county::put(tx, region, now);
            county::put(tx, contact, now);
        });
        ids["/lists/regions/"] = region.id.text();
        ids["/lists/contacts/"] = contact.id.text();
        ids["/lists/municipalities/"] = office.musterhausen.text();
        ids["/lists/accommodations/"] = office.lindenhof.text();
        ids["/lists/teams/"] = office.nord.text();
        ids["/texts/"] = county::Originals(app.share.folder / "texts").all().front().mark();
        ids["/figures/reports/"] = last_segment(visitors.at("vogel")
                                                    .submit("/figures/new", "/figures",
                                                            {{"title", "Talks by kind"},
                                                             {"measure", "consultations"},
                                                             {"period", "this_year"},
                                                             {"rows", "own"},
                                                             {"columns", ""}})
                                                    .location());
    }

    // What waits for somebody to look at it once more, before it is done.
    void make_previews() {
        const auto shown = [&](const char* who, const std::string& form, const std::string& at,
                               const Values& values, std::string_view file) {
            auto& browser = visitors.at(who);
            const auto reply = browser.upload(browser.get(form), at, values, "file", "liste", file);
            ids[at + "/"] = last_segment(reply.location());
        };
        for (const auto& [list, who] : {std::pair{"/recipients", "editor"},
                                        {"/lists/regions", "editor"},
                                        {"/lists/contacts", "editor"},
                                        {"/lists/municipalities", "admin"},
                                        {"/lists/accommodations", "admin"},
                                        {"/lists/teams", "admin"},
                                        {"/staff/accounts", "admin"}}) {
            const auto files = std::string(list) + "/files";
            shown(who, files, files, {}, visitors.at(who).get(files + "/current").body);
        }
        shown("editor", "/occupations", "/occupations/uploads", {{"language", "de"}},
              "code;de;en\n28222;Modeschneider/in;tailor\n");
        shown("amina", "/cv/imports/new", "/cv/imports", {{"language", "en"}},
              R"({"work": [{"position": "Cook", "startDate": "2010"}]})");
        const std::string field = "/packet-definitions/JC/person.nationalities";
        visitors.at("editor").submit(
            field, field,
            {{"level", std::to_string(static_cast<int>(catalogue::Level::Never))},
             {"reason", "No need."}});
        const std::string changes = "/packet-definitions/changes/";
        ids[changes] = id_after(visitors.at("dpo").get("/packet-definitions"), changes);
        release::test::tell(world, office.amina, "work.entries", {{"title_original", "Köchin"}});
        const std::string entries = "/biography/work/jobs/entries/";
        ids["/biography/{section}/{topic}/entries/"] =
            id_after(visitors.at("amina").get("/biography/work/jobs"), entries);
    }

    void make_years() {
        auto& app = world.app();
        const auto& ready = figures::ready_reports().front();
        figures::Table table;
        table.cells.resize(1);
        app.db->write([&](sql::Transaction& tx) {
            for (const auto& scope :
                 {figures::Scope{}, figures::Scope{office.nord}, figures::Scope{office.sued}})
                figures::freeze(tx, scope, 2020,
                                {std::string(ready.code), "", ready.definition, table},
                                app.clock.now());
        });
        ids["/figures/years/{year}/reports/"] = ready.code;
    }

    std::string handover() {
        auto& app = world.app();
        const auto now = app.clock.now();
        const auto by = Caseworker{{{office.keller.id, Role::Counsellor}}};
        app.db->write([&](sql::Transaction& tx) {
            handover::begin(tx, app, by, office.amina.person, office.sued,
                            {app.today(), office.neustadt, ""}, now);
            const auto one = handover::newest_of(tx, app, office.amina.person).value();
            handover::answer(tx, app, one,
                             {true, {.language = text::Language::De, .staff = office.keller.id}},
                             now);
        });
        return app.db
            ->read([&](sql::Connection& db) {
                return handover::newest_of(db, app, office.amina.person);
            })
            ->id.text();
    }

    void begin_entries(const std::string& person) {
        const auto at = "/staff/persons/" + person;
        for (const auto* who : {"together", "screen"})
            visitors.at(who).submit(at + "/case", at + "/entry", {});
        visitors.at("screen").submit("/biography", "/staff/entry/handing-over", {});
    }

    // "reading" has the case open, "vogel" is the same lead before that.
    void open_to_lead() {
        auto& app = world.app();
        app.db->write([&](sql::Transaction& tx) {
            account::open_case(tx, app, Lead{{{office.vogel.id, Role::Lead}}}, office.amina.person,
                               {"check", ""}, app.clock.now());
        });
    }

    std::string token_of(const std::string& name, Browser& browser) {
        if (name == "recipient")
            return browser.get("/packets/" + ids["/packets/"]).hidden("form_token");
        if (name == "anonymous" || name == "looking")
            return browser.get("/accounts/new").hidden("form_token");
        return browser.get(name == "screen" ? "/biography" : "/account").hidden("form_token");
    }

    // The route with the things of Amina in it, or with ids that nothing has.
    std::string path_of(const std::string& pattern, bool known) const {
        static const std::map<std::string, std::string> named{{"section", "person"},
                                                              {"topic", "name"},
                                                              {"kind", "JC"},
                                                              {"language", "de"},
                                                              {"number", "1"},
                                                              {"file", "none"},
                                                              {"entry", unknown},
                                                              {"other", unknown},
                                                              {"token", "no-such-link"},
                                                              {"field", "person.nationalities"},
                                                              {"year", "2020"}};
        std::string path;
        for (std::size_t at = 0; at < pattern.size();) {
            const auto open = pattern.find('{', at);
            path += pattern.substr(at, open - at);
            if (open == std::string::npos) break;
            const auto close = pattern.find('}', open);
            const auto name = pattern.substr(open + 1, close - open - 1);
            const auto found = ids.find(pattern.substr(0, open));
            if (known && found != ids.end())
                path += found->second;
            else
                path += named.contains(name) ? named.at(name) : unknown;
            at = close + 1;
        }
        // Cards are of a topic that has some.
        if (path.find("/entries/") != std::string::npos)
            path = patterns::replaced(path, "person/name", "work/jobs");
        return path;
    }

    Reply ask(const std::string& who, const Line& line, bool known, bool admitted) {
        auto& browser = visitors.at(who);
        // One's own language menu and ways out would change who is who.
        const auto cookies = browser.cookies;
        const auto path = path_of(line.pattern, known);
        // Whoever gets in shall change nothing: a key that is none stops them at the very end.
        const auto key = admitted ? std::string("none") : http::make_form_key();
        auto reply = line.method == "GET" ? browser.get(path)
                                          : browser.post_raw(path, {{"form_token", tokens.at(who)},
                                                                    {"form_key", key},
                                                                    {"revision", "1"},
                                                                    {"kind", "german_b1"},
                                                                    {"side", "person"}});
        browser.cookies = cookies;
        return reply;
    }
};

// A "not found" page without what differs each time: request number, tokens.
std::string plain(const std::string& body) {
    return patterns::replaced(body, "session-ends\" content=\"\\d+|[A-Za-z0-9_-]{10,}", "");
}

bool leads_to_sign_in(const Reply& reply) {
    return reply.status == 303 && reply.location().find("?next=") != std::string::npos;
}

// What a POST of these does cannot be stopped by its key: who may come in is asked of its gate.
bool acts_without_key(const Line& line) {
    static const std::set<std::string> all{"/session/end",
                                           "/sessions/end-all",
                                           "/exit",
                                           "/entry/end",
                                           "/staff/entry/handing-over",
                                           "/staff/entry/end",
                                           "/staff/persons/{id}/entry",
                                           "/plan/together/end",
                                           "/packets/{id}/prints"};
    return line.method == "POST" && all.contains(line.pattern);
}

void check_admitted(const Reply& reply, const Line& line, const std::string& who) {
    CAPTURE(line.route());
    CAPTURE(who);
    CHECK(reply.status != 404);
    CHECK(reply.status < 500);
    CHECK_FALSE(leads_to_sign_in(reply));
}

void check_refused(County& county, const Reply& reply, const Line& line, const std::string& who) {
    CAPTURE(line.route());
    CAPTURE(who);
    CHECK(reply.body.find(canary) == std::string::npos);
    // Of a packet everybody is a stranger who has no session of its own there.
    const bool packet = line.pattern.starts_with("/packets/");
    const bool signed_in = who != "anonymous" && who != "recipient" && who != "looking";
    if (packet) return;
    // A screen that shows a plan to others is no session: all others are led away from it.
    if (groups().at(line.who) == std::set<std::string>{"looking"}) {
        CHECK(reply.status == 303);
        return;
    }
    if (!signed_in && line.method == "GET") {
        CHECK((leads_to_sign_in(reply) || reply.status == 404 || reply.status == 303));
        return;
    }
    if (!signed_in) return;
    CHECK(reply.status == 404);
    const auto nothing = county.ask(who, line, false, false);
    CHECK(nothing.status == 404);
    CHECK(plain(nothing.body) == plain(reply.body));
}

}  // namespace

TEST_CASE("every route has its line in the table, and no line is without its route") {
    World world;
    std::set<std::string> routes, lines;
    for (const auto& route : world.router().routes())
        routes.insert(std::string(route.method == http::Method::Get ? "GET " : "POST ") +
                      route.pattern);
    for (const auto& line : table()) {
        CHECK_MESSAGE(lines.insert(line.route()).second, "twice: ", line.route());
        CHECK_MESSAGE(groups().contains(line.who), line.route(), ": nobody is called ", line.who);
    }
    for (const auto& route : routes) CHECK_MESSAGE(lines.contains(route), "no line: ", route);
    for (const auto& line : lines) CHECK_MESSAGE(routes.contains(line), "no route: ", line);
}

TEST_CASE("each visitor gets in where the table says, and elsewhere finds nothing") {
    County county;
    const auto walk = [&](const std::string& who) {
        for (const auto& line : table()) {
            const bool admitted = groups().at(line.who).contains(who);
            if (admitted && acts_without_key(line)) continue;
            const auto reply = county.ask(who, line, true, admitted);
            if (admitted)
                check_admitted(reply, line, who);
            else
                check_refused(county, reply, line, who);
        }
    };
    for (const auto& [who, browser] : county.visitors)
        if (who != "reading") walk(who);
    county.open_to_lead();
    walk("reading");
}
