// SPDX-License-Identifier: EUPL-1.2
#include "privacy/words.h"

#include <cstdlib>

#include "catalogue/catalogue.h"

namespace mobio::privacy {

using text::Tongue;

namespace {

std::string section(const std::string& key, const Tongue& t, App& app) {
    const auto* found = app.catalogue->section(key);
    return found ? app.catalogue->label(*found, t) : std::string();
}

std::string kind(const std::string& code, const Tongue& t, App& app) {
    const auto found = catalogue::parse_recipient(code);
    return found ? app.catalogue->recipient_name(*found, t) : std::string();
}

Words by_person(const access_log::Entry& e, const std::string& recipient, const Tongue& t,
                App& app) {
    const auto name = "\u2068" + recipient + "\u2069";
    if (e.action == "account.made")
        return {std::string(t.tr("you", "made your account")), "person"};
    if (e.action == "code_card.used")
        return {std::string(t.tr("you", "used your code card")), "person"};
    if (e.action == "session.started") return {std::string(t.tr("you", "signed in")), "person"};
    if (e.action == "biography.saved")
        return {text::fill(t.tr("you", "changed your data: {1}"), section(e.detail, t, app)),
                "edit"};
    if (e.action == "biography.read") return {std::string(t.tr("you", "read your data")), "eye"};
    if (e.action == "release.previewed")
        return {std::string(t.tr("you", "looked at a packet before sending")), "eye"};
    if (e.action == "release.read")
        return {text::fill(t.tr("you", "looked at the packet for {1}"), name), "eye"};
    if (e.action == "release.sent")
        return {text::fill(t.tr("you", "sent a packet to {1}"), name), "send"};
    if (e.action == "release.withdrawn")
        return {text::fill(t.tr("you", "withdrew the packet for {1}"), name), "undo"};
    if (e.action == "release.refused")
        return {text::fill(t.tr("you", "did not agree to a packet: {1}"), kind(e.detail, t, app)),
                "close"};
    return {std::string(t.tr("you", "used your data")), "info"};
}

Words by_recipient(const access_log::Entry& e, const Tongue& t) {
    if (e.action == "packet.opened")
        return {t.plural("opened your packet, {1} entry", "opened your packet, {1} entries",
                         std::atoi(e.detail.c_str())),
                "eye"};
    if (e.action == "packet.viewed")
        return {std::string(t.tr("office", "read your packet")), "eye"};
    if (e.action == "packet.printed")
        return {std::string(t.tr("office", "printed your packet")), "print"};
    if (e.action == "packet.saved")
        return {std::string(t.tr("office", "saved your packet as PDF")), "download"};
    if (e.action == "packet.answered") {
        if (e.detail == "invited")
            return {std::string(t.tr("office", "answered: you are invited")), "calendar"};
        if (e.detail == "received")
            return {std::string(t.tr("office", "answered: your packet has arrived")), "check"};
        if (e.detail == "done")
            return {std::string(t.tr("office", "answered: your matter is settled")), "check"};
        return {std::string(t.tr("office", "answered: it does not fit this time")), "info"};
    }
    return {std::string(t.tr("office", "used your data")), "info"};
}

Words by_others(const access_log::Entry& e, const Tongue& t, App& app) {
    if (e.action == "biography.saved")
        return {text::fill(t.tr("staff", "changed your data: {1}"), section(e.detail, t, app)),
                "edit"};
    if (e.action == "biography.read") return {std::string(t.tr("staff", "read your data")), "eye"};
    if (e.action == "person.listed")
        return {std::string(t.tr("staff", "saw your name in a list")), "eye"};
    if (e.action == "account.made")
        return {std::string(t.tr("staff", "made your record")), "person"};
    if (e.action == "code_card.made")
        return {std::string(t.tr("staff", "made a code card for you")), "person"};
    return {std::string(t.tr("staff", "used your data")), "info"};
}

}  // namespace

Words in_words(const access_log::Entry& entry, const std::string& recipient, const Tongue& t,
               App& app) {
    if (entry.who == access_log::Who::Person) return by_person(entry, recipient, t, app);
    if (entry.who == access_log::Who::Recipient) return by_recipient(entry, t);
    return by_others(entry, t, app);
}

}  // namespace mobio::privacy
