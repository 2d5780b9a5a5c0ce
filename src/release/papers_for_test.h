// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "documents/papers_for_test.h"
#include "documents/store.h"
#include "pdf_tools.h"
#include "platform/access_log/access_log.h"
#include "release/steps_for_test.h"
#include "release/store.h"

// Amina, of age, with papers to send.
namespace mobio::release::test {

struct WithPapers {
    World world;
    Cast amina = test::amina(world);
    Browser browser = world.as(amina);

    App& app() { return world.app(); }
    Acting acting() const { return {amina.account, amina.person}; }

    // The id of a new document of hers.
    std::string keeps(const std::string& kind, const std::string& words = "Zeugnis",
                      const std::string& title = "") {
        const auto reply =
            documents::add(browser, documents::paper(words), title, "scan.pdf", {{"kind", kind}});
        REQUIRE(reply.status == 303);
        return reply.location().substr(std::string("/documents/").size());
    }
    documents::Document document(const std::string& id) {
        return app()
            .db
            ->read([&](sql::Connection& db) {
                return documents::find(db, app(), acting(),
                                       documents::DocumentId::parse(id).value());
            })
            .value();
    }
    void change(const std::string& id, const std::function<void(documents::About&)>& with) {
        const auto before = document(id);
        auto about = before.about;
        with(about);
        app().db->write([&](sql::Transaction& tx) {
            documents::change_about(tx, app(), acting(), before.id, about, app().clock.now());
        });
    }
    std::vector<std::string> offered(const recipients::Recipient& to) {
        return boxes(browser.get(preview(browser, to)).body, "paper", false);
    }
    Reply sends(const recipients::Recipient& to, const std::vector<std::string>& papers,
                Values more = {}) {
        for (const auto& paper : papers) more.emplace_back("paper[]", paper);
        return release_to(browser, to, more);
    }
    std::vector<std::string> log() {
        std::vector<std::string> lines;
        for (const auto& line : app().db->read([&](sql::Connection& db) {
                 return access_log::of_person(db, amina.person.bytes, 0, 100);
             }))
            lines.push_back(line.entry.action + ' ' + line.entry.detail);
        return lines;
    }
    std::size_t logged(const std::string& line) {
        const auto all = log();
        return static_cast<std::size_t>(std::ranges::count(all, line));
    }
    Full release() {
        return app()
            .db
            ->read([&](sql::Connection& db) {
                const auto all = of_person(db, app(), acting());
                return find(db, app(), acting(), all.at(0).id);
            })
            .value();
    }
    // What is sealed in the newest consent of that kind.
    nlohmann::json consent(const char* kind) {
        return app().db->read([&](sql::Connection& db) {
            return db
                .first(
                    "SELECT id, detail FROM consents WHERE person_id = $1 AND kind = $2"
                    " ORDER BY at DESC LIMIT 1",
                    [&](sql::Row row) {
                        const auto key = app().vault.key_of(amina.person.bytes);
                        return nlohmann::json::parse(
                            app().vault.open(key, {"consents", "detail", row.get<IdBytes>(0)},
                                             row.get<sql::Blob>(1)));
                    },
                    amina.person, kind)
                .value();
        });
    }
};

// An office that opened its link.
struct Office {
    Browser browser;
    std::string at;
    explicit Office(World& world) : browser(world.anybody()) {
        at = open(browser, link(world)).location();
    }
    Reply page(const char* more = "") { return browser.get(at + more); }
    Reply paper(const std::string& id) { return browser.get(at + "/papers/" + id); }
};

inline recipients::Recipient with_files(World& world, catalogue::Recipient kind) {
    auto office = test::office(world, kind, "Amt für Akten");
    office.attachments_allowed = true;
    auto& app = world.app();
    app.db->write([&](sql::Transaction& tx) { recipients::change(tx, office, app.clock.now()); });
    return office;
}

}  // namespace mobio::release::test
