// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "platform/http/request.h"
#include "platform/http/response.h"

namespace mobio::http {

// How the request came, as far as its answer's form depends on it.
struct Exchange {
    bool head_only = false;  // HEAD: the same head, no body
    bool secure = false;
    bool http10 = false;
    bool keep_alive = true;
    std::string_view accept_encoding = {};
};

// The bytes of an answer. The security headers of every answer are added here, and only here; a
// header that the response sets itself goes before them.
struct Answer {
    std::string head, body;
    std::optional<files::Bytes> stream = {};  // comes after the head
};
Answer write_answer(Response response, const Exchange& exchange);

}  // namespace mobio::http
