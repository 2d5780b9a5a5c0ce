// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "platform/config.h"
#include "platform/config_rules.h"

namespace mobio::config {

// Where a value goes. `county` is the one being read; keys outside [[county]] leave it alone.
struct Target {
    Config& config;
    County& county;
};

struct Text {
    std::string& (*at)(Target&);
    Allowed (*rule)(const std::string&) = any_text;
};
struct File {
    std::filesystem::path& (*at)(Target&);
};
// A file whose first line becomes the value; what stands in it is in no message.
struct Secret {
    std::string& (*at)(Target&);
};
struct Flag {
    bool& (*at)(Target&);
};
struct List {
    std::vector<std::string>& (*at)(Target&);
    Allowed (*rule)(const std::string&);
};
struct Number {
    long (*get)(Target&);
    void (*set)(Target&, long);
    long least, most;
};

// One key of the configuration. `required` ones have no default, and may be left out only where
// `instead` is given.
struct Setting {
    std::string name;  // "county.mail.url"
    std::variant<Text, File, Secret, Flag, List, Number> slot;
    std::string meaning;
    bool required = false;
    std::string instead = {};
    bool of_county() const { return name.starts_with("county."); }
};

const std::vector<Setting>& settings();

}  // namespace mobio::config
