// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "platform/app.h"
#include "platform/http/router.h"
#include "platform/sql/database.h"
#include "platform/text/texts.h"

// The list of occupations that people find theirs in: the built-in one (catalogue/occupations.csv)
// with the county's own laid over it. Public data, nothing personal.
namespace mobio::occupations {

// The key is a code of KldB 2010, "28222"; where one code has several occupations with a letter
// or the agency's number behind it, "29222b", "29222-101"; or a code of ESCO, "7531.8".
struct Occupation {
    std::string key;
    std::array<std::string, text::languages.size()> titles;  // "" where the list has none
    std::string also;  // more words that it is found by, in any language

    const std::string& in(text::Language language) const {
        return titles[static_cast<std::size_t>(language)];
    }
    std::string& in(text::Language language) { return titles[static_cast<std::size_t>(language)]; }
    // In that language, else in German, English, or whichever there is.
    const std::string& title(text::Language language) const;
    bool operator==(const Occupation&) const = default;
};

bool well_formed_key(std::string_view key);
std::string kldb(std::string_view key);  // its five digits; "" for a code of ESCO
std::string esco(std::string_view key);  // "" for a code of KldB

// Immutable, safe for all threads.
class List {
public:
    explicit List(std::vector<Occupation> all);

    const std::vector<Occupation>& all() const { return all_; }
    const Occupation* find(std::string_view key) const;
    // Of several with the same code of KldB, the one that somebody named so.
    const Occupation* find(std::string_view key, std::string_view words) const;
    // Each typed word begins a word of what is found, in any language. Those whose title in the
    // reader's language begins so stand first.
    std::vector<const Occupation*> search(std::string_view typed, text::Language reader,
                                          std::size_t most) const;
    // [[key, title, words], …] for the search by script; words are folded.
    std::string json(text::Language reader) const;
    // Of this content: another list has another one.
    const std::string& version() const { return version_; }

private:
    struct Words {
        std::string all;  // " schneider schneiderin tailor …"
        std::array<std::string, text::languages.size()> titles;
    };
    static Words words_in(const Occupation& one);
    const std::vector<Words>& words() const;
    int rank(std::size_t at, std::string_view typed, text::Language reader) const;

    std::vector<Occupation> all_;
    mutable std::once_flag folded_;
    mutable std::vector<Words> words_;
    std::map<std::string, std::size_t, std::less<>> by_key_;
    std::string version_;
};

// Throws std::runtime_error naming file and line where something is missing.
std::vector<Occupation> read_built_in(const std::filesystem::path& file);
// `over`'s titles replace those of the same key, in the languages that it has.
std::vector<Occupation> lay_over(std::vector<Occupation> base, const std::vector<Occupation>& over);

// One county's list as it stands. Safe for all threads; another node's import is seen at the next
// call.
class Occupations {
public:
    using BuiltIn = std::shared_ptr<const std::vector<Occupation>>;
    explicit Occupations(BuiltIn built_in) : built_in_(std::move(built_in)) {}
    std::shared_ptr<const List> list(sql::Connection& db);

private:
    const BuiltIn built_in_;
    std::mutex guard_;
    std::string read_at_;  // the newest import when `list_` was made
    std::shared_ptr<const List> list_;
};
std::shared_ptr<const List> list(App& app);

// Where a script finds the list in that language; "" where the list is too long to be sent whole.
std::string address(const List& list, text::Language language);

void add_pages(http::Router& router);

}  // namespace mobio::occupations
