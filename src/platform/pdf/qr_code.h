// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cairo/cairo.h>
#include <qrencode.h>

#include <memory>
#include <string_view>

namespace mobio::pdf {

// A QR code, error correction M. Throws std::invalid_argument if the content is empty or longer
// than a code can hold (2331 bytes).
class QrCode {
public:
    explicit QrCode(std::string_view content);
    // Black rectangles within a square of `size` points, four modules of quiet on each side.
    void draw(cairo_t* cairo, double x, double y, double size) const;

private:
    std::shared_ptr<const QRcode> code_;
};

}  // namespace mobio::pdf
