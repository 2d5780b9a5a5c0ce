// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>

namespace mobio::command {

// Made before any thread, so that all of them leave SIGTERM and SIGINT to `wait`.
class Stop {
public:
    Stop();
    void wait();         // returns when one of the two came
    bool asked() const;  // one came already and waits for `wait`
    // From now on the process has that long to end by itself; then it ends with 0 all the same.
    // What a job left undone is taken up by its lease.
    static void within(std::chrono::milliseconds time);
};

}  // namespace mobio::command
