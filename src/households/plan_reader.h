// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "households/household.h"
#include "households/values.h"

namespace mobio::households {

// The plan of a household's first person: goals, steps, reviews, and whether both sides agreed.
class PlanReader {
public:
    explicit PlanReader(Values& values) : values_(values) {}

    std::optional<AgreedPlan> read(const nlohmann::json& given, const At& at);

private:
    void read_confirmations(const nlohmann::json& given, const At& at, AgreedPlan& plan);
    AgreedPlan::Goal goal(const nlohmann::json& given, const At& at, int place);
    void read_own_words(const nlohmann::json& given, const At& at, plan::Goal& goal);
    void settle(plan::Goal& goal, const At& at, int place);
    plan::Measure measure(const nlohmann::json& given, const At& at);
    void read_side(const nlohmann::json& given, const At& at, plan::Measure& measure);
    std::string measure_status(const nlohmann::json& given, const At& at);
    std::vector<AgreedPlan::Review> reviews(const nlohmann::json& given, const At& at);
    bool is_list(const nlohmann::json& given, const At& at);

    Values& values_;
};

}  // namespace mobio::households
