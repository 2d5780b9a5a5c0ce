// SPDX-License-Identifier: EUPL-1.2
#include "platform/config.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <fmt/ranges.h>
#include <sys/stat.h>
#include <unistd.h>

// A sign that no key begins with is a fault of the file, not of the program.
#define TOML_ASSERT(condition) static_assert(true)
#include <toml++/toml.h>
#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <limits>
#include <map>

#include "platform/config_settings.h"
#include "platform/config_unknown.h"

namespace mobio::config {
namespace {

using Value = std::variant<std::monostate, std::string, long, bool, std::vector<std::string>>;

// ---- values as they come ----------------------------------------------------------------------

Value value_of(const toml::node& node) {
    if (const auto text = node.value_exact<std::string>()) return *text;
    if (const auto number = node.value_exact<std::int64_t>()) return static_cast<long>(*number);
    if (const auto flag = node.value_exact<bool>()) return *flag;
    if (const auto* const array = node.as_array()) {
        std::vector<std::string> texts;
        for (const auto& item : *array) {
            const auto text = item.value_exact<std::string>();
            if (!text) return {};
            texts.push_back(*text);
        }
        return texts;
    }
    return {};
}

std::vector<std::string> parts(std::string_view text, char separator) {
    std::vector<std::string> found;
    while (!text.empty()) {
        auto part = text.substr(0, text.find(separator));
        text.remove_prefix(std::min(text.size(), part.size() + 1));
        while (part.starts_with(' ')) part.remove_prefix(1);
        while (part.ends_with(' ')) part.remove_suffix(1);
        if (!part.empty()) found.emplace_back(part);
    }
    return found;
}

// The environment knows only texts; the key says what is meant.
Value value_of(const Setting& setting, const std::string& text) {
    if (std::holds_alternative<Flag>(setting.slot)) {
        if (text == "true" || text == "false") return text == "true";
        return {};
    }
    if (std::holds_alternative<Number>(setting.slot)) {
        long number = 0;
        const auto* const end = text.data() + text.size();
        const auto [rest, error] = std::from_chars(text.data(), end, number);
        return error == std::errc() && rest == end ? Value(number) : Value();
    }
    if (std::holds_alternative<List>(setting.slot)) return parts(text, ',');
    return text;
}

// ---- putting a value in its place: what is wrong with it, or "" ---------------------------------

std::string first_line_of(const std::string& file, std::string& line) {
    struct stat about {};
    std::ifstream stream(file);
    if (!stream || stat(file.c_str(), &about) != 0 || !S_ISREG(about.st_mode))
        return "cannot be read; allowed: a file";
    if (about.st_mode & (S_IROTH | S_IWOTH)) return "may be read by everybody; allowed: chmod 0600";
    std::getline(stream, line);
    if (line.ends_with('\r')) line.pop_back();
    return line.empty() ? "is empty; allowed: a secret in the first line" : "";
}

struct Put {
    Target& target;
    const Value& value;

    std::string operator()(const Text& slot) const {
        const auto* const text = std::get_if<std::string>(&value);
        if (!text) return "is no text; allowed: a text in quotes";
        if (const auto allowed = slot.rule(*text)) return "cannot be that; allowed: " + *allowed;
        slot.at(target) = *text;
        return {};
    }
    std::string operator()(const File& slot) const {
        const auto* const text = std::get_if<std::string>(&value);
        if (!text || text->empty()) return "names no file; allowed: a path in quotes";
        slot.at(target) = *text;
        return {};
    }
    std::string operator()(const Secret& slot) const {
        const auto* const text = std::get_if<std::string>(&value);
        if (!text || text->empty()) return "names no file; allowed: a path in quotes";
        return first_line_of(*text, slot.at(target));
    }
    std::string operator()(const Flag& slot) const {
        const auto* const flag = std::get_if<bool>(&value);
        if (!flag) return "is neither; allowed: true, false";
        slot.at(target) = *flag;
        return {};
    }
    std::string operator()(const List& slot) const {
        const auto* const texts = std::get_if<std::vector<std::string>>(&value);
        if (!texts) return "is no list; allowed: a list of texts";
        for (const auto& text : *texts)
            if (const auto allowed = slot.rule(text))
                return "cannot hold all of that; allowed: " + *allowed;
        slot.at(target) = *texts;
        return {};
    }
    std::string operator()(const Number& slot) const {
        const auto* const number = std::get_if<long>(&value);
        const auto allowed = fmt::format("allowed: {} to {}", slot.least, slot.most);
        if (!number) return "is no whole number; " + allowed;
        if (*number < slot.least || *number > slot.most)
            return fmt::format("is {}; {}", *number, allowed);
        slot.set(target, *number);
        return {};
    }
};

const Setting* find(const std::string& name) {
    for (const auto& setting : settings())
        if (setting.name == name) return &setting;
    return nullptr;
}

bool is_heading(const std::string& name) { return name == "listen" || name == "county.mail"; }

// ---- the reading itself -------------------------------------------------------------------------

// Where something stands: a line of the file, or a variable; those come last.
struct Where {
    std::string text;
    unsigned line = std::numeric_limits<unsigned>::max();
};

constexpr const char* no_file = "configuration";

class Reader {
public:
    void read_file(const std::filesystem::path& file);
    void read_environment();
    Config finish();

private:
    using Place = std::pair<std::string, std::size_t>;  // key and county

    Where line(const toml::source_region& source) const {
        return {fmt::format("{}:{}", file_, source.begin.line), source.begin.line};
    }
    void wrong(const Where& at, const std::string& what) {
        wrong_.emplace(at.line, at.text + ": " + what);
    }
    void put(const Setting& setting, std::size_t county, const Value& value, const Where& at);
    void read_table(const toml::table& table, const std::string& prefix, std::size_t county);
    void read_counties(const toml::node& node);
    bool named_in_environment(std::size_t county) const;
    void check_environment_names();
    void check_required();
    void check_conflicts();
    std::string told() const;
    Where where(const std::string& key, std::size_t county) const;

    std::string file_ = no_file;
    Config config_;
    std::multimap<unsigned, std::string> wrong_;  // by line: tables are parsed in no order
    std::map<Place, Where> given_;                // where each key was last given
    std::vector<Where> headings_;                 // where each [[county]] stands
};

void Reader::put(const Setting& setting, std::size_t county, const Value& value, const Where& at) {
    given_[{setting.name, county}] = at;
    County unused;
    Target target{config_, setting.of_county() ? config_.counties.at(county) : unused};
    const auto what = std::visit(Put{target, value}, setting.slot);
    if (!what.empty()) wrong(at, setting.name + " " + what);
}

void Reader::read_table(const toml::table& table, const std::string& prefix, std::size_t county) {
    for (const auto& [key, node] : table) {
        const auto name = prefix + std::string(key.str());
        if (name == "county")
            read_counties(node);
        else if (const auto* const setting = find(name))
            put(*setting, county, value_of(node), line(node.source()));
        else if (is_heading(name) && node.is_table())
            read_table(*node.as_table(), name + ".", county);
        else
            wrong(line(key.source()), about_unknown(name));
    }
}

void Reader::read_counties(const toml::node& node) {
    const auto* const array = node.as_array();
    if (!array || !array->is_homogeneous<toml::table>())
        return wrong(line(node.source()), "county is no list; allowed: [[county]], one for each");
    config_.counties.resize(array->size());
    for (std::size_t i = 0; i < array->size(); ++i) {
        headings_.push_back(line((*array)[i].source()));
        read_table(*(*array)[i].as_table(), "county.", i);
    }
}

void Reader::read_file(const std::filesystem::path& file) {
    file_ = file.string();
    std::ifstream stream(file, std::ios::binary);
    if (!stream || std::filesystem::is_directory(file)) throw Wrong(file_ + ": cannot be read");
    const std::string content{std::istreambuf_iterator<char>(stream), {}};
    try {
        read_table(toml::parse(content, file_), "", 0);
    } catch (const toml::parse_error& error) {
        throw Wrong(line(error.source()).text + ": no TOML: " + std::string(error.description()));
    }
}

bool Reader::named_in_environment(std::size_t county) const {
    return std::any_of(settings().begin(), settings().end(), [&](const Setting& setting) {
        return setting.of_county() && std::getenv(environment_name(setting.name, county).c_str());
    });
}

void Reader::read_environment() {
    while (named_in_environment(config_.counties.size())) config_.counties.emplace_back();
    for (const auto& setting : settings()) {
        const auto count = setting.of_county() ? config_.counties.size() : 1;
        for (std::size_t county = 0; county < count; ++county) {
            const auto name = environment_name(setting.name, county);
            if (const char* const text = std::getenv(name.c_str()))
                put(setting, county, value_of(setting, text), {name});
        }
    }
    check_environment_names();
}

// Other names that begin with MOBIO_ belong to other programs and scripts.
void Reader::check_environment_names() {
    for (char** entry = environ; *entry; ++entry) {
        const std::string_view text = *entry;
        const std::string name(text.substr(0, text.find('=')));
        if (!name.starts_with("MOBIO_LISTEN_") && !name.starts_with("MOBIO_COUNTY_")) continue;
        const bool known = std::any_of(given_.begin(), given_.end(), [&](const auto& given) {
            return environment_name(given.first.first, given.first.second) == name;
        });
        if (!known)
            wrong({name},
                  "unknown key; allowed: MOBIO_LISTEN_PORT, MOBIO_COUNTY_0_MAIL_URL and the "
                  "like, counties counted from 0 without a gap");
    }
}

Where Reader::where(const std::string& key, std::size_t county) const {
    const auto found = given_.find({key, county});
    if (found != given_.end()) return found->second;
    return county < headings_.size() ? headings_[county] : Where{file_};
}

void Reader::check_required() {
    if (config_.counties.empty())
        wrong({file_}, file_ == no_file ? "none; name its file with --config or MOBIO_CONFIG"
                                        : "no county; allowed: [[county]], one for each");
    const auto given = [&](const std::string& key, std::size_t county) {
        return !key.empty() && given_.contains({key, county});
    };
    for (const auto& setting : settings())
        for (std::size_t county = 0; county < config_.counties.size(); ++county)
            if (setting.required && !given(setting.name, county) && !given(setting.instead, county))
                wrong(where(setting.name, county),
                      fmt::format("{} is missing; allowed: a line here, or {}", setting.name,
                                  environment_name(setting.name, county)));
}

void Reader::check_conflicts() {
    for (const auto& conflict : conflicts(config_))
        wrong(where(conflict.key, conflict.county), conflict.key + " " + conflict.what);
}

std::string Reader::told() const {
    std::vector<std::string> lines;
    for (const auto& [number, text] : wrong_) lines.push_back(text);
    return fmt::format("{}", fmt::join(lines, "\n"));
}

Config Reader::finish() {
    check_required();
    // Defaults in the place of wrong values would make conflicts of their own.
    if (wrong_.empty()) check_conflicts();
    if (!wrong_.empty()) throw Wrong(told());
    for (auto& county : config_.counties)
        if (county.public_url.ends_with('/')) county.public_url.pop_back();
    return std::move(config_);
}

}  // namespace

Config read(const std::filesystem::path& file) {
    Reader reader;
    if (!file.empty()) reader.read_file(file);
    reader.read_environment();
    return reader.finish();
}

std::filesystem::path files_folder(const County& county) {
    constexpr std::string_view sqlite = "sqlite:";
    if (!county.files.empty()) return county.files / county.key;
    if (!county.database.starts_with(sqlite))
        throw Wrong("county " + county.key + ": county.files must name a folder");
    return std::filesystem::path(county.database.substr(sqlite.size())).parent_path() / "files" /
           county.key;
}

}  // namespace mobio::config
