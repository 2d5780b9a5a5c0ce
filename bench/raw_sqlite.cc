// SPDX-License-Identifier: EUPL-1.2
#include <sqlite3.h>

#include <stdexcept>

#include "raw.h"

namespace mobio::bench {

namespace {

class RawSqlite final : public Raw {
public:
    explicit RawSqlite(const std::string& file) {
        check(sqlite3_open_v2(file.c_str(), &db_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                              nullptr));
        sqlite3_busy_timeout(db_, 60000);
        // As the program opens it (platform/sql/sqlite_connection.cc).
        for (const auto* pragma : {"journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON",
                                   "secure_delete = ON", "cache_size = -8192"})
            check(sqlite3_exec(db_, (std::string("PRAGMA ") + pragma).c_str(), nullptr, nullptr,
                               nullptr));
        begin_ = prepare("BEGIN IMMEDIATE");
        commit_ = prepare("COMMIT");
        form_key_ = prepare(raw_sql::form_key);
        revision_ = prepare(raw_sql::revision);
        section_ = prepare(raw_sql::section);
        log_ = prepare(raw_sql::log);
    }
    ~RawSqlite() override {
        for (auto* statement : {begin_, commit_, form_key_, revision_, section_, log_})
            sqlite3_finalize(statement);
        sqlite3_close_v2(db_);
    }

    void commit(const Rows& r) override {
        run(begin_);
        run(form_key_, r.form_key, r.owner, r.body, r.location, r.at);
        run(revision_, r.revision, r.person, r.section, r.number, r.author, r.at,
            sql::Blob{r.sealed});
        run(section_, r.person, r.section, r.number, r.revision);
        run(log_, r.person, r.author, r.revision, r.section, r.at);
        run(commit_);
    }

private:
    void check(int code) {
        if (code != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(db_));
    }
    sqlite3_stmt* prepare(const char* sql) {
        sqlite3_stmt* statement = nullptr;
        check(sqlite3_prepare_v3(db_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr));
        return statement;
    }
    static void bind(sqlite3_stmt* to, int at, std::int64_t v) { sqlite3_bind_int64(to, at, v); }
    static void bind(sqlite3_stmt* to, int at, const std::string& v) {
        sqlite3_bind_text(to, at, v.data(), static_cast<int>(v.size()), SQLITE_STATIC);
    }
    static void bind(sqlite3_stmt* to, int at, const sql::Blob& v) {
        sqlite3_bind_blob(to, at, v.bytes.data(), static_cast<int>(v.bytes.size()),
                          SQLITE_TRANSIENT);
    }
    template <std::size_t N>
    static void bind(sqlite3_stmt* to, int at, const std::array<std::uint8_t, N>& v) {
        sqlite3_bind_blob(to, at, v.data(), static_cast<int>(N), SQLITE_STATIC);
    }
    template <class... A>
    void run(sqlite3_stmt* statement, const A&... values) {
        int at = 0;
        (bind(statement, ++at, values), ...);
        const auto code = sqlite3_step(statement);
        sqlite3_reset(statement);
        if (code != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(db_));
    }

    sqlite3* db_ = nullptr;
    sqlite3_stmt *begin_, *commit_, *form_key_, *revision_, *section_, *log_;
};

}  // namespace

std::unique_ptr<Raw> open_raw_sqlite(const std::string& file) {
    return std::make_unique<RawSqlite>(file);
}

}  // namespace mobio::bench
