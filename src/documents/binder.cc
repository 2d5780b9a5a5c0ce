// SPDX-License-Identifier: EUPL-1.2
#include "documents/binder.h"

#include <memory>
#include <stdexcept>
#include <utility>

#include "platform/files/spool.h"
#include "platform/http/response.h"

namespace mobio::documents {

using convert::Refusal;

void Binder::add(files::Bytes pdf, int pages, const std::string& name) {
    for (int page = 1; page <= pages; ++page)
        leaves_.push_back({pdfs_.size(), page, 0, page == 1 ? name : std::string()});
    pdfs_.push_back(std::move(pdf));
}

void Binder::add(std::string pdf, int pages, const std::string& name) {
    const auto size = pdf.size();
    add(files::Bytes{size, [rest = std::move(pdf)]() mutable { return std::exchange(rest, {}); }},
        pages, name);
}

bool Binder::takes(int pages) const {
    return leaves_.size() + static_cast<std::size_t>(pages) <=
           static_cast<std::size_t>(convert::most_pages);
}

files::Bytes Binder::bound(const App& app) const {
    const auto spool = std::make_shared<files::Spool>(files::spool_folder());
    const auto outcome = app.share.converter.arrange(
        pdfs_, leaves_, [&](std::string_view piece) { spool->add(piece); });
    spool->finish();
    if (outcome.refusal == Refusal::TooHard) throw http::Failure{503};
    if (outcome.refusal) throw std::runtime_error("the papers could not be bound");
    auto bytes = spool->bytes();
    return {bytes.size, [spool, next = std::move(bytes.next)] { return next(); }};
}

}  // namespace mobio::documents
