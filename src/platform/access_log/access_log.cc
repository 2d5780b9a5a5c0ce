// SPDX-License-Identifier: EUPL-1.2
#include "platform/access_log/access_log.h"

#include <algorithm>
#include <limits>

#include "platform/app.h"
#include "platform/log.h"

namespace mobio::access_log {
namespace {

constexpr Duration page_window = std::chrono::minutes{15};

using Hash = std::array<std::uint8_t, 32>;

// While it lasts, further reads of its kind write nothing.
struct Window {
    Hash hash;
    Duration length;
};

template <class Bytes>
void append(std::string& text, const Bytes& bytes) {
    text.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

Window window_of(const App& app, const Entry& entry, const http::Visitor& visitor) {
    const bool own = entry.who == Who::Person || entry.who == Who::Guardian;
    const bool has_session = visitor.session != decltype(visitor.session){};
    std::string text{static_cast<char>(entry.who)};
    append(text, entry.person);
    if (own && has_session) {
        append(text, visitor.session);
        return {vault::sha256(text), std::chrono::hours{app.county.session_hours}};
    }
    append(text, entry.actor);
    text += entry.action;
    return {vault::sha256(text), page_window};
}

bool is_open(sql::Connection& db, const Window& window, Time now) {
    const auto ends_at = db.first(
        "SELECT ends_at FROM access_log_windows WHERE hash = $1",
        [](sql::Row r) { return r.get<Time>(0); }, window.hash);
    // An end too far away was written before the clock was set back.
    return ends_at && *ends_at > now && *ends_at <= now + window.length;
}

bool open_window(sql::Transaction& tx, const Window& window, Time now) {
    return tx.exec(
               "INSERT INTO access_log_windows (hash, ends_at) VALUES ($1, $2)"
               " ON CONFLICT (hash) DO UPDATE SET ends_at = excluded.ends_at"
               " WHERE access_log_windows.ends_at <= $3"
               " OR access_log_windows.ends_at > excluded.ends_at",
               window.hash, now + window.length, now) == 1;
}

Line read_line(sql::Row row) {
    Line line;
    line.number = row.get<std::int64_t>(0);
    line.at = row.get<Time>(1);
    line.entry = {row.get<IdBytes>(2), static_cast<Who>(row.get<std::uint8_t>(3)),
                  row.get<IdBytes>(4), row.get<std::string>(5),
                  row.get<IdBytes>(6), row.get<std::string>(7)};
    return line;
}

}  // namespace

void write(sql::Transaction& tx, const Entry& entry, Time now) {
    tx.exec(
        "INSERT INTO access_log (person, who, actor, action, object, detail, at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        entry.person, static_cast<std::uint8_t>(entry.who), entry.actor, entry.action, entry.object,
        entry.detail, now);
}

void read(App& app, const Entry& entry, const http::Visitor& visitor) {
    read(app, std::span(&entry, 1), visitor);
}

void read(App& app, std::span<const Entry> entries, const http::Visitor& visitor) {
    const auto now = app.clock.now();
    std::vector<std::pair<Window, const Entry*>> due;
    app.db->read([&](sql::Connection& db) {
        for (const auto& entry : entries)
            if (const auto window = window_of(app, entry, visitor); !is_open(db, window, now))
                due.emplace_back(window, &entry);
    });
    if (due.empty()) return;
    try {
        app.db->write([&](sql::Transaction& tx) {
            for (const auto& [window, entry] : due)
                if (open_window(tx, window, now)) write(tx, *entry, now);
        });
    } catch (const sql::Error&) {
        const auto of_another = [](const auto& one) { return one.second->who != Who::Person; };
        if (std::ranges::any_of(due, of_another)) throw;
        log::warn("access_log.own_read_not_written", {{"action", due.front().second->action}});
    }
}

std::vector<Line> of_person(sql::Connection& db, const IdBytes& person, std::int64_t before,
                            int most) {
    const auto end = before > 0 ? before : std::numeric_limits<std::int64_t>::max();
    return db.all(
        "SELECT number, at, person, who, actor, action, object, detail FROM access_log"
        " WHERE person = $1 AND number < $2 ORDER BY number DESC LIMIT $3",
        read_line, person, end, most);
}

}  // namespace mobio::access_log
