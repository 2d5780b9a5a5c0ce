// SPDX-License-Identifier: EUPL-1.2
// Regions as a list.
#include <algorithm>

#include "county/regions.h"
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

enum : std::size_t { Name, Municipalities, Closed };
constexpr Column columns[] = {
    {"name", mark("Name"), mark("As people call this part of the county."), Input::Text, true},
    {"municipalities", mark("Municipalities"),
     mark("Their names or keys (AGS), with a comma between."), Input::Text},
    closed_column};

class Regions : public lists::Table {
public:
    Regions(sql::Connection& db, const lists::Desk& desk)
        : app_(desk.app),
          all_(regions(db)),
          municipalities_(municipalities(db)),
          contacts_(contacts(db)) {
        names_ = codes_of(municipalities_);
    }

    std::vector<Standing> standing() const override {
        std::vector<Standing> rows;
        for (const auto& one : all_)
            rows.push_back(
                {one.id.bytes, {one.name, joined(keys_of(one.id)), lists::yes_or_no(one.closed)}});
        return rows;
    }
    std::string key(const Cells& cells) const override { return text::fold(cells[Name]); }
    std::string typed(std::size_t column, const std::string& cell, const Tongue&) const override {
        return column == Municipalities ? joined(names_of(cell)) : cell;
    }

    std::vector<Fault> check(Cells& cells, const Standing* before) const override {
        std::vector<Fault> faults;
        lists::check_name(cells, Name, faults);
        check_municipalities(cells[Municipalities], before, faults);
        lists::check_yes(cells, Closed, faults);
        return faults;
    }

    IdBytes put(sql::Transaction& tx, const std::optional<IdBytes>& id, const Cells& cells,
                Time now) override {
        const auto own = id ? Id<Region>{*id} : Id<Region>::make(now);
        county::put(tx, Region{own, cells[Name], cells[Closed] == "yes"}, now);
        std::vector<Id<Municipality>> chosen;
        for (const auto& ags : parts_of(cells[Municipalities]))
            chosen.push_back(with_key(municipalities_, ags).id);
        set_municipalities(tx, own, chosen);
        return own.bytes;
    }

    lists::Shown shown(const Standing& row, const Tongue& t) const override {
        return {row.cells[Name],
                t.plural("{1} municipality", "{1} municipalities",
                         static_cast<std::int64_t>(keys_of(Id<Region>{row.id}).size()))};
    }

    Html more(const Standing& row, const http::Request& request) const override {
        const auto& t = app_.tongue(request.language);
        const auto count = std::ranges::count_if(
            contacts_, [&](const auto& one) { return one.region.bytes == row.id && !one.closed; });
        return view::note(
            "person",
            markup<R"({} <a href="/lists/contacts">{}</a>)">(
                t.plural("{1} contact person stands on the public page for this region.",
                         "{1} contact persons stand on the public page for this region.", count),
                t.tr("Contact persons")));
    }

private:
    std::vector<std::string> keys_of(Id<Region> id) const {
        std::vector<std::string> keys;
        for (const auto& one : municipalities_)
            if (one.region == id) keys.push_back(one.ags);
        return keys;
    }
    std::vector<std::string> names_of(const std::string& cell) const {
        std::vector<std::string> names;
        for (const auto& part : parts_of(cell)) {
            const auto found = std::ranges::find(municipalities_, part, &Municipality::ags);
            names.push_back(found == municipalities_.end() ? part : found->name);
        }
        return names;
    }
    // Each municipality is in one region at most.
    void check_municipalities(std::string& cell, const Standing* before,
                              std::vector<Fault>& faults) const {
        std::set<std::string> keys;
        for (const auto& part : parts_of(cell)) {
            const auto ags = names_.find(part);
            if (!ags) {
                faults.push_back(
                    {Municipalities, {mark("No municipality is called “{1}”."), {part}}});
                return;
            }
            const auto& place = with_key(municipalities_, *ags);
            const bool elsewhere = place.region && (!before || place.region->bytes != before->id);
            if (elsewhere)
                faults.push_back(
                    {Municipalities, {mark("{1} is in another region already."), {place.name}}});
            keys.insert(*ags);
        }
        cell = in_order_of_list(keys);
    }
    std::string in_order_of_list(const std::set<std::string>& keys) const {
        std::vector<std::string> sorted;
        for (const auto& one : municipalities_)
            if (keys.contains(one.ags)) sorted.push_back(one.ags);
        return joined(sorted);
    }

    App& app_;
    std::vector<Region> all_;
    std::vector<Municipality> municipalities_;
    std::vector<Contact> contacts_;
    lists::Codes names_;
};

}  // namespace

// What people put between the parts of a list.
std::vector<std::string> parts_of(std::string_view cell) {
    std::vector<std::string> parts;
    std::string part;
    const auto take = [&] {
        if (auto cleaned = text::clean(part).text; !cleaned.empty()) parts.push_back(cleaned);
        part.clear();
    };
    for (const char c : cell)
        if (c == ',' || c == ';' || c == '\n')
            take();
        else
            part += c;
    take();
    return parts;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string out;
    for (const auto& part : parts) out += out.empty() ? part : ", " + part;
    return out;
}

const lists::Kind region_rows{.at = "/lists/regions",
                              .file = "regions",
                              .title = mark("Regions"),
                              .lead = mark("They group municipalities on the public contact "
                                           "page."),
                              .add = mark("Add a region"),
                              .change = mark("Change a region"),
                              .icon = "home",
                              .columns = columns,
                              .open = open_table<Regions>};

}  // namespace mobio::county
