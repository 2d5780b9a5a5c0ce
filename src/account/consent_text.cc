// SPDX-License-Identifier: EUPL-1.2
#include "account/consent_text.h"

#include "platform/vault/vault.h"

namespace mobio::account {

std::string ConsentText::body() const {
    std::string out = title;
    for (const auto& section : sections) {
        if (!section.title.empty()) (out += "\n\n") += section.title;
        for (const auto& paragraph : section.paragraphs) (out += '\n') += paragraph;
    }
    return out;
}

std::array<std::uint8_t, 32> ConsentText::hash() const { return vault::sha256(body()); }

void keep(sql::Transaction& tx, const ConsentText& text, text::Language language) {
    tx.exec(
        "INSERT INTO consent_texts (hash, lang, body) VALUES ($1, $2, $3)"
        " ON CONFLICT (hash) DO NOTHING",
        text.hash(), text::code(language), text.body());
}

}  // namespace mobio::account
