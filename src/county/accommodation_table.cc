// SPDX-License-Identifier: EUPL-1.2
// Accommodations as a list.
#include <algorithm>

#include "catalogue/catalogue.h"
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

enum : std::size_t { Place, Name, Type, Phase, Places, Closed };
constexpr Column columns[] = {
    {"municipality", mark("Municipality"), mark("Its key (AGS) or name."), Input::Select, true, ""},
    {"name", mark("Name"), mark("What staff call it, mostly the street."), Input::Text, true},
    {"type", mark("Kind"), mark("The name of a kind, or its code."), Input::Select, false, ""},
    {"phase", mark("Phase"), mark("EA, VU or AU."), Input::Select},
    {"places", mark("Places"), mark("For how many people."), Input::Number},
    closed_column};
constexpr int most_places = 10'000;

class Accommodations : public lists::Table {
public:
    Accommodations(sql::Connection& db, const lists::Desk& desk)
        : app_(desk.app),
          all_(accommodations(db)),
          municipalities_(municipalities(db)),
          places_(codes_of(municipalities_)),
          types_(named("accommodation_type")) {
        auto phases = named("accommodation_phase");
        std::erase_if(phases, [](const auto& one) { return one.code == "PRIV"; });
        phases_ = lists::Codes(std::move(phases));
    }

    std::vector<Standing> standing() const override {
        std::vector<Standing> rows;
        for (const auto& one : all_)
            rows.push_back({one.id.bytes,
                            {of(one).ags, one.name, one.type, one.phase, std::to_string(one.places),
                             lists::yes_or_no(one.closed)}});
        return rows;
    }
    std::string key(const Cells& cells) const override {
        return cells[Place] + '\n' + text::fold(cells[Name]);
    }
    std::vector<Named> choices(std::size_t column) const override {
        if (column == Place) return choices_of(municipalities_, in_use());
        return column == Type ? types_.all() : phases_.all();
    }

    std::vector<Fault> check(Cells& cells, const Standing* before) const override {
        std::vector<Fault> faults;
        check_place(cells[Place], before, faults);
        lists::check_name(cells, Name, faults);
        lists::check_code(cells, Type, types_, faults);
        lists::check_code(cells, Phase, phases_, faults);
        const auto places = lists::number_of(cells[Places]);
        if (places && *places <= most_places)
            cells[Places] = std::to_string(*places);
        else
            faults.push_back({Places, {mark("Write a number between 0 and 10000.")}});
        lists::check_yes(cells, Closed, faults);
        return faults;
    }

    IdBytes put(sql::Transaction& tx, const std::optional<IdBytes>& id, const Cells& cells,
                Time now) override {
        const auto& place = with_key(municipalities_, cells[Place]);
        const auto own = id_or_new<Accommodation>(id, now);
        county::put(tx,
                    Accommodation{own, place.id, cells[Name], cells[Type], cells[Phase],
                                  std::stoi(cells[Places]), cells[Closed] == "yes"},
                    now);
        return own.bytes;
    }

    lists::Shown shown(const Standing& row, const Tongue& t) const override {
        return {row.cells[Name],
                with_key(municipalities_, row.cells[Place]).name + " · " + row.cells[Phase] +
                    " · " + app_.catalogue->code_label("accommodation_type", row.cells[Type], t) +
                    " · " + t.plural("{1} place", "{1} places", std::stoi(row.cells[Places]))};
    }

    Html more(const Standing& row, const http::Request& request) const override {
        if (row.cells[Type] != "protected") return {};
        const auto& t = app_.tongue(request.language);
        return view::note("lock", markup<"{}">(t.tr("A protected shelter: officers of the "
                                                    "municipality do not see it.")));
    }

private:
    const Municipality& of(const Accommodation& home) const {
        return *std::ranges::find(municipalities_, home.municipality, &Municipality::id);
    }
    std::set<std::string> in_use() const {
        std::set<std::string> keys;
        for (const auto& one : all_) keys.insert(of(one).ags);
        return keys;
    }
    // An open one, or the one that stands.
    void check_place(std::string& cell, const Standing* before, std::vector<Fault>& faults) const {
        const auto code = places_.find(is_ags(ags_in(cell)) ? ags_in(cell) : cell);
        const bool fits = code && (!with_key(municipalities_, *code).closed ||
                                   (before && before->cells[Place] == *code));
        if (fits)
            cell = *code;
        else
            faults.push_back({Place, {mark("No open municipality is called so.")}});
    }
    std::vector<Named> named(const char* list) const {
        std::vector<Named> all;
        for (const auto& one : app_.catalogue->codes(list))
            all.push_back(lists::named(one.code, app_.texts, [&](const Tongue& t) {
                return app_.catalogue->code_label(list, one.code, t);
            }));
        return all;
    }

    App& app_;
    std::vector<Accommodation> all_;
    std::vector<Municipality> municipalities_;
    lists::Codes places_, types_, phases_;
};

}  // namespace

const lists::Kind accommodation_rows{.at = "/lists/accommodations",
                                     .file = "accommodations",
                                     .title = mark("Accommodations"),
                                     .lead = mark("Where people live, and for how many there is "
                                                  "room."),
                                     .add = mark("Add an accommodation"),
                                     .change = mark("Change an accommodation"),
                                     .icon = "home",
                                     .columns = columns,
                                     .open = open_table<Accommodations>,
                                     .filter = Place};

}  // namespace mobio::county
