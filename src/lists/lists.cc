// SPDX-License-Identifier: EUPL-1.2
#include "lists/lists.h"

#include <algorithm>

#include "platform/vault/vault.h"

namespace mobio::lists {

using text::mark;

namespace {

constexpr std::size_t longest_name = 200;

}  // namespace

const std::string& Named::in(text::Language language) const {
    const auto at = static_cast<std::size_t>(language);
    return labels.empty() ? code : labels[at < labels.size() ? at : 0];
}

std::vector<Named> Table::choices(std::size_t) const { return {}; }

std::string Table::typed(std::size_t, const std::string& cell, const text::Tongue&) const {
    return cell;
}

view::Html Table::more(const Standing&, const http::Request&) const { return {}; }

std::size_t Kind::closed() const {
    return static_cast<std::size_t>(std::ranges::find(columns, Input::Closed, &Column::input) -
                                    columns.begin());
}

std::string mark_of(const Standing& row) {
    std::string all = id_text(row.id);
    for (const auto& cell : row.cells) (all += '\x1F') += cell;
    return vault::base64url(vault::sha256(all));
}

Codes::Codes(std::vector<Named> all) : all_(std::move(all)) {
    for (const auto& one : all_) by_name_.emplace(text::fold(one.code), one.code);
    for (const auto& one : all_)
        for (const auto& label : one.labels) by_name_.emplace(text::fold(label), one.code);
}

std::optional<std::string> Codes::find(std::string_view cell) const {
    const auto found = by_name_.find(text::fold(cell));
    return found == by_name_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<bool> yes(std::string_view cell) {
    static const Codes answers{
        {{"yes", {"ja", "oui", "نعم", "بله", "1", "x", "true", "wahr", "vrai"}},
         {"no", {"", "nein", "non", "لا", "خیر", "نه", "0", "false", "falsch", "faux"}}}};
    const auto code = answers.find(cell);
    return code ? std::optional(*code == "yes") : std::nullopt;
}

std::string yes_or_no(bool value) { return value ? "yes" : "no"; }

// Not of the catalogue of texts, which a county may word as it likes: these are read again.
std::string yes_or_no(bool value, text::Language language) {
    switch (language) {
        case text::Language::De:
            return value ? "ja" : "nein";
        case text::Language::Fr:
            return value ? "oui" : "non";
        case text::Language::Ar:
            return value ? "نعم" : "لا";
        case text::Language::Fa:
            return value ? "بله" : "خیر";
        case text::Language::En:
            break;
    }
    return yes_or_no(value);
}

void check_yes(Cells& cells, std::size_t column, std::vector<Fault>& faults) {
    if (const auto value = yes(cells[column]))
        cells[column] = yes_or_no(*value);
    else
        faults.push_back({column, {mark("Write yes or no.")}});
}

void check_code(Cells& cells, std::size_t column, const Codes& codes, std::vector<Fault>& faults) {
    if (const auto code = codes.find(cells[column]))
        cells[column] = *code;
    else
        faults.push_back({column, {mark("Choose one of the answers.")}});
}

void check_name(Cells& cells, std::size_t column, std::vector<Fault>& faults) {
    auto& name = cells[column];
    std::ranges::replace(name, '\n', ' ');
    if (name.empty())
        faults.push_back({column, {mark("Write the name.")}});
    else if (text::length(name) > longest_name)
        faults.push_back({column, {mark("That is too long. 200 characters are enough.")}});
}

std::optional<int> number_of(std::string_view cell) {
    const auto digits = text::ascii_digits(cell);
    constexpr std::size_t most_digits = 6;
    if (digits.empty() || digits.size() > most_digits ||
        digits.find_first_not_of("0123456789") != digits.npos)
        return std::nullopt;
    return std::stoi(digits);
}

}  // namespace mobio::lists
