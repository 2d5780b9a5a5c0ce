// SPDX-License-Identifier: EUPL-1.2
#include "platform/convert/child/photo.h"

#include <algorithm>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <stdexcept>
#include <vips/vips8>
// It includes nothing of what it uses.
#include <vips/vector.h>

#include "platform/convert/child/refused.h"
#include "platform/convert/child/written_pdf.h"
#include "platform/convert/converter.h"

namespace mobio::convert::child {

namespace {

using vips::VImage;
using vips::VOption;

// A4 at 200 dots per inch: small print is read well.
constexpr double longest_side = 2339;
constexpr int quality = 82, picture_quality = 78;
constexpr int quality_again = 88;  // of what was a JPEG before

struct Loader {
    const char* name;
    VImage (*load)(VipsBlob*, VOption*);
};
Loader loader_of(Kind kind) {
    switch (kind) {
        case Kind::Jpeg:
            return {"VipsForeignLoadJpeg", &VImage::jpegload_buffer};
        case Kind::Png:
            return {"VipsForeignLoadPng", &VImage::pngload_buffer};
        case Kind::WebP:
            return {"VipsForeignLoadWebp", &VImage::webpload_buffer};
        case Kind::Heic:
            return {"VipsForeignLoadHeif", &VImage::heifload_buffer};
        case Kind::Pdf:
            break;
    }
    throw Refused{Refusal::Unknown};
}

class Blob {
public:
    explicit Blob(std::string_view bytes)
        : blob_(vips_blob_new(nullptr, bytes.data(), bytes.size())) {}
    ~Blob() { vips_area_unref(VIPS_AREA(blob_)); }
    Blob(const Blob&) = delete;
    VipsBlob* get() const { return blob_; }

private:
    VipsBlob* blob_;
};

// JPEGs can be decoded to a half, quarter or eighth at once.
int shrink_of(const Size& size) {
    const double longest = std::max(size.width, size.height);
    int shrink = 1;
    while (shrink < 8 && longest / (shrink * 2) >= longest_side) shrink *= 2;
    return shrink;
}

VImage load(Kind kind, std::string_view bytes, const Size& size) {
    const auto loader = loader_of(kind);
    vips_operation_block_set(loader.name, FALSE);
    const Blob blob(bytes);
    auto* options = VImage::option()
                        ->set("access", VIPS_ACCESS_SEQUENTIAL)
                        ->set("fail_on", VIPS_FAIL_ON_TRUNCATED);
    if (kind == Kind::Jpeg) options->set("shrink", shrink_of(size));
    return loader.load(blob.get(), options);
}

VImage fitted(const VImage& image, double longest) {
    const double scale = longest / std::max(image.width(), image.height());
    return scale < 1 ? image.resize(scale) : image;
}

VImage in_srgb(VImage image) {
    if (image.get_typeof(VIPS_META_ICC_NAME) != 0) try {
            return image.icc_transform("srgb", VImage::option()->set("embedded", true));
        } catch (const vips::VError&) {  // a broken profile: its colours as they are
            vips_error_clear();
        }
    return image.colourspace(VIPS_INTERPRETATION_sRGB);
}

VImage on_paper(const VImage& image) {
    if (!image.has_alpha()) return image;
    return image.flatten(VImage::option()->set("background", std::vector<double>{255, 255, 255}));
}

std::string jpeg_of(const VImage& image, int of_quality) {
    auto* const blob = image.jpegsave_buffer(
        VImage::option()->set("Q", of_quality)->set("strip", true)->set("optimize_coding", true));
    std::size_t size = 0;
    const auto* const data = static_cast<const char*>(vips_blob_get(blob, &size));
    std::string bytes(data, size);
    vips_area_unref(VIPS_AREA(blob));
    return bytes;
}

// Pages of a PDF as they look.
class Pages {
public:
    explicit Pages(std::string_view pdf) : pdf_(pdf) {
        vips_operation_block_set("VipsForeignLoadPdf", FALSE);
    }
    // At 72 dots per inch times `scale`; at 1 that reads the size alone.
    VImage read(int page, double scale) const {
        if (page < 1) throw Refused{Refusal::Broken};  // libvips would take it for all pages
        const auto drawn =
            VImage::pdfload_buffer(pdf_.get(), VImage::option()
                                                   ->set("page", page - 1)
                                                   ->set("scale", scale)
                                                   ->set("access", VIPS_ACCESS_SEQUENTIAL));
        return on_paper(drawn.colourspace(VIPS_INTERPRETATION_sRGB));
    }

private:
    const Blob pdf_;
};

Size checked_size(Kind kind, std::string_view bytes) {
    const auto size = size_of(kind, bytes);
    if (!size) throw Refused{Refusal::Broken};
    if (size->pixels() > most_pixels) throw Refused{Refusal::TooMany};
    return *size;
}

Photo read(Kind kind, std::string_view bytes) {
    const auto size = checked_size(kind, bytes);
    const auto loaded = load(kind, bytes, size);
    // Turning needs the whole picture: it is made small before.
    const auto small = fitted(loaded, longest_side).copy_memory();
    const auto upright = on_paper(in_srgb(small.autorot()));
    return {jpeg_of(upright, quality),
            {static_cast<std::uint32_t>(upright.width()),
             static_cast<std::uint32_t>(upright.height())}};
}

}  // namespace

void start_pictures() {
    if (vips_init("mobio-convert") != 0) throw std::runtime_error("libvips does not start");
    vips_concurrency_set(1);
    vips_vector_set_enabled(FALSE);  // code made at run time: closed in, nothing new is run
    vips_cache_set_max(0);
    vips_operation_block_set("VipsForeignLoad", TRUE);
}

Photo read_photo(std::string_view bytes) {
    const auto kind = kind_of(bytes.substr(0, head_size));
    if (!kind || *kind == Kind::Pdf) throw Refused{Refusal::Unknown};
    try {
        return read(*kind, bytes);
    } catch (const vips::VError&) {
        throw Refused{Refusal::Broken};
    }
}

std::string pdf_of(const Photo& photo) {
    constexpr double a4_short = 595.28, a4_long = 841.89;
    const double width = photo.size.width, height = photo.size.height;
    const bool wide = width > height;
    const double scale =
        std::min((wide ? a4_long : a4_short) / width, (wide ? a4_short : a4_long) / height);
    using Object = QPDFObjectHandle;
    QPDF pdf;
    pdf.emptyPDF();
    auto image = Object::newStream(&pdf, photo.jpeg);
    auto about = Object::parse(
        "<< /Type /XObject /Subtype /Image /ColorSpace /DeviceRGB /BitsPerComponent 8 "
        "/Filter /DCTDecode >>");
    about.replaceKey("/Width", Object::newInteger(photo.size.width));
    about.replaceKey("/Height", Object::newInteger(photo.size.height));
    image.replaceDict(about);
    const auto number = [](double value) { return Object::newReal(value, 2).unparse(); };
    const auto w = number(width * scale), h = number(height * scale);
    auto page = Object::parse("<< /Type /Page /MediaBox [0 0 " + w + " " + h +
                              "] /Resources << /XObject << >> >> >>");
    page.getKey("/Resources").getKey("/XObject").replaceKey("/Photo", image);
    page.replaceKey("/Contents",
                    Object::newStream(&pdf, "q " + w + " 0 0 " + h + " 0 0 cm /Photo Do Q\n"));
    QPDFPageDocumentHelper(pdf).addPage(pdf.makeIndirectObject(page), false);
    return written(pdf);
}

Photo read_cut(std::string_view pdf, int page, const Cut& cut) {
    if (!possible(cut)) throw Refused{Refusal::Broken};
    try {
        const Pages pages(pdf);
        const auto plain = pages.read(page, 1);
        const auto whole = pages.read(page, longest_side / std::max(plain.width(), plain.height()));
        const auto at = [](int thousandths, int of) {
            return static_cast<int>(std::int64_t{thousandths} * of / 1000);
        };
        const int left = at(cut.left, whole.width()), top = at(cut.top, whole.height());
        const int width = std::max(1, at(cut.right, whole.width()) - left);
        const int height = std::max(1, at(cut.bottom, whole.height()) - top);
        const auto kept = whole.extract_area(left, top, width, height);
        return {jpeg_of(kept, quality_again),
                {static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height)}};
    } catch (const vips::VError&) {
        throw Refused{Refusal::Broken};
    }
}

std::string draw(std::string_view pdf, int page, int width) {
    try {
        const Pages pages(pdf);
        const auto plain = pages.read(page, 1);
        constexpr double most_scale = 4, tallest = 3.0;
        const double fit =
            std::min(width / double(plain.width()), tallest * width / double(plain.height()));
        return jpeg_of(pages.read(page, std::min(fit, most_scale)), picture_quality);
    } catch (const vips::VError&) {
        throw Refused{Refusal::Broken};
    }
}

}  // namespace mobio::convert::child
