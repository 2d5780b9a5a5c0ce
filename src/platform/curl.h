// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <curl/curl.h>

#include <memory>
#include <new>

// libcurl's handles with an owner. It sends mail and asks the translation server.
namespace mobio::curl {

struct Cleanup {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
    void operator()(char* text) const { curl_free(text); }
};
template <class T>
using Owned = std::unique_ptr<T, Cleanup>;

// The first call starts the library. Throws std::bad_alloc.
inline Owned<CURL> handle() {
    static const auto started = curl_global_init(CURL_GLOBAL_DEFAULT);
    Owned<CURL> made(started == CURLE_OK ? curl_easy_init() : nullptr);
    if (!made) throw std::bad_alloc();
    return made;
}

// A list of one text.
inline Owned<curl_slist> list(const char* text) {
    Owned<curl_slist> made(curl_slist_append(nullptr, text));
    if (!made) throw std::bad_alloc();
    return made;
}

}  // namespace mobio::curl
