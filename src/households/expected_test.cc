// SPDX-License-Identifier: EUPL-1.2
// The invented households of tests/households.json: that each is found by what is typed, is mixed
// up with nobody else, and that each recipient reads what they may and nothing more.
#include <algorithm>
#include <set>

#include "biography/names/search.h"
#include "casework/duplicates.h"
#include "households/file_for_test.h"
#include "release/draft.h"
#include "release/packet.h"

using namespace mobio;
using nlohmann::json;

namespace {

struct County {
    World world;
    App& app = world.app();
    StaffCast keller = world.staff("IM-Musterfrau", "manager"),
              weber = world.staff("SB-Beispiel", "counsellor");
    json file = json::parse(households::test::whole_file());
    households::Kept kept = households::test::import(app, file.dump());

    const json& household(std::size_t at) const { return file.at("households").at(at); }
    Id<Staff> caseworker(std::size_t at) const {
        return household(at).at("case").at("caseworker") == keller.name ? keller.id : weber.id;
    }
    Id<Person> main(std::size_t at) const { return kept.households.at(at).persons.front(); }
};

// Which fields of ours a key of the given catalogue means, read from the file apart from the
// program's own reading. "a[].b" is a part.
struct Meaning {
    std::set<std::string> fields;
    std::string part;
};

class Keys {
public:
    explicit Keys(App& app) {
        std::ifstream stream(app.share.folder / "catalogue" / "fields.json");
        fields_ = json::parse(stream);
    }
    Meaning of(const std::string& key) const {
        Meaning meaning;
        const auto dot = key.rfind("[].");
        for (const auto& field : fields_) {
            const auto& sources = field.at("source_keys");
            if (std::find(sources.begin(), sources.end(), key) != sources.end())
                meaning.fields.insert(field.at("key"));
        }
        if (dot != key.npos && !key.starts_with("documents")) meaning.part = key.substr(dot + 3);
        CHECK_MESSAGE(!meaning.fields.empty(), key);
        return meaning;
    }

private:
    json fields_;
};

std::string all_words(const std::vector<release::PacketSection>& sections) {
    std::string words;
    for (const auto* item : release::items(sections))
        words += item->field + "\n" + item->label + "\n" + item->value + "\n" + item->said + "\n";
    return words;
}

bool holds(const std::vector<release::PacketSection>& packet, const std::set<std::string>& fields) {
    return std::ranges::any_of(release::items(packet), [&](const release::Item* item) {
        return fields.contains(item->field);
    });
}

// What the person agrees to: all that is ticked by default, and what the options add.
std::vector<release::PacketSection> sent(County& county, Id<Person> person,
                                         catalogue::Recipient kind, const json& options,
                                         const Keys& keys) {
    auto& app = county.app;
    const auto biography = app.db->read([&](sql::Connection& db) {
        return biography::load_for_packet(db, app, person, app.vault.key_of(person.bytes));
    });
    const auto possible = release::packet(app, biography, kind, app.tongue(text::Language::De));
    auto agreed = release::by_default(possible);
    for (const auto* item : release::items(possible)) {
        if (options.value("health", false) && item->level == catalogue::Level::Explicit)
            agreed.insert(item->name());
        for (const auto& key : options.value("fields", json::array()))
            if (keys.of(key).fields.contains(item->field)) agreed.insert(item->name());
    }
    return release::only(possible, agreed, std::nullopt);
}

}  // namespace

TEST_CASE("the households come in whole; what has no place is named") {
    County county;
    CHECK(county.kept.households.size() == county.file.at("households").size());
    const auto reading = households::read(county.file.dump(), households::ground_of(county.app));
    CHECK(reading.wrong.empty());
    std::set<std::string> named;
    for (const auto& one : reading.left_out) named.insert(one.at.substr(one.at.rfind('/') + 1));
    for (const auto* key : {"expected", "documents", "self_use", "gap_note"})
        CHECK_MESSAGE(named.contains(key), key);
}

TEST_CASE("each household is found by every spelling of its name") {
    County county;
    auto& app = county.app;
    for (std::size_t at = 0; at < county.kept.households.size(); ++at)
        for (const auto& typed : county.household(at).at("expected").at("finds")) {
            CAPTURE(typed);
            const auto found = app.db->read([&](sql::Connection& db) {
                return biography::names::find(db, app, county.caseworker(at),
                                              typed.get<std::string>(),
                                              app.tongue(text::Language::De));
            });
            CHECK(std::ranges::any_of(
                found.persons, [&](const auto& one) { return one.person == county.main(at); }));
        }
}

TEST_CASE("nobody is taken for somebody of a like name or the same birth date") {
    County county;
    auto& app = county.app;
    int number = 0;
    for (std::size_t at = 0; at < county.kept.households.size(); ++at)
        for (const auto& words : county.household(at).at("expected").at("other_people")) {
            CAPTURE(words);
            const auto name =
                words.get<std::string>().substr(0, words.get<std::string>().find(" ("));
            const auto space = name.find(' ');
            const auto& person = county.household(at).at("persons").at(0).at("person");
            const json other{
                {"id", "other-" + std::to_string(++number)},
                {"case", county.household(at).at("case")},
                {"persons",
                 {{{"person",
                    {{"name",
                      {{"given", name.substr(0, space)}, {"family", name.substr(space + 1)}}},
                     {"birth", person.at("birth")},
                     {"nationalities", person.at("nationalities")}}}}}}};
            const auto made = households::test::import(app, json{{"households", {other}}}.dump());
            const auto stranger = made.households.at(0).persons.at(0);
            casework::find_duplicates(app, county.main(at));
            casework::find_duplicates(app, stranger);
            const auto pairs = app.db->read([&](sql::Connection& db) {
                return casework::candidates_of(
                    db, Caseworker{{county.caseworker(at), Role::Manager}}, app.clock.now());
            });
            CHECK(std::ranges::none_of(pairs, [&](const auto& pair) {
                return pair.mine == stranger || pair.other == stranger;
            }));
        }
}

TEST_CASE("a household that another office recorded too is proposed to be the same") {
    County county;
    auto& app = county.app;
    const json twin{{"id", "twin"},
                    {"case", county.household(0).at("case")},
                    {"persons",
                     {{{"person",
                        {{"name",
                          {{"given", "Gull Mohammed"},
                           {"native", {{{"text", "گل محمد"}, {"lang", "prs"}}}},
                           {"father", {{"latin", "Ali Muhammad"}}}}},
                         {"birth", "1978"},
                         {"nationalities", {"AF"}}}}}}}};
    const auto made = households::test::import(app, json{{"households", {twin}}}.dump());
    casework::find_duplicates(app, county.main(0));
    casework::find_duplicates(app, made.households.at(0).persons.at(0));
    const auto pairs = app.db->read([&](sql::Connection& db) {
        return casework::candidates_of(db, Caseworker{{county.keller.id, Role::Manager}},
                                       app.clock.now());
    });
    REQUIRE(pairs.size() == 1);
    CHECK(pairs[0].standing == casework::Standing::Mine);
}

TEST_CASE("each recipient reads what the household's packet must hold, and nothing more") {
    County county;
    const Keys keys(county.app);
    for (std::size_t at = 0; at < county.kept.households.size(); ++at)
        for (const auto& expected : county.household(at).at("expected").at("packets")) {
            CAPTURE(county.household(at).at("id"));
            CAPTURE(expected.at("recipient"));
            const auto kind =
                catalogue::parse_recipient(expected.at("recipient").get<std::string>()).value();
            const auto packet = sent(county, county.main(at), kind, expected.at("options"), keys);
            for (const auto& key : expected.at("must_include"))
                CHECK_MESSAGE(holds(packet, keys.of(key).fields), key);
            for (const auto& key : expected.at("must_not_include")) {
                const auto meaning = keys.of(key);
                if (meaning.part.empty())
                    CHECK_MESSAGE(!holds(packet, meaning.fields), key);
                else
                    for (const auto& name : meaning.fields) {
                        const auto* field = county.app.catalogue->field(name);
                        CHECK_MESSAGE(field->level(kind, *field->part(meaning.part)) ==
                                          catalogue::Level::Never,
                                      key);
                    }
            }
            const auto words = all_words(packet);
            for (const auto& text : expected.at("must_not_contain_text"))
                CHECK_MESSAGE(words.find(text.get<std::string>()) == std::string::npos, text);
            const auto derived = expected.value("derived", json::object());
            for (const auto& [key, value] : derived.items())
                for (const auto* item : release::items(packet))
                    if (item->field == key)
                        CHECK(item->value.find(value.at("shown_as").get<std::string>()) !=
                              std::string::npos);
        }
}

TEST_CASE("in no packet stands what is marked as hidden, unless somebody adds it themselves") {
    County county;
    const Keys keys(county.app);
    for (const auto& household : county.kept.households)
        for (const auto person : household.persons)
            for (const auto kind : catalogue::recipients) {
                CAPTURE(household.id);
                const auto packet = sent(county, person, kind, json::object(), keys);
                CHECK(all_words(packet).find("CANARY-") == std::string::npos);
            }
}
