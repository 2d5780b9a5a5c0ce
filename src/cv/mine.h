// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <vector>

#include "biography/frame.h"
#include "cv/paper.h"
#include "cv/store.h"
#include "cv/words.h"

namespace mobio::cv {

// All that a page or a file of somebody's own curriculum vitae is made of.
struct Mine {
    biography::Biography biography;
    Kept kept;
    std::shared_ptr<const occupations::List> occupations;
    std::string photo = {};  // a JPEG, where there is one in it

    std::vector<Part> all(const App& app) const {
        return parts(biography, *app.catalogue, kept.arrangement);
    }
    Speaker speaker(const App& app, const text::Tongue& t) const {
        return {*app.catalogue, *occupations, t, biography::address_protected(biography)};
    }
};

// What is in of it, on paper.
inline Paper paper_of(const Mine& mine, App& app, Layout layout, const text::Tongue& t) {
    const Sheet sheet{biography::full_name(mine.biography), chosen(mine.all(app)), app.clock.now(),
                      mine.photo};
    return paper(app.share.fonts, sheet, layout, mine.speaker(app, t));
}

// As this account may see it, its reading noted in the access log.
inline Mine open_mine(const Acting& who, const http::Request& request, App& app) {
    auto biography = biography::open_biography(who, request, app);
    return app.db->read([&](sql::Connection& db) {
        auto kept = load(db, app, who);
        auto photo = photo_of(db, app, who, kept.arrangement);
        return Mine{std::move(biography), std::move(kept), app.occupations->list(db),
                    std::move(photo)};
    });
}

}  // namespace mobio::cv
