// SPDX-License-Identifier: EUPL-1.2
#include <set>

#include "households/case_reader.h"
#include "households/household.h"
#include "households/member_reader.h"
#include "households/plan_reader.h"

namespace mobio::households {

using nlohmann::json;

namespace {

constexpr std::size_t most_members = 30;

const json& at_key(const json& object, const char* key) {
    static const json nothing;
    const auto found = object.is_object() ? object.find(key) : object.end();
    return found == object.end() ? nothing : *found;
}

class FileReader {
public:
    explicit FileReader(const Ground& ground) : ground_(ground) {}

    Reading read(std::string_view file) {
        const auto whole = json::parse(file, nullptr, false);
        if (whole.is_discarded()) {
            findings_.wrong(At(), "is no JSON");
        } else if (const auto* key = list_of(whole)) {
            leave_out_but(whole, At(), {key, "meta"});
            read_list(whole.at(key), At() / key);
        } else {
            findings_.wrong(At(), "has no list of households; allowed: {\"households\": […]}");
        }
        return {std::move(households_), findings_.wrong(), findings_.left_out()};
    }

private:
    static const char* list_of(const json& whole) {
        for (const char* key : {"households", "fixtures"})
            if (at_key(whole, key).is_array()) return key;
        return nullptr;
    }

    void leave_out_but(const json& object, const At& at,
                       const std::set<std::string, std::less<>>& known) {
        for (const auto& [key, value] : object.items())
            if (!known.contains(key) && !value.is_null())
                findings_.leave_out(at / key, "has no place in MoBio");
    }

    void read_list(const json& list, const At& at) {
        for (std::size_t i = 0; i < list.size(); ++i) {
            if (list[i].is_object())
                read_household(list[i], at / i);
            else
                findings_.wrong(at / i, "is no household; allowed: an object");
        }
    }

    void read_household(const json& given, const At& at) {
        Household household;
        household.id = values_.text(at_key(given, "id"), at / "id");
        if (household.id.empty())
            findings_.wrong(at / "id", "is missing: by it a household is known again");
        else if (!ids_.insert(household.id).second)
            findings_.wrong(at / "id", "is the id of another household of this file too");
        leave_out_but(given, at, {"id", "case", "persons", "consultations", "plan"});
        CaseReader reader(values_, ground_);
        reader.read_case(at_key(given, "case"), at / "case", household);
        read_members(given, at, household, reader);
        household.talks = reader.talks(at_key(given, "consultations"), at / "consultations");
        household.plan = PlanReader(values_).read(at_key(given, "plan"), at / "plan");
        households_.push_back(std::move(household));
    }

    void read_members(const json& given, const At& at, Household& household, CaseReader& reader) {
        const auto& persons = at_key(given, "persons");
        const auto place = at / "persons";
        if (!persons.is_array() || persons.empty() || persons.size() > most_members)
            return findings_.wrong(place, "allowed: a list of 1 to 30 persons");
        Names names;
        for (const auto& person : persons)
            if (const auto& ref = at_key(person, "ref"); ref.is_string())
                names[ref.get<std::string>()] = name_of(person);
        std::erase_if(names, [](const auto& one) { return one.second.empty(); });
        for (std::size_t i = 0; i < persons.size(); ++i) {
            auto member = MemberReader(values_, names).read(persons[i], place / i);
            member.stays = reader.stays(persons[i], place / i, household);
            household.members.push_back(std::move(member));
        }
    }

    const Ground& ground_;
    Findings findings_;
    Values values_{ground_.catalogue, ground_.today, findings_};
    std::vector<Household> households_;
    std::set<std::string, std::less<>> ids_;
};

}  // namespace

Reading read(std::string_view file, const Ground& ground) { return FileReader(ground).read(file); }

}  // namespace mobio::households
