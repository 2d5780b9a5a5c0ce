// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "account/who.h"
#include "platform/app.h"
#include "platform/id.h"
#include "platform/sql/database.h"
#include "platform/text/message.h"
#include "platform/view/html.h"
#include "platform/view/page.h"

// What the county keeps as a list: seen, added to, changed and closed on pages, and as a whole in
// a CSV file. What stands is saved as a file that can be read again; what a file would do is shown
// row by row, and done whole or not at all. Each kind of rows says what its columns are, what is
// wrong with a row and how it is kept; the rest is here. Nothing is deleted: rows are closed.
namespace mobio::lists {

enum class Input : std::uint8_t {
    Text,
    Phone,  // may begin with +, which is no formula
    Email,
    Number,
    Code,    // from left to right
    Select,  // of the table's choices
    YesNo,   // kept as "yes" or "no", said in the reader's language
    Closed   // the same; not in forms, where a button closes; every kind has one
};

struct Column {
    const char* name;     // "ags": the heading that is known in every language
    const char* label;    // marked: the heading in the reader's language
    const char* meaning;  // marked: what stands there
    Input input = Input::Text;
    bool required = false;       // a file without it cannot be read
    const char* hint = nullptr;  // marked: in its form; "": nothing; nullptr: what it means
};

// As many as the kind has columns, in their order. Texts in the form in which they are kept.
using Cells = std::vector<std::string>;

struct Standing {
    IdBytes id{};
    Cells cells;
};

struct Fault {
    std::size_t column;
    text::Message message;
};

// A code and how it is called, in each of text::languages or once for all.
struct Named {
    std::string code;
    std::vector<std::string> labels;
    const std::string& in(text::Language language) const;
};

// How a row looks in the list.
struct Shown {
    std::string title, small;
};

// A kind's rows as they stood when it was opened, while a page or a file is made of them or held
// against them. It outlives the connection that it was opened with.
class Table {
public:
    virtual ~Table() = default;
    virtual std::vector<Standing> standing() const = 0;  // in the order of the list
    // What tells a row from others where it has no id; two alike cannot be added.
    virtual std::string key(const Cells& cells) const = 0;
    virtual std::vector<Named> choices(std::size_t column) const;  // of a Select
    // A cell as its form shows it, where that is not as it is kept.
    virtual std::string typed(std::size_t column, const std::string& cell,
                              const text::Tongue& t) const;
    // Brings the cells into the form in which they are kept, and says what is wrong with them.
    // `before`: the row that they change, if any.
    virtual std::vector<Fault> check(Cells& cells, const Standing* before) const = 0;
    // Keeps a checked row, a new one where there is no id; returns its id.
    virtual IdBytes put(sql::Transaction& tx, const std::optional<IdBytes>& id, const Cells& cells,
                        Time now) = 0;
    virtual Shown shown(const Standing& row, const text::Tongue& t) const = 0;
    // What else there is to say or do, below the form of a row that stands.
    virtual view::Html more(const Standing& row, const http::Request& request) const;
};

// Who reads or writes a list.
struct Desk {
    App& app;
    StaffMember who;
};

struct Kind {
    const char* at;    // "/lists/municipalities": the address of its page
    const char* file;  // "municipalities": the name of its file
    const char* title;
    const char *lead, *add, *change;  // marked, as the title is
    const char* icon;
    std::span<const Column> columns;
    std::unique_ptr<Table> (*open)(sql::Connection&, const Desk&);
    std::optional<std::size_t> filter = {};  // a Select by which the list is shortened
    bool stay = false;                       // a row that was added shows its page
    view::Area area = view::Area::Desk;

    std::size_t closed() const;  // its column
};

// Reading ---------------------------------------------------------------------------------------

enum class Fate : std::uint8_t { Wrong, Changed, New, Unchanged };

struct Row {
    std::size_t line = 0;  // of the file, from 1
    Fate fate = Fate::New;
    Cells cells;
    std::optional<Standing> before;
    std::vector<Fault> faults;

    bool changes(std::size_t column) const {
        return before && before->cells[column] != cells[column];
    }
};

struct Reading {
    std::vector<Row> rows;
    std::vector<std::string> unknown;  // headings of columns that nobody knows
    std::string stand;                 // a mark of all that the file was held against

    std::size_t count(Fate fate) const;
    bool may_go() const;  // nothing is wrong, and something changes
};

inline constexpr std::size_t most_rows = 5000;

// `bytes` in any encoding and with any separator that spreadsheets write. Headings are the columns'
// names, or their labels in any of our languages. A column that is missing leaves what stands.
// Throws text::Message where the file as a whole cannot be read.
Reading read(const Kind& kind, const Table& table, std::string_view bytes,
             const text::Texts& texts);

// What stands, in UTF-8 with its mark and semicolons; headings in that language. `read` of it
// changes nothing. No cell is a formula to a spreadsheet.
std::string written(const Kind& kind, const Table& table, const text::Tongue& t);
// A cell as a file and a preview in that language say it.
std::string said(const Column& column, const std::string& cell, text::Language language);

// A mark of a row as it stands, by which a form tells that somebody changed it meanwhile.
std::string mark_of(const Standing& row);

// For the kinds -----------------------------------------------------------------------------------

// Codes that a cell may name by themselves or by their label in any language.
class Codes {
public:
    Codes() = default;
    explicit Codes(std::vector<Named> all);
    const std::vector<Named>& all() const { return all_; }
    std::optional<std::string> find(std::string_view cell) const;

private:
    std::vector<Named> all_;
    std::map<std::string, std::string> by_name_;  // folded
};

// "yes" and "no" in our languages; empty is no.
std::optional<bool> yes(std::string_view cell);
std::string yes_or_no(bool value);
std::string yes_or_no(bool value, text::Language language);

// What `name` says in each language.
template <class Name>
Named named(std::string code, const text::Texts& texts, Name name) {
    Named one{std::move(code), {}};
    for (const auto language : text::languages) one.labels.emplace_back(name(texts[language]));
    return one;
}

// Puts "yes" or "no" into that cell, or says that it is neither.
void check_yes(Cells& cells, std::size_t column, std::vector<Fault>& faults);
// Puts the code into that cell, or says that it is none of those.
void check_code(Cells& cells, std::size_t column, const Codes& codes, std::vector<Fault>& faults);
// A name: there, in one line, of at most 200 characters.
void check_name(Cells& cells, std::size_t column, std::vector<Fault>& faults);

// A whole number of at most six digits, in any script.
std::optional<int> number_of(std::string_view cell);

}  // namespace mobio::lists
