// SPDX-License-Identifier: EUPL-1.2
#include "platform/sql/postgres_connection.h"

#include <libpq-fe.h>

#include <charconv>

namespace mobio::sql {
namespace {

constexpr std::size_t most_statements = 256;
constexpr Oid bytea = 17;

// To begin and to end a transaction; and for a statement, which the server itself ends earlier.
constexpr std::chrono::seconds short_patience{5}, statement_patience{35};

// A plan that another program's migration made stale succeeds when it is made anew.
constexpr std::string_view stale_plan = "0A000";

Kind kind_of(std::string_view state) {
    if (state == "23505" || state == "23P01") return Kind::Unique;
    if (state == "23503") return Kind::ForeignKey;
    if (state == "23502") return Kind::NotNull;
    if (state == "23514") return Kind::Check;
    if (state == "40001" || state == "40P01" || state == stale_plan) return Kind::Serialization;
    if (state == "55P03" || state == "57014") return Kind::Busy;
    if (state == "53100") return Kind::Full;
    if (state == "08P01") return Kind::Other;  // wrong number of arguments
    if (state.empty() || state.starts_with("08") || state.starts_with("57P") || state == "53300" ||
        state == "25P03")
        return Kind::Connection;
    return Kind::Other;
}

std::string field(const Result& result, int code) {
    const char* const text = result ? PQresultErrorField(result.get(), code) : nullptr;
    return text ? text : "";
}

bool went_well(const Result& result) {
    const auto status = PQresultStatus(result.get());
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

// libpq's own words help whoever sets a server up. They quote an address that they cannot read, so
// it is read first; a password that stands in them all the same takes them out.
std::string why_no_connection(const std::string& address, const PGconn* handle) {
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options{
        PQconninfoParse(address.c_str(), nullptr), &PQconninfoFree};
    if (!options) return "the connection string of PostgreSQL cannot be read";
    std::string words = handle ? PQerrorMessage(handle) : "";
    // Advice follows in lines of its own; ours is one.
    for (auto at = words.find("\n\t"); at != words.npos; at = words.find("\n\t"))
        words.replace(at, 2, " ");
    for (const auto* option = options.get(); option->keyword; ++option)
        if (option->dispchar[0] == '*' && option->val && *option->val &&
            words.find(option->val) != words.npos)
            return "no connection to PostgreSQL";
    return "no connection to PostgreSQL: " + words.substr(0, words.find_last_not_of('\n') + 1);
}

// One value as libpq wants it; keeps what it points to.
class Argument {
public:
    explicit Argument(const Value& value) {
        std::visit([this](auto v) { take(v); }, value);
    }
    const char* data() const { return null_ ? nullptr : text_.data(); }
    int size() const { return static_cast<int>(text_.size()); }
    int binary() const { return binary_; }

private:
    void take(std::nullptr_t) { null_ = true; }
    void take(std::int64_t v) { text_ = std::to_string(v); }
    void take(double v) {
        char digits[32];
        text_.assign(digits, std::to_chars(digits, digits + sizeof digits, v).ptr);
    }
    void take(std::string_view v) {
        // libpq would cut the text there without a word.
        if (v.find('\0') != v.npos) throw Error(Kind::Other, "NUL in a text");
        text_ = v;
    }
    void take(std::span<const std::byte> v) {
        text_.assign(reinterpret_cast<const char*>(v.data()), v.size());
        binary_ = 1;
    }

    std::string text_;
    int binary_ = 0;
    bool null_ = false;
};

int hex_digit(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

}  // namespace

class PostgresConnection::Rows final : public Cursor {
public:
    explicit Rows(Result result) : result_(std::move(result)) {}

    bool next() override { return ++row_ < PQntuples(result_.get()); }
    bool null(int column) override { return PQgetisnull(result_.get(), row_, column) != 0; }
    std::int64_t integer(int column) override {
        const auto digits = raw(column);
        if (digits == "t") return 1;
        if (digits == "f") return 0;
        return number<std::int64_t>(digits);
    }
    double real(int column) override { return number<double>(raw(column)); }
    std::string_view text(int column) override {
        if (PQftype(result_.get(), column) == bytea) throw Error(Kind::Other, "not a text");
        return raw(column);
    }
    std::string bytes(int column) override {
        if (PQftype(result_.get(), column) != bytea) throw Error(Kind::Other, "not bytes");
        const auto hex = raw(column);
        if (!hex.starts_with("\\x")) throw Error(Kind::Other, "bytea_output is not hex");
        std::string bytes(hex.size() / 2 - 1, '\0');
        for (std::size_t i = 0; i < bytes.size(); ++i)
            bytes[i] =
                static_cast<char>(hex_digit(hex[2 * i + 2]) << 4 | hex_digit(hex[2 * i + 3]));
        return bytes;
    }

private:
    std::string_view raw(int column) const {
        return {PQgetvalue(result_.get(), row_, column),
                static_cast<std::size_t>(PQgetlength(result_.get(), row_, column))};
    }
    template <class T>
    static T number(std::string_view digits) {
        T value{};
        const auto end = digits.data() + digits.size();
        const auto read = std::from_chars(digits.data(), end, value);
        if (read.ec != std::errc{} || read.ptr != end) throw Error(Kind::Other, "not a number");
        return value;
    }

    Result result_;
    int row_ = -1;
};

PostgresConnection::PostgresConnection(const std::string& address) {
    // What stands before dbname is a default, what stands after it goes before the address.
    const char* const keys[] = {"connect_timeout",
                                "tcp_user_timeout",
                                "keepalives_idle",
                                "dbname",
                                "client_encoding",
                                "fallback_application_name",
                                nullptr};
    const char* const values[] = {"5", "20000", "30", address.c_str(), "UTF8", "mobio", nullptr};
    handle_ = PQconnectdbParams(keys, values, 1);
    if (!usable()) {
        const auto why = why_no_connection(address, handle_);
        PQfinish(handle_);
        throw Error(Kind::Connection, why);
    }
    PQsetNoticeProcessor(
        handle_, [](void*, const char*) {}, nullptr);
    PQsetnonblocking(handle_, 1);
    try {
        begin(
            "SET statement_timeout = '30s'; SET lock_timeout = '4s'; "
            "SET idle_in_transaction_session_timeout = '60s'; "
            "SET bytea_output = 'hex'");
    } catch (...) {
        PQfinish(handle_);
        throw;
    }
}

PostgresConnection::~PostgresConnection() { PQfinish(handle_); }

bool PostgresConnection::usable() const { return !silent_ && PQstatus(handle_) == CONNECTION_OK; }

void PostgresConnection::lift_limits() {
    exec("SET LOCAL statement_timeout = 0");
    exec("SET LOCAL lock_timeout = 0");
    patience_ = std::chrono::hours{24};
}

Result PostgresConnection::ask(const char* sql, std::chrono::milliseconds patience) {
    if (!usable()) return nullptr;
    answer(handle_, patience);  // takes in what let_go() left
    return answered(PQsendQuery(handle_, sql), patience);
}

Result PostgresConnection::answered(int sent, std::chrono::milliseconds patience) {
    auto result = sent ? answer(handle_, patience) : nullptr;
    silent_ = silent_ || !result;
    return result;
}

void PostgresConnection::begin(const char* sql) {
    failure_.reset();
    patience_ = statement_patience;
    if (statements_.size() >= most_statements || plans_are_stale_) forget_statements();
    const auto result = ask(sql, short_patience);
    if (!went_well(result)) fail(result);
}

void PostgresConnection::end_body() {
    if (failure_) throw Error(*failure_, "the transaction failed and the body went on");
}

void PostgresConnection::commit() {
    const auto result = ask("COMMIT", patience_);
    if (went_well(result)) {
        if (std::string_view(PQcmdStatus(result.get())) == "COMMIT") return;
        throw Error(Kind::Other, "the transaction was rolled back");
    }
    if (usable() && !field(result, PG_DIAG_SQLSTATE).empty()) fail(result);
    failure_ = Kind::Unknown;
    throw Error(Kind::Unknown, "the connection was lost during COMMIT");
}

void PostgresConnection::roll_back() { ask("ROLLBACK", short_patience); }

void PostgresConnection::let_go() {
    PQsendQuery(handle_, "ROLLBACK");
    PQflush(handle_);
}

void PostgresConnection::forget_statements() {
    ask("DEALLOCATE ALL", short_patience);
    statements_.clear();
    plans_are_stale_ = false;
}

std::unique_ptr<Cursor> PostgresConnection::open(std::string_view sql,
                                                 std::span<const Value> values) {
    return std::make_unique<Rows>(run(sql, values));
}

std::int64_t PostgresConnection::change(std::string_view sql, std::span<const Value> values) {
    const auto result = run(sql, values);
    const std::string_view tag = PQcmdStatus(result.get());
    if (tag.starts_with("SELECT")) return 0;
    const std::string_view digits = PQcmdTuples(result.get());
    std::int64_t rows = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), rows);
    return rows;
}

Result PostgresConnection::run(std::string_view sql, std::span<const Value> values) {
    if (failure_) throw Error(Kind::Other, "the transaction has failed");
    const auto& name = prepared(sql);
    failure_ = Kind::Other;  // until the values have been found fit
    const std::vector<Argument> arguments(values.begin(), values.end());
    failure_.reset();
    std::vector<const char*> data;
    std::vector<int> sizes, formats;
    for (const auto& argument : arguments) {
        data.push_back(argument.data());
        sizes.push_back(argument.size());
        formats.push_back(argument.binary());
    }
    auto result =
        answered(PQsendQueryPrepared(handle_, name.c_str(), static_cast<int>(arguments.size()),
                                     data.data(), sizes.data(), formats.data(), 0),
                 patience_);
    if (!went_well(result)) fail(result);
    return result;
}

const std::string& PostgresConnection::prepared(std::string_view sql) {
    if (const auto known = statements_.find(sql); known != statements_.end()) return known->second;
    std::string text(sql), name = "s" + std::to_string(++next_name_);
    const auto result =
        answered(PQsendPrepare(handle_, name.c_str(), text.c_str(), 0, nullptr), patience_);
    if (!went_well(result)) fail(result, true);
    return statements_.emplace(std::move(text), std::move(name)).first->second;
}

void PostgresConnection::fail(const Result& result, bool in_prepare) {
    const auto state = field(result, PG_DIAG_SQLSTATE);
    failure_ = usable() ? kind_of(state) : Kind::Connection;
    plans_are_stale_ = plans_are_stale_ || state == stale_plan;
    auto what = state.empty() ? std::string("the connection was lost") : "SQLSTATE " + state;
    // While preparing, and about names and syntax, the server speaks of the statement's own text;
    // elsewhere its message may quote a value.
    if (in_prepare || state.starts_with("42")) what += " " + field(result, PG_DIAG_MESSAGE_PRIMARY);
    for (const int name : {PG_DIAG_CONSTRAINT_NAME, PG_DIAG_TABLE_NAME, PG_DIAG_COLUMN_NAME})
        if (const auto text = field(result, name); !text.empty()) what += " " + text;
    throw Error(*failure_, what);
}

}  // namespace mobio::sql
