// SPDX-License-Identifier: EUPL-1.2
#include "account/passwords.h"

#include <sodium.h>
#include <sys/resource.h>
#include <unistd.h>

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

namespace mobio::account {

namespace {

constexpr unsigned at_once = 2;
constexpr unsigned long long passes = 3, cheap_passes = 1;
constexpr std::size_t memory = 64ULL * 1024 * 1024, cheap_memory = crypto_pwhash_MEMLIMIT_MIN;

std::string encode(std::string_view secret, bool cheap) {
    char out[crypto_pwhash_STRBYTES];
    if (crypto_pwhash_str_alg(out, secret.data(), secret.size(), cheap ? cheap_passes : passes,
                              cheap ? cheap_memory : memory, crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::runtime_error("not enough memory to hash a secret");
    return out;
}

bool matches(const std::string& encoded, std::string_view secret) {
    return crypto_pwhash_str_verify(encoded.c_str(), secret.data(), secret.size()) == 0;
}

}  // namespace

// Threads of their own, since an unprivileged thread that lowered its priority cannot raise it.
struct Passwords::Queue {
    Queue() {
        for (unsigned i = 0; i < at_once; ++i) threads.emplace_back([this] { work(); });
    }
    ~Queue() {
        {
            const std::lock_guard lock(mutex);
            closing = true;
        }
        changed.notify_all();
        for (auto& thread : threads) thread.join();
    }

    template <class F>
    auto run(F&& body) {
        using Result = std::invoke_result_t<F>;
        const auto task = std::make_shared<std::packaged_task<Result()>>(std::forward<F>(body));
        auto result = task->get_future();
        {
            const std::lock_guard lock(mutex);
            waiting.push_back([task] { (*task)(); });
        }
        changed.notify_one();
        return result.get();
    }

    void work() {
        setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), 10);
        for (;;) {
            std::unique_lock lock(mutex);
            changed.wait(lock, [this] { return closing || !waiting.empty(); });
            if (waiting.empty()) return;
            const auto next = std::move(waiting.front());
            waiting.pop_front();
            lock.unlock();
            next();
        }
    }

    std::mutex mutex;
    std::condition_variable changed;
    std::deque<std::function<void()>> waiting;
    bool closing = false;
    std::vector<std::thread> threads;
    std::once_flag made;
    std::string nobodys;
};

Passwords::Passwords() : queue_(std::make_unique<Queue>()) {
    if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
}

Passwords::~Passwords() = default;

std::string Passwords::hash(std::string_view secret) {
    return queue_->run([&] { return encode(secret, cheap); });
}

bool Passwords::verify(std::string_view encoded, std::string_view secret) {
    const std::string kept(encoded);
    return queue_->run([&] { return matches(kept, secret); });
}

void Passwords::pretend(std::string_view secret) {
    std::call_once(queue_->made, [&] { queue_->nobodys = hash("nobody has this secret"); });
    verify(queue_->nobodys, secret);
}

}  // namespace mobio::account
