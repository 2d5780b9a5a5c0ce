// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "platform/clock.h"
#include "platform/id.h"
#include "platform/sql/database.h"

namespace mobio {
struct App;
}

namespace mobio::jobs {

struct Job {
    IdBytes id;
    std::string name;     // "mail.send"
    std::string subject;  // an id as text, never a personal value
    int attempt = 1;
    Time first_due;
};

// Queues a job in the transaction of the change that wants it.
void add(sql::Transaction& tx, std::string_view name, std::string_view subject, Time due, Time now);
// A job that does all there is to do of its kind: where one waits already, that is enough.
void add_once(sql::Transaction& tx, std::string_view name, Time now);

// What a job's code says when it has run. Again: try once more at that time (with backoff by the
// job's own rule). A throw counts as Again after a minute, doubling up to an hour.
struct Done {};
struct Again {
    Time at;
};
using Outcome = std::variant<Done, Again>;
using Code = Outcome (*)(App&, const Job&);

// The jobs a program knows, by name. Recurring jobs are queued by the runner when due:
// one row per name, claimed by one process only.
class Register {
public:
    void on(std::string name, Code code);
    void every(std::string name, Duration period, Code code);
    struct Recurring {
        Duration period;
        Code code;
    };
    const std::map<std::string, Code, std::less<>>& codes() const { return codes_; }
    const std::map<std::string, Recurring, std::less<>>& recurring() const { return recurring_; }

private:
    std::map<std::string, Code, std::less<>> codes_;
    std::map<std::string, Recurring, std::less<>> recurring_;
};

// Claims due jobs by a conditional UPDATE with a lease (a crashed worker's jobs are taken up after
// it ran out) and runs them. Several processes may work on one database.
// Returns how many ran. Tests call it; serve and work run it in a loop.
int run_due(App& app, const Register& jobs);

class Worker {
public:
    Worker(App& app, const Register& jobs);  // starts a thread
    ~Worker();                               // finishes the job under way, then stops
    void wake();                             // something was queued

private:
    struct Loop;
    std::unique_ptr<Loop> loop_;
};

}  // namespace mobio::jobs
