// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "biography/biography.h"
#include "documents/documents.h"
#include "platform/http/router.h"
#include "recognition/facts.h"

// The way to the recognition of a qualification from abroad.
namespace mobio::recognition {

// Copy: there is one, the body wants an original or a certified copy. Ask: neither biography nor
// documents say.
enum class Have : std::uint8_t { There, Copy, Lost, Ask };
struct Paper {
    std::string code;
    Have have = Have::Ask;
    std::vector<documents::Document> kept = {};  // of the person's documents
};

// Of one qualification: an entry of training.entries, training.study or school.entries.
struct Path {
    const catalogue::Field* field = nullptr;
    const biography::Claim* claim = nullptr;  // lives as long as the biography
    std::string entry;
    const Body* body = nullptr;  // of the facts
    std::vector<Paper> papers;

    bool lost() const;  // its certificate
};
// Of all that was learned in another country than Germany, the latest first in each field.
std::vector<Path> paths(const biography::Biography& biography,
                        const catalogue::Catalogue& catalogue, const Facts& facts,
                        const std::vector<documents::Document>& documents = {});

void add_pages(http::Router& router);

}  // namespace mobio::recognition
