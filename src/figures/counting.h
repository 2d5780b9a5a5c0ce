// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "figures/report.h"
#include "figures/table.h"

// Counting: one person after the other, for any number of reports at once.
namespace mobio::figures {

// How long after the counselling began the first language course did, in months: before it, up to
// that many, later.
inline constexpr std::array<std::string_view, 6> wait_bands{"before", "m03", "m06",
                                                            "m12",    "m24", "more"};

// One report while it is counted. Two that counted different persons can be put together.
class Count {
public:
    // team: the id of the one team whose persons are looked at; "": everybody's.
    Count(Definition definition, Days days, std::string team = "")
        : definition_(std::move(definition)), days_(days), team_(std::move(team)) {}

    void add(const Facts& person);
    void add(const Count& other);

    // Rows and columns by their codes, what is not known last; ages and months without gaps. Small
    // cells are not hidden yet.
    Table table() const;

private:
    struct Group {
        std::int64_t count = 0, persons = 0, others = 0;
        std::int64_t last = 0, last_other = 0;  // the persons added last

        void add(std::int64_t person, bool chosen) {
            if (chosen) ++count;
            auto& before = chosen ? last : last_other;
            if (before != person) ++(chosen ? persons : others);
            before = person;
        }
        void add(const Group& other) {
            count += other.count;
            persons += other.persons;
            others += other.others;
        }
    };
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    // Codes that were met, each with its place.
    class Axis {
    public:
        std::size_t place_of(std::string_view code);
        const std::vector<std::string>& codes() const { return codes_; }

    private:
        std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> places_;
        std::vector<std::string> codes_;
    };

    bool is_chosen(const Facts& person, Day day) const;
    void count_one(std::string_view row, std::string_view column, bool chosen);
    Group& group(std::size_t row, std::size_t column);
    static std::set<std::string> counted(const Axis& axis, const std::vector<Group>& groups);

    Definition definition_;
    Days days_;
    std::string team_;
    std::int64_t person_ = 0;
    Axis rows_, columns_;
    std::vector<std::vector<Group>> groups_;
    std::vector<Group> of_rows_, of_columns_;
    Group all_;
};

}  // namespace mobio::figures
