// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "documents/documents.h"

// Photos and scans get the words that stand on them, unseen, where Tesseract is installed: later
// and page by page, so that mail never waits for it.
namespace mobio::documents {

inline constexpr const char* read_words = "documents.read";
inline constexpr int most_pages_read = 30;

void read_later(sql::Transaction& tx, DocumentId id, int pages, Time now);
jobs::Outcome read_page(App& app, const jobs::Job& job);

}  // namespace mobio::documents
