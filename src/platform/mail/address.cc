// SPDX-License-Identifier: EUPL-1.2
#include "platform/mail/address.h"

#include <unicode/bytestream.h>
#include <unicode/idna.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <memory>
#include <stdexcept>

#include "platform/mail/mail.h"

namespace mobio::mail {
namespace {

constexpr std::size_t longest_address = 254, longest_local = 64, longest_label = 63;

constexpr std::string_view alphanumeric =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

// RFC 5322 dot-atom.
bool valid_local(std::string_view local) {
    static const auto allowed = std::string(alphanumeric) + "!#$%&'*+-/=?^_`{|}~.";
    return !local.empty() && local.size() <= longest_local && local.front() != '.' &&
           local.back() != '.' && local.find("..") == local.npos &&
           local.find_first_not_of(allowed) == local.npos;
}

bool valid_label(std::string_view label) {
    static const auto allowed = std::string(alphanumeric) + "-";
    return !label.empty() && label.size() <= longest_label && label.front() != '-' &&
           label.back() != '-' && label.find_first_not_of(allowed) == label.npos;
}

// At least two labels, the last no number: neither "localhost" nor an IP address.
bool valid_domain(std::string_view domain) {
    int labels = 0;
    for (;; ++labels) {
        const auto dot = domain.find('.');
        const auto label = domain.substr(0, dot);
        if (!valid_label(label)) return false;
        if (dot == domain.npos)
            return labels > 0 && label.find_first_not_of("0123456789") != label.npos;
        domain.remove_prefix(dot + 1);
    }
}

// IDNA drops what cannot be seen; then an address would lead elsewhere than it says. The two
// joiners are part of Persian names and are checked by IDNA itself.
bool has_invisible(std::string_view text) {
    constexpr UChar32 non_joiner = 0x200C, joiner = 0x200D;
    const auto characters =
        icu::UnicodeString::fromUTF8({text.data(), static_cast<int>(text.size())});
    for (int at = 0; at < characters.length(); at = characters.moveIndex32(at, 1)) {
        const auto c = characters.char32At(at);
        if (c != non_joiner && c != joiner &&
            u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
            return true;
    }
    return false;
}

const icu::IDNA& idna() {
    static const auto instance = [] {
        auto status = U_ZERO_ERROR;
        constexpr uint32_t options = UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI |
                                     UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII;
        std::unique_ptr<icu::IDNA> made(icu::IDNA::createUTS46Instance(options, status));
        if (U_FAILURE(status)) throw std::runtime_error("ICU has no IDNA data");
        return made;
    }();
    return *instance;
}

std::optional<std::string> ascii_domain(std::string_view domain) {
    if (has_invisible(domain)) return std::nullopt;
    auto status = U_ZERO_ERROR;
    icu::IDNAInfo info;
    std::string ascii;
    icu::StringByteSink sink(&ascii);
    idna().nameToASCII_UTF8({domain.data(), static_cast<int32_t>(domain.size())}, sink, info,
                            status);
    if (U_FAILURE(status) || info.hasErrors() || !valid_domain(ascii)) return std::nullopt;
    return ascii;
}

}  // namespace

std::optional<std::string> ascii_address(std::string_view address) {
    const auto at = address.find('@');
    if (at == address.npos || address.size() > longest_address) return std::nullopt;
    const auto local = address.substr(0, at);
    if (!valid_local(local)) return std::nullopt;
    const auto domain = ascii_domain(address.substr(at + 1));
    if (!domain || local.size() + 1 + domain->size() > longest_address) return std::nullopt;
    return std::string(local) + "@" + *domain;
}

bool valid_address(std::string_view address) { return ascii_address(address).has_value(); }

bool has_control(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c < 0x20 || c == 0x7F) return true;
        const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0;
        if (c == 0xC2 && next >= 0x80 && next <= 0x9F) return true;
    }
    return false;
}

}  // namespace mobio::mail
