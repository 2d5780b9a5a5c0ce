// SPDX-License-Identifier: EUPL-1.2
#include "platform/convert/child/watermark.h"

#include <algorithm>
#include <iomanip>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <sstream>

#include "platform/convert/child/refused.h"
#include "platform/convert/child/written_pdf.h"

namespace mobio::convert::child {

namespace {

using Object = QPDFObjectHandle;
using Box = QPDFObjectHandle::Rectangle;

constexpr const char* over_name = "/MobioOver";
constexpr const char* under_name = "/MobioUnder";

void open(QPDF& pdf, const std::string& bytes) {
    pdf.setSuppressWarnings(true);
    pdf.processMemoryFile("", bytes.data(), bytes.size());
}

double width(const Box& box) { return box.urx - box.llx; }
double height(const Box& box) { return box.ury - box.lly; }

// One page of the stamp as a drawing, and how large it is.
struct Drawing {
    Object form;
    Box box;
};
Drawing drawing(QPDF& to, QPDFPageObjectHelper page) {
    return {to.copyForeignObject(page.getFormXObjectForPage()),
            page.getMediaBox().getArrayAsRectangle()};
}

// As the format wants numbers: without an exponent.
std::ostringstream plain() {
    std::ostringstream out;
    out << std::fixed << std::setprecision(4);
    return out;
}

// The drawing in that size, with its lower left corner at that place.
std::string placed(const Drawing& drawing, const char* name, double scale, double x, double y) {
    auto out = plain();
    out << "q " << scale << " 0 0 " << scale << ' ' << x - scale * drawing.box.llx << ' '
        << y - scale * drawing.box.lly << " cm " << name << " Do Q\n";
    return out.str();
}

std::string cut_to(const Box& box) {
    auto out = plain();
    out << "q " << box.llx << ' ' << box.lly << ' ' << width(box) << ' ' << height(box)
        << " re W n ";
    return out.str();
}

struct Stamp {
    Drawing over, under;

    // Whatever the page leaves of its own state ends before ours begins.
    void lay_on(QPDF& to, QPDFPageObjectHelper page) const {
        page.flattenRotation();
        auto box = page.getCropBox().getArrayAsRectangle();
        if (width(box) <= 0 || height(box) <= 0) throw Refused{Refusal::Broken};
        const auto cover = std::max(width(box) / width(over.box), height(box) / height(over.box));
        const auto fit = width(box) / width(under.box);
        const auto strip = fit * height(under.box);
        const auto middle = [](double from, double length, double own) {
            return from + (length - own) / 2;
        };
        const auto drawn =
            "Q " + cut_to(box) +
            placed(over, over_name, cover, middle(box.llx, width(box), cover * width(over.box)),
                   middle(box.lly, height(box), cover * height(over.box))) +
            "Q " + placed(under, under_name, fit, box.llx, box.lly - strip);
        page.addPageContents(to.newStream("q\n"), true);
        page.addPageContents(to.newStream("\n" + drawn), false);
        box.lly -= strip;
        for (const auto* key : {"/MediaBox", "/CropBox"})
            page.getObjectHandle().replaceKey(key, Object::newFromRectangle(box));
        name_drawings(page);
    }

private:
    void name_drawings(QPDFPageObjectHelper page) const {
        auto resources = page.getAttribute("/Resources", true);
        auto own = resources.getKey("/XObject");
        // Pages may share one: each gets a list of its own.
        own = own.isDictionary() ? own.shallowCopy() : Object::newDictionary();
        own.replaceKey(over_name, over.form);
        own.replaceKey(under_name, under.form);
        resources.replaceKey("/XObject", own);
    }
};

}  // namespace

MadePdf mark(const std::string& bytes, const std::string& stamp) try {
    QPDF pdf, from;  // read from until all is written
    open(pdf, bytes);
    open(from, stamp);
    auto drawn = QPDFPageDocumentHelper(from).getAllPages();
    auto pages = QPDFPageDocumentHelper(pdf).getAllPages();
    if (drawn.size() != 2 || pages.empty()) throw Refused{Refusal::Broken};
    const Stamp laid{drawing(pdf, drawn[0]), drawing(pdf, drawn[1])};
    for (auto& page : pages) laid.lay_on(pdf, page);
    return {written(pdf), static_cast<int>(pages.size())};
} catch (const std::exception&) {
    throw Refused{Refusal::Broken};
}

}  // namespace mobio::convert::child
