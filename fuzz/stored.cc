// SPDX-License-Identifier: EUPL-1.2
// Whatever comes back from a database, a file or a catalogue: it is taken whole or refused.
#include <stdexcept>

#include "platform/mail/packed.h"
#include "platform/sql/script.h"
#include "platform/text/texts.h"
#include "platform/vault/vault.h"
#include "require.h"

using namespace mobio;

namespace {

void check_packed_mail(std::string_view bytes) {
    try {
        const auto packed = mail::pack(mail::unpack(bytes));
        require(mail::pack(mail::unpack(packed)) == packed);
    } catch (const std::runtime_error&) {
    }
}

void check_coding(std::string_view bytes) {
    if (const auto plain = vault::from_base64url(bytes)) {
        const std::span view(reinterpret_cast<const std::uint8_t*>(plain->data()), plain->size());
        require(vault::base64url(view) == bytes);
    }
}

void check_filling(std::string_view bytes) { text::fill(bytes, "eins", "{1}"); }

void check_script(std::string_view bytes) {
    for (const auto engine : {sql::Engine::Sqlite, sql::Engine::Postgres})
        for (const auto& statement : sql::statements(bytes, engine)) require(!statement.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = view_of(data, size);
    check_packed_mail(bytes);
    check_coding(bytes);
    check_filling(bytes);
    check_script(bytes);
    return 0;
}
