// SPDX-License-Identifier: EUPL-1.2
#include "catalogue/reading.h"

#include <algorithm>
#include <fstream>
#include <stdexcept>

namespace mobio::catalogue::reading {

using nlohmann::ordered_json;
using Json = ordered_json;

namespace {

[[noreturn]] void wrong(const std::filesystem::path& file, const std::string& where,
                        const std::string& what) {
    throw std::runtime_error(file.filename().string() + ": " + where + ": " + what);
}

Json parse(const std::filesystem::path& file) {
    std::ifstream stream(file);
    if (!stream) wrong(file, "file", "cannot be read");
    try {
        return Json::parse(stream);
    } catch (const Json::exception& e) {
        wrong(file, "file", e.what());
    }
}

// Runs `body` and names the entry where something in it is missing or of another kind.
template <class F>
auto naming(const std::filesystem::path& file, const std::string& where, F&& body) {
    try {
        return body();
    } catch (const Json::exception& e) {
        wrong(file, where, e.what());
    } catch (const std::invalid_argument& e) {
        wrong(file, where, e.what());
    }
}

std::string key_of(const Json& entry, const char* name = "key") {
    return entry.is_object() && entry.contains(name) && entry[name].is_string()
               ? entry[name].get<std::string>()
               : "entry without a key";
}

const std::map<std::string, Type, std::less<>>& types() {
    static const std::map<std::string, Type, std::less<>> all{{"text", Type::Text},
                                                              {"long_text", Type::LongText},
                                                              {"name", Type::Name},
                                                              {"code", Type::Code},
                                                              {"codes", Type::Codes},
                                                              {"number", Type::Number},
                                                              {"boolean", Type::Boolean},
                                                              {"date", Type::Date},
                                                              {"partial_date", Type::PartialDate},
                                                              {"phone", Type::Phone},
                                                              {"email", Type::Email},
                                                              {"country", Type::Country},
                                                              {"countries", Type::Countries},
                                                              {"language", Type::Language},
                                                              {"languages", Type::Languages},
                                                              {"occupation", Type::Occupation},
                                                              {"object", Type::Object},
                                                              {"derived", Type::Derived},
                                                              {"file", Type::File},
                                                              {"none", Type::None}};
    return all;
}

Type type(const std::string& name) {
    const auto found = types().find(name);
    if (found == types().end()) throw std::invalid_argument("no such type: " + name);
    return found->second;
}

Recipient recipient(const std::string& name) {
    const auto found = parse_recipient(name);
    if (!found) throw std::invalid_argument("no such recipient: " + name);
    return *found;
}

Level level(const std::string& letter) {
    static const std::map<std::string, Level> letters{{"R", Level::Required},
                                                      {"O", Level::Optional},
                                                      {"X", Level::Explicit},
                                                      {"D", Level::Derived},
                                                      {"-", Level::Never}};
    const auto found = letters.find(letter);
    if (found == letters.end()) throw std::invalid_argument("no such level: " + letter);
    return found->second;
}

std::map<Recipient, Level> levels(const Json& entry) {
    std::map<Recipient, Level> all;
    if (entry.contains("levels"))
        for (const auto& [name, letter] : entry["levels"].items())
            all[recipient(name)] = level(letter.get<std::string>());
    return all;
}

// "*" stands for all, as an empty list does.
std::vector<Recipient> recipients(const Json& entry) {
    std::vector<Recipient> all;
    for (const auto& name : entry.value("recipients", Json::array()))
        if (name != "*") all.push_back(recipient(name.get<std::string>()));
    return all;
}

std::vector<std::string> strings(const Json& entry, const char* name) {
    return entry.contains(name) ? entry[name].get<std::vector<std::string>>()
                                : std::vector<std::string>{};
}

std::string text(const Json& entry, const char* name) { return entry.value(name, ""); }
bool flag(const Json& entry, const char* name) { return entry.value(name, false); }
std::optional<double> bound(const Json& entry, const char* name) {
    return entry.contains(name) ? std::optional(entry[name].get<double>()) : std::nullopt;
}

bool staff_only(const Json& entry) {
    const auto by = entry.value("by", "person");
    if (by != "person" && by != "staff") throw std::invalid_argument("no such author: " + by);
    return by == "staff";
}

// What fields and their parts have in common.
template <class T>
void read_common(T& to, const Json& entry) {
    to.key = entry.at("key");
    to.type = type(entry.at("type"));
    to.list = text(entry, "list");
    to.label = entry.at("label");
    to.question = text(entry, "question");
    to.help = text(entry, "help");
    to.example = text(entry, "example");
    to.multi = flag(entry, "multi");
    to.staff_only = staff_only(entry);
    to.free_text = flag(entry, "free_text");
    to.place = flag(entry, "place");
    to.max = entry.value("max", to.type == Type::LongText ? std::size_t{4000} : to.max);
    to.minimum = bound(entry, "min");
    to.maximum = bound(entry, "maximum");
    to.step = bound(entry, "step");
    to.levels = levels(entry);
}

Part part(const Json& entry) {
    Part part;
    read_common(part, entry);
    part.say = text(entry, "say");
    part.say_yes = text(entry, "say_yes");
    part.say_no = text(entry, "say_no");
    part.later = flag(entry, "later");
    part.masked = flag(entry, "masked");
    part.german = text(entry, "german");
    return part;
}

Keep keep(const Json& entry) {
    return {recipients(entry), text(entry, "field"), entry.at("part"), strings(entry, "values"),
            strings(entry, "not")};
}

Replace replace(const Json& entry) {
    return {recipients(entry), text(entry, "part"), entry.at("value"), entry.at("with")};
}

// "{street} {no}, {city} ({state})": a comma begins a clause, brackets hold what is said aside.
std::vector<Clause> layout(std::string_view pattern) {
    std::vector<Clause> all;
    bool aside = false, begins = true;
    while (!pattern.empty()) {
        const auto c = pattern.front();
        std::size_t length = 1;
        if (c == '{') {
            length = pattern.find('}') + 1;
            if (length == 0) throw std::invalid_argument("layout: } is missing");
            if (begins) all.emplace_back();
            begins = false;
            auto& keys = aside ? all.back().aside : all.back().parts;
            keys.emplace_back(pattern.substr(1, length - 2));
        } else if (c == '(' || c == ')') {
            aside = c == '(';
        } else if (c == ',') {
            begins = begins || !aside;
        } else if (c != ' ') {
            throw std::invalid_argument("layout: only {part}, blanks, commas and brackets");
        }
        pattern.remove_prefix(length);
    }
    return all;
}

bool has(const Clause& clause, const std::string& key) {
    return std::count(clause.parts.begin(), clause.parts.end(), key) +
               std::count(clause.aside.begin(), clause.aside.end(), key) >
           0;
}

// The title first, then what the layout names, then each other part by itself.
void complete_layout(Field& field) {
    auto& all = field.layout;
    const auto says = [](const std::string& key) {
        return [&key](const Clause& clause) { return has(clause, key); };
    };
    if (!field.title_part.empty()) {
        const auto title = std::find_if(all.begin(), all.end(), says(field.title_part));
        if (title == all.end())
            all.insert(all.begin(), Clause{{field.title_part}, {}});
        else
            std::rotate(all.begin(), title, title + 1);
    }
    for (const auto& part : field.parts)
        if (std::none_of(all.begin(), all.end(), says(part.key))) all.push_back({{part.key}, {}});
}

InCv in_cv(const Json& entry) {
    return {entry.at("heading"), text(entry, "when"), strings(entry, "where"),
            strings(entry, "more"), flag(entry, "on_wish")};
}

Field field(const Json& entry) {
    Field field;
    read_common(field, entry);
    field.section = field.key.substr(0, field.key.find('.'));
    field.form = flag(entry, "form");
    field.health = flag(entry, "health");
    field.sensitivity = text(entry, "sensitivity");
    field.each = text(entry, "each");
    field.title_part = text(entry, "title_part");
    field.derive = text(entry, "derive");
    field.derive_list = text(entry, "derive_list");
    for (const auto& one : entry.value("parts", Json::array())) field.parts.push_back(part(one));
    field.layout = layout(text(entry, "layout"));
    complete_layout(field);
    for (const auto& one : entry.value("keep", Json::array())) field.keep.push_back(keep(one));
    for (const auto& one : entry.value("replace", Json::array()))
        field.replace.push_back(replace(one));
    if (entry.contains("cv")) field.cv = in_cv(entry["cv"]);
    field.kinds = strings(entry, "kinds");
    field.watermark = flag(entry, "watermark");
    return field;
}

const Field& find(const std::vector<Field>& fields, const std::string& key) {
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [&](const Field& field) { return field.key == key; });
    if (found == fields.end()) throw std::invalid_argument("no such field: " + key);
    return *found;
}

Topic topic(const Json& entry, const std::string& section, const std::vector<Field>& fields) {
    Topic topic{entry.at("key"),
                section,
                entry.at("title"),
                text(entry, "help"),
                flag(entry, "first_visit"),
                {}};
    for (const auto& key : strings(entry, "fields")) topic.fields.push_back(&find(fields, key));
    return topic;
}

std::vector<OwnName> own_names(const Json& entries) {
    std::vector<OwnName> all;
    for (const auto& entry : entries)
        all.push_back({entry.at("code"), entry.at("label"), flag(entry, "nationality_only")});
    return all;
}

}  // namespace

std::vector<Field> fields(const std::filesystem::path& file) {
    std::vector<Field> all;
    for (const auto& entry : parse(file))
        all.push_back(naming(file, key_of(entry), [&] { return field(entry); }));
    return all;
}

std::vector<Section> sections(const std::filesystem::path& file, const std::vector<Field>& fields) {
    std::vector<Section> all;
    for (const auto& entry : parse(file))
        all.push_back(naming(file, key_of(entry), [&] {
            Section section{entry.at("key"), entry.at("label"), entry.at("icon"), {}};
            for (const auto& one : entry.at("topics"))
                section.topics.push_back(topic(one, section.key, fields));
            return section;
        }));
    return all;
}

Lists lists(const std::filesystem::path& file) {
    Lists all;
    const auto json = parse(file);
    for (const auto& [name, codes] : json.items())
        naming(file, name, [&, &list = all[name], &entries = codes] {
            for (const auto& code : entries) list.push_back({code.at("code"), code.at("label")});
        });
    return all;
}

std::vector<PacketKind> packets(const std::filesystem::path& file) {
    std::vector<PacketKind> all;
    for (const auto& entry : parse(file))
        all.push_back(naming(file, key_of(entry), [&] {
            return PacketKind{recipient(entry.at("key").get<std::string>()),
                              entry.at("name"),
                              entry.at("purpose"),
                              entry.at("version"),
                              flag(entry, "warn_regulated"),
                              strings(entry, "documents"),
                              entry.value("wanted", std::vector<std::vector<std::string>>{})};
        }));
    return all;
}

OwnNames names(const std::filesystem::path& file) {
    const auto json = parse(file);
    return naming(file, "names", [&] {
        OwnNames names;
        for (const auto& [code, cldr] : json.at("cldr").items())
            names.cldr.emplace_back(code, cldr.get<std::string>());
        names.languages = own_names(json.at("own"));
        for (const auto& place : json.at("places"))
            if (!place.contains("cldr")) {
                const auto own = own_names(Json::array({place}));
                names.places.push_back(own.front());
            }
        names.offered = strings(json, "first");
        for (auto& code : strings(json, "also")) names.offered.push_back(std::move(code));
        names.not_offered = strings(json, "not_offered");
        names.places_not_offered = strings(json, "places_not_offered");
        return names;
    });
}

std::vector<std::string> regulated(const std::filesystem::path& file) {
    std::vector<std::string> all;
    const auto json = parse(file);
    for (const char* classification : {"kldb", "esco"})
        naming(file, classification, [&] {
            for (const auto& group : json.at(classification)) all.push_back(group.at("starts"));
        });
    return all;
}

}  // namespace mobio::catalogue::reading
