// SPDX-License-Identifier: EUPL-1.2
// The directory of recipients as a file (lists/lists.h).
#include <algorithm>

#include "lists/pages.h"
#include "recipients/recipients.h"

namespace mobio::recipients {

using lists::Cells;
using lists::Column;
using lists::Fault;
using lists::Input;
using lists::Named;
using lists::Standing;
using text::mark;
using text::Tongue;

namespace {

enum : std::size_t { Kind, Name, Place, Email, Attachments, Closed };
constexpr Column columns[] = {
    {"kind", mark("Kind"), mark("The name of a kind, or its code."), Input::Select, true},
    {"name", mark("Name of the organisation"), mark("As people know it."), Input::Text, true},
    {"place", mark("Place"), mark("Where it is."), Input::Text},
    {"email", mark("E-mail address"), mark("An address of the office, not of one person."),
     Input::Email, true},
    {"attachments", mark("This office may get PDF files by e-mail."),
     mark("yes or no; empty is no"), Input::YesNo},
    {"closed", mark("Closed"), mark("yes or no; empty is no"), Input::Closed}};

class Directory : public lists::Table {
public:
    Directory(sql::Connection& db, const lists::Desk& desk) : app_(desk.app), all_(all_of(db)) {
        std::vector<Named> kinds;
        for (const auto kind : catalogue::recipients)
            kinds.push_back(lists::named(
                std::string(catalogue::code(kind)), app_.texts,
                [&](const Tongue& t) { return app_.catalogue->recipient_name(kind, t); }));
        kinds_ = lists::Codes(std::move(kinds));
    }

    std::vector<Standing> standing() const override {
        std::vector<Standing> rows;
        for (const auto& [one, closed] : all_)
            rows.push_back({one.id.bytes,
                            {std::string(catalogue::code(one.kind)), one.name, one.place, one.email,
                             lists::yes_or_no(one.attachments_allowed), lists::yes_or_no(closed)}});
        return rows;
    }
    std::string key(const Cells& cells) const override {
        return cells[Kind] + '\n' + text::fold(cells[Name]) + '\n' + text::fold(cells[Place]);
    }
    std::vector<Named> choices(std::size_t) const override { return kinds_.all(); }

    std::vector<Fault> check(Cells& cells, const Standing*) const override {
        std::vector<Fault> faults;
        lists::check_code(cells, Kind, kinds_, faults);
        lists::check_yes(cells, Attachments, faults);
        lists::check_yes(cells, Closed, faults);
        std::ranges::replace(cells[Name], '\n', ' ');
        std::ranges::replace(cells[Place], '\n', ' ');
        const auto problems = recipients::check(recipient_of(cells));
        for (const auto at : {Name, Place, Email})
            if (const auto* problem = problems.at(columns[at].name))
                faults.push_back({at, problem->message});
        return faults;
    }

    IdBytes put(sql::Transaction& tx, const std::optional<IdBytes>& id, const Cells& cells,
                Time now) override {
        auto one = recipient_of(cells);
        if (id) {
            one.id = Id<Recipient>{*id};
            set_open(tx, one.id, true, now);
            change(tx, one, now);
        } else {
            one.id = add(tx, app_, one, now);
        }
        set_open(tx, one.id, cells[Closed] != "yes", now);
        return one.id.bytes;
    }

    lists::Shown shown(const Standing& row, const Tongue&) const override {
        return {row.cells[Name], row.cells[Email]};
    }

private:
    static Recipient recipient_of(const Cells& cells) {
        const auto kind = catalogue::parse_recipient(cells[Kind]);
        return {{},           kind.value_or(catalogue::Recipient::JC),
                cells[Name],  cells[Place],
                cells[Email], cells[Attachments] == "yes"};
    }

    App& app_;
    std::vector<std::pair<Recipient, bool>> all_;
    lists::Codes kinds_;
};

const lists::Kind directory_rows{
    .at = "/recipients",
    .file = "recipients",
    .title = mark("Directory of recipients"),
    .lead = mark("People choose from this list when they release data."),
    .add = mark("Add an organisation"),
    .change = mark("Change an organisation"),
    .icon = "home",
    .columns = columns,
    .open = [](sql::Connection& db, const lists::Desk& desk) -> std::unique_ptr<lists::Table> {
        return std::make_unique<Directory>(db, desk);
    },
    .area = view::Area::Directory};

}  // namespace

view::Html directory_file_link(const text::Tongue& t) {
    return lists::file_link(directory_rows, t);
}

void add_directory_file_pages(http::Router& router) {
    lists::add_file_pages<Editor, directory_rows>(router);
}

}  // namespace mobio::recipients
