// SPDX-License-Identifier: EUPL-1.2
#include "platform/http/request.h"

#include <algorithm>

namespace mobio::http {

namespace {

const std::string none;

template <class List>
const std::string& first_named(const List& list, std::string_view name) {
    const auto found = std::ranges::find_if(list, [&](const auto& f) { return f.first == name; });
    return found == list.end() ? none : found->second;
}

}  // namespace

void Fields::add(std::string name, std::string value) {
    list_.emplace_back(std::move(name), std::move(value));
}

void Fields::set(std::string_view name, std::string value) {
    std::erase_if(list_, [&](const auto& field) { return field.first == name; });
    add(std::string(name), std::move(value));
}

bool Fields::has(std::string_view name) const {
    return std::ranges::any_of(list_, [&](const auto& field) { return field.first == name; });
}

const std::string& Fields::get(std::string_view name) const { return first_named(list_, name); }

std::vector<std::string> Fields::all(std::string_view name) const {
    std::vector<std::string> values;
    for (const auto& [field, value] : list_)
        if (field == name) values.push_back(value);
    return values;
}

const File* Request::file(std::string_view field) const {
    const auto chosen = chosen_files(field);
    return chosen.empty() ? nullptr : chosen.front();
}

// Browsers send a file without name and bytes where none was chosen.
std::vector<const File*> Request::chosen_files(std::string_view field) const {
    std::vector<const File*> chosen;
    for (const auto& file : files)
        if (file.field == field && !file.name.empty()) chosen.push_back(&file);
    return chosen;
}

const std::string& Request::param(std::string_view name) const { return first_named(params, name); }

}  // namespace mobio::http
