// SPDX-License-Identifier: EUPL-1.2
#include "platform/config_unknown.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

#include "platform/config_settings.h"

namespace mobio::config {
namespace {

std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const auto change = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            row[j] = std::min({change, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row[b.size()];
}

std::string last_part(const std::string& name) { return name.substr(name.rfind('.') + 1); }

// The key that was meant, by a slip of the finger or under the wrong heading.
std::string meant(const std::string& name) {
    std::string nearest;
    auto least = std::max<std::size_t>(2, last_part(name).size() / 3) + 1;
    for (const auto& setting : settings()) {
        const auto off =
            last_part(setting.name) == last_part(name) ? 1 : distance(setting.name, name);
        if (off < least) {
            least = off;
            nearest = setting.name;
        }
    }
    return nearest;
}

}  // namespace

std::string about_unknown(const std::string& name) {
    for (const auto* const secret : {"password", "master_key", "secret"})
        if (last_part(name) == secret)
            return fmt::format(
                "{0}: no secret stands here; allowed: {0}_file, the path of a file "
                "that holds it",
                name);
    if (const auto key = meant(name); !key.empty())
        return fmt::format("unknown key {}; did you mean {}?", name, key);
    const auto heading = name.substr(0, name.size() - last_part(name).size());
    std::vector<std::string> siblings;
    for (const auto& setting : settings())
        if (setting.name.starts_with(heading) &&
            setting.name.find('.', heading.size()) == setting.name.npos)
            siblings.push_back(last_part(setting.name));
    return fmt::format("unknown key {}; allowed: {}", name, fmt::join(siblings, ", "));
}

}  // namespace mobio::config
