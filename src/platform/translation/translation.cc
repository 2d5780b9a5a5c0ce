// SPDX-License-Identifier: EUPL-1.2
#include "platform/translation/translation.h"

#include <nlohmann/json.hpp>

#include "platform/curl.h"

namespace mobio::translation {

using nlohmann::json;

namespace {

constexpr std::size_t longest_answer = 256 * 1024;

// Fewer bytes taken than given end the transfer.
std::size_t take(char* from, std::size_t size, std::size_t count, void* answer) {
    auto& text = *static_cast<std::string*>(answer);
    if (text.size() + size * count > longest_answer) return 0;
    text.append(from, size * count);
    return size * count;
}

std::string question(const Server& server, std::string_view text, text::Language from,
                     text::Language to) {
    json asked{
        {"q", text}, {"source", text::code(from)}, {"target", text::code(to)}, {"format", "text"}};
    if (!server.key.empty()) asked["api_key"] = server.key;
    return asked.dump();
}

// The whole answer is text of ours from here on: clean, and no longer than a text may be.
Translated read(const std::string& answer) {
    const auto said = json::parse(answer, nullptr, false);
    if (!said.is_object() || !said.contains("translatedText") ||
        !said["translatedText"].is_string())
        return {{}, Trouble::Unreadable};
    auto text = text::clean(said["translatedText"].get<std::string>()).text;
    if (text.empty()) return {{}, Trouble::Unreadable};
    return {std::move(text)};
}

std::optional<Trouble> trouble_of(long status) {
    if (status == 200) return {};
    if (status == 429 || status == 503) return Trouble::Busy;
    return status >= 400 ? Trouble::Refused : Trouble::Unreadable;
}

void set_up(CURL* curl, const Server& server, const std::string& url, const std::string& body,
            const curl_slist* headers, std::string& answer) {
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, static_cast<long>(server.seconds));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body.data());
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer);
}

}  // namespace

Translator::Translator(Server server) : server_(std::move(server)) {}

Translated Translator::translate(std::string_view text, text::Language from, text::Language to) {
    if (!free_.try_acquire()) return {{}, Trouble::Busy};
    struct Release {
        std::counting_semaphore<2>& one;
        ~Release() { one.release(); }
    } const release{free_};
    return ask(text, from, to);
}

Translated Translator::ask(std::string_view text, text::Language from, text::Language to) const {
    const auto handle = curl::handle();
    const auto headers = curl::list("Content-Type: application/json");
    const auto url = server_.url + "/translate";
    const auto body = question(server_, text, from, to);
    std::string answer;
    set_up(handle.get(), server_, url, body, headers.get(), answer);
    const auto result = curl_easy_perform(handle.get());
    if (result == CURLE_WRITE_ERROR) return {{}, Trouble::Unreadable};
    if (result != CURLE_OK) return {{}, Trouble::Unreachable};
    long status = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
    if (const auto trouble = trouble_of(status)) return {{}, trouble};
    return read(answer);
}

}  // namespace mobio::translation
