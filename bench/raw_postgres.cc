// SPDX-License-Identifier: EUPL-1.2
#include <libpq-fe.h>

#include <array>
#include <stdexcept>

#include "raw.h"

namespace mobio::bench {

namespace {

using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

// A parameter as libpq's binary format has it.
std::string wire(const std::string& text) { return text; }
std::string wire(std::int64_t number) {
    const auto big = __builtin_bswap64(static_cast<std::uint64_t>(number));
    return {reinterpret_cast<const char*>(&big), sizeof big};
}
template <std::size_t N>
std::string wire(const std::array<std::uint8_t, N>& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), N};
}

class RawPostgres final : public Raw {
public:
    explicit RawPostgres(const std::string& address)
        : db_(PQconnectdb(address.c_str()), &PQfinish) {
        if (PQstatus(db_.get()) != CONNECTION_OK) fail();
        prepare("form_key", raw_sql::form_key);
        prepare("revision", raw_sql::revision);
        prepare("section", raw_sql::section);
        prepare("log", raw_sql::log);
    }

    void commit(const Rows& r) override {
        check(PQexec(db_.get(), "BEGIN"));
        run("form_key", r.form_key, r.owner, r.body, r.location, r.at);
        run("revision", r.revision, r.person, r.section, r.number, r.author, r.at, r.sealed);
        run("section", r.person, r.section, r.number, r.revision);
        run("log", r.person, r.author, r.revision, r.section, r.at);
        check(PQexec(db_.get(), "COMMIT"));
    }

private:
    [[noreturn]] void fail() { throw std::runtime_error(PQerrorMessage(db_.get())); }
    void check(PGresult* answer) {
        const Result result(answer, &PQclear);
        if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) fail();
    }
    void prepare(const char* name, const char* sql) {
        check(PQprepare(db_.get(), name, sql, 0, nullptr));
    }
    template <class... A>
    void run(const char* name, const A&... values) {
        const std::array<std::string, sizeof...(A)> wires{wire(values)...};
        std::array<const char*, sizeof...(A)> data;
        std::array<int, sizeof...(A)> sizes, binary;
        for (std::size_t i = 0; i < wires.size(); ++i) {
            data[i] = wires[i].data();
            sizes[i] = static_cast<int>(wires[i].size());
            binary[i] = 1;
        }
        check(PQexecPrepared(db_.get(), name, static_cast<int>(wires.size()), data.data(),
                             sizes.data(), binary.data(), 0));
    }

    std::unique_ptr<PGconn, decltype(&PQfinish)> db_;
};

}  // namespace

std::unique_ptr<Raw> open_raw_postgres(const std::string& address) {
    return std::make_unique<RawPostgres>(address);
}

}  // namespace mobio::bench
