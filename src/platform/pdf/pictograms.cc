// SPDX-License-Identifier: EUPL-1.2
#include "platform/pdf/pictograms.h"

namespace mobio::pdf {

Pictograms::Pictograms(const std::filesystem::path&) {}
void Pictograms::draw(cairo_t*, std::string_view, double, double, double) const {}

}  // namespace mobio::pdf
