// SPDX-License-Identifier: EUPL-1.2
#include "casework/merge.h"

#include "account/moving.h"
#include "account/store.h"
#include "biography/merge.h"
#include "biography/names/search.h"
#include "platform/access_log/access_log.h"

namespace mobio::casework {

namespace {

struct Row {
    Id<Person> kept, joined;
};

Row find(sql::Connection& db, Id<Merge> merge) {
    const auto row = db.first(
        "SELECT kept_id, joined_id FROM merges WHERE id = $1 AND undone_at IS NULL",
        [](sql::Row r) {
            return Row{r.get<Id<Person>>(0), r.get<Id<Person>>(1)};
        },
        merge);
    if (!row) http::not_found();
    return *row;
}

// A record that stands for itself.
void demand_whole(sql::Connection& db, Id<Person> record) {
    const auto end = account::leads_to(db, record);
    if (!end) http::not_found();
    if (*end != record) throw http::Failure{409};
}

biography::Writer writer(const Author& by) {
    return {by.staff ? biography::By::Staff : biography::By::Person, id_text(by.id)};
}

// Both records' logs tell it, each with the other one.
void log(sql::Transaction& tx, const Row& records, const Author& by, const char* action, Time now) {
    const auto who = by.staff ? access_log::Who::Staff : access_log::Who::Person;
    access_log::write(tx, {records.kept.bytes, who, by.id, action, records.joined.bytes, ""}, now);
    access_log::write(tx, {records.joined.bytes, who, by.id, action, records.kept.bytes, ""}, now);
}

void add_merge(sql::Transaction& tx, Id<Merge> id, const Merging& merging, Time now) {
    tx.exec(
        "INSERT INTO merges (id, kept_id, joined_id, by_kind, by_id, at)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        id, merging.kept, merging.joined, merging.by.staff ? "staff" : "person", merging.by.id,
        now);
}

void move_parts(sql::Transaction& tx, App& app, Id<Merge> id, const Merging& merging) {
    for (const auto& part : app.record_parts)
        for (const auto& row : part.move(tx, app, {merging.joined, merging.kept}))
            tx.exec("INSERT INTO merged_rows (merge_id, part, row_id) VALUES ($1, $2, $3)", id,
                    part.name, row);
}

void move_parts_back(sql::Transaction& tx, App& app, Id<Merge> id, const Row& records) {
    for (const auto& part : app.record_parts) {
        auto rows = tx.all(
            "SELECT row_id FROM merged_rows WHERE merge_id = $1 AND part = $2",
            [](sql::Row row) { return row.get<IdBytes>(0); }, id, part.name);
        if (!rows.empty()) part.move(tx, app, {records.kept, records.joined, std::move(rows)});
    }
}

std::vector<biography::MergedSection> sections_of(sql::Connection& db, Id<Merge> id) {
    return db.all(
        "SELECT section, before_number, after_number FROM merged_sections WHERE merge_id = $1",
        [](sql::Row row) {
            return biography::MergedSection{row.get<std::string>(0), row.get<std::int64_t>(1),
                                            row.get<std::int64_t>(2)};
        },
        id);
}

}  // namespace

Id<Merge> merge(sql::Transaction& tx, App& app, const Merging& merging, Time now) {
    if (merging.kept == merging.joined) throw http::Failure{409};
    demand_whole(tx, merging.kept);
    demand_whole(tx, merging.joined);
    const auto id = Id<Merge>::make(now);
    add_merge(tx, id, merging, now);
    account::set_merged_into(tx, merging.joined, merging.kept);
    move_parts(tx, app, id, merging);

    const auto kept_key = app.vault.key_of(merging.kept.bytes);
    const auto joined_key = app.vault.key_of(merging.joined.bytes);
    for (const auto& section :
         biography::merge_sections(tx, app, {merging.kept, kept_key, merging.joined, joined_key},
                                   writer(merging.by), now))
        tx.exec(
            "INSERT INTO merged_sections (merge_id, section, before_number, after_number)"
            " VALUES ($1, $2, $3, $4)",
            id, section.section, section.before, section.after);
    biography::names::forget(tx, merging.joined);
    log(tx, {merging.kept, merging.joined}, merging.by, "record.merged", now);
    return id;
}

void undo(sql::Transaction& tx, App& app, Id<Merge> merge, const Author& by, Time now) {
    const auto records = find(tx, merge);
    demand_whole(tx, records.kept);
    tx.exec("UPDATE merges SET undone_at = $2, undone_by = $3 WHERE id = $1", merge, now, by.id);
    account::set_merged_into(tx, records.joined, std::nullopt);

    const auto kept_key = app.vault.key_of(records.kept.bytes);
    const auto joined_key = app.vault.key_of(records.joined.bytes);
    biography::unmerge_sections(tx, app, {records.kept, kept_key, records.joined, joined_key},
                                sections_of(tx, merge), writer(by), now);
    move_parts_back(tx, app, merge, records);
    biography::names::index_again(tx, app, records.joined);
    log(tx, records, by, "record.unmerged", now);
}

Id<Merge> merge(sql::Transaction& tx, App& app, const Caseworker& who, Id<Person> kept,
                Id<Person> joined, Time now) {
    for (const auto record : {kept, joined})
        if (!account::is_assigned(tx, who.id, record, now)) http::not_found();
    return merge(tx, app, Merging{kept, joined, {true, who.id.bytes}}, now);
}

void undo(sql::Transaction& tx, App& app, const Caseworker& who, Id<Merge> merge, Time now) {
    if (!account::is_assigned(tx, who.id, find(tx, merge).kept, now)) http::not_found();
    undo(tx, app, merge, {true, who.id.bytes}, now);
}

std::optional<Id<Merge>> last_merge(sql::Connection& db, Id<Person> kept) {
    return db.first(
        "SELECT id FROM merges WHERE kept_id = $1 AND undone_at IS NULL ORDER BY id DESC LIMIT 1",
        [](sql::Row row) { return row.get<Id<Merge>>(0); }, kept);
}

}  // namespace mobio::casework
