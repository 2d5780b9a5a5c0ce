// SPDX-License-Identifier: EUPL-1.2
#include "documents/taking.h"

#include "platform/files/spool.h"
#include "platform/log.h"
#include "platform/scanner/scanner.h"

namespace mobio::documents {

using convert::Leaf;
using convert::Refusal;
using text::mark;

namespace {

constexpr int picture_width = 240;

// What came of one file, waiting to be joined with others.
struct Clean {
    files::Spool spool{files::spool_folder()};
    int pages = 0;
};

void check_for_malware(App& app, const http::File& file) {
    if (app.county.scanner.empty()) return;
    const auto found = scanner::scan(app.county.scanner, file.content->bytes());
    if (found.verdict == scanner::Verdict::Clean) return;
    const bool malware = found.verdict == scanner::Verdict::Malware;
    log::warn(malware ? "document.malware" : "document.unchecked", {{"name", found.name}});
    throw Refused{malware ? Refusal::Malware : Refusal::Unchecked, plain_name(file.name)};
}

std::unique_ptr<Clean> cleaned(App& app, const http::File& file) {
    check_for_malware(app, file);
    auto clean = std::make_unique<Clean>();
    const auto outcome = app.share.converter.clean(
        file.content->bytes(), [&](std::string_view piece) { clean->spool.add(piece); });
    clean->spool.finish();
    if (outcome.refusal) {
        log::info("document.refused", {{"why", std::string(convert::code(*outcome.refusal))}});
        throw Refused{*outcome.refusal, plain_name(file.name)};
    }
    clean->pages = outcome.pages;
    return clean;
}

// A document that cannot be drawn is of no use to anybody.
std::string picture_of(App& app, const files::Bytes& pdf) try {
    auto picture = app.share.converter.draw(pdf, 1, picture_width);
    if (!picture) throw Refused{Refusal::Broken, ""};
    return std::move(*picture);
} catch (const convert::Late&) {
    throw Refused{Refusal::TooHard, ""};
}

void copy(const files::Bytes& from, const files::Sink& to) {
    for (auto piece = from.next(); !piece.empty(); piece = from.next()) to(piece);
}

Made kept(App& app, const Clean& clean) {
    Made made;
    made.picture = picture_of(app, clean.spool.bytes());
    made.pages = clean.pages;
    made.file = files::keep(app, [&](const files::Sink& out) { copy(clean.spool.bytes(), out); });
    return made;
}

std::unique_ptr<Clean> joined(App& app, const std::vector<files::Bytes>& pdfs,
                              const std::vector<Leaf>& leaves) {
    auto clean = std::make_unique<Clean>();
    const auto outcome = app.share.converter.arrange(
        pdfs, leaves, [&](std::string_view piece) { clean->spool.add(piece); });
    clean->spool.finish();
    if (outcome.refusal) throw Refused{*outcome.refusal, ""};
    clean->pages = outcome.pages;
    return clean;
}

void add_leaves(std::vector<Leaf>& leaves, std::size_t file, int pages) {
    for (int page = 1; page <= pages; ++page) leaves.push_back({file, page, 0});
}

}  // namespace

std::string plain_name(std::string_view name) {
    const auto clean = text::clean(std::string(name)).text;
    return clean.substr(clean.find_last_of("/\\") + 1);
}

text::Message message(const Refused& refused) {
    const auto name = text::isolated(refused.file);
    switch (refused.refusal) {
        case Refusal::Unknown:
            return {mark("{1} is no photo and no PDF. Take a photo of the paper."), {name}};
        case Refusal::Empty:
            return {mark("{1} is empty. Choose the file again."), {name}};
        case Refusal::TooLarge:
            return {mark("{1} is larger than {2} MB. Take a smaller photo, or split the PDF."),
                    {name, std::to_string(convert::longest_file / 1024 / 1024)}};
        case Refusal::TooMany:
            return {mark("{1} has too many pages or dots. A document may have {2} pages."),
                    {name, std::to_string(convert::most_pages)}};
        case Refusal::Broken:
            return {mark("{1} is broken or not whole. Take the photo again, or send it anew."),
                    {name}};
        case Refusal::Locked:
            return {mark("{1} is locked with a password. Save it without a password first."),
                    {name}};
        case Refusal::Form:
            return {mark("{1} is a form for one program only. Print it as PDF first."), {name}};
        case Refusal::TooHard:
            return {mark("{1} is too complicated. Take photos of the pages instead."), {name}};
        case Refusal::Malware:
            return {mark("{1} holds malware. It was not kept. Do not open it on your device."),
                    {name}};
        case Refusal::Unchecked:
            return {mark("Files cannot be checked at the moment. Try again later.")};
    }
    return {mark("{1} is broken or not whole. Take the photo again, or send it anew."), {name}};
}

Made take(App& app, const std::vector<http::File>& chosen, const std::optional<Base>& base) try {
    std::vector<std::unique_ptr<Clean>> clean;
    std::vector<std::string> sources;
    for (const auto& file : chosen) {
        try {
            clean.push_back(cleaned(app, file));
        } catch (Refused& refused) {
            refused.place = clean.size();
            throw;
        }
        sources.push_back(vault::hex(file.content->sha256()));
    }
    if (clean.size() == 1 && !base) {
        auto made = kept(app, *clean.front());
        made.sources = std::move(sources);
        return made;
    }
    std::vector<files::Bytes> pdfs;
    std::vector<Leaf> leaves;
    if (base) {
        add_leaves(leaves, 0, base->pages);
        pdfs.push_back(base->pdf);
    }
    for (const auto& one : clean) {
        add_leaves(leaves, pdfs.size(), one->pages);
        pdfs.push_back(one->spool.bytes());
    }
    auto made = kept(app, *joined(app, pdfs, leaves));
    made.sources = std::move(sources);
    return made;
} catch (Refused& refused) {
    // What came of all of them together is told of the first.
    if (refused.file.empty()) refused.file = plain_name(chosen.front().name);
    throw;
}

Made keep_own(App& app, std::string_view pdf, int pages) {
    Clean clean;
    clean.spool.add(pdf);
    clean.spool.finish();
    clean.pages = pages;
    return kept(app, clean);
}

Made crop(App& app, const files::Bytes& pdf, int page, const convert::Cut& cut) {
    Clean clean;
    const auto outcome = app.share.converter.crop(
        pdf, page, cut, [&](std::string_view piece) { clean.spool.add(piece); });
    clean.spool.finish();
    if (outcome.refusal) throw Refused{*outcome.refusal, ""};
    clean.pages = outcome.pages;
    return kept(app, clean);
}

Made arrange(App& app, const files::Bytes& pdf, const std::vector<Leaf>& leaves) {
    return kept(app, *joined(app, {pdf}, leaves));
}

}  // namespace mobio::documents
