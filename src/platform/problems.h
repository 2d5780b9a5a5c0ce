// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "platform/text/message.h"

namespace mobio {

// What a person can put right: the field it stands at (the name of the input) and what helps.
struct Problem {
    std::string field;
    text::Message message;
};

// Everything a form's check found. Empty means: go ahead. Shown with status 422.
class Problems {
public:
    void add(std::string field, text::Message message) {
        list_.push_back({std::move(field), std::move(message)});
    }
    bool empty() const { return list_.empty(); }
    auto begin() const { return list_.begin(); }
    auto end() const { return list_.end(); }
    const Problem* at(std::string_view field) const {
        for (const auto& p : list_)
            if (p.field == field) return &p;
        return nullptr;
    }

private:
    std::vector<Problem> list_;
};

}  // namespace mobio
