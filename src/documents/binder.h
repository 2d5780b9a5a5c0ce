// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "platform/app.h"
#include "platform/files/bytes.h"

namespace mobio::documents {

// Several PDFs of our own as one, in their order. A bookmark leads to each that has a name.
class Binder {
public:
    void add(files::Bytes pdf, int pages, const std::string& name = {});
    void add(std::string pdf, int pages, const std::string& name = {});
    bool takes(int pages) const;  // whether that many pages more still fit

    // Read piece by piece from a sealed file without a name. Throws http::Failure{503} where the
    // converter was not ready in time.
    files::Bytes bound(const App& app) const;

private:
    std::vector<files::Bytes> pdfs_;
    std::vector<convert::Leaf> leaves_;
};

}  // namespace mobio::documents
