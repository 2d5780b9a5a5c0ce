// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "biography/biography.h"
#include "patterns.h"
#include "recipients/recipients.h"
#include "world.h"

// What people and offices do in the tests of this folder, step by step over HTTP.
namespace mobio::release::test {

inline void tell(App& app, const Cast& who, const std::string& field, nlohmann::json value,
                 const std::string& entry = "") {
    biography::Change change;
    change.field = field;
    change.entry = entry;
    change.claim.author = who.account.text();
    const auto now = app.clock.now();
    change.claim.at = now;
    change.claim.value = std::move(value);
    const auto key = app.vault.key_of(who.person.bytes);
    app.db->write(
        [&](sql::Transaction& tx) { biography::save(tx, app, who.person, key, {change}, now); });
}

inline void tell(World& world, const Cast& who, const std::string& field, nlohmann::json value,
                 const std::string& entry = "") {
    tell(world.app(), who, field, std::move(value), entry);
}

inline nlohmann::json born(const std::string& day) {
    return {{"edtf", day}, {"precision", "day"},   {"calendar", "gregorian"},
            {"text", day}, {"source", "passport"}, {"estimated", false}};
}

// Amina of the tests: of age, with a name and a job.
inline Cast amina(World& world) {
    auto who = world.person("Amina");
    tell(world, who, "person.name.given", "Amina");
    tell(world, who, "person.name.family", "Rahimi");
    tell(world, who, "person.birth", born("1996-03-14"));
    return who;
}

inline recipients::Recipient office(App& app, catalogue::Recipient kind, std::string name) {
    recipients::Recipient office;
    office.kind = kind;
    office.name = std::move(name);
    office.place = "Musterstadt";
    office.email = "office@example.org";
    office.id = app.db->write(
        [&](sql::Transaction& tx) { return recipients::add(tx, app, office, app.clock.now()); });
    return office;
}
inline recipients::Recipient office(World& world, catalogue::Recipient kind, std::string name) {
    return office(world.app(), kind, std::move(name));
}
inline recipients::Recipient jobcenter(World& world) {
    return office(world, catalogue::Recipient::JC, "Jobcenter Musterland");
}

// Values of the checkboxes with that name, all or only the ticked ones.
inline std::vector<std::string> boxes(const std::string& body, const std::string& name,
                                      bool ticked_only) {
    std::vector<std::string> values;
    const auto box =
        "<input type=\"checkbox\" name=\"" + name + "\\[\\]\" value=\"([^\"]*)\"[^>]*>";
    for (const auto& found : patterns::all(body, box))
        if (!ticked_only || found.find(" checked") != found.npos)
            values.push_back(patterns::first(found, "value=\"([^\"]*)\"", 1));
    return values;
}

// Markup as it stands in the page (Reply::shows looks for text).
inline bool has(const Reply& reply, std::string_view markup) {
    return reply.body.find(markup) != std::string::npos;
}

// The preview's address for a packet to that office.
inline std::string preview(Browser& browser, const recipients::Recipient& to,
                           const std::string& base = "/releases") {
    const auto page = base + "/new?kind=" + std::string(catalogue::code(to.kind));
    return browser.submit(page, base + "/drafts", {{"recipient", to.id.text()}}).location();
}

inline std::string consent_at(const std::string& preview) { return preview + "/consent"; }

// Agrees to what is ticked (and to `more`) and sends it.
inline Reply agree(Browser& browser, const std::string& preview, const Values& more = {}) {
    Values fields;
    for (const auto& [name, value] : Values{{"answer", "accept"}, {"agree", "yes"}})
        if (std::ranges::find(more, name, &Values::value_type::first) == more.end())
            fields.emplace_back(name, value);
    for (const auto& item : boxes(browser.get(preview).body, "item", true))
        fields.emplace_back("item[]", item);
    fields.insert(fields.end(), more.begin(), more.end());
    return browser.submit(preview, consent_at(preview), fields);
}
inline Reply release_to(Browser& browser, const recipients::Recipient& to,
                        const Values& more = {}) {
    return agree(browser, preview(browser, to), more);
}

// The path of the link in the newest mail that has one.
inline std::string link(World& world) {
    for (const auto& mail : world.mails())
        if (auto path = patterns::first(mail.text, "/p/[A-Za-z0-9_-]+"); !path.empty()) return path;
    return {};
}

inline Reply open(Browser& browser, const std::string& link) {
    return browser.submit(link, link, {});
}

}  // namespace mobio::release::test
