// SPDX-License-Identifier: EUPL-1.2
#include "catalogue/catalogue.h"

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>

#include "catalogue/names.h"
#include "catalogue/reading.h"

namespace mobio::catalogue {

namespace {

constexpr std::array<std::string_view, recipient_count> recipient_codes{"AA",  "JC", "HWK", "IHK",
                                                                        "IKU", "AG", "SPR", "VWV"};

std::string look_up(std::string_view kind, const std::string& key, const std::string& id,
                    const text::Tongue& t) {
    if (id.empty()) return {};
    std::string context(kind);
    (context += ':') += key;
    return std::string(t.tr(context.c_str(), id.c_str()));
}

std::string part_key(const Field& field, const Part& part) { return field.key + "." + part.key; }
std::string topic_key(const Topic& topic) { return topic.section + "." + topic.key; }

[[noreturn]] void wrong(const std::string& file, const std::string& where,
                        const std::string& what) {
    throw std::runtime_error(file + ": " + where + ": " + what);
}

template <class T>
void check_list(const Catalogue& catalogue, const T& field, const std::string& where) {
    const bool coded = field.type == Type::Code || field.type == Type::Codes;
    if (coded && field.list.empty()) wrong("fields.json", where, "has no code list");
    if (field.list.empty()) return;
    try {
        catalogue.codes(field.list);
    } catch (const std::out_of_range&) {
        wrong("codelists.json", where, "no such list: " + field.list);
    }
}

void check_keep(const Catalogue& catalogue, const Field& field) {
    for (const auto& keep : field.keep) {
        const auto* source = keep.field.empty() ? &field : catalogue.field(keep.field);
        if (!source) wrong("fields.json", field.key, "keep names no field: " + keep.field);
        const auto* part = source->part(keep.part);
        if (!part) wrong("fields.json", field.key, "keep names no part: " + keep.part);
        if (part->type != Type::Code) continue;
        for (const auto* codes : {&keep.values, &keep.excluded})
            for (const auto& code : *codes)
                if (!catalogue.has_code(part->list, code))
                    wrong("fields.json", field.key, "keep names no code: " + code);
    }
}

void check_saying(const Part& part, const std::string& where) {
    const bool yes_or_no = !part.say_yes.empty() || !part.say_no.empty();
    if (yes_or_no && part.type != Type::Boolean)
        wrong("fields.json", where, "only a boolean says yes or no");
    if (!part.say.empty() && part.say.find("{1}") == std::string::npos)
        wrong("fields.json", where, "say has no {1}");
}

void check_layout(const Field& field) {
    std::set<std::string> said;
    for (const auto& clause : field.layout)
        for (const auto* keys : {&clause.parts, &clause.aside})
            for (const auto& key : *keys) {
                if (!field.part(key)) wrong("fields.json", field.key, "layout: no part " + key);
                if (!said.insert(key).second)
                    wrong("fields.json", field.key, "layout: twice " + key);
            }
}

void check_cv(const Catalogue& catalogue, const Field& field) {
    if (field.cv.heading.empty()) return;
    if (!catalogue.has_code("cv_heading", field.cv.heading))
        wrong("fields.json", field.key, "cv has no such heading: " + field.cv.heading);
    auto parts = field.cv.where;
    parts.insert(parts.end(), field.cv.more.begin(), field.cv.more.end());
    if (!field.cv.when.empty()) parts.push_back(field.cv.when);
    for (const auto& part : parts)
        if (!field.part(part)) wrong("fields.json", field.key, "cv names no part: " + part);
}

void check_field(const Catalogue& catalogue, const Field& field) {
    check_list(catalogue, field, field.key);
    if (field.type == Type::Object && field.parts.empty())
        wrong("fields.json", field.key, "an object without parts");
    std::set<std::string> parts;
    for (const auto& part : field.parts) {
        check_list(catalogue, part, part_key(field, part));
        if (!parts.insert(part.key).second)
            wrong("fields.json", part_key(field, part), "stands twice");
        check_saying(part, part_key(field, part));
    }
    check_layout(field);
    for (const auto& part : field.parts)
        if (part.type == Type::Occupation && (!field.part("kldb") || !field.part("esco")))
            wrong("fields.json", part_key(field, part), "its codes need the parts kldb and esco");
    if (!field.title_part.empty() && !field.part(field.title_part))
        wrong("fields.json", field.key, "title_part names no part: " + field.title_part);
    for (const auto& replace : field.replace)
        if (!replace.part.empty() && !field.part(replace.part))
            wrong("fields.json", field.key, "replace names no part: " + replace.part);
    if (!field.derive_list.empty()) catalogue.codes(field.derive_list);
    check_keep(catalogue, field);
    check_cv(catalogue, field);
}

}  // namespace

std::string_view code(Recipient recipient) {
    return recipient_codes[static_cast<std::size_t>(recipient)];
}

std::optional<Recipient> parse_recipient(std::string_view code) {
    const auto found = std::find(recipient_codes.begin(), recipient_codes.end(), code);
    if (found == recipient_codes.end()) return {};
    return static_cast<Recipient>(found - recipient_codes.begin());
}

Level Field::level(Recipient recipient) const {
    const auto now = changed->levels.at(static_cast<std::size_t>(recipient)).load();
    return now == ChangedLevels::unchanged ? own_level(recipient) : static_cast<Level>(now);
}

Level Field::own_level(Recipient recipient) const {
    const auto found = levels.find(recipient);
    return found == levels.end() ? Level::Never : found->second;
}

// A part never opens what its field keeps shut.
Level Field::level(Recipient recipient, const Part& part) const {
    const auto own = level(recipient);
    const auto found = part.levels.find(recipient);
    return own == Level::Never || found == part.levels.end() ? own : found->second;
}

const Part* Field::part(std::string_view part_key) const {
    for (const auto& part : parts)
        if (part.key == part_key) return &part;
    return nullptr;
}

Catalogue::Catalogue(const std::filesystem::path& folder)
    : fields_(reading::fields(folder / "fields.json")),
      lists_(reading::lists(folder / "codelists.json")),
      packets_(reading::packets(folder / "packets.json")),
      regulated_(reading::regulated(folder / "regulated.json")),
      names_(std::make_shared<Names>(reading::names(folder / "names.json"))) {
    sections_ = reading::sections(folder / "sections.json", fields_);
    for (auto& section : sections_)
        for (const auto& topic : section.topics)
            for (const auto* field : topic.fields)
                fields_[static_cast<std::size_t>(field - fields_.data())].topic = topic.key;
    for (std::size_t i = 0; i < fields_.size(); ++i)
        if (!by_key_.emplace(fields_[i].key, i).second)
            wrong("fields.json", fields_[i].key, "stands twice");
    check();
}

// What a county may change or word in its own way is made anew.
Catalogue::Catalogue(const Catalogue& read)
    : sections_(read.sections_),
      fields_(read.fields_),
      by_key_(read.by_key_),
      lists_(read.lists_),
      packets_(read.packets_),
      regulated_(read.regulated_),
      names_(std::make_shared<Names>(read.names_->own())) {
    for (auto& field : fields_) field.changed = std::make_shared<ChangedLevels>();
    for (auto& section : sections_)
        for (auto& topic : section.topics)
            for (auto& field : topic.fields) field = &fields_[by_key_.at(field->key)];
}

std::shared_ptr<const Catalogue> Catalogue::for_county() const {
    return std::shared_ptr<const Catalogue>(new Catalogue(*this));
}

void Catalogue::check() const {
    std::map<std::string, int> asked;
    for (const auto& section : sections_)
        for (const auto& topic : section.topics)
            for (const auto* field : topic.fields) {
                ++asked[field->key];
                if (field->section != section.key)
                    wrong("sections.json", topic_key(topic), field->key + " is of another section");
            }
    for (const auto& field : fields_) {
        check_field(*this, field);
        if (asked[field.key] != (field.form ? 1 : 0))
            wrong("sections.json", field.key,
                  "a field of a form stands in one topic, no other in any");
    }
    for (std::size_t i = 0; i < recipient_count; ++i) packet(static_cast<Recipient>(i));
    check_documents();
}

// Each kind of document is of one field, which says who may receive it.
void Catalogue::check_documents() const {
    std::map<std::string, int> told;
    for (const auto& field : fields_)
        for (const auto& kind : field.kinds) ++told[kind];
    for (const auto& kind : codes("document_type"))
        if (told[kind.code] != 1)
            wrong("fields.json", kind.code, "a kind of document is of one field");
    if (told.size() != codes("document_type").size())
        wrong("fields.json", "kinds", "no such kind of document");
    for (const auto& packet : packets_) {
        auto named = packet.documents;
        for (const auto& group : packet.wanted)
            named.insert(named.end(), group.begin(), group.end());
        for (const auto& document : named)
            if (!may_receive(packet.recipient, document))
                wrong("packets.json", packet.name, "not for this recipient: " + document);
    }
}

const Field* Catalogue::field(std::string_view key) const {
    const auto found = by_key_.find(key);
    return found == by_key_.end() ? nullptr : &fields_[found->second];
}

const Section* Catalogue::section(std::string_view key) const {
    for (const auto& section : sections_)
        if (section.key == key) return &section;
    return nullptr;
}

const Topic* Catalogue::topic(std::string_view section_key, std::string_view key) const {
    if (const auto* found = section(section_key))
        for (const auto& topic : found->topics)
            if (topic.key == key) return &topic;
    return nullptr;
}

const std::vector<Code>& Catalogue::codes(std::string_view list) const {
    const auto found = lists_.find(list);
    if (found == lists_.end()) throw std::out_of_range("no such code list: " + std::string(list));
    return found->second;
}

bool Catalogue::has_code(std::string_view list, std::string_view code) const {
    const auto& all = codes(list);
    return std::any_of(all.begin(), all.end(), [&](const Code& one) { return one.code == code; });
}

int Catalogue::version(Recipient recipient) const {
    return packet(recipient).version + stand_->added.at(static_cast<std::size_t>(recipient));
}

void Catalogue::lay_over(const std::vector<LevelChange>& changes) const {
    std::array<int, recipient_count> added{};
    std::map<std::pair<const Field*, std::size_t>, Level> last;
    for (const auto& change : changes) {
        const auto at = static_cast<std::size_t>(change.recipient);
        const auto* found = field(change.field);
        ++added.at(at);
        if (found && found->own_level(change.recipient) != Level::Never)
            last[{found, at}] = change.level;
    }
    for (const auto& one : fields_)
        for (std::size_t at = 0; at < recipient_count; ++at) {
            const auto found = last.find({&one, at});
            one.changed->levels.at(at) = found == last.end()
                                             ? ChangedLevels::unchanged
                                             : static_cast<std::uint8_t>(found->second);
        }
    for (std::size_t at = 0; at < recipient_count; ++at) stand_->added.at(at) = added.at(at);
    stand_->changes = static_cast<std::int64_t>(changes.size());
}

const PacketKind& Catalogue::packet(Recipient recipient) const {
    for (const auto& packet : packets_)
        if (packet.recipient == recipient) return packet;
    wrong("packets.json", std::string(code(recipient)), "is missing");
}

const Field* Catalogue::field_of_document(std::string_view kind) const {
    for (const auto& field : fields_)
        if (std::ranges::find(field.kinds, kind) != field.kinds.end()) return &field;
    return nullptr;
}

bool Catalogue::may_receive(Recipient recipient, std::string_view document_kind) const {
    const auto* field = field_of_document(document_kind);
    if (!field || field->health) return false;
    const auto level = field->level(recipient);
    const auto& listed = packet(recipient).documents;
    return (level == Level::Required || level == Level::Optional) &&
           std::ranges::find(listed, document_kind) != listed.end();
}

std::string Catalogue::label(const Field& field, const text::Tongue& t) const {
    return look_up("field", field.key, field.label, t);
}
std::string Catalogue::label(const Field& field, const Part& part, const text::Tongue& t) const {
    return look_up("field", part_key(field, part), part.label, t);
}
std::string Catalogue::question(const Field& field, const text::Tongue& t) const {
    auto question = look_up("question", field.key, field.question, t);
    return question.empty() ? label(field, t) : question;
}
std::string Catalogue::question(const Field& field, const Part& part, const text::Tongue& t) const {
    auto question = look_up("question", part_key(field, part), part.question, t);
    return question.empty() ? label(field, part, t) : question;
}
std::string Catalogue::help(const Field& field, const text::Tongue& t) const {
    return look_up("help", field.key, field.help, t);
}
std::string Catalogue::help(const Field& field, const Part& part, const text::Tongue& t) const {
    return look_up("help", part_key(field, part), part.help, t);
}
std::string Catalogue::example(const Field& field, const text::Tongue& t) const {
    return look_up("example", field.key, field.example, t);
}
std::string Catalogue::example(const Field& field, const Part& part, const text::Tongue& t) const {
    return look_up("example", part_key(field, part), part.example, t);
}
std::string Catalogue::entry_label(const Field& field, const std::string& title,
                                   const text::Tongue& t) const {
    if (field.each.empty() || (title.empty() && field.title_in_label())) return label(field, t);
    return text::fill(look_up("each", field.key, field.each, t), title);
}
std::string Catalogue::said(const Field& field, const Part& part, const std::string& words,
                            const text::Tongue& t) const {
    return text::fill(look_up("say", part_key(field, part), part.say, t), words);
}
std::string Catalogue::said(const Field& field, const Part& part, bool yes,
                            const text::Tongue& t) const {
    return yes ? look_up("say_yes", part_key(field, part), part.say_yes, t)
               : look_up("say_no", part_key(field, part), part.say_no, t);
}
std::string Catalogue::label(const Section& section, const text::Tongue& t) const {
    return look_up("section", section.key, section.label, t);
}
std::string Catalogue::title(const Topic& topic, const text::Tongue& t) const {
    return look_up("topic", topic_key(topic), topic.title, t);
}
std::string Catalogue::help(const Topic& topic, const text::Tongue& t) const {
    return look_up("topichelp", topic_key(topic), topic.help, t);
}

std::string Catalogue::code_label(std::string_view list, std::string_view code,
                                  const text::Tongue& t) const {
    for (const auto& one : codes(list))
        if (one.code == code)
            return look_up("code", std::string(list) + ":" + one.code, one.label, t);
    return {};
}

std::string Catalogue::recipient_name(Recipient recipient, const text::Tongue& t) const {
    return look_up("recipient", std::string(code(recipient)), packet(recipient).name, t);
}
std::string Catalogue::purpose(Recipient recipient, const text::Tongue& t) const {
    return look_up("purpose", std::string(code(recipient)), packet(recipient).purpose, t);
}

const std::vector<Code>& Catalogue::countries(const text::Tongue& t) const {
    return names_->in(t).countries;
}
const std::vector<Code>& Catalogue::nationalities(const text::Tongue& t) const {
    return names_->in(t).nationalities;
}
const std::vector<Code>& Catalogue::languages(const text::Tongue& t) const {
    return names_->in(t).languages;
}
std::string Catalogue::country_name(std::string_view code, const text::Tongue& t) const {
    return names_->country(code, t);
}
std::string Catalogue::language_name(std::string_view code, const text::Tongue& t) const {
    return names_->language(code, t);
}
bool Catalogue::has_country(std::string_view code) const { return names_->has_country(code); }
bool Catalogue::has_language(std::string_view code) const { return names_->has_language(code); }

bool Catalogue::is_regulated(std::string_view occupation_code) const {
    return std::any_of(regulated_.begin(), regulated_.end(), [&](const std::string& start) {
        return occupation_code.starts_with(start);
    });
}

}  // namespace mobio::catalogue
