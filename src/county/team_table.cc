// SPDX-License-Identifier: EUPL-1.2
// Teams as a list.
#include <algorithm>

#include "account/account.h"
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

enum : std::size_t { Name, Service, Closed };
constexpr Column columns[] = {
    {"name", mark("Name"), mark("As its members call it."), Input::Text, true},
    {"service", mark("Service"), mark("VU: social counselling. AU: integration management."),
     Input::Select},
    closed_column};

class Teams : public lists::Table {
public:
    Teams(sql::Connection& db, const lists::Desk& desk) : app_(desk.app), all_(teams(db)) {
        for (const auto& one : all_) members_.push_back(members(db, one.id));
        services_ = lists::Codes(
            {lists::named("VU", app_.texts,
                          [](const Tongue& t) { return t.tr("role", "Social counselling"); }),
             lists::named("AU", app_.texts,
                          [](const Tongue& t) { return t.tr("role", "Integration management"); })});
    }

    std::vector<Standing> standing() const override {
        std::vector<Standing> rows;
        for (const auto& one : all_)
            rows.push_back({one.id.bytes, {one.name, one.service, lists::yes_or_no(one.closed)}});
        return rows;
    }
    std::string key(const Cells& cells) const override { return text::fold(cells[Name]); }
    std::vector<Named> choices(std::size_t) const override { return services_.all(); }

    std::vector<Fault> check(Cells& cells, const Standing*) const override {
        std::vector<Fault> faults;
        lists::check_name(cells, Name, faults);
        lists::check_code(cells, Service, services_, faults);
        lists::check_yes(cells, Closed, faults);
        return faults;
    }

    IdBytes put(sql::Transaction& tx, const std::optional<IdBytes>& id, const Cells& cells,
                Time now) override {
        const auto own = id_or_new<Team>(id, now);
        county::put(tx, Team{own, cells[Name], cells[Service], cells[Closed] == "yes"}, now);
        return own.bytes;
    }

    lists::Shown shown(const Standing& row, const Tongue& t) const override {
        const auto service = std::ranges::find(services_.all(), row.cells[Service], &Named::code);
        return {row.cells[Name], service->in(t.language()) + " · " +
                                     t.plural("{1} member", "{1} members", member_count(row.id))};
    }

    Html more(const Standing& row, const http::Request& request) const override {
        const auto& t = app_.tongue(request.language);
        const auto count = member_count(row.id);
        const bool odd = count > 0 && row.cells[Closed] == "yes";
        auto words = markup<"{}">(t.plural("{1} member of staff works in this team.",
                                           "{1} members of staff work in this team.", count));
        if (odd)
            words.add<" {}">(
                t.tr("It is closed, but they keep their work and their persons. Give "
                     "each of them another team."));
        return view::note(odd ? "warn" : "family", words, odd ? "warm" : "") + names(row.id);
    }

private:
    Html names(const IdBytes& id) const {
        std::vector<Html> lines;
        for (const auto& staff : members_[place_of(id)])
            lines.push_back(view::line({.href = "/staff/accounts/" + staff.text(),
                                        .title = view::value(account::staff_name(app_, staff))}));
        return lines.empty() ? Html{} : view::list(lines, "list card");
    }
    std::size_t place_of(const IdBytes& id) const {
        return static_cast<std::size_t>(std::ranges::find(all_, Id<Team>{id}, &Team::id) -
                                        all_.begin());
    }
    std::int64_t member_count(const IdBytes& id) const {
        return static_cast<std::int64_t>(members_[place_of(id)].size());
    }

    App& app_;
    std::vector<Team> all_;
    std::vector<std::vector<Id<Staff>>> members_;
    lists::Codes services_;
};

}  // namespace

const lists::Kind team_rows{.at = "/lists/teams",
                            .file = "teams",
                            .title = mark("Teams"),
                            .lead = mark("Caseworkers work in teams of one of the two services."),
                            .add = mark("Add a team"),
                            .change = mark("Change a team"),
                            .icon = "family",
                            .columns = columns,
                            .open = open_table<Teams>};

}  // namespace mobio::county
