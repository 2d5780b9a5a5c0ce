// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "world.h"

// A form that stands on a page with what was kept: one changes a little and sends the rest along.
namespace mobio::test {

namespace detail {

inline std::string attribute(std::string_view tag, std::string_view name) {
    const auto wanted = " " + std::string(name) + "=\"";
    const auto at = tag.find(wanted);
    if (at == tag.npos) return {};
    const auto begin = at + wanted.size();
    std::string value(tag.substr(begin, tag.find('"', begin) - begin));
    constexpr std::pair<std::string_view, std::string_view> known[] = {
        {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}};
    for (const auto& [entity, sign] : known)
        for (auto found = value.find(entity); found != value.npos;
             found = value.find(entity, found + sign.size()))
            value.replace(found, entity.size(), sign);
    return value;
}

inline bool has(std::string_view tag, std::string_view flag) {
    return tag.find(" " + std::string(flag)) != tag.npos;
}

inline void add_input(std::string_view tag, Values& values) {
    const auto type = attribute(tag, "type");
    if (type == "hidden" || type == "file" || attribute(tag, "name").empty()) return;
    const bool box = type == "checkbox" || type == "radio";
    if (!box || has(tag, "checked"))
        values.emplace_back(attribute(tag, "name"), attribute(tag, "value"));
}

inline void add_select(std::string_view select, Values& values) {
    const auto name = attribute(select.substr(0, select.find('>') + 1), "name");
    for (auto at = select.find("<option"); at != select.npos; at = select.find("<option", at + 1)) {
        const auto tag = select.substr(at, select.find('>', at) + 1 - at);
        if (has(tag, "selected")) return values.emplace_back(name, attribute(tag, "value")), void();
    }
    values.emplace_back(name, "");
}

}  // namespace detail

// What its fields hold, but for the hidden ones.
inline Values form_values(const Reply& page, std::string_view action) {
    const auto begin = page.body.find("action=\"" + std::string(action) + "\"");
    if (begin == std::string::npos) return {};
    auto form = std::string_view(page.body).substr(begin);
    form = form.substr(0, form.find("</form>"));
    Values values;
    for (auto at = form.find('<'); at != form.npos; at = form.find('<', at + 1)) {
        const auto rest = form.substr(at);
        const auto tag = rest.substr(0, rest.find('>') + 1);
        if (rest.starts_with("<input")) detail::add_input(tag, values);
        if (rest.starts_with("<select"))
            detail::add_select(rest.substr(0, rest.find("</select>")), values);
        if (rest.starts_with("<textarea"))
            values.emplace_back(
                detail::attribute(tag, "name"),
                std::string(rest.substr(tag.size(), rest.find("</textarea>") - tag.size())));
    }
    return values;
}

// The page's form with these changes, sent.
inline Reply change(Browser& browser, const Reply& page, std::string_view action,
                    const Values& changes) {
    auto values = form_values(page, action);
    std::erase_if(values, [&](const auto& value) {
        return std::ranges::any_of(changes, [&](const auto& c) { return c.first == value.first; });
    });
    values.insert(values.end(), changes.begin(), changes.end());
    return browser.send(page, action, values);
}
inline Reply change(Browser& browser, std::string_view page, std::string_view action,
                    const Values& changes) {
    return change(browser, browser.get(page), action, changes);
}

}  // namespace mobio::test
