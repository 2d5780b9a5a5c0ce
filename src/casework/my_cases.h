// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "account/assignments.h"
#include "account/who.h"
#include "casework/cases.h"
#include "casework/places.h"
#include "casework/store.h"
#include "platform/http/request.h"
#include "platform/view/html.h"

// A caseworker's list: everybody they work with, and what of it matters today.
namespace mobio::casework {

enum class DueKind : std::uint8_t { Step, Review, Move, Residence, Clock, Answer, Duplicate };
std::string_view code(DueKind kind);  // "step"
std::optional<DueKind> parse_due(std::string_view code);

struct Due {
    DueKind kind;
    std::optional<Date> day = {};  // none: it waits for nothing but somebody to look
    html::Html words = {};
    std::string href = {};
};

struct MyCase {
    CasePerson person;
    std::string native = {};    // the name in its own script
    std::string language = {};  // spoken, ISO 639-3
    bool interpreter = false;
    bool covered = false;  // they only stand in
    std::optional<Case> opened = {};
    std::vector<Due> due = {};  // what comes first on top; what has no day waits today
};

// What the list is asked for, by its address: codes and ids of places, nothing of a person.
struct Asked {
    std::string phase = {}, municipality = {}, accommodation = {}, due = {}, language = {},
                sort = {};
    bool closed = false;
    std::size_t from = 0;

    static Asked of(const http::Fields& query);
    std::string address(std::size_t from_there) const;
    bool filters() const;
};

struct MyCases {
    std::vector<MyCase> all;
    Places places;
};
// Words in the language of `t`.
MyCases my_cases(sql::Connection& db, App& app, const Caseworker& who, const text::Tongue& t);

// Due by that day, or waiting: what a caseworker reads first in the morning.
struct Today {
    const MyCase* one = nullptr;
    const Due* due = nullptr;
};
std::vector<Today> due_today(const std::vector<MyCase>& all, Date today);

// Those asked for, in the order asked for.
void choose(std::vector<MyCase>& all, const Asked& asked, Date today, const text::Tongue& t);

}  // namespace mobio::casework
