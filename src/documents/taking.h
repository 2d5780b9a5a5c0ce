// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "documents/store.h"
#include "platform/convert/converter.h"
#include "platform/http/request.h"
#include "platform/problems.h"

namespace mobio::documents {

// Why a file was not taken, and which one: its name as it came, cleaned, and its place among those
// that were given, from 0.
struct Refused {
    convert::Refusal refusal;
    std::string file;
    std::optional<std::size_t> place = {};
};
text::Message message(const Refused& refused);

// A file's name without paths and without what turns it around.
std::string plain_name(std::string_view name);

// Files as one PDF in the storage, in their order; behind the pages of `base` where there is one.
// Nothing of them is kept where one is refused. Throws Refused.
struct Base {
    files::Bytes pdf;
    int pages;
};
Made take(App& app, const std::vector<http::File>& files, const std::optional<Base>& base = {});

// A PDF that this program made, of that many pages.
Made keep_own(App& app, std::string_view pdf, int pages);

// The same with one page cut. Throws Refused.
Made crop(App& app, const files::Bytes& pdf, int page, const convert::Cut& cut);

// The same pages in another order, turned, or fewer of them. Throws Refused.
Made arrange(App& app, const files::Bytes& pdf, const std::vector<convert::Leaf>& leaves);

}  // namespace mobio::documents
