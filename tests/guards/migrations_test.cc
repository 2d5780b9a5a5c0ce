// SPDX-License-Identifier: EUPL-1.2
#include <doctest/doctest.h>

#include "platform/sql/scratch.h"

using namespace mobio::sql;

TEST_CASE("the migrations lead from an empty database to the newest state on each engine") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        const auto done = migrate(*scratch.db, migrations());
        CHECK(done.from == 0);
        CHECK(done.to > 0);
        CHECK(schema_version(*scratch.db) == done.to);
        CHECK(migrate(*scratch.db, migrations()).from == done.to);
    }
}

TEST_CASE("the key store's migrations lead from empty to the newest state on each engine") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        const auto done = migrate(*scratch.db, migrations() / "keys");
        CHECK(done.from == 0);
        CHECK(done.to > 0);
    }
}
