// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <fontconfig/fontconfig.h>

#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "platform/pdf/document.h"
#include "platform/pdf/handles.h"
#include "platform/pdf/pictograms.h"

namespace mobio::pdf {

// The fonts as one private set, and font maps made of it. A font map is for one thread at a time,
// so each document borrows one; given back it keeps its caches warm for the next document.
class FontPool {
public:
    explicit FontPool(const std::filesystem::path& share);
    FontPool(const FontPool&) = delete;
    ~FontPool();

    FontMap borrow();
    void give_back(FontMap map);
    const Pictograms& pictograms() const { return pictograms_; }

private:
    FcConfig* set_;
    Pictograms pictograms_;
    std::mutex mutex_;
    std::vector<FontMap> idle_;
};

struct Fonts::Map : FontPool {
    using FontPool::FontPool;
};

}  // namespace mobio::pdf
