// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "platform/convert/child/clean_pdf.h"

namespace mobio::convert::child {

// A PDF that clean_pdf made, with a stamp of two pages on each of its pages: the first one covers
// the page and is cut where it stands out; the second one stands on a strip of its own below, so
// that it hides nothing. Throws Refused.
MadePdf mark(const std::string& bytes, const std::string& stamp);

}  // namespace mobio::convert::child
