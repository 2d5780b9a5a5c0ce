// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "figures/report.h"
#include "platform/app.h"
#include "platform/sql/database.h"

// What things are called in a report, in the reader's language.
namespace mobio::figures {

std::string name(Measure measure, const text::Tongue& t);
// Own is called by what it is of that measure.
std::string name(Division division, Measure measure, const text::Tongue& t);
std::string name(Period period, const text::Tongue& t);
std::string in_words(const Days& days, const text::Tongue& t);  // "1.1.2026 to 31.12.2026"

// The codes of rows and columns. Municipalities and teams are read once.
class Labels {
public:
    Labels(sql::Connection& db, const App& app, const text::Tongue& t);

    std::string label(Division division, Measure measure, const std::string& code) const;
    // In the order in which a reader looks for them, unknown last.
    bool before(Division division, Measure measure, const std::string& a,
                const std::string& b) const;
    // What a choice may name, in that order; empty where it is not chosen from a list.
    std::vector<std::string> choices(Division division) const;

private:
    const std::map<std::string, std::string>* named(Division division) const;

    const App& app_;
    const text::Tongue& t_;
    std::map<std::string, std::string> municipalities_, teams_;
};

}  // namespace mobio::figures
