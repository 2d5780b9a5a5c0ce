// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <string>

#include "households/household.h"
#include "households/values.h"

namespace mobio::households {

// Names of the household's members, by the reference that the file gives them.
using Names = std::map<std::string, std::string, std::less<>>;

// One person of a household: the sections of the catalogue's keys, nested or with dots.
class MemberReader {
public:
    MemberReader(Values& values, const Names& names) : values_(values), names_(names) {}

    Member read(const nlohmann::json& member, const At& at);

private:
    void walk(const nlohmann::json& node, const std::string& prefix, const At& at);
    bool read_special(const std::string& key, const nlohmann::json& given, const At& at);
    void read_births(const nlohmann::json& given, const At& at);
    void read_field(const catalogue::Field& field, const nlohmann::json& given, const At& at);
    void read_own_words(const catalogue::Field& field, const nlohmann::json& given, const At& at);
    void read_entries(const catalogue::Field& field, const nlohmann::json& given, const At& at);
    static const catalogue::Part* title_of(const catalogue::Field& field);
    void read_object(const catalogue::Field& field, const nlohmann::json& given, const At& at);
    void read_part(const catalogue::Field& field, const std::string& key,
                   const nlohmann::json& given, const At& at, biography::Claim& claim);
    bool read_german(const catalogue::Field& field, const std::string& key,
                     const nlohmann::json& given, const At& at, biography::Claim& claim);
    void add(const catalogue::Field& field, biography::Claim claim);
    void add(const char* field, nlohmann::json value);
    biography::Claim* told(std::string_view field);
    void settle_names(const At& at);
    void settle_languages();

    Values& values_;
    const Names& names_;
    Member member_;
};

// The name of a member of a household, as the file spells it; empty where it says none.
std::string name_of(const nlohmann::json& member);

}  // namespace mobio::households
