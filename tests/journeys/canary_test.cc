// SPDX-License-Identifier: EUPL-1.2
// Words that begin with CANARY- stand for what no office, no colleague and no file may ever show.
// All households of tests/households.json are imported; then every role opens every page that it
// can reach, and every packet, paper, mail, log line, table and file is read.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <deque>
#include <set>

#include "account/passwords.h"
#include "account/store.h"
#include "biography/names/search.h"
#include "households/file_for_test.h"
#include "patterns.h"
#include "pdf_tools.h"
#include "platform/log.h"
#include "release/steps_for_test.h"

using namespace mobio;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view mark = "CANARY-";

bool has(std::string_view text, std::string_view words) { return text.find(words) != text.npos; }

// Where such words may be read after all: the person's own (but for their caseworker's notes), and
// those of the persons that a caseworker is in charge of. Nobody else is in this table.
struct MayRead {
    std::string_view who, own;
    std::string_view never = {};
};
constexpr std::array may_read{
    MayRead{"person 0", "CANARY-01-", "-PRIVATE"}, MayRead{"person 1", "CANARY-03-", "-PRIVATE"},
    MayRead{"person 2", "CANARY-05-", "-PRIVATE"}, MayRead{"person 3", "CANARY-10-", "-PRIVATE"},
    MayRead{"IM-Musterfrau", "CANARY-01-"},        MayRead{"IM-Musterfrau", "CANARY-03-"},
    MayRead{"IM-Musterfrau", "CANARY-10-"},        MayRead{"SB-Beispiel", "CANARY-05-"},
};

bool may(std::string_view who, std::string_view word) {
    return std::ranges::any_of(may_read, [&](const MayRead& one) {
        return one.who == who && word.starts_with(one.own) &&
               (one.never.empty() || !has(word, one.never));
    });
}

std::vector<std::string> marked_words(const std::string& text) {
    return patterns::all(text, "CANARY-[A-Za-z0-9-]*");
}

// What somebody reads who opens it: of a PDF its words.
std::string read_out(const Reply& reply) {
    const bool pdf = reply.header("content-type").starts_with("application/pdf");
    return pdf ? test::text_of(reply.body) : reply.body;
}

// Standard error of this process, into a file for as long as it lives.
class Logged {
public:
    explicit Logged(const fs::path& file) : file_(file), before_(dup(STDERR_FILENO)) {
        const int into = open(file.c_str(), O_CREAT | O_WRONLY | O_APPEND, 0600);
        REQUIRE(into >= 0);
        dup2(into, STDERR_FILENO);
        close(into);
        log::start("debug");
    }
    ~Logged() {
        log::start("off");
        dup2(before_, STDERR_FILENO);
        close(before_);
    }
    Logged(const Logged&) = delete;
    std::string text() const {
        std::ifstream stream(file_, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }

private:
    fs::path file_;
    int before_;
};

struct Role {
    std::string name;
    Browser browser;
};

class County {
public:
    World world;
    App& app = world.app();
    test::Scratch scratch;
    Logged logged{fs::path(scratch.name) / "log"};
    StaffCast keller = world.staff("IM-Musterfrau", "manager"),
              weber = world.staff("SB-Beispiel", "counsellor");
    households::Kept kept = households::test::import(app, households::test::whole_file());
    std::vector<Cast> persons = settle();

    // Everybody who signs in, and somebody who does not.
    std::vector<Role> roles() {
        std::vector<Role> all;
        for (std::size_t i = 0; i < persons.size(); ++i)
            all.push_back({"person " + std::to_string(i), world.as(persons[i])});
        all.push_back({"IM-Musterfrau", world.as(keller)});
        all.push_back({"SB-Beispiel", world.as(weber)});
        for (const auto* role : {"manager", "lead", "officer", "editor", "admin", "dpo"})
            all.push_back({role, world.as(world.staff(std::string("Roth ") + role, role))});
        all.push_back({"Bilal", world.as(world.person("Bilal"))});
        all.push_back({"anybody", world.anybody()});
        return all;
    }

private:
    // The first person of each household takes over their record.
    std::vector<Cast> settle() {
        std::vector<Cast> all;
        const std::string secret = "gelbe tasse am see";
        const auto now = app.clock.now();
        for (const auto& household : kept.households) {
            const auto person = household.persons.front();
            const account::NewAccount own{Id<Account>::make(now),
                                          app.passwords->hash(account::secret_form(secret)),
                                          text::Language::En, std::nullopt};
            const auto number = app.db->write([&](sql::Transaction& tx) {
                return account::add_account(tx, app, own, person, now);
            });
            all.push_back({household.id, number, secret, own.id, person});
        }
        return all;
    }
};

// One role's way through all that it can open.
class Walk {
public:
    Walk(County& county, Role& role) : county_(county), role_(role) {}

    std::size_t through_everything() {
        for (const auto* start : {"/", "/biography", "/staff", "/releases", "/consultations"})
            add(start);
        add_routes();
        while (!waiting_.empty() && opened_ < most) {
            const auto path = waiting_.front();
            waiting_.pop_front();
            open(path);
        }
        return opened_;
    }
    // The marked words that they did read.
    const std::set<std::string>& read() const { return read_; }

private:
    static constexpr std::size_t most = 3000;
    static constexpr int most_variants = 20;

    // A calendar leads on for ever: of what differs in its query alone, some are enough.
    void add(const std::string& path) {
        if (known_.contains(path)) return;
        if (has(path, "?") && ++variants_[patterns::replaced(path, "=[^&]*", "")] > most_variants)
            return;
        known_.insert(path);
        waiting_.push_back(path);
    }

    // Every route with every id that there is: those of others are no matter of a link.
    void add_routes() {
        std::vector<std::string> ids;
        for (const auto& household : county_.kept.households)
            for (const auto person : household.persons) ids.push_back(person.text());
        for (const auto* table : {"consultations", "releases", "cases"}) {
            const auto column = std::string_view(table) == "cases" ? "person_id" : "id";
            county_.app.db->read([&](sql::Connection& db) {
                db.each(std::string("SELECT ") + column + " FROM " + table,
                        [&](sql::Row row) { ids.push_back(id_text(row.get<IdBytes>(0))); });
            });
        }
        for (const auto& route : county_.world.router().routes()) {
            if (route.method != http::Method::Get) continue;
            if (!has(route.pattern, "{")) add(route.pattern);
            for (const auto& id : ids)
                if (has(route.pattern, "{id}"))
                    add(patterns::replaced(route.pattern, "\\{[a-z_]+\\}", id));
        }
    }

    void open(const std::string& path) {
        const auto reply = role_.browser.get(path);
        ++opened_;
        CHECK_MESSAGE(!has(reply.location(), mark), path);
        CHECK_MESSAGE(reply.status < 500, role_.name << " " << path);
        if (reply.status != 200) return follow(reply);
        for (const auto& word : marked_words(read_out(reply))) {
            read_.insert(word);
            CHECK_MESSAGE(may(role_.name, word), role_.name << " reads " << word << " at " << path);
        }
        if (reply.header("content-type").starts_with("text/html")) add_links(reply.body);
    }

    void follow(const Reply& reply) {
        if (const auto to = reply.location(); to.starts_with("/")) add(to.substr(0, to.find('#')));
    }

    void add_links(const std::string& body) {
        for (const auto& link : patterns::all(body, "(?:href|action)=\"(/[^\"#]*)", 1)) {
            const auto path = patterns::replaced(link, "&amp;", "&");
            if (!path.starts_with("/static/") && !has(path, "lang=")) add(path);
        }
    }

    County& county_;
    Role& role_;
    std::set<std::string> read_;
    std::deque<std::string> waiting_;
    std::set<std::string> known_;
    std::map<std::string, int> variants_;
    std::size_t opened_ = 0;
};

// The Jobcenter may learn who belongs to the household, where the person adds it.
bool on_wish(catalogue::Recipient kind, std::string_view word) {
    constexpr std::array family{"CANARY-01-WIFE", "CANARY-10-PARTNER", "CANARY-10-CHILD"};
    return kind == catalogue::Recipient::JC && std::ranges::find(family, word) != family.end();
}

// All that a person can tick.
Values everything(Browser& browser, const std::string& preview) {
    Values fields;
    const auto page = browser.get(preview).body;
    for (const auto* name : {"item", "health"})
        for (const auto& box : release::test::boxes(page, name, false))
            fields.emplace_back(std::string(name) + "[]", box);
    return fields;
}

void check_nothing(const std::string& words, const std::string& where,
                   std::optional<catalogue::Recipient> kind = {}) {
    for (const auto& word : marked_words(words))
        if (!kind || !on_wish(*kind, word)) FAIL_CHECK(where << " shows " << word);
}

// Sends it and reads it as the office does; false where it cannot be sent.
bool send_and_read(County& county, const Cast& person, catalogue::Recipient kind, bool all) {
    auto phone = county.world.as(person);
    const auto office = release::test::office(county.app, kind, "Amt");
    const auto preview = release::test::preview(phone, office);
    const auto reply =
        release::test::agree(phone, preview, all ? everything(phone, preview) : Values{});
    if (reply.status != 303) return false;
    auto desk = county.world.anybody();
    const auto packet = desk.follow(release::test::open(desk, release::test::link(county.world)));
    REQUIRE(packet.status == 200);
    const auto where = person.name + " to " + std::string(catalogue::code(kind));
    const auto wished = all ? std::optional(kind) : std::nullopt;
    check_nothing(packet.body, where, wished);
    const auto paper = patterns::first(packet.body, "href=\"(/packets/[^\"]*/pdf[^\"]*)", 1);
    REQUIRE_FALSE(paper.empty());
    check_nothing(test::text_of(desk.get(paper).body), where + ", PDF", wished);
    return true;
}

}  // namespace

TEST_CASE("no role reads on any page what is not theirs to read") {
    County county;
    for (auto& role : county.roles()) {
        Walk walk(county, role);
        const auto opened = walk.through_everything();
        CHECK_MESSAGE(opened > 20, role.name);
        CHECK_MESSAGE(opened < 3000, role.name);
        // The walk goes where they stand: who may read them does.
        if (role.name == "person 0") CHECK(walk.read().contains("CANARY-01-WIFE"));
        if (role.name == "IM-Musterfrau") CHECK(walk.read().contains("CANARY-01-PRIVATE"));
    }
    check_nothing(county.logged.text(), "the log");
    // It was written at all.
    CHECK(has(county.logged.text(), "\"event\""));
}

TEST_CASE("no packet, its PDF or its mail holds what is hidden, whatever the person ticks") {
    County county;
    std::size_t sent = 0;
    for (const auto& person : county.persons)
        for (const auto kind : catalogue::recipients) {
            sent += send_and_read(county, person, kind, false);
            sent += send_and_read(county, person, kind, true);
        }
    // Nothing goes out for a minor without their guardians.
    CHECK(sent == (county.persons.size() - 1) * catalogue::recipient_count * 2);
    for (const auto& mail : county.world.mails()) check_nothing(mail.subject + mail.text, "a mail");
    check_nothing(county.logged.text(), "the log");
}

TEST_CASE("papers that a person hands on hold nothing that is hidden") {
    County county;
    for (const auto& person : county.persons) {
        auto phone = county.world.as(person);
        for (const auto* path : {"/cv/pdf", "/cv/europass", "/cv/json-resume"}) {
            const auto paper = phone.get(path);
            if (paper.status == 200) check_nothing(read_out(paper), person.name + " " + path);
        }
    }
}

TEST_CASE("nothing that is hidden lies open in tables, files, mail folders or keys for searching") {
    County county;
    county.world.run_jobs();
    for (const auto& person : county.persons) {
        auto phone = county.world.as(person);
        phone.get("/biography/summary");
    }
    county.world.run_jobs();
    for (const auto& file : fs::recursive_directory_iterator(county.world.folder())) {
        if (!file.is_regular_file()) continue;
        std::ifstream stream(file.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
        CHECK_MESSAGE(!has(bytes, mark), file.path());
        CHECK_MESSAGE(!has(bytes, "Rahimi"), file.path());
    }
    auto& app = county.app;
    if (app.db->engine() == sql::Engine::Postgres)
        app.db->read([&](sql::Connection& db) {
            const auto tables = db.all(
                "SELECT table_name FROM information_schema.tables"
                " WHERE table_schema = current_schema()",
                [](sql::Row row) { return row.get<std::string>(0); });
            CHECK(tables.size() > 20);
            for (const auto& table : tables) {
                // Bytes are written in hex there: 43414e4152592d is the mark.
                const auto found = db.first("SELECT COUNT(*) FROM " + table +
                                                " t WHERE CAST(t.* AS TEXT) LIKE '%CANARY-%'"
                                                " OR CAST(t.* AS TEXT) LIKE '%43414e4152592d%'",
                                            [](sql::Row row) { return row.get<std::int64_t>(0); });
                CHECK_MESSAGE(found == 0, table);
            }
        });
    for (const auto* typed : {"CANARY", "CANARY-01-WIFE", "CANARY-10-PARTNER", "CANARY-03-TEACHER"})
        for (const auto& who : {county.keller.id, county.weber.id})
            CHECK(app.db->read([&](sql::Connection& db) {
                return biography::names::find(db, app, who, typed, app.tongue(text::Language::De))
                    .persons.empty();
            }));
}
