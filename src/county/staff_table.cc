// SPDX-License-Identifier: EUPL-1.2
// Accounts of the staff as a list: who works here, as what and where. No secret is in it.
#include <algorithm>
#include <array>
#include <map>

#include "account/staff.h"
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

enum : std::size_t { Name, Email, RoleCode, TeamName, Place, Closed };
constexpr Column columns[] = {
    {"name", mark("Name"), mark("First and last name."), Input::Text, true},
    {"email", mark("E-mail"), mark("They sign in with it."), Input::Email, true},
    {"role", mark("Role"), mark("What they may do: the name of a role, or its code."),
     Input::Select, true, mark("What they may do.")},
    {"team", mark("Team"), mark("For caseworkers and team leads."), Input::Select},
    {"municipality", mark("Municipality"), mark("For municipal officers."), Input::Select},
    closed_column};

bool works_in_team(const std::string& role) {
    constexpr std::array roles{"counsellor", "manager", "lead"};
    return std::ranges::find(roles, role) != roles.end();
}

class Staffs : public lists::Table {
public:
    Staffs(sql::Connection& db, const lists::Desk& desk)
        : app_(desk.app),
          who_(desk.who),
          all_(account::all_staff(db, desk.app)),
          teams_(teams(db)),
          municipalities_(municipalities(db)),
          posts_(posts(db)),
          places_(codes_of(municipalities_)) {
        std::vector<Named> roles, names;
        for (const auto role : account::all_roles)
            roles.push_back(lists::named(std::string(code(role)), app_.texts, [&](const Tongue& t) {
                return account::role_name(t, role);
            }));
        for (const auto& team : teams_) names.push_back({team.name, {}});
        roles_ = lists::Codes(std::move(roles));
        team_names_ = lists::Codes(std::move(names));
    }

    std::vector<Standing> standing() const override {
        std::vector<Standing> rows;
        for (const auto& one : all_) {
            const auto& post = posts_.at(one.id);
            rows.push_back(
                {one.id.bytes,
                 {one.name, one.email, one.role, post.team ? team_of(*post.team).name : "",
                  post.municipality ? municipality_of(*post.municipality).ags : "",
                  lists::yes_or_no(!one.active)}});
        }
        return rows;
    }
    std::string key(const Cells& cells) const override {
        return account::folded_email(cells[Email]);
    }
    std::vector<Named> choices(std::size_t column) const override {
        if (column == RoleCode) return roles_.all();
        std::set<std::string> used;
        for (const auto& row : standing()) used.insert(row.cells[column]);
        return column == TeamName ? team_choices(used) : choices_of(municipalities_, used);
    }

    std::vector<Fault> check(Cells& cells, const Standing* before) const override {
        std::vector<Fault> faults;
        lists::check_code(cells, RoleCode, roles_, faults);
        cells[Email] = account::folded_email(cells[Email]);
        const account::NewStaff staff{cells[Name], cells[Email], cells[RoleCode], {}};
        const auto problems = account::check_identity(staff);
        for (const auto at : {Name, Email})
            if (const auto* problem = problems.at(columns[at].name))
                faults.push_back({at, problem->message});
        lists::check_yes(cells, Closed, faults);
        check_post(cells, before, faults);
        check_own(cells, before, faults);
        return faults;
    }

    IdBytes put(sql::Transaction& tx, const std::optional<IdBytes>& id, const Cells& cells,
                Time now) override {
        const auto own = id ? Id<Staff>{*id} : Id<Staff>::make(now);
        const account::NewStaff staff{cells[Name], cells[Email], cells[RoleCode], {}};
        if (id)
            account::change_staff(tx, app_, own, staff);
        else
            account::add_staff(tx, app_, own, staff, "", now);
        account::set_active(tx, own, cells[Closed] != "yes");
        set_post(tx, own, post_in(cells));
        return own.bytes;
    }

    lists::Shown shown(const Standing& row, const Tongue& t) const override {
        auto small = std::string(account::role_name(t, parse_role(row.cells[RoleCode]).value()));
        if (!row.cells[TeamName].empty()) small += " · " + row.cells[TeamName];
        if (!row.cells[Place].empty())
            small += " · " + with_key(municipalities_, row.cells[Place]).name;
        return {row.cells[Name], small + " · " + row.cells[Email]};
    }

    Html more(const Standing& row, const http::Request& request) const override {
        const auto& t = app_.tongue(request.language);
        if (row.id == who_.id.bytes)
            return view::note("person", markup<"{}">(t.tr("This is your own account. Its role and "
                                                          "its end are for a colleague to set.")));
        if (row.cells[Closed] == "yes") return {};
        const auto at = "/staff/accounts/" + id_text(row.id) + "/code";
        view::Card card;
        card.id = "code";
        card.icon = "card";
        card.title = t.tr("One-time code");
        card.body = markup<"<p>{}</p>">(
            t.tr("With it they choose a password: at the start, or when they forgot theirs."));
        card.footer = view::button_form(at, view::button(t.tr("Make a code"), "card", "quiet"),
                                        request, app_);
        return view::card(card);
    }

private:
    const Team& team_of(Id<Team> id) const { return *std::ranges::find(teams_, id, &Team::id); }
    const Municipality& municipality_of(Id<Municipality> id) const {
        return *std::ranges::find(municipalities_, id, &Municipality::id);
    }
    std::vector<Named> team_choices(const std::set<std::string>& used) const {
        std::vector<Named> choices;
        for (const auto& one : teams_)
            if (!one.closed || used.contains(one.name)) choices.push_back({one.name, {}});
        return choices;
    }

    // A place goes with the role; what does not is left out.
    void check_post(Cells& cells, const Standing* before, std::vector<Fault>& faults) const {
        if (!works_in_team(cells[RoleCode])) cells[TeamName].clear();
        if (cells[RoleCode] != "officer") cells[Place].clear();
        if (!cells[TeamName].empty()) check_open(cells, TeamName, team_names_, before, faults);
        if (!cells[Place].empty()) check_open(cells, Place, places_, before, faults);
        if (cells[RoleCode] == "officer" && cells[Place].empty() && cells[Closed] != "yes")
            faults.push_back({Place, {mark("Choose the municipality of this officer.")}});
    }

    // What is closed stays where it stands, and is chosen for nobody else.
    void check_open(Cells& cells, std::size_t column, const lists::Codes& codes,
                    const Standing* before, std::vector<Fault>& faults) const {
        const auto code = codes.find(cells[column]);
        const bool stands = before && code && before->cells[column] == *code;
        if (code && (stands || is_open(column, *code)))
            cells[column] = *code;
        else
            faults.push_back({column, {mark("Choose one of the answers.")}});
    }
    bool is_open(std::size_t column, const std::string& code) const {
        if (column == Place) return !with_key(municipalities_, code).closed;
        return !std::ranges::find(teams_, code, &Team::name)->closed;
    }

    // Nobody locks themselves out.
    void check_own(const Cells& cells, const Standing* before, std::vector<Fault>& faults) const {
        if (!before || before->id != who_.id.bytes) return;
        if (cells[RoleCode] != before->cells[RoleCode])
            faults.push_back({RoleCode, {mark("Your own role is for a colleague to change.")}});
        if (cells[Closed] == "yes")
            faults.push_back({Name, {mark("Your own account is for a colleague to close.")}});
    }

    Post post_in(const Cells& cells) const {
        Post post;
        if (!cells[TeamName].empty())
            post.team = std::ranges::find(teams_, cells[TeamName], &Team::name)->id;
        if (!cells[Place].empty()) post.municipality = with_key(municipalities_, cells[Place]).id;
        return post;
    }

    App& app_;
    StaffMember who_;
    std::vector<account::StaffRow> all_;
    std::vector<Team> teams_;
    std::vector<Municipality> municipalities_;
    std::map<Id<Staff>, Post> posts_;
    lists::Codes places_, roles_, team_names_;
};

}  // namespace

const lists::Kind staff_rows{.at = "/staff/accounts",
                             .file = "staff",
                             .title = mark("Staff accounts"),
                             .lead = mark("Who works here, as what and where."),
                             .add = mark("Add an account"),
                             .change = mark("Change an account"),
                             .icon = "person",
                             .columns = columns,
                             .open = open_table<Staffs>,
                             .filter = RoleCode,
                             .stay = true,
                             .area = view::Area::Accounts};

}  // namespace mobio::county
