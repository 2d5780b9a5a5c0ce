// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "documents/documents.h"
#include "platform/app.h"

// What the stores of this capability share: a document as its row holds it.
namespace mobio::documents {

inline constexpr auto document_columns =
    "d.id, d.file_id, d.pages, d.about, d.added_at, d.changed_at, d.removed_at";

Document unsealed(sql::Row row, App& app, const vault::PersonKey& key);

}  // namespace mobio::documents
