// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "platform/convert/child/clean_pdf.h"

namespace mobio::convert::child {

// The number, from 1, of the first page that has no text of its own, a photo or scan; 0: none.
int first_without_text(const std::string& pdf);

// Lays a page of unseen text over that page of a clean PDF, so that it can be searched. Throws
// Refused.
MadePdf lay_over(const std::string& pdf, int page, const std::string& text);

// Becomes Tesseract, closed in: a JPEG at its input, a PDF of unseen text at its output. Returns
// only where that fails.
void become_reader(const std::string& languages);

}  // namespace mobio::convert::child
