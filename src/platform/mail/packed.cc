// SPDX-License-Identifier: EUPL-1.2
#include "platform/mail/packed.h"

#include <charconv>
#include <stdexcept>

namespace mobio::mail {
namespace {

void put(std::string& to, std::string_view field) {
    to += std::to_string(field.size());
    to += ':';
    to += field;
}

std::string take(std::string_view& from) {
    std::size_t size = 0;
    const auto* const end = from.data() + from.size();
    const auto [colon, error] = std::from_chars(from.data(), end, size);
    if (error != std::errc{} || colon == end || *colon != ':' ||
        size > static_cast<std::size_t>(end - colon - 1))
        throw std::runtime_error("a packed mail is damaged");
    std::string field(colon + 1, size);
    from = {colon + 1 + size, end};
    return field;
}

}  // namespace

std::string pack(const Message& message) {
    std::string packed;
    for (const auto* field : {&message.to, &message.subject, &message.text, &message.html})
        put(packed, *field);
    for (const auto& attachment : message.attachments)
        for (const auto* field : {&attachment.name, &attachment.type, &attachment.bytes})
            put(packed, *field);
    return packed;
}

Message unpack(std::string_view packed) {
    Message message;
    for (auto* field : {&message.to, &message.subject, &message.text, &message.html})
        *field = take(packed);
    while (!packed.empty()) {
        auto& attachment = message.attachments.emplace_back();
        for (auto* field : {&attachment.name, &attachment.type, &attachment.bytes})
            *field = take(packed);
    }
    return message;
}

}  // namespace mobio::mail
