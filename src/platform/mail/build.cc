// SPDX-License-Identifier: EUPL-1.2
#include <stdexcept>

#include "platform/mail/address.h"
#include "platform/mail/check.h"
#include "platform/mail/gmime.h"
#include "platform/mail/mail.h"

namespace mobio::mail {
namespace {

constexpr const char* charset = "utf-8";

bool is_token(std::string_view text) {
    return !text.empty() && text.find_first_not_of(
                                "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRST"
                                "UVWXYZ0123456789.+-_") == text.npos;
}

bool is_type(std::string_view type) {
    const auto slash = type.find('/');
    return slash != type.npos && is_token(type.substr(0, slash)) &&
           is_token(type.substr(slash + 1));
}

bool is_sender(std::string_view from) {
    return from.find('@') != from.npos && !has_control(from) &&
           from.find_first_of(" <>,;\"") == from.npos;
}

// The library ends lines with CR LF by itself.
std::string with_line_feeds(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] != '\r' || (i + 1 < text.size() && text[i + 1] != '\n')) result += text[i];
    return result;
}

void fill_part(GMimePart* part, std::string_view bytes, GMimeContentEncoding encoding) {
    const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
    const Owned<GMimeDataWrapper> content(
        g_mime_data_wrapper_new_with_stream(stream.get(), GMIME_CONTENT_ENCODING_DEFAULT));
    g_mime_part_set_content(part, content.get());
    g_mime_part_set_content_encoding(part, encoding);
}

void add_text(GMimeMultipart* to, const char* subtype, std::string_view text) {
    const Owned<GMimeTextPart> part(g_mime_text_part_new_with_subtype(subtype));
    g_mime_text_part_set_charset(part.get(), charset);
    fill_part(GMIME_PART(part.get()), with_line_feeds(text),
              GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    g_mime_multipart_add(to, GMIME_OBJECT(part.get()));
}

void add_attachment(GMimeMultipart* to, const Attachment& attachment) {
    const auto slash = attachment.type.find('/');
    const Owned<GMimePart> part(g_mime_part_new_with_type(
        attachment.type.substr(0, slash).c_str(), attachment.type.substr(slash + 1).c_str()));
    fill_part(part.get(), attachment.bytes, GMIME_CONTENT_ENCODING_BASE64);
    g_mime_object_set_disposition(GMIME_OBJECT(part.get()), "attachment");
    g_mime_part_set_filename(part.get(), attachment.name.c_str());
    g_mime_multipart_add(to, GMIME_OBJECT(part.get()));
}

Owned<GMimeMultipart> body_of(const Message& message) {
    Owned<GMimeMultipart> words(g_mime_multipart_new_with_subtype("alternative"));
    add_text(words.get(), "plain", message.text);
    if (!message.html.empty()) add_text(words.get(), "html", message.html);
    if (message.attachments.empty()) return words;
    Owned<GMimeMultipart> all(g_mime_multipart_new_with_subtype("mixed"));
    g_mime_multipart_add(all.get(), GMIME_OBJECT(words.get()));
    for (const auto& attachment : message.attachments) add_attachment(all.get(), attachment);
    return all;
}

void set_date(GMimeMessage* message, Time date) {
    auto* const utc = g_date_time_new_from_unix_utc(millis(date) / 1000);
    g_mime_message_set_date(message, utc);
    g_date_time_unref(utc);
}

std::string as_text(GMimeMessage* message) {
    auto* const format = g_mime_format_options_new();
    g_mime_format_options_set_newline_format(format, GMIME_NEWLINE_FORMAT_DOS);
    g_mime_format_options_set_param_encoding_method(format, GMIME_PARAM_ENCODING_METHOD_RFC2231);
    const OwnedText text(g_mime_object_to_string(GMIME_OBJECT(message), format));
    g_mime_format_options_free(format);
    return text.get();
}

}  // namespace

void check(const Message& message) {
    if (!valid_address(message.to)) throw std::invalid_argument("mail: no address to send to");
    if (has_control(message.subject)) throw std::invalid_argument("mail: subject");
    for (const auto& attachment : message.attachments)
        if (has_control(attachment.name) || !is_type(attachment.type))
            throw std::invalid_argument("mail: attachment");
}

std::string build(const Message& message, const Relay& relay, Id<Mail> id, Time date) {
    check(message);
    if (!is_sender(relay.from) || has_control(relay.from_name))
        throw std::invalid_argument("mail: sender");
    start_gmime();
    const Owned<GMimeMessage> mail(g_mime_message_new(TRUE));
    g_mime_message_add_mailbox(mail.get(), GMIME_ADDRESS_TYPE_FROM, relay.from_name.c_str(),
                               relay.from.c_str());
    g_mime_message_add_mailbox(mail.get(), GMIME_ADDRESS_TYPE_TO, nullptr,
                               ascii_address(message.to)->c_str());
    g_mime_message_set_subject(mail.get(), message.subject.c_str(), charset);
    set_date(mail.get(), date);
    const auto domain = relay.from.substr(relay.from.rfind('@'));
    g_mime_message_set_message_id(mail.get(), (id.text() + domain).c_str());
    g_mime_object_set_header(GMIME_OBJECT(mail.get()), "Auto-Submitted", "auto-generated", charset);
    const auto body = body_of(message);
    g_mime_message_set_mime_part(mail.get(), GMIME_OBJECT(body.get()));
    return as_text(mail.get());
}

}  // namespace mobio::mail
