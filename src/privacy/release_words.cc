// SPDX-License-Identifier: EUPL-1.2
#include "privacy/release_words.h"

#include "catalogue/catalogue.h"

namespace mobio::privacy {

namespace {

std::string kind_in_words(const std::string& code, const text::Tongue& t, App& app) {
    const auto found = catalogue::parse_recipient(code);
    return found ? app.catalogue->recipient_name(*found, t) : std::string();
}

}  // namespace

std::optional<Words> of_release(const access_log::Entry& e, const std::string& recipient,
                                const text::Tongue& t, App& app) {
    const auto name = text::isolated(recipient);
    if (e.action == "release.listed")
        return Words{std::string(t.tr("staff", "looked who may see your data")), "eye"};
    if (e.action == "release.previewed")
        return Words{std::string(t.tr("staff", "looked at a packet before sending")), "eye"};
    if (e.action == "release.read")
        return Words{text::fill(t.tr("staff", "looked at the packet for {1}"), name), "eye"};
    if (e.action == "release.sent")
        return Words{text::fill(t.tr("staff", "sent a packet for you to {1}"), name), "send"};
    if (e.action == "release.attached")
        return Words{text::fill(t.tr("staff", "sent files along with the e-mail to {1}"), name),
                     "send"};
    if (e.action == "release.withdrawn")
        return Words{text::fill(t.tr("staff", "withdrew the packet for {1}, as you wished"), name),
                     "undo"};
    if (e.action == "release.refused")
        return Words{text::fill(t.tr("staff", "wrote down that you did not agree: {1}"),
                                kind_in_words(e.detail, t, app)),
                     "close"};
    if (e.action == "document.read")
        return Words{std::string(t.tr("staff", "looked at your documents")), "eye"};
    if (e.action == "document.added")
        return Words{std::string(t.tr("staff", "added a document")), "document"};
    return std::nullopt;
}

}  // namespace mobio::privacy
