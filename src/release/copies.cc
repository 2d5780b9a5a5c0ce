// SPDX-License-Identifier: EUPL-1.2
#include "release/copies.h"

#include <utility>

#include "documents/store.h"

namespace mobio::release {

namespace {

files::Bytes bytes_of(std::string text) {
    const auto size = text.size();
    return {size, [rest = std::move(text)]() mutable { return std::exchange(rest, {}); }};
}

}  // namespace

std::vector<AgreedPaper> agreed_papers(App& app, Id<Person> person,
                                       const std::vector<Paper>& papers, const Names& chosen) {
    std::vector<AgreedPaper> agreed;
    for (const auto& paper : papers) {
        const auto& document = paper.document;
        if (!chosen.contains(document.id.text())) continue;
        agreed.push_back({document.id, document.file, document.about.kind,
                          vault::hex(files::sha256(documents::pdf_of(app, person, document)))});
    }
    return agreed;
}

Copied copied(App& app, const Full& release, const Paper& paper) {
    return {paper, copy_for(app, release, paper.document,
                            documents::pdf_of(app, release.person, paper.document))};
}

std::optional<std::string> bound(App& app, const PacketPage& packet) {
    auto first = packet_pdf(packet, app);
    std::vector<files::Bytes> pdfs;
    std::vector<convert::Leaf> leaves;
    const auto add = [&](files::Bytes pdf, int pages) {
        for (int page = 1; page <= pages; ++page) leaves.push_back({pdfs.size(), page, 0});
        pdfs.push_back(std::move(pdf));
    };
    add(bytes_of(std::move(first.pdf)), first.pages);
    for (const auto& paper : packet.papers)
        add(copied(app, packet.release, paper).pdf, paper.document.pages);
    std::string out;
    const auto outcome =
        app.share.converter.arrange(pdfs, leaves, [&](std::string_view piece) { out += piece; });
    if (outcome.refusal) return std::nullopt;
    return out;
}

std::vector<mail::Attachment> attachments(App& app, const PacketPage& packet) {
    std::vector<std::pair<std::string, files::Bytes>> all;
    all.emplace_back("datenpaket.pdf", bytes_of(packet_pdf(packet, app).pdf));
    for (const auto& paper : packet.papers)
        all.emplace_back("dokument-" + std::to_string(all.size()) + ".pdf",
                         copied(app, packet.release, paper).pdf);
    std::uint64_t size = 0;
    for (const auto& [name, pdf] : all) size += pdf.size;
    std::vector<mail::Attachment> attached;
    if (size > most_attached) return attached;
    for (const auto& [name, pdf] : all)
        attached.push_back({name, "application/pdf", files::whole(pdf, most_attached)});
    return attached;
}

}  // namespace mobio::release
