// SPDX-License-Identifier: EUPL-1.2
// A page of a document turned, moved or taken out.
#include <algorithm>
#include <cstdlib>

#include "documents/pages.h"
#include "documents/taking.h"
#include "platform/http/form_key.h"

namespace mobio::documents {

using convert::Leaf;

namespace {

// Where the page stands afterwards, from 1.
struct Arrangement {
    std::vector<Leaf> leaves;
    int page;
};

// Throws Failure{400} where nobody can have asked for that.
Arrangement arranged(const Document& document, int page, const std::string& act) {
    Arrangement made{{}, page};
    if (page < 1 || page > document.pages) throw http::Failure{400};
    for (int number = 1; number <= document.pages; ++number) made.leaves.push_back({0, number, 0});
    const auto at = made.leaves.begin() + (page - 1);
    if (act == "turn_right") {
        at->turn = 90;
    } else if (act == "turn_left") {
        at->turn = 270;
    } else if (act == "earlier" && page > 1) {
        std::iter_swap(at, at - 1);
        --made.page;
    } else if (act == "later" && page < document.pages) {
        std::iter_swap(at, at + 1);
        ++made.page;
    } else if (act == "out" && document.pages > 1) {
        made.leaves.erase(at);
        made.page = std::min(page, document.pages - 1);
    } else {
        throw http::Failure{400};
    }
    return made;
}

http::Response change(const Acting& who, const http::Request& request, App& app) {
    const auto document = open_document(who, request, app);
    if (auto before = http::answered_before(request, app)) return std::move(*before);
    // Of pages that were changed elsewhere since, nobody knows which one is meant.
    if (request.form.get("version") != version(document)) throw http::Failure{409};
    const auto wanted =
        arranged(document, std::atoi(request.form.get("page").c_str()), request.form.get("act"));
    try {
        const auto made = arrange(app, pdf_of(app, who.person, document), wanted.leaves);
        auto response = http::once(request, app, [&](sql::Transaction& tx) {
            replace_file(tx, app, who, document, made, app.clock.now());
            return page_address(document.id, wanted.page);
        });
        view::leave_notice(response, {"document_changed", ""});
        return response;
    } catch (const Refused& refused) {  // a PDF of our own that does not open: a fault
        throw http::Failure{refused.refusal == convert::Refusal::TooHard ? 503U : 500U};
    }
}

}  // namespace

void add_arranging_pages(http::Router& router) {
    router.post("/documents/{id}/arrangement", change);
    router.converts("/documents/{id}/arrangement");
}

}  // namespace mobio::documents
