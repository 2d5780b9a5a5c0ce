// SPDX-License-Identifier: EUPL-1.2
// Municipalities as a list.
#include <algorithm>

#include "county/tables.h"
#include "platform/view/components.h"

namespace mobio::county {

using html::Html;
using html::markup;
using lists::Cells;
using lists::Column;
using lists::Fault;
using lists::Input;
using lists::Named;
using lists::Standing;
using text::mark;
using text::Tongue;

namespace {

enum : std::size_t { Ags, Name, Closed };
constexpr Column columns[] = {
    {"ags", mark("AGS"), mark("Official key of the municipality, eight digits."), Input::Code,
     true},
    {"name", mark("Name"), mark("As people call the place."), Input::Text, true},
    closed_column};

class Municipalities : public lists::Table {
public:
    Municipalities(sql::Connection& db, const lists::Desk& desk)
        : app_(desk.app), all_(municipalities(db)), homes_(accommodations(db)) {}

    std::vector<Standing> standing() const override {
        std::vector<Standing> rows;
        for (const auto& one : all_)
            rows.push_back({one.id.bytes, {one.ags, one.name, lists::yes_or_no(one.closed)}});
        return rows;
    }
    std::string key(const Cells& cells) const override { return cells[Ags]; }

    std::vector<Fault> check(Cells& cells, const Standing*) const override {
        std::vector<Fault> faults;
        cells[Ags] = ags_in(cells[Ags]);
        if (!is_ags(cells[Ags])) faults.push_back({Ags, {mark("The key has eight digits.")}});
        lists::check_name(cells, Name, faults);
        lists::check_yes(cells, Closed, faults);
        return faults;
    }

    IdBytes put(sql::Transaction& tx, const std::optional<IdBytes>& id, const Cells& cells,
                Time now) override {
        const auto own = id_or_new<Municipality>(id, now);
        county::put(tx, Municipality{own, cells[Ags], cells[Name], cells[Closed] == "yes"}, now);
        return own.bytes;
    }

    lists::Shown shown(const Standing& row, const Tongue&) const override {
        return {row.cells[Name], row.cells[Ags]};
    }

    Html more(const Standing& row, const http::Request& request) const override {
        const auto& t = app_.tongue(request.language);
        const auto open = std::ranges::count_if(homes_, [&](const auto& home) {
            return home.municipality.bytes == row.id && !home.closed;
        });
        const auto words =
            t.plural("{1} accommodation stands here.", "{1} accommodations stand here.", open);
        const bool odd = open > 0 && row.cells[Closed] == "yes";
        auto body = markup<R"({} <a href="/lists/accommodations?municipality={}">{}</a>)">(
            words, row.cells[Ags], t.tr("Accommodations"));
        if (odd)
            body.add<" {}">(
                t.tr("The municipality is closed, but they are not. Close them too, or "
                     "give them another municipality."));
        return view::note(odd ? "warn" : "home", body, odd ? "warm" : "");
    }

private:
    App& app_;
    std::vector<Municipality> all_;
    std::vector<Accommodation> homes_;
};

}  // namespace

// Spreadsheets take the key for a number, and its leading zero away.
std::string ags_in(std::string_view cell) {
    auto digits = text::ascii_digits(cell);
    std::erase(digits, ' ');
    return digits.size() == 7 ? "0" + digits : digits;
}

bool is_ags(std::string_view cell) {
    return cell.size() == 8 && cell.find_first_not_of("0123456789") == cell.npos;
}

std::vector<Named> choices_of(const std::vector<Municipality>& municipalities,
                              const std::set<std::string>& standing) {
    std::vector<Named> choices;
    for (const auto& one : municipalities)
        if (!one.closed || standing.contains(one.ags)) choices.push_back({one.ags, {one.name}});
    return choices;
}

lists::Codes codes_of(const std::vector<Municipality>& municipalities) {
    std::vector<Named> all;
    for (const auto& one : municipalities) all.push_back({one.ags, {one.name}});
    return lists::Codes(std::move(all));
}

const Municipality& with_key(const std::vector<Municipality>& municipalities,
                             std::string_view ags) {
    return *std::ranges::find(municipalities, ags, &Municipality::ags);
}

const lists::Kind municipality_rows{.at = "/lists/municipalities",
                                    .file = "municipalities",
                                    .title = mark("Municipalities"),
                                    .lead = mark("The municipalities of the county."),
                                    .add = mark("Add a municipality"),
                                    .change = mark("Change a municipality"),
                                    .icon = "home",
                                    .columns = columns,
                                    .open = open_table<Municipalities>};

}  // namespace mobio::county
