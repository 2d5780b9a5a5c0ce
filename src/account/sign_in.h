// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "platform/app.h"
#include "platform/http/request.h"
#include "platform/sql/database.h"

// Trying secrets. Wrong tries are counted by what was tried (a number, an e-mail, a card), known or
// not, never by address: an accommodation shares one. Ten within a quarter of an hour, then one
// waits until the oldest is a quarter of an hour old. A device that signed in before counts by
// itself, so that nobody keeps others out by trying in their name.
namespace mobio::account {

inline constexpr int wrong_tries = 10;
inline constexpr auto tries_window = std::chrono::minutes{15};

using Subject = std::array<std::uint8_t, 32>;
Subject subject_of(const App& app, std::string_view kind, std::string_view name);
// The same, or what stands for it on this device where the device is known.
Subject on_device(sql::Connection& db, const http::Request& request, const Subject& subject,
                  Time now);

// How long this subject must wait; nothing where it may try.
std::optional<Duration> must_wait(sql::Connection& db, const Subject& subject, Time now);

enum class Try { Right, Wrong, TooOften };
struct Tried {
    Try result;
    Duration wait{};
};
// Costs the same for a kept secret and for none (or "": it opens to nothing). After Right the
// caller's own transaction asks `must_wait` once more: of many tries at once only the first ten can
// succeed.
Tried try_secret(App& app, const Subject& subject, const std::optional<std::string>& kept,
                 std::string_view secret);

// Remembers the device for this subject: the cookie it has, or a new one.
struct Device {
    std::string token;
};
Device remember_device(sql::Transaction& tx, const http::Request& request, const Subject& subject,
                       Time now);
void set_device_cookie(http::Response& response, const Device& device);
void forget_devices(sql::Transaction& tx, const Subject& subject);

}  // namespace mobio::account
