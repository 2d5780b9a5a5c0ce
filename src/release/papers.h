// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <string>
#include <vector>

#include "documents/documents.h"
#include "release/packet.h"

// Papers in a packet. They are picked one by one, each is shown as it was when the person agreed,
// and those that tell who somebody is carry a mark with the recipient's name.
namespace mobio::release {

struct Full;

// What was agreed to: this very PDF.
struct AgreedPaper {
    documents::DocumentId document;
    files::FileId file;
    std::string kind;    // of the list document_type, as it was
    std::string sha256;  // of the PDF, hexadecimal
};

// A paper as a recipient reads of it, in that reader's language.
struct Paper {
    documents::Document document;
    std::string name, kind;
    std::string proves;  // an entry of the packet; empty where the packet does not hold it
    std::string more;    // "A translation · Persian · 2019 · 2 pages"
    bool watermark = false;
};
// `sections` is what this reader sees, so that a paper names no entry beyond it. A title is the
// person's own words: where places are hidden the kind stands for it.
enum class Places : std::uint8_t { Shown, Hidden };
Paper in_words(App& app, const documents::Document& document,
               const std::vector<PacketSection>& sections, const biography::Listener& listener,
               Places places);

// Those of a person's papers that this kind of recipient may get at all. A paper of no kind is none
// of them: it might be any.
std::vector<documents::Document> possible(const catalogue::Catalogue& catalogue,
                                          catalogue::Recipient kind,
                                          std::vector<documents::Document> papers);
// What such a recipient mostly asks for and is not there: groups of kinds, one of each would do.
// Who has a German certificate needs no translation.
std::vector<std::vector<std::string>> missing(const catalogue::Catalogue& catalogue,
                                              catalogue::Recipient kind,
                                              const std::vector<documents::Document>& papers);
// "School certificate or university degree".
std::string one_of(const std::vector<std::string>& kinds, App& app, const text::Tongue& t);

// The papers of a running release that its recipient may see now: agreed to, unchanged since, not
// removed, of a kind that is allowed to them still. Where the person is searched for, only those
// that they looked through for that.
std::vector<documents::Document> papers_of(sql::Connection& db, App& app, const Full& release,
                                           Places places);

// The same in words, as that reader sees them.
std::vector<Paper> shown_papers(sql::Connection& db, App& app, const Full& release,
                                const biography::Biography& biography,
                                const std::vector<PacketSection>& sections,
                                const biography::Listener& listener);

// The bytes that leave the house: with the mark on every page where the kind asks for it. May take
// long. Throws std::runtime_error where the mark cannot be laid on.
files::Bytes copy_for(App& app, const Full& release, const documents::Document& paper,
                      files::Bytes pdf);

}  // namespace mobio::release
