// SPDX-License-Identifier: EUPL-1.2
#include "biography/health.h"

#include "account/moving.h"
#include "platform/access_log/access_log.h"

namespace mobio::biography {

namespace {

void log(sql::Transaction& tx, const Teller& who, const Writer& author, const char* action,
         std::string detail, Time now) {
    access_log::Entry entry;
    entry.person = who.person.bytes;
    entry.who = author.by == By::Guardian ? access_log::Who::Guardian
                : author.by == By::Staff  ? access_log::Who::Staff
                                          : access_log::Who::Person;
    entry.actor = parse_id_text(author.id).value_or(IdBytes{});
    entry.action = action;
    entry.detail = std::move(detail);
    access_log::write(tx, entry, now);
}

bool says_something(const Document& document, const std::string& field, By side) {
    const auto* answer = document.answer(field, "");
    const auto* own = answer ? claim_of(*answer, side) : nullptr;
    return own && own->state == State::Value;
}

std::vector<std::string> emptied(const catalogue::Catalogue& catalogue, const Saved& saved,
                                 const Document& now, By side) {
    std::vector<std::string> fields;
    for (const auto& key : saved.changed)
        if (catalogue.field(key)->health && says_something(*saved.before, key, side) &&
            !says_something(now, key, side))
            fields.push_back(key);
    return fields;
}

bool forget(Document& document, const std::string& field, By side) {
    if (!says_something(document, field, side)) return false;
    auto& answer = document.answers[field];
    if (side != By::Staff) document.taken_back[field] = claim_of(answer, side)->id;
    std::erase_if(answer.claims, [&](const Claim& claim) { return same_side(claim.by, side); });
    settle(answer);
    if (answer.claims.empty()) document.answers.erase(field);
    return true;
}

}  // namespace

void log_health_consent(sql::Transaction& tx, const Teller& who, const Writer& author,
                        text::Language language, Time now) {
    log(tx, who, author, "health.agreed", std::string(text::code(language)), now);
}

void forget_emptied_health(sql::Transaction& tx, App& app, const Teller& who,
                           const std::string& section, const Saved& saved, const Writer& author,
                           Time now) {
    const auto changed_health = [&](const std::string& key) {
        return app.catalogue->field(key)->health;
    };
    if (std::ranges::none_of(saved.changed, changed_health)) return;
    const auto key = app.vault.key_of(who.person.bytes);
    const auto fields =
        emptied(*app.catalogue, saved,
                load_revision(tx, app, who.person, key, section, saved.number), author.by);
    if (fields.empty()) return;
    for (const auto record : account::with_merged(tx, who.person))
        rewrite_revisions(tx, app, record, app.vault.key_of(record.bytes), section,
                          [&](Document& document) {
                              bool changed = false;
                              for (const auto& field : fields)
                                  changed |= forget(document, field, author.by);
                              return changed;
                          });
    log(tx, who, author, "health.taken_back", "", now);
}

}  // namespace mobio::biography
