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

// PDFs of our own, open until all is written: their bytes are read until then.
class Sources {
public:
    explicit Sources(const std::vector<std::string>&& files) = delete;
    explicit Sources(const std::vector<std::string>& files) {
        for (const auto& bytes : files) {
            open(*opened_.emplace_back(std::make_unique<QPDF>()), bytes);
            pages_.push_back(pages_of(*opened_.back()));
        }
    }
    int count(std::size_t file) const { return static_cast<int>(pages_.at(file).size()); }
    QPDFPageObjectHelper page(std::size_t file, int number) const {
        if (file >= pages_.size() || number < 1 || number > count(file))
            throw Refused{Refusal::Broken};
        return pages_[file][static_cast<std::size_t>(number) - 1];
    }

private:
    std::vector<std::unique_ptr<QPDF>> opened_;
    std::vector<std::vector<QPDFPageObjectHelper>> pages_;
};

// One list of them, each leading to its page.
void add_bookmarks(QPDF& to, const std::vector<Leaf>& leaves) {
    const auto pages = QPDFPageDocumentHelper(to).getAllPages();
    std::vector<Object> marks;
    auto outline = to.makeIndirectObject(Object::parse("<< /Type /Outlines >>"));
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        if (leaves[i].title.empty()) continue;
        auto page = pages[i];
        auto mark = to.makeIndirectObject(Object::newDictionary());
        mark.replaceKey("/Title", Object::newUnicodeString(leaves[i].title));
        mark.replaceKey("/Parent", outline);
        mark.replaceKey("/Dest", Object::newArray(std::vector<Object>{page.getObjectHandle(),
                                                                      Object::newName("/Fit")}));
        if (!marks.empty()) {
            mark.replaceKey("/Prev", marks.back());
            marks.back().replaceKey("/Next", mark);
        }
        marks.push_back(mark);
    }
    if (marks.empty()) return;
    outline.replaceKey("/First", marks.front());
    outline.replaceKey("/Last", marks.back());
    outline.replaceKey("/Count", Object::newInteger(static_cast<long long>(marks.size())));
    to.getRoot().replaceKey("/Outlines", outline);
    to.getRoot().replaceKey("/PageMode", Object::newName("/UseOutlines"));
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
    const Sources sources(files);
    QPDF to;
    to.emptyPDF();
    QPDFPageDocumentHelper made(to);
    for (const auto& leaf : leaves) {
        auto page = sources.page(leaf.file, leaf.page).shallowCopyPage();
        if (leaf.turn % 90 != 0) throw Refused{Refusal::Broken};
        page.rotatePage(whole_turn(leaf.turn), true);
        made.addPage(page, false);
    }
    add_bookmarks(to, leaves);
    return {written(to), static_cast<int>(leaves.size())};
}

MadePdf replace_page(const std::string& bytes, int page, const std::string& by) {
    const std::vector<std::string> files{bytes, by};
    const Sources sources(files);
    QPDF to;
    to.emptyPDF();
    QPDFPageDocumentHelper made(to);
    for (int number = 1; number <= sources.count(0); ++number) {
        auto one = number == page ? sources.page(1, 1) : sources.page(0, number);
        made.addPage(one.shallowCopyPage(), false);
    }
    return {written(to), sources.count(0)};
}

}  // namespace mobio::convert::child
