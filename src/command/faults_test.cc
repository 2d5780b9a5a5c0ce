// SPDX-License-Identifier: EUPL-1.2
// What people meet when disk or database fail: reading goes on where it can, nothing typed is lost,
// and it is over without a restart.
#include <sys/mount.h>
#include <sys/resource.h>

#include <fstream>
#include <future>

#include "command/postgres_for_test.h"
#include "platform/sql/database.h"

namespace mobio::command {

namespace {

using namespace test;

constexpr const char* new_job = "/biography/work/jobs/entries/new";

Values job(const std::string& title) { return {{"work.entries.title_original", title}}; }

// A person in German, signed in at a server.
struct SignedIn {
    Running server;
    Browser browser;
    SignedIn(const std::string& config, const SignIn& who)
        : server("serve" + config), browser(server.port()) {
        browser.extra_headers = {{"Accept-Language", "de"}};
        sign_in(browser, who);
    }
};

// The page keeps what was typed and says so in German; sent again from there, it is saved.
void kept(const Reply& refused, unsigned status, const std::string& typed) {
    CHECK(refused.status == status);
    CHECK(refused.body.find("<html lang=\"de\"") != std::string::npos);
    CHECK(refused.hidden("work.entries.title_original", new_job) == typed);
    CHECK(refused.shows("Ihre Antworten sind noch da."));
}

bool saved_within_ten_seconds(Browser& browser, Reply page) {
    for (int tenth = 0; tenth < 100; ++tenth) {
        page = browser.send(page, new_job, {});
        if (page.status == 303) return true;
        usleep(100'000);
    }
    return false;
}

// A file system of its own that is soon full; needs the right to mount.
class SmallDisk {
public:
    explicit SmallDisk(fs::path at) : at_(std::move(at)) {
        fs::create_directory(at_);
        mounted_ = mount("none", at_.c_str(), "tmpfs", 0, "size=6m,mode=700") == 0;
    }
    ~SmallDisk() {
        if (mounted_) umount2(at_.c_str(), MNT_DETACH);
    }
    SmallDisk(const SmallDisk&) = delete;
    bool mounted() const { return mounted_; }
    void fill() const {
        std::ofstream file(at_ / "filler", std::ios::binary);
        const std::string block(4096, 'x');
        while (file.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) {
        }
    }
    void make_room() const { fs::remove(at_ / "filler"); }

private:
    const fs::path at_;
    bool mounted_;
};

// Saves until something is refused: what the log has room for still goes through.
Reply first_refusal(Browser& browser, std::string& typed) {
    for (int i = 0; i < 90; ++i) {
        typed = "Schneiderin & Näherin " + std::to_string(i);
        const auto reply = browser.submit(new_job, new_job, job(typed));
        if (reply.status != 303) return reply;
    }
    return {};
}

}  // namespace

TEST_CASE("on a full disk reading goes on, and what was typed is saved when there is room") {
    const Folder folder;
    const SmallDisk disk(folder.path / "disk");
    if (!disk.mounted()) {
        MESSAGE("no right to mount a small disk: not tested");
        return;
    }
    folder.make_master_key();
    Settings settings;
    settings.database = "sqlite:" + folder.at("disk/mobio.db");
    const auto config = folder.county("", settings);
    const auto amina = add_person(config, "Amina");
    SignedIn person(config, amina);
    auto& browser = person.browser;
    disk.fill();
    std::string typed;
    const auto refused = first_refusal(browser, typed);
    kept(refused, 507, typed);
    CHECK(browser.get("/biography").status == 200);
    CHECK(browser.get("/biography/work/jobs").status == 200);
    CHECK(browser.send(refused, new_job, {}).status == 507);
    disk.make_room();
    CHECK(saved_within_ten_seconds(browser, refused));
    CHECK(browser.get("/biography/work/jobs").shows(typed));
}

TEST_CASE("a disk that refuses to write is answered alike") {
    const Folder folder;
    folder.make_master_key();
    const auto config = folder.county();
    const auto amina = add_person(config, "Amina");
    SignedIn person(config, amina);
    const auto limit_files = [&](rlim_t most) {
        const rlimit limit{most, RLIM_INFINITY};
        REQUIRE(prlimit(person.server.pid, RLIMIT_FSIZE, &limit, nullptr) == 0);
    };
    limit_files(4096);
    std::string typed;
    const auto refused = first_refusal(person.browser, typed);
    kept(refused, 507, typed);
    CHECK(person.browser.get("/biography").status == 200);
    limit_files(RLIM_INFINITY);
    CHECK(saved_within_ten_seconds(person.browser, refused));
    CHECK(person.browser.get("/biography/work/jobs").shows(typed));
}

TEST_CASE("while another program holds the database reading goes on and saving says: later") {
    const Folder folder;
    folder.make_master_key();
    const auto config = folder.county();
    const auto amina = add_person(config, "Amina");
    SignedIn person(config, amina);
    const auto form = person.browser.get(new_job);
    Reply refused;
    sql::open("sqlite:" + folder.at("musterland.db"))->write([&](sql::Transaction& tx) {
        tx.exec("UPDATE persons SET phase = phase");
        auto saving = std::async(std::launch::async, [&] {
            auto browser = person.browser;
            return browser.send(form, new_job, job("Schneiderin"));
        });
        CHECK(person.browser.get("/biography").status == 200);
        refused = saving.get();
    });
    kept(refused, 503, "Schneiderin");
    CHECK(refused.header("retry-after") == "5");
    CHECK(saved_within_ten_seconds(person.browser, refused));
}

TEST_CASE("a PostgreSQL that goes and comes back costs nobody their answers or their sign-in") {
    if (!with_postgres()) return;
    const PostgresServer postgres;
    const Folder folder;
    folder.make_master_key();
    Settings settings;
    settings.database = postgres.address();
    const auto config = folder.county("", settings);
    const auto amina = add_person(config, "Amina");
    SignedIn person(config, amina);
    auto& browser = person.browser;
    const auto form = browser.get(new_job);
    postgres.stop_at_once();
    const auto refused = browser.send(form, new_job, job("Schneiderin"));
    kept(refused, 503, "Schneiderin");
    auto anybody = browser;
    anybody.cookies.clear();
    CHECK(anybody.get("/").status == 200);  // what needs no database
    postgres.start();
    CHECK(saved_within_ten_seconds(browser, refused));
    CHECK(browser.get("/biography/work/jobs").shows("Schneiderin"));
}

TEST_CASE("a server whose log nobody reads goes on") {
    const Folder folder;
    folder.make_master_key();
    const auto config = folder.county();
    const auto amina = add_person(config, "Amina");
    const Running server("serve" + config + " 2>/dev/full");
    Browser browser(server.port());
    sign_in(browser, amina);
    CHECK(browser.submit(new_job, new_job, job("Schneiderin")).status == 303);
}

}  // namespace mobio::command
