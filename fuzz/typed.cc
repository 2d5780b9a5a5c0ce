// SPDX-License-Identifier: EUPL-1.2
// Whatever a person types: what is understood of it has the promised form, and is understood the
// same a second time.
#include <algorithm>

#include "account/typed_code.h"
#include "biography/dates.h"
#include "biography/phone.h"
#include "platform/mail/mail.h"
#include "platform/text/texts.h"
#include "require.h"

using namespace mobio;

namespace {

bool ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7f; });
}

void check_characters(std::string_view typed) {
    const auto cleaned = text::clean(typed);
    require(text::valid_utf8(cleaned.text));
    require(text::clean(cleaned.text).text == cleaned.text);
    const auto folded = text::fold(cleaned.text);
    require(text::valid_utf8(folded) && text::fold(folded) == folded);
    require(text::length(cleaned.text) <= cleaned.text.size());
}

void check_date(std::string_view typed) {
    const auto date = biography::parse_edtf(typed);
    if (!date) return;
    require(date->first <= date->last);
    require(biography::parse_edtf(date->edtf()) == date);
}

void check_phone(std::string_view typed) {
    const auto phone = biography::parse_phone(typed);
    if (!phone) return;
    require(phone->starts_with('+') && ascii(*phone) && phone->size() <= 16);
    require(biography::parse_phone(*phone) == phone);
    require(biography::parse_phone(biography::group_phone(*phone)) == phone);
}

void check_code(std::string_view typed) {
    if (const auto code = account::typed_code(typed)) {
        require(code->size() == account::code_length && ascii(*code));
        require(account::typed_code(account::grouped_code(*code)) == code);
    }
    const auto number = account::typed_number(typed);
    if (account::check_digit_fits(number))
        require(account::typed_number(account::grouped_number(number)) == number);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto typed = view_of(data, size);
    text::negotiate(typed);
    mail::valid_address(typed);
    if (!text::valid_utf8(typed)) return 0;
    check_characters(typed);
    check_date(typed);
    check_phone(typed);
    check_code(typed);
    return 0;
}
