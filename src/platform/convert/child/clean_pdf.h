// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/convert/converter.h"

namespace mobio::convert::child {

struct MadePdf {
    std::string bytes;
    int pages = 0;
};

// The pages of a PDF as they look, in a new one: form fields and notes drawn into the page, and
// nothing that acts, links, or is not seen. Throws Refused.
MadePdf clean_pdf(const std::string& bytes);

// The same PDF with the only page of another one in the place of that page. Throws Refused.
MadePdf replace_page(const std::string& bytes, int page, const std::string& by);

// Pages of PDFs that clean_pdf made, in this order, with their bookmarks. Throws Refused.
MadePdf arrange(const std::vector<std::string>& files, const std::vector<Leaf>& leaves);

}  // namespace mobio::convert::child
