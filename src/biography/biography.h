// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "account/who.h"
#include "biography/dates.h"
#include "catalogue/catalogue.h"
#include "platform/app.h"
#include "platform/clock.h"
#include "platform/sql/database.h"
#include "platform/vault/vault.h"

namespace mobio::biography {

// Said by whom, and how well founded (2-biography.md, Provenance). Recipients see it.
enum class Provenance : std::uint8_t { Own, Staff, DocumentSeen, Uploaded, Assessed };
enum class State : std::uint8_t { Value, Unknown, Declined };
enum class By : std::uint8_t { Person, Guardian, Staff };

struct German {
    std::string text;
    std::string mark;  // "own" | "staff" | "machine" | "list": the title of a chosen occupation
};
inline constexpr const char* from_list = "list";

// The person says that what staff wrote is wrong (5-data-protection.md, P-6). It stands beside
// until staff decide: what they write anew replaces the claim, or they keep it as it is.
struct Objection {
    Time at{};
    std::string author;       // id of the account
    std::string words, lang;  // what is wrong, as the person puts it; may be empty
    std::optional<Time> kept_at;
};

// One answer of one author. `value` by the field's type: string, number, bool, array of codes,
// object of parts, partial date {edtf, precision, calendar, text, source, estimated}.
struct Claim {
    std::string id;
    By by = By::Person;
    std::string author;  // id of the account or staff member
    Provenance provenance = Provenance::Own;
    Time at{};
    State state = State::Value;
    nlohmann::json value;
    std::string lang;  // of free text, ISO 639-1 of the interface or as chosen
    std::optional<German> german;
    // Free-text parts of an object: part key → German beside it.
    std::map<std::string, German> german_parts;
    std::optional<Objection> objection = {};
    // Id of the member of staff at whose screen the person typed this, and who was there.
    std::string beside = {};

    bool disputed() const { return objection && !objection->kept_at; }
};

// A person's and a staff member's answers stand side by side until decided; one is in force.
struct Answer {
    std::vector<Claim> claims;
    std::string in_force;        // a claim's id
    const Claim* claim() const;  // the one in force
};

// One card of a repeated field; its id never changes. Removed ones stay for undo and history.
struct Entry {
    std::string id;
    Answer answer;
    bool removed = false;
};

// What one revision of a section holds, by the keys of its fields.
struct Document {
    std::map<std::string, Answer, std::less<>> answers;
    std::map<std::string, std::vector<Entry>, std::less<>> repeated;
    // Field → id of the own claim that stood here until it was taken back for good (health.h).
    std::map<std::string, std::string, std::less<>> taken_back = {};

    const Answer* answer(std::string_view field, std::string_view entry) const;
    const Entry* entry(std::string_view field, std::string_view id) const;  // removed ones too
};

// Sections of one person, unsealed, as the newest revisions hold them. Copies share what is told:
// a claim lives as long as any of them.
class Biography {
public:
    struct Section {
        std::string key;  // its fields' keys begin with it: "work", "work.entries"
        std::int64_t number = 0;
        std::shared_ptr<const Document> document;
    };

    Biography() = default;
    // One document alone, whatever sections its fields are of.
    explicit Biography(Document document);

    void add(Section section) { sections_.push_back(std::move(section)); }
    const std::vector<Section>& sections() const { return sections_; }

    const Claim* claim(std::string_view field) const;  // in force, single fields
    const Answer* answer(std::string_view field) const;
    std::vector<const Entry*> entries(std::string_view field, bool with_removed = false) const;
    const Entry* entry(std::string_view field, std::string_view id) const;
    std::int64_t revision(std::string_view section) const;  // 0: nothing yet

    // In which the account that opened the record types its dates, once it has chosen.
    std::optional<text::Calendar> calendar;

private:
    const Document& document_of(std::string_view field) const;

    std::vector<Section> sections_;
};

// Whose record, opened by whom. A store call takes it instead of a bare id: the SQL asks for the
// access that the caller claims, and finds nothing without it.
Biography load(sql::Connection& db, App& app, const Teller& who);
Biography load(sql::Connection& db, App& app, const Acting& who);
// For the packet: the release has been checked by its own store; reads without an account.
Biography load_for_packet(sql::Connection& db, App& app, Id<Person> person,
                          const vault::PersonKey& key);

// Some sections of it, for what needs no more: names, a search.
Biography load_sections(sql::Connection& db, App& app, Id<Person> person,
                        const vault::PersonKey& key,
                        std::initializer_list<std::string_view> sections);

// Official or nearest name as an offices reads it: given and family in force, else the calling
// name.
std::string full_name(const Biography& biography);
std::string calling_name(const Biography& biography);
bool has_release_name(const Biography& biography);  // a family or given name is there
// By the official birth date at `today`, or by that one; none: unknown.
std::optional<bool> is_adult(const PartialDate& birth, Date today);
std::optional<bool> is_adult(const Biography& biography, Date today);
bool address_protected(const Biography& biography);

// The person themselves: counting in the calendar that was chosen, else in the language's usual
// one, with the names of months of their nationality, else of their country of birth.
Listener listener_of(const Biography& biography, const text::Tongue& t);

// A value in words, to that listener; dates, codes, countries, lists and objects (parts
// joined by ", "). Only the parts for which `keep_part` says yes.
std::string in_words(const catalogue::Catalogue& catalogue, const catalogue::Field& field,
                     const nlohmann::json& value, const Listener& listener,
                     const std::function<bool(const catalogue::Part&)>& keep_part);
std::string in_words(const catalogue::Catalogue& catalogue, const catalogue::Field& field,
                     const nlohmann::json& value, const Listener& listener);
std::string provenance_in_words(const Claim& claim, const text::Tongue& t, const Zone& zone);

// Writes one answer as a new revision of its section (author, time, provenance), with its access
// log entry, and calls app.fields_changed in the same transaction. Registration and demo use it
// too.
struct Change {
    std::string field, entry;  // entry: "" for a single field, or a new entry's id
    Claim claim;
    bool remove = false, restore = false;
};
void save(sql::Transaction& tx, App& app, Id<Person> person, const vault::PersonKey& key,
          const std::vector<Change>& changes, Time now);

void add_pages(http::Router& router);

}  // namespace mobio::biography
