// SPDX-License-Identifier: EUPL-1.2
#include "command/relay_check.h"

#include <unistd.h>

#include <filesystem>
#include <stdexcept>

#include "platform/curl.h"

namespace mobio::command {

namespace {

namespace fs = std::filesystem;

std::string check_folder(const fs::path& folder) {
    // It is made with the first mail.
    auto there = fs::absolute(folder);
    while (!fs::exists(there)) there = there.parent_path();
    if (access(there.c_str(), W_OK) != 0)
        throw std::runtime_error("cannot write to " + there.string());
    return "caught in " + folder.string();
}

}  // namespace

std::string check_relay(const mail::Relay& relay) {
    constexpr std::string_view maildir = "maildir:";
    if (relay.url.starts_with(maildir)) return check_folder(relay.url.substr(maildir.size()));
    const auto handle = curl::handle();
    curl_easy_setopt(handle.get(), CURLOPT_URL, relay.url.c_str());
    curl_easy_setopt(handle.get(), CURLOPT_CONNECT_ONLY, 1L);
    curl_easy_setopt(handle.get(), CURLOPT_PROXY, "");
    curl_easy_setopt(handle.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle.get(), CURLOPT_CONNECTTIMEOUT, relay.connect_seconds);
    curl_easy_setopt(handle.get(), CURLOPT_TIMEOUT, relay.connect_seconds);
    if (relay.tls != "none") curl_easy_setopt(handle.get(), CURLOPT_USE_SSL, long{CURLUSESSL_ALL});
    if (!relay.ca_file.empty())
        curl_easy_setopt(handle.get(), CURLOPT_CAINFO, relay.ca_file.c_str());
    const auto result = curl_easy_perform(handle.get());
    if (result != CURLE_OK) throw std::runtime_error(curl_easy_strerror(result));
    return "reachable";
}

}  // namespace mobio::command
