// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <utility>

#include "platform/sql/database.h"

namespace mobio::sql {

// Rows of many ids: one statement for each few of them, which both engines keep prepared. `sql`
// ends with the column ("… WHERE id"); rows come in any order, each once where the ids differ.
template <class F>
void each_of(Connection& db, std::string_view sql, std::span<const IdBytes> ids, F&& row) {
    constexpr std::size_t at_once = 16;
    std::string question(sql);
    for (std::size_t i = 1; i <= at_once; ++i)
        ((question += i == 1 ? " IN ($" : ", $") += std::to_string(i));
    question += ')';
    // Where fewer are left, the last one is named again.
    const auto ask = [&]<std::size_t... I>(std::span<const IdBytes> some,
                                           std::index_sequence<I...>) {
        db.each(question, row, some[std::min(I, some.size() - 1)]...);
    };
    for (; !ids.empty(); ids = ids.subspan(std::min(ids.size(), at_once)))
        ask(ids.first(std::min(ids.size(), at_once)), std::make_index_sequence<at_once>());
}

}  // namespace mobio::sql
