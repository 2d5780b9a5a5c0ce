// SPDX-License-Identifier: EUPL-1.2
#include "platform/convert/child/clean_pdf.h"

#include <algorithm>
#include <array>
#include <qpdf/QPDFAcroFormDocumentHelper.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

#include "platform/convert/child/refused.h"
#include "platform/convert/child/scrub.h"
#include "platform/convert/child/written_pdf.h"

namespace mobio::convert::child {

namespace {

using Object = QPDFObjectHandle;

constexpr std::size_t most_objects = 200'000;

// A second file may hide behind the end of the first.
void check_ends(std::string_view bytes) {
    constexpr std::string_view mark = "%%EOF", blank("\0\t\n\f\r ", 6);
    const auto last = bytes.find_last_not_of(blank);
    const auto whole = bytes.substr(0, last == bytes.npos ? 0 : last + 1);
    if (whole.size() < mark.size() || whole.substr(whole.size() - mark.size()) != mark)
        throw Refused{Refusal::Broken};
}

void open(QPDF& pdf, const std::string& bytes) {
    pdf.setSuppressWarnings(true);
    try {
        pdf.processMemoryFile("", bytes.data(), bytes.size());
    } catch (const QPDFExc& error) {
        throw Refused{error.getErrorCode() == qpdf_e_password ? Refusal::Locked : Refusal::Broken};
    }
    if (pdf.getObjectCount() > most_objects) throw Refused{Refusal::TooHard};
}

bool is_dynamic_form(QPDF& pdf) {
    auto root = pdf.getRoot();
    auto form = root.getKey("/AcroForm");
    if (!form.isDictionary() || !form.hasKey("/XFA")) return false;
    auto needs = root.getKey("/NeedsRendering");
    auto fields = form.getKey("/Fields");
    const bool no_fields = !fields.isArray() || fields.getArrayNItems() == 0;
    return (needs.isBool() && needs.getBoolValue()) || no_fields;
}

// What was filled in, stamped or noted becomes part of the page.
void flatten(QPDF& pdf) try {
    QPDFAcroFormDocumentHelper(pdf).generateAppearancesIfNeeded();
    QPDFPageDocumentHelper(pdf).flattenAnnotations(0, an_invisible | an_hidden);
} catch (const std::exception&) {  // notes that cannot be drawn are left out
}

Object page_of(QPDF& from, Object page) {
    constexpr std::array keys{"/MediaBox", "/CropBox", "/Rotate",  "/Resources",
                              "/Contents", "/Group",   "/UserUnit"};
    auto fresh = Object::newDictionary();
    fresh.replaceKey("/Type", Object::newName("/Page"));
    QPDFPageObjectHelper helper(page);
    for (const auto* key : keys)
        if (auto value = helper.getAttribute(key, false); !value.isNull())
            fresh.replaceKey(key, value);
    if (!fresh.hasKey("/Resources")) fresh.replaceKey("/Resources", Object::newDictionary());
    return from.makeIndirectObject(fresh);
}

std::vector<QPDFPageObjectHelper> pages_of(QPDF& pdf) {
    auto pages = QPDFPageDocumentHelper(pdf).getAllPages();
    if (pages.empty()) throw Refused{Refusal::Empty};
    if (pages.size() > most_pages) throw Refused{Refusal::TooMany};
    return pages;
}

MadePdf rewritten(const std::string& bytes) {
    QPDF from, to;
    open(from, bytes);
    if (is_dynamic_form(from)) throw Refused{Refusal::Form};
    const auto count = pages_of(from).size();
    flatten(from);
    to.emptyPDF();
    QPDFPageDocumentHelper made(to);
    Scrub scrub;
    for (auto& page : pages_of(from)) {
        auto fresh = page_of(from, page.getObjectHandle());
        scrub.page(fresh);
        made.addPage(fresh, false);
    }
    return {written(to), static_cast<int>(count)};
}

int whole_turn(int degrees) { return ((degrees % 360) + 360) % 360; }

}  // namespace

MadePdf clean_pdf(const std::string& bytes) try {
    check_ends(bytes);
    return rewritten(bytes);
} catch (const std::bad_alloc&) {
    throw Refused{Refusal::TooHard};
} catch (const std::exception&) {  // qpdf's errors are of several kinds
    throw Refused{Refusal::Broken};
}

MadePdf arrange(const std::vector<std::string>& files, const std::vector<Leaf>& leaves) {
    std::vector<std::unique_ptr<QPDF>> opened;
    std::vector<std::vector<QPDFPageObjectHelper>> pages;
    for (const auto& bytes : files) {
        open(*opened.emplace_back(std::make_unique<QPDF>()), bytes);
        pages.push_back(pages_of(*opened.back()));
    }
    QPDF to;
    to.emptyPDF();
    QPDFPageDocumentHelper made(to);
    for (const auto& leaf : leaves) {
        const auto number = static_cast<std::size_t>(leaf.page) - 1;
        if (leaf.file >= pages.size() || number >= pages[leaf.file].size())
            throw Refused{Refusal::Broken};
        auto page = pages[leaf.file][number].shallowCopyPage();
        if (leaf.turn % 90 != 0) throw Refused{Refusal::Broken};
        page.rotatePage(whole_turn(leaf.turn), true);
        made.addPage(page, false);
    }
    return {written(to), static_cast<int>(leaves.size())};
}

}  // namespace mobio::convert::child
