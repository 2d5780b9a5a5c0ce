// SPDX-License-Identifier: EUPL-1.2
#include "platform/mail/smtp.h"

#include <algorithm>
#include <cstring>

#include "platform/curl.h"

namespace mobio::mail {
namespace {

bool is_loopback(const std::string& url) {
    const curl::Owned<CURLU> parsed(curl_url());
    char* host = nullptr;
    if (!parsed || curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK ||
        curl_url_get(parsed.get(), CURLUPART_HOST, &host, 0) != CURLUE_OK)
        return false;
    const curl::Owned<char> owned(host);
    const std::string_view name(host);
    const bool numeric = name.find_first_not_of("0123456789.") == name.npos;
    return name == "localhost" || name == "[::1]" || (name.starts_with("127.") && numeric);
}

// One dialogue: what is still to be sent, and the last reply with its code.
struct Dialogue {
    std::string_view rest;
    std::string reply;
    int code = 0, replies = 0;
    bool more = false;  // the reply goes on in the next line

    void hear(std::string_view line) {
        const auto end = line.find_last_not_of("\r\n");
        line = line.substr(0, end == line.npos ? 0 : end + 1);
        const auto digits = line.substr(0, 3);
        if (digits.size() < 3 || digits.find_first_not_of("0123456789") != digits.npos) return;
        const auto heard = std::stoi(std::string(digits));
        // Says goodbye to us, and nothing of the mail.
        if (heard == 221) return;
        if (more)
            reply += " " + std::string(line.substr(std::min<std::size_t>(4, line.size())));
        else
            reply = line;
        code = heard;
        more = line.size() > 3 && line[3] == '-';
        replies += !more;
    }
};

std::size_t give(char* to, std::size_t size, std::size_t count, void* dialogue) {
    auto& rest = static_cast<Dialogue*>(dialogue)->rest;
    const auto given = std::min(size * count, rest.size());
    std::memcpy(to, rest.data(), given);
    rest.remove_prefix(given);
    return given;
}

std::size_t hear(char* line, std::size_t size, std::size_t count, void* dialogue) {
    static_cast<Dialogue*>(dialogue)->hear({line, size * count});
    return size * count;
}

// Refused is the mail, not our sign-in or the connection: those an administrator can put right
// within three days. 530, 534, 535, 538: RFC 4954. The first reply is the relay's greeting.
bool is_refusal(CURLcode result, const Dialogue& dialogue) {
    const bool of_mail = result == CURLE_SEND_ERROR || result == CURLE_WEIRD_SERVER_REPLY ||
                         result == CURLE_RECV_ERROR;
    const bool of_sign_in = dialogue.code == 530 || dialogue.code == 534 || dialogue.code == 535 ||
                            dialogue.code == 538;
    return of_mail && dialogue.code / 100 == 5 && !of_sign_in && dialogue.replies > 1;
}

void set_security(CURL* curl, const Relay& relay) {
    const bool open = relay.tls == "none" && is_loopback(relay.url);
    curl_easy_setopt(curl, CURLOPT_USE_SSL, open ? CURLUSESSL_NONE : CURLUSESSL_ALL);
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
    if (!relay.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, relay.ca_file.c_str());
    if (relay.user.empty()) return;
    curl_easy_setopt(curl, CURLOPT_USERNAME, relay.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, relay.password.c_str());
}

void set_connection(CURL* curl, const Relay& relay) {
    // A worker has its job to itself for five minutes; longer, and another sends the mail too.
    constexpr long longest_seconds = 240;
    curl_easy_setopt(curl, CURLOPT_URL, relay.url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, relay.connect_seconds);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, std::min(relay.total_seconds, longest_seconds));
}

void set_dialogue(CURL* curl, Dialogue& dialogue) {
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(dialogue.rest.size()));
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
    curl_easy_setopt(curl, CURLOPT_READDATA, &dialogue);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, hear);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &dialogue);
}

}  // namespace

std::string without_addresses(std::string_view reply, std::string_view to) {
    constexpr std::size_t longest = 200;
    const auto fold = [](std::string_view word) {
        std::string folded;
        for (const char c : word)
            folded += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        return folded;
    };
    const auto mailbox = fold(to.substr(0, to.find('@')));
    std::string kept, word;
    const auto end_word = [&] {
        constexpr std::string_view marks = "<>()[]\"',;:.";
        const auto from = std::min(word.find_first_not_of(marks), word.size());
        const auto core = word.substr(from, word.find_last_not_of(marks) + 1 - from);
        // The first word is the code, whatever the mailbox is called.
        if (!word.empty() && word.find('@') == word.npos && (kept.empty() || fold(core) != mailbox))
            kept += (kept.empty() ? "" : " ") + word;
        word.clear();
    };
    for (const char c : reply) {
        if (c > ' ' && c < 0x7F)
            word += c;
        else
            end_word();
    }
    end_word();
    kept.resize(std::min(kept.size(), longest));
    return kept;
}

Delivery deliver_by_smtp(const Relay& relay, const std::string& to, std::string_view rfc5322) {
    const auto handle = curl::handle();
    const auto recipients = curl::list(("<" + to + ">").c_str());
    Dialogue dialogue{.rest = rfc5322, .reply = {}};
    set_connection(handle.get(), relay);
    set_security(handle.get(), relay);
    set_dialogue(handle.get(), dialogue);
    curl_easy_setopt(handle.get(), CURLOPT_MAIL_FROM, ("<" + relay.from + ">").c_str());
    curl_easy_setopt(handle.get(), CURLOPT_MAIL_RCPT, recipients.get());
    const auto result = curl_easy_perform(handle.get());
    const auto said = without_addresses(dialogue.reply, to);
    if (result == CURLE_OK) return {Delivery::Result::Taken, said};
    if (is_refusal(result, dialogue)) return {Delivery::Result::Refused, said};
    return {Delivery::Result::Later, dialogue.code >= 400 ? said : curl_easy_strerror(result)};
}

}  // namespace mobio::mail
