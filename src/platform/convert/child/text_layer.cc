// SPDX-License-Identifier: EUPL-1.2
#include "platform/convert/child/text_layer.h"

#include <unistd.h>

#include <array>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

#include "platform/convert/child/refused.h"
#include "platform/convert/child/sandbox.h"
#include "platform/convert/child/scrub.h"
#include "platform/convert/child/written_pdf.h"

namespace mobio::convert::child {

namespace {

using Object = QPDFObjectHandle;

constexpr const char* layer_name = "/MobioText";

void open(QPDF& pdf, const std::string& bytes) {
    pdf.setSuppressWarnings(true);
    pdf.processMemoryFile("", bytes.data(), bytes.size());
}

bool has_text(QPDFPageObjectHelper page) {
    auto resources = page.getAttribute("/Resources", false);
    if (!resources.isDictionary()) return false;
    auto fonts = resources.getKey("/Font");
    auto drawings = resources.getKey("/XObject");
    bool found = fonts.isDictionary() && !fonts.getKeys().empty();
    if (drawings.isDictionary())
        for (const auto& key : drawings.getKeys()) {
            auto drawing = drawings.getKey(key);
            found |=
                drawing.isStream() && drawing.getDict().getKey("/Subtype").isNameAndEquals("/Form");
        }
    return found;
}

// Tesseract has read a hostile picture: its page is scrubbed like any other.
void lay(QPDF& to, QPDFPageObjectHelper page, QPDF& from) {
    auto layers = QPDFPageDocumentHelper(from).getAllPages();
    if (layers.size() != 1) throw Refused{Refusal::Broken};
    page.flattenRotation();
    auto layer = to.copyForeignObject(layers[0].getFormXObjectForPage());
    auto resources = page.getAttribute("/Resources", true);
    if (!resources.getKey("/XObject").isDictionary())
        resources.replaceKey("/XObject", Object::newDictionary());
    auto drawings = resources.getKey("/XObject");
    drawings.replaceKey(layer_name, layer);
    const auto place = page.placeFormXObject(
        layer, layer_name, page.getMediaBox().getArrayAsRectangle(), false, true, true);
    page.addPageContents(to.newStream(place), false);
    Scrub().page(page.getObjectHandle());
}

}  // namespace

int first_without_text(const std::string& bytes) {
    QPDF pdf;
    open(pdf, bytes);
    int number = 0;
    for (auto& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
        ++number;
        if (!has_text(page)) return number;
    }
    return 0;
}

MadePdf lay_over(const std::string& bytes, int page, const std::string& text) try {
    QPDF pdf, from;  // read from until all is written
    open(pdf, bytes);
    open(from, text);
    auto pages = QPDFPageDocumentHelper(pdf).getAllPages();
    if (page < 1 || static_cast<std::size_t>(page) > pages.size()) throw Refused{Refusal::Broken};
    lay(pdf, pages[static_cast<std::size_t>(page) - 1], from);
    return {written(pdf), static_cast<int>(pages.size())};
} catch (const std::exception&) {
    throw Refused{Refusal::Broken};
}

void become_reader(const std::string& languages) {
    const auto holds = close_in(Work::Reading);
    // Without Landlock it could read any file that we can.
    if (!holds.calls || !holds.limits || !holds.files) return;
    auto chosen = languages;
    std::array<std::string, 9> words{"tesseract", "stdin", "stdout",        "-l", chosen, "--dpi",
                                     "200",       "-c",    "textonly_pdf=1"};
    std::array<char*, 11> arguments{};
    for (std::size_t i = 0; i < words.size(); ++i) arguments[i] = words[i].data();
    std::string kind = "pdf", one_thread = "OMP_THREAD_LIMIT=1";
    arguments[words.size()] = kind.data();
    std::array<char*, 2> environment{one_thread.data(), nullptr};
    execve(reader_program, arguments.data(), environment.data());
}

}  // namespace mobio::convert::child
