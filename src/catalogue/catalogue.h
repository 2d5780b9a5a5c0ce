// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/text/texts.h"

namespace mobio::catalogue {

// The one definition of a field, read from catalogue/*.json: it drives form, check, packet, print
// and PDF. Everything here is immutable after the start. Labels are looked up in the texts under
// the context "field:<key>" (each:, question:, help:, say:, code:<list>:<code>, section:, topic:,
// recipient:).

// Who receives: the eight kinds of 3-release.md.
enum class Recipient : std::uint8_t { AA, JC, HWK, IHK, IKU, AG, SPR, VWV };
// Every kind, in the order in which people need them.
inline constexpr std::array recipients{Recipient::JC,  Recipient::AA,  Recipient::SPR,
                                       Recipient::AG,  Recipient::HWK, Recipient::IHK,
                                       Recipient::IKU, Recipient::VWV};
inline constexpr std::size_t recipient_count = recipients.size();
std::string_view code(Recipient recipient);
std::optional<Recipient> parse_recipient(std::string_view code);

// 3-release.md: in the packet by default; on wish; only with a separate consent to health data;
// as a derived value only; never.
enum class Level : std::uint8_t { Required, Optional, Explicit, Derived, Never };

enum class Type : std::uint8_t {
    Text,
    LongText,
    Name,
    Code,
    Codes,
    Number,
    Boolean,
    Date,
    PartialDate,
    Phone,
    Email,
    Country,
    Countries,
    Language,
    Languages,
    Occupation,  // a part: own words, and where chosen the code in the parts "kldb" and "esco"
    Object,
    Derived,
    File,
    None
};

struct Part {
    std::string key;  // "title"
    Type type = Type::Text;
    std::string list;                            // of a Code
    std::string label, question, help, example;  // English msgids, "" where there is none
    std::string say, say_yes, say_no;            // see Catalogue::said
    std::size_t max = 200;                       // characters of a text, of each where `multi`
    std::optional<double> minimum, maximum, step;
    bool multi = false;  // an array of texts
    bool staff_only = false, free_text = false, place = false;
    bool later = false;   // the first visit asks it behind "More, if you like", and not on paper
    bool masked = false;  // lists show its last characters only
    std::string german;   // key under which an export gives the German beside it
    std::map<Recipient, Level> levels;  // overrides of the field's
};

// Keeps an entry in a packet for these recipients only where `part` has one of `values`
// (or none of `excluded`; booleans are "yes" and "no"). With `field`, an entry of that field has
// to fulfil it instead. From the catalogue's data, never from a note (decisions: biography 8).
struct Keep {
    std::vector<Recipient> recipients;  // empty: all
    std::string field, part;
    std::vector<std::string> values, excluded;
};

// These recipients read `with` where `part` (or, where it is empty, any part) has `value`;
// an empty `with` leaves it out.
struct Replace {
    std::vector<Recipient> recipients;  // empty: all
    std::string part, value, with;
};

// Parts that are said in one breath: "Beispielweg 3", "Dari (first language)".
struct Clause {
    std::vector<std::string> parts, aside;  // aside: in brackets
};

// Levels that a county has changed since, for all threads to read (Catalogue::lay_over).
struct ChangedLevels {
    static constexpr std::uint8_t unchanged = 255;
    std::array<std::atomic<std::uint8_t>, recipient_count> levels;
    ChangedLevels() { reset(); }
    void reset() {
        for (auto& level : levels) level = unchanged;
    }
};

// How a field stands in a curriculum vitae: under which heading (a code of the list cv_heading) and
// which of its parts say when, where and what else; the title says what. Without a heading: not.
struct InCv {
    std::string heading, when;  // when: a part; else the parts "from" and "to"
    std::vector<std::string> where, more;
    bool on_wish = false;  // only where the person takes it in
};

struct Field {
    std::string key, section, topic;
    Type type = Type::Text;
    std::string list;
    std::string label, question, help, example;
    std::string each;  // label of one entry, see Catalogue::entry_label
    bool multi = false, form = true, staff_only = false, free_text = false, health = false,
         place = false;
    std::string sensitivity, title_part;
    std::string derive, derive_list;  // the rule of a derived value, and the list of its codes
    std::size_t max = 200;
    std::optional<double> minimum, maximum, step;
    std::map<Recipient, Level> levels;
    std::vector<Part> parts;
    std::vector<Clause> layout;  // every part once, the title's clause first
    std::vector<Keep> keep;
    std::vector<Replace> replace;
    InCv cv;
    std::vector<std::string> kinds;  // of a File: the codes of document_type that are such papers
    bool watermark = false;          // each page of such a paper says for whom it was copied
    std::shared_ptr<ChangedLevels> changed = std::make_shared<ChangedLevels>();

    // As the county has it now, or as the catalogue's file has it. Never where nothing is said.
    Level level(Recipient recipient) const;
    Level own_level(Recipient recipient) const;
    Level level(Recipient recipient, const Part& part) const;
    const Part* part(std::string_view key) const;
    bool repeated() const { return multi && type == Type::Object; }
    bool title_in_label() const { return each.find("{1}") != std::string::npos; }
};

struct Topic {
    std::string key, section, title, help;
    bool first_visit = false;
    std::vector<const Field*> fields;
};
struct Section {
    std::string key, label, icon;
    std::vector<Topic> topics;
};
struct Code {
    std::string code, label;
};
struct PacketKind {
    Recipient recipient;
    std::string name, purpose;  // English msgids
    int version = 1;
    bool warn_regulated = false;
    std::vector<std::string> documents;  // codes of document_type that this recipient may get
    std::vector<std::vector<std::string>> wanted;  // one of each group is mostly asked for
};

// A field's level in one packet, as a county has it instead of the catalogue's file.
struct LevelChange {
    std::string field;
    Recipient recipient;
    Level level;
};

class Catalogue {
public:
    // Throws std::runtime_error naming file and entry where something does not fit together.
    explicit Catalogue(const std::filesystem::path& folder);
    // The same for one county, with levels of its own to change.
    std::shared_ptr<const Catalogue> for_county() const;

    const std::vector<Section>& sections() const { return sections_; }
    const std::vector<Field>& fields() const { return fields_; }
    const Field* field(std::string_view key) const;
    const Section* section(std::string_view key) const;
    const Topic* topic(std::string_view section, std::string_view key) const;
    const std::vector<Code>& codes(std::string_view list) const;  // throws std::out_of_range
    bool has_code(std::string_view list, std::string_view code) const;
    const PacketKind& packet(Recipient recipient) const;
    // Of the packet's definition: the file's, and one more for each change of the county's.
    int version(Recipient recipient) const;

    // The county's changes, the oldest first, in place of those laid over it before; what is
    // Level::Never in the file stays so. Safe beside readers. The stand tells which were laid.
    void lay_over(const std::vector<LevelChange>& changes) const;
    struct Stand {
        std::atomic<std::int64_t> changes{0};
        std::array<std::atomic<int>, recipient_count> added{};
    };
    Stand& stand() const { return *stand_; }
    // The field that papers of that kind are of; null where the code is none of document_type.
    const Field* field_of_document(std::string_view kind) const;
    // By the level of that field and the packet's list, both: also what only a consent of its own
    // would open is no paper to send.
    bool may_receive(Recipient recipient, std::string_view document_kind) const;

    // In the reader's language.
    std::string label(const Field& field, const text::Tongue& t) const;
    std::string label(const Field& field, const Part& part, const text::Tongue& t) const;
    std::string question(const Field& field,
                         const text::Tongue& t) const;  // label where there is none
    std::string question(const Field& field, const Part& part, const text::Tongue& t) const;
    std::string help(const Field& field, const text::Tongue& t) const;
    std::string help(const Field& field, const Part& part, const text::Tongue& t) const;
    std::string example(const Field& field, const text::Tongue& t) const;
    std::string example(const Field& field, const Part& part, const text::Tongue& t) const;
    // Of one entry of several: "Job", or with its title in it, "Language: Dari".
    std::string entry_label(const Field& field, const std::string& title,
                            const text::Tongue& t) const;
    // A part among others: its words in those of the catalogue ("valid until {1}"). Empty where the
    // catalogue has none of its own for it.
    std::string said(const Field& field, const Part& part, const std::string& words,
                     const text::Tongue& t) const;
    std::string said(const Field& field, const Part& part, bool yes, const text::Tongue& t) const;
    std::string label(const Section& section, const text::Tongue& t) const;
    std::string title(const Topic& topic, const text::Tongue& t) const;
    std::string help(const Topic& topic, const text::Tongue& t) const;
    std::string code_label(std::string_view list, std::string_view code,
                           const text::Tongue& t) const;
    std::string recipient_name(Recipient recipient, const text::Tongue& t) const;
    std::string purpose(Recipient recipient, const text::Tongue& t) const;

    // Countries and languages offered: code and name in that language, sorted by it; the names
    // file's additions laid over CLDR's. Built once per language, on first use, thread-safe.
    const std::vector<Code>& countries(const text::Tongue& t) const;
    // The countries, and stateless and not clarified.
    const std::vector<Code>& nationalities(const text::Tongue& t) const;
    const std::vector<Code>& languages(const text::Tongue& t) const;
    std::string country_name(std::string_view code, const text::Tongue& t) const;
    std::string language_name(std::string_view code, const text::Tongue& t) const;
    bool has_country(std::string_view code) const;
    bool has_language(std::string_view code) const;

    // A physician, nurse, teacher …: whether that code of KldB 2010 ("81302") or ESCO ("2221.1") is
    // of an occupation whose recognition is no matter of the chambers (regulated.json).
    bool is_regulated(std::string_view occupation_code) const;

private:
    Catalogue(const Catalogue& read);
    void check() const;  // throws as the constructor does
    void check_documents() const;

    class Names;
    std::vector<Section> sections_;
    std::vector<Field> fields_;
    std::map<std::string, std::size_t, std::less<>> by_key_;
    std::map<std::string, std::vector<Code>, std::less<>> lists_;
    std::vector<PacketKind> packets_;
    std::unique_ptr<Stand> stand_ = std::make_unique<Stand>();
    std::vector<std::string> regulated_;  // beginnings of codes
    std::shared_ptr<Names> names_;
};

}  // namespace mobio::catalogue
