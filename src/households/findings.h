// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

namespace mobio::households {

// Something of a file that is wrong, or that has no place in a record: where it stands (a JSON
// pointer, RFC 6901) and what is allowed. Never what it says: that is somebody's own.
struct Finding {
    std::string at, what;

    bool operator==(const Finding&) const = default;
};

using At = nlohmann::json::json_pointer;

// Everything found in one file. Wrong: nothing of the file is kept. Left out: the rest is.
class Findings {
public:
    void wrong(const At& at, std::string what) {
        wrong_.push_back({at.to_string(), std::move(what)});
    }
    void leave_out(const At& at, std::string why) {
        left_out_.push_back({at.to_string(), std::move(why)});
    }
    const std::vector<Finding>& wrong() const { return wrong_; }
    const std::vector<Finding>& left_out() const { return left_out_; }

private:
    std::vector<Finding> wrong_, left_out_;
};

}  // namespace mobio::households
