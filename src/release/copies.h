// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>

#include "release/packet_view.h"

// Packet and papers as files that leave the house.
namespace mobio::release {

// What of these papers was chosen, each with the hash of its PDF as it is now.
std::vector<AgreedPaper> agreed_papers(App& app, Id<Person> person,
                                       const std::vector<Paper>& papers, const Names& chosen);

// One that its recipient may see now, ready to be sent.
struct Copied {
    Paper paper;
    files::Bytes pdf;
};
Copied copied(App& app, const Full& release, const Paper& paper);

// Packet and papers in one PDF; nothing where they are too many pages for one.
std::optional<std::string> bound(App& app, const PacketPage& packet);

// More than that goes by the link alone: mailboxes refuse it.
inline constexpr std::uint64_t most_attached = std::uint64_t{10} * 1024 * 1024;
// For the e-mail, under names that tell nothing. Nothing where they are larger than that together.
std::vector<mail::Attachment> attachments(App& app, const PacketPage& packet);

}  // namespace mobio::release
