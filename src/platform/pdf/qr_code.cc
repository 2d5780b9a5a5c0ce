// SPDX-License-Identifier: EUPL-1.2
#include "platform/pdf/qr_code.h"

#include <stdexcept>

namespace mobio::pdf {

QrCode::QrCode(std::string_view content)
    : code_(QRcode_encodeData(static_cast<int>(content.size()),
                              reinterpret_cast<const unsigned char*>(content.data()), 0,
                              QR_ECLEVEL_M),
            [](const QRcode* code) { QRcode_free(const_cast<QRcode*>(code)); }) {
    if (!code_) throw std::invalid_argument("this does not fit into a QR code");
}

void QrCode::draw(cairo_t* cairo, double x, double y, double size) const {
    constexpr int quiet = 4;
    const int width = code_->width;
    const double module = size / (width + 2 * quiet);
    const auto dark = [&](int row, int column) {
        return column < width && (code_->data[row * width + column] & 1) != 0;
    };
    // Neighbours in a row become one rectangle: no hairlines between them on screens.
    for (int row = 0; row < width; ++row)
        for (int from = 0, to = 0; from < width; from = to + 1) {
            for (to = from; dark(row, to);) ++to;
            if (to > from)
                cairo_rectangle(cairo, x + (quiet + from) * module, y + (quiet + row) * module,
                                (to - from) * module, module);
        }
    cairo_fill(cairo);
}

}  // namespace mobio::pdf
