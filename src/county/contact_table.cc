// SPDX-License-Identifier: EUPL-1.2
// The contact persons of regions as a list.
#include <algorithm>
#include <map>

#include "catalogue/catalogue.h"
#include "county/regions.h"
#include "county/tables.h"
#include "platform/mail/mail.h"

namespace mobio::county {

using lists::Cells;
using lists::Column;
using lists::Fault;
using lists::Input;
using lists::Named;
using lists::Standing;
using text::mark;
using text::Tongue;

namespace {

enum : std::size_t { RegionName, Name, Phone, Email, Languages, Monday };
constexpr auto Closed = Monday + weekdays.size();
constexpr Column columns[] = {
    {"region", mark("Region"), mark("The name of the region."), Input::Select, true},
    {"name", mark("Name"), mark("They agree that it stands on the public page."), Input::Text,
     true},
    {"phone", mark("Phone"), mark("With area code."), Input::Phone},
    {"email", mark("E-mail"), mark("An address at the county."), Input::Email},
    {"languages", mark("Languages spoken"), mark("Names of languages, with a comma between."),
     Input::Text},
    {"mon", mark("Monday"), mark("Hours, like 9-12, 14-16. Empty: closed."), Input::Code},
    {"tue", mark("Tuesday"), mark("Hours, like 9-12, 14-16. Empty: closed."), Input::Code},
    {"wed", mark("Wednesday"), mark("Hours, like 9-12, 14-16. Empty: closed."), Input::Code},
    {"thu", mark("Thursday"), mark("Hours, like 9-12, 14-16. Empty: closed."), Input::Code},
    {"fri", mark("Friday"), mark("Hours, like 9-12, 14-16. Empty: closed."), Input::Code},
    {"sat", mark("Saturday"), mark("Hours, like 9-12, 14-16. Empty: closed."), Input::Code},
    closed_column};

bool is_phone(std::string_view phone) {
    const auto digits = std::ranges::count_if(phone, [](char c) { return c >= '0' && c <= '9'; });
    return phone.find_first_not_of("+0123456789 ()/-") == phone.npos && digits >= 3 && digits <= 20;
}

class Contacts : public lists::Table {
public:
    Contacts(sql::Connection& db, const lists::Desk& desk)
        : app_(desk.app),
          all_(contacts(db)),
          regions_(regions(db)),
          names_of_regions_(choices(RegionName)) {}

    std::vector<Standing> standing() const override {
        std::vector<Standing> rows;
        for (const auto& one : all_) {
            Cells cells{region_of(one.region).name, one.name, one.phone, one.email,
                        joined(one.languages)};
            for (const auto& day : one.hours) cells.push_back(text_of(day));
            cells.push_back(lists::yes_or_no(one.closed));
            rows.push_back({one.id.bytes, std::move(cells)});
        }
        return rows;
    }
    std::string key(const Cells& cells) const override {
        return text::fold(cells[RegionName]) + '\n' + text::fold(cells[Name]);
    }
    std::vector<Named> choices(std::size_t) const override {
        std::vector<Named> choices;
        for (const auto& one : regions_) choices.push_back({one.name, {}});
        return choices;
    }
    std::string typed(std::size_t column, const std::string& cell, const Tongue& t) const override {
        if (column != Languages) return cell;
        std::vector<std::string> names;
        for (const auto& code : parts_of(cell))
            names.push_back(
                app_.catalogue->has_language(code) ? app_.catalogue->language_name(code, t) : code);
        return joined(names);
    }

    std::vector<Fault> check(Cells& cells, const Standing*) const override {
        std::vector<Fault> faults;
        lists::check_code(cells, RegionName, names_of_regions_, faults);
        lists::check_name(cells, Name, faults);
        if (!cells[Phone].empty() && !is_phone(cells[Phone]))
            faults.push_back({Phone, {mark("Write a phone number.")}});
        if (!cells[Email].empty() && !mail::valid_address(cells[Email]))
            faults.push_back({Email, {mark("Write an e-mail address, like name@example.org.")}});
        if (cells[Phone].empty() && cells[Email].empty())
            faults.push_back({Phone, {mark("Write a phone number or an e-mail address.")}});
        check_languages(cells[Languages], faults);
        for (auto at = std::size_t{Monday}; at < Closed; ++at)
            if (const auto day = day_of(cells[at]))
                cells[at] = text_of(*day);
            else
                faults.push_back({at, {mark("Write hours like 9-12, 14-16.")}});
        lists::check_yes(cells, Closed, faults);
        return faults;
    }

    IdBytes put(sql::Transaction& tx, const std::optional<IdBytes>& id, const Cells& cells,
                Time now) override {
        Contact one{id ? Id<Contact>{*id} : Id<Contact>::make(now),
                    std::ranges::find(regions_, cells[RegionName], &Region::name)->id,
                    cells[Name],
                    cells[Phone],
                    cells[Email],
                    parts_of(cells[Languages]),
                    {},
                    cells[Closed] == "yes"};
        for (std::size_t day = 0; day < weekdays.size(); ++day)
            one.hours[day] = day_of(cells[Monday + day]).value();
        county::put(tx, one, now);
        return one.id.bytes;
    }

    lists::Shown shown(const Standing& row, const Tongue& t) const override {
        auto small = row.cells[RegionName];
        const auto languages = typed(Languages, row.cells[Languages], t);
        if (!languages.empty()) small += " · " + languages;
        return {row.cells[Name], small};
    }

private:
    const Region& region_of(Id<Region> id) const {
        return *std::ranges::find(regions_, id, &Region::id);
    }

    // Names of languages in all of ours.
    const std::map<std::string, std::string>& names() const {
        if (names_.empty())
            for (const auto language : text::languages)
                for (const auto& one : app_.catalogue->languages(app_.tongue(language)))
                    names_.emplace(text::fold(one.label), one.code);
        return names_;
    }
    void check_languages(std::string& cell, std::vector<Fault>& faults) const {
        std::vector<std::string> codes;
        for (const auto& part : parts_of(cell)) {
            const auto found = names().find(text::fold(part));
            if (found != names().end()) {
                codes.push_back(found->second);
            } else if (app_.catalogue->has_language(part)) {
                codes.push_back(part);
            } else {
                faults.push_back({Languages, {mark("No language is called “{1}”."), {part}}});
                return;
            }
        }
        cell = joined(codes);
    }

    App& app_;
    std::vector<Contact> all_;
    std::vector<Region> regions_;
    lists::Codes names_of_regions_;
    mutable std::map<std::string, std::string> names_;
};

}  // namespace

const lists::Kind contact_rows{.at = "/lists/contacts",
                               .file = "contacts",
                               .title = mark("Contact persons"),
                               .lead = mark("Everybody sees them on the contact page, without "
                                            "signing in."),
                               .add = mark("Add a contact person"),
                               .change = mark("Change a contact person"),
                               .icon = "person",
                               .columns = columns,
                               .open = open_table<Contacts>,

                               .filter = RegionName};

}  // namespace mobio::county
