// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "households/household.h"
#include "households/values.h"

namespace mobio::households {

// What a file says of the case: days, phase, counselling clock, who is in charge; where somebody
// lived; what was spoken about.
class CaseReader {
public:
    CaseReader(Values& values, const Ground& ground) : values_(values), ground_(ground) {}

    // Fills what all members share. `given` is the household's "case".
    void read_case(const nlohmann::json& given, const At& at, Household& household);
    // Of one member's residence.accommodation; without any, one stay in the phase of the case.
    std::vector<casework::Stay> stays(const nlohmann::json& member, const At& at,
                                      const Household& household);
    std::vector<Talk> talks(const nlohmann::json& given, const At& at);

private:
    void read_caseworker(const nlohmann::json& given, const At& at, Household& household);
    void read_team(const nlohmann::json& given, const At& at, Household& household);
    void read_clock(const nlohmann::json& given, const At& at, casework::CounsellingClock& clock);
    void read_pauses(const nlohmann::json& given, const At& at,
                     std::vector<casework::Pause>& pauses);
    void read_move(const nlohmann::json& given, const At& at, casework::Case& shared);
    std::optional<casework::Stay> stay(const nlohmann::json& given, const At& at);
    void place(const nlohmann::json& given, const At& at, casework::Stay& stay);
    const county::Municipality* municipality(const nlohmann::json& given) const;
    std::optional<Talk> talk(const nlohmann::json& given, const At& at);
    void read_interpreter(const nlohmann::json& given, const At& at,
                          consultation::Consultation& told);
    void read_step(const nlohmann::json& given, const At& at, consultation::Consultation& told);
    bool is_object(const nlohmann::json& given, const At& at);

    Values& values_;
    const Ground& ground_;
    std::string phase_;  // of the case, where the file says it
};

}  // namespace mobio::households
