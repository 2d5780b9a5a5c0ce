// SPDX-License-Identifier: EUPL-1.2
#include "command/stop.h"

#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

namespace mobio::command {

namespace {

sigset_t asked_to_stop() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    return set;
}

}  // namespace

Stop::Stop() {
    const auto set = asked_to_stop();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);  // a file at its limit is an error of that write alone
}

void Stop::wait() {
    const auto set = asked_to_stop();
    int which = 0;
    while (sigwait(&set, &which) != 0) {
    }
}

bool Stop::asked() const {
    sigset_t pending;
    sigpending(&pending);
    return sigismember(&pending, SIGTERM) == 1 || sigismember(&pending, SIGINT) == 1;
}

void Stop::within(std::chrono::milliseconds time) {
    signal(SIGALRM, [](int) { _exit(0); });
    const auto whole = std::chrono::duration_cast<std::chrono::seconds>(time);
    itimerval timer{};
    timer.it_value.tv_sec = whole.count();
    timer.it_value.tv_usec = std::chrono::microseconds(time - whole).count();
    setitimer(ITIMER_REAL, &timer, nullptr);
}

}  // namespace mobio::command
