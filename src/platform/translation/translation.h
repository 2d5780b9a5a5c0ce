// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <semaphore>
#include <string>
#include <string_view>

#include "platform/text/texts.h"

namespace mobio::translation {

// A LibreTranslate-compatible server that the county runs itself. An empty address: there is none.
struct Server {
    std::string url;  // "http://127.0.0.1:5000"
    std::string key;  // its API key, where it wants one
    int seconds = 8;  // for a whole answer
};

enum class Trouble : std::uint8_t {
    Unreachable,  // no connection, or no answer in time
    Busy,         // it has enough to do, or we ask for enough already
    Refused,      // it answered that it will not
    Unreadable    // what came is no answer of such a server
};
struct Translated {
    std::string text;
    std::optional<Trouble> trouble = {};
};

// Asks the server, at most two questions at once, so that a slow one keeps few workers waiting.
// Nothing of text or answer is logged. Safe for all threads.
class Translator {
public:
    explicit Translator(Server server);
    Translated translate(std::string_view text, text::Language from, text::Language to);

private:
    Translated ask(std::string_view text, text::Language from, text::Language to) const;

    Server server_;
    std::counting_semaphore<2> free_{2};
};

}  // namespace mobio::translation
