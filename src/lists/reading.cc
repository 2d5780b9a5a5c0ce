// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <map>

#include "lists/lists.h"
#include "platform/text/csv.h"
#include "platform/vault/vault.h"

namespace mobio::lists {

using text::CsvReader;
using text::mark;

namespace {

constexpr std::string_view id_heading = "id";

// Where the file's columns stand among the kind's.
struct Headings {
    std::vector<std::optional<std::size_t>> columns;  // by column of the kind
    std::optional<std::size_t> id;
    std::size_t count = 0;
    std::vector<std::string> unknown;
};

bool names(const std::string& folded, const Column& column, const text::Texts& texts) {
    return folded == column.name || std::ranges::any_of(text::languages, [&](auto language) {
               return folded == text::fold(texts[language].tr(column.label));
           });
}

std::optional<std::size_t> column_of(const Kind& kind, const std::string& folded,
                                     const text::Texts& texts) {
    for (std::size_t at = 0; at < kind.columns.size(); ++at)
        if (names(folded, kind.columns[at], texts)) return at;
    return std::nullopt;
}

void take_place(std::optional<std::size_t>& place, std::size_t at, const std::string& heading) {
    if (place) throw text::Message{mark("The column “{1}” stands there twice."), {heading}};
    place = at;
}

Headings headings_of(const CsvReader::Row& row, const Kind& kind, const text::Texts& texts) {
    Headings headings;
    headings.columns.resize(kind.columns.size());
    headings.count = row.cells.size();
    for (std::size_t at = 0; at < row.cells.size(); ++at) {
        const auto heading = text::clean(row.cells[at]).text;
        const auto folded = text::fold(heading);
        if (folded == id_heading)
            take_place(headings.id, at, heading);
        else if (const auto column = column_of(kind, folded, texts))
            take_place(headings.columns[*column], at, heading);
        else if (!heading.empty())
            headings.unknown.push_back(text::shortened(heading, 100));
    }
    for (std::size_t at = 0; at < kind.columns.size(); ++at)
        if (kind.columns[at].required && !headings.columns[at])
            throw text::Message{mark("The column “{1}” is missing."), {kind.columns[at].name}};
    return headings;
}

bool is_unreadable(std::string_view cell) {
    return cell.find("\uFFFD") != cell.npos || cell.find('\0') != cell.npos;
}

bool is_phone(std::string_view cell) {
    return cell.find_first_not_of("+0123456789 ()/-") == cell.npos;
}

bool is_answer(Input input) { return input == Input::YesNo || input == Input::Closed; }

// Yes and no in the form in which they are kept, in whatever language the file says them.
std::string as_kept(Input input, std::string cell) {
    const auto answer = is_answer(input) ? yes(cell) : std::nullopt;
    return answer ? yes_or_no(*answer) : cell;
}

// The rows that stand, found by id or by what tells them apart.
class Standings {
public:
    explicit Standings(const Table& table) : rows_(table.standing()) {
        for (std::size_t at = 0; at < rows_.size(); ++at) {
            by_id_.emplace(rows_[at].id, at);
            by_key_.emplace(table.key(rows_[at].cells), at);
        }
    }
    const Standing* by_id(const IdBytes& id) const { return found(by_id_, id); }
    const Standing* by_key(const std::string& key) const { return found(by_key_, key); }

    std::string stand() const {
        std::string all;
        for (const auto& row : rows_) all += mark_of(row);
        return vault::base64url(vault::sha256(all));
    }

private:
    template <class Key>
    const Standing* found(const std::map<Key, std::size_t>& places, const Key& key) const {
        const auto place = places.find(key);
        return place == places.end() ? nullptr : &rows_[place->second];
    }

    std::vector<Standing> rows_;
    std::map<IdBytes, std::size_t> by_id_;
    std::map<std::string, std::size_t> by_key_;
};

class Reader {
public:
    Reader(const Kind& kind, const Table& table, std::string_view utf8, const text::Texts& texts)
        : kind_(kind), table_(table), standings_(table), reader_(utf8) {
        CsvReader::Row row;
        if (!reader_.next(row)) throw text::Message{mark("The file is empty.")};
        headings_ = headings_of(row, kind, texts);
    }

    Reading read() {
        Reading reading{{}, headings_.unknown, standings_.stand()};
        CsvReader::Row row;
        while (reader_.next(row)) {
            if (reading.rows.size() == most_rows)
                throw text::Message{mark("The file has more than {1} rows."),
                                    {std::to_string(most_rows)}};
            reading.rows.push_back(take(row));
        }
        return reading;
    }

private:
    Row take(const CsvReader::Row& from) {
        Row row;
        row.line = from.line;
        row.cells.resize(kind_.columns.size());
        if (from.open_quote || from.cells.size() != headings_.count) {
            row.faults.push_back({0, shape_fault(from)});
        } else if (fill(row, from)) {
            find_before(row, from);
            leave_missing(row);
            // What stands was checked when it came, by whatever rules there were.
            const bool stays = row.before && row.cells == row.before->cells;
            for (auto& fault : stays ? std::vector<Fault>{}
                                     : table_.check(row.cells, row.before ? &*row.before : nullptr))
                if (!has_fault(row, fault.column)) row.faults.push_back(std::move(fault));
            look_for_twins(row);
        }
        row.fate = fate_of(row);
        return row;
    }

    text::Message shape_fault(const CsvReader::Row& from) const {
        if (from.open_quote) return {mark("A quotation mark begins here and never ends.")};
        return {mark("This row has {1} cells, the headings are {2}."),
                {std::to_string(from.cells.size()), std::to_string(headings_.count)}};
    }

    // False where a cell cannot even be read.
    bool fill(Row& row, const CsvReader::Row& from) {
        for (std::size_t at = 0; at < row.cells.size(); ++at) {
            if (!headings_.columns[at]) continue;
            const auto& raw = from.cells[*headings_.columns[at]];
            const auto cleaned = text::clean(raw).text;
            if (is_unreadable(raw))
                row.faults.push_back(
                    {at, {mark("Some letters cannot be read. Save the file as UTF-8.")}});
            else if (text::begins_like_formula(cleaned) &&
                     !(kind_.columns[at].input == Input::Phone && is_phone(cleaned)))
                row.faults.push_back({at, {mark("This looks like a formula.")}});
            row.cells[at] = as_kept(kind_.columns[at].input, text::unguarded(cleaned));
        }
        return row.faults.empty();
    }

    // A row is known by its id, or else by its key once the cells are in order.
    void find_before(Row& row, const CsvReader::Row& from) {
        const auto id = headings_.id ? text::clean(from.cells[*headings_.id]).text : std::string();
        const Standing* found = nullptr;
        if (id.empty()) {
            auto ordered = row.cells;
            table_.check(ordered, nullptr);
            found = standings_.by_key(table_.key(ordered));
        } else if (const auto bytes = parse_id_text(id); bytes) {
            found = standings_.by_id(*bytes);
        }
        if (found)
            row.before = *found;
        else if (!id.empty())
            row.faults.push_back(
                {0, {mark("Nothing here has this id. Leave it empty to add a row.")}});
    }

    void leave_missing(Row& row) const {
        for (std::size_t at = 0; at < row.cells.size(); ++at)
            if (!headings_.columns[at] && row.before) row.cells[at] = row.before->cells[at];
    }

    static bool has_fault(const Row& row, std::size_t column) {
        return std::ranges::find(row.faults, column, &Fault::column) != row.faults.end();
    }

    // Two rows of the file for one that stands, or two that would be alike.
    void look_for_twins(Row& row) {
        const auto key = table_.key(row.cells);
        const auto seen = [&](auto& places, const auto& what) {
            const auto [place, first] = places.emplace(what, row.line);
            if (!first)
                row.faults.push_back(
                    {0, {mark("Row {1} says the same."), {std::to_string(place->second)}}});
            return !first;
        };
        if (row.before && seen(ids_, row.before->id)) return;
        const bool keeps_it = row.before && table_.key(row.before->cells) == key;
        if (keeps_it || !row.faults.empty() || seen(keys_, key)) return;
        const auto* other = standings_.by_key(key);
        if (other && (!row.before || other->id != row.before->id))
            row.faults.push_back({0, {mark("Another row that stands is called the same.")}});
    }

    static Fate fate_of(const Row& row) {
        if (!row.faults.empty()) return Fate::Wrong;
        if (!row.before) return Fate::New;
        return row.before->cells == row.cells ? Fate::Unchanged : Fate::Changed;
    }

    const Kind& kind_;
    const Table& table_;
    Standings standings_;
    CsvReader reader_;
    Headings headings_;
    std::map<std::string, std::size_t> keys_;
    std::map<IdBytes, std::size_t> ids_;
};

}  // namespace

std::size_t Reading::count(Fate fate) const {
    return static_cast<std::size_t>(std::ranges::count(rows, fate, &Row::fate));
}

bool Reading::may_go() const {
    return count(Fate::Wrong) == 0 && count(Fate::New) + count(Fate::Changed) > 0;
}

Reading read(const Kind& kind, const Table& table, std::string_view bytes,
             const text::Texts& texts) {
    const auto decoded = text::decode(bytes);
    return Reader(kind, table, decoded.text, texts).read();
}

std::string written(const Kind& kind, const Table& table, const text::Tongue& t) {
    std::string out = "\xEF\xBB\xBF";
    for (const auto& column : kind.columns) (out += text::csv_cell(t.tr(column.label), ';')) += ';';
    (out += id_heading) += "\r\n";
    for (const auto& row : table.standing()) {
        for (std::size_t at = 0; at < row.cells.size(); ++at) {
            const auto cell = said(kind.columns[at], row.cells[at], t.language());
            (out += text::csv_cell(text::guarded(cell), ';')) += ';';
        }
        (out += id_text(row.id)) += "\r\n";
    }
    return out;
}

std::string said(const Column& column, const std::string& cell, text::Language language) {
    return is_answer(column.input) ? yes_or_no(cell == "yes", language) : cell;
}

}  // namespace mobio::lists
