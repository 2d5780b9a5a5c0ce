// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "account/who.h"
#include "platform/app.h"
#include "platform/problems.h"
#include "platform/sql/database.h"

// The county's own words: texts of the pages in place of those that the program brings. Laid over
// the catalogue of each language, and read again on every node when they change.
namespace mobio::county {

// A text as the program brings it.
struct Original {
    std::string context, id, plural;                // plural: "" where it has one form
    std::map<text::Language, std::string> wording;  // forms of a plural with '\n' between

    std::string key() const;   // of text::Tongue::lay_over
    std::string mark() const;  // names it in an address
};

// All texts, in the order of their English words. Reads the catalogues' files.
class Originals {
public:
    explicit Originals(const std::filesystem::path& folder);
    const std::vector<Original>& all() const { return all_; }
    const Original* find(std::string_view mark) const;

private:
    std::vector<Original> all_;
};

// What is wrong with a wording: fields are the languages' codes. Placeholders are those of the
// original, a plural has as many forms; nothing is empty.
void check_wording(Problems& problems, const Original& original, text::Language language,
                   const std::string& wording);

// By language; what is not there is as the program has it.
using Wordings = std::map<text::Language, std::string>;
Wordings own_wordings(sql::Connection& db, const Original& original);
// All of the county's own: by key, then language.
std::map<std::string, Wordings> own_wordings(sql::Connection& db);
// Those that are missing go back to the program's.
void set_wordings(sql::Transaction& tx, const Original& original, const Wordings& wordings,
                  Id<Staff> by, Time now);
// A mark of how they stand, which a form sends back.
std::string mark_of(const Wordings& wordings);

// Lays the county's own words over this process's texts where they changed.
void refresh_wording(App& app);

}  // namespace mobio::county
