// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "platform/curl.h"
#include "platform/translation/translation.h"
#include "script_server.h"

namespace mobio::translation::test {

// tests/translation_server.py as a process of its own; what a mood does stands there.
class LocalServer {
public:
    Server address(const std::string& mood = "kind", int seconds = 2) const {
        return {"http://127.0.0.1:" + server_.port() + "/" + mood, "a-key", seconds};
    }
    // Every question so far.
    nlohmann::json asked() const {
        const auto url = "http://127.0.0.1:" + server_.port() + "/asked";
        std::string answer;
        const auto handle = curl::handle();
        curl_easy_setopt(handle.get(), CURLOPT_URL, url.c_str());
        curl_easy_setopt(handle.get(), CURLOPT_PROXY, "");
        curl_easy_setopt(handle.get(), CURLOPT_WRITEFUNCTION, take);
        curl_easy_setopt(handle.get(), CURLOPT_WRITEDATA, &answer);
        CHECK(curl_easy_perform(handle.get()) == CURLE_OK);
        return nlohmann::json::parse(answer);
    }

private:
    static std::size_t take(char* from, std::size_t size, std::size_t count, void* to) {
        static_cast<std::string*>(to)->append(from, size * count);
        return size * count;
    }

    mobio::test::ScriptServer server_{"translation_server.py"};
};

}  // namespace mobio::translation::test
