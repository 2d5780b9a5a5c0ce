// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <string>
#include <vector>

#include "platform/sql/database.h"
#include "platform/text/texts.h"

namespace mobio::account {

// What a person reads before they agree: complete by Art. 7 and 13 GDPR, and without names, so that
// one text serves everybody. Names stand beside it and in the record.
struct ConsentText {
    struct Section {
        std::string title;
        std::vector<std::string> paragraphs;
    };
    std::string title;
    std::vector<Section> sections;

    std::string body() const;                   // what the hash covers
    std::array<std::uint8_t, 32> hash() const;  // SHA-256
};

// Keeps a text as it was shown. Texts are never changed and never deleted; rows of consent_texts.
void keep(sql::Transaction& tx, const ConsentText& text, text::Language language);

}  // namespace mobio::account
