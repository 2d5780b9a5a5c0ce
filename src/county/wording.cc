// SPDX-License-Identifier: EUPL-1.2
#include "county/wording.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <set>
#include <stdexcept>

#include "platform/vault/vault.h"

namespace mobio::county {

using text::mark;

namespace {

constexpr std::size_t longest = 4000;

// The file that msgfmt makes (GNU gettext manual, "The Format of GNU MO Files"), of this machine's
// order of bytes.
class MoFile {
public:
    explicit MoFile(const std::filesystem::path& path) {
        std::ifstream file(path, std::ios::binary);
        bytes_.assign(std::istreambuf_iterator<char>(file), {});
        constexpr std::uint32_t magic = 0x950412de;
        if (bytes_.size() < 28 || number(0) != magic)
            throw std::runtime_error(path.filename().string() + ": is no catalogue of texts");
    }
    std::size_t size() const { return number(8); }
    std::string_view id(std::size_t at) const { return string(number(12) + 8 * at); }
    std::string_view text(std::size_t at) const { return string(number(16) + 8 * at); }

private:
    std::uint32_t number(std::size_t at) const {
        std::uint32_t value = 0;
        if (at + sizeof value > bytes_.size()) throw std::runtime_error("a catalogue ends early");
        std::memcpy(&value, bytes_.data() + at, sizeof value);
        return value;
    }
    std::string_view string(std::size_t at) const {
        return std::string_view(bytes_).substr(number(at + 4), number(at));
    }
    std::string bytes_;
};

// Forms of a plural are parted by NUL in the file.
std::string in_lines(std::string_view forms) {
    std::string lines(forms);
    std::ranges::replace(lines, '\0', '\n');
    return lines;
}

Original original_of(std::string_view id) {
    Original original;
    if (const auto end = id.find('\4'); end != id.npos) {
        original.context = id.substr(0, end);
        id.remove_prefix(end + 1);
    }
    const auto end = id.find('\0');
    original.id = id.substr(0, end);
    if (end != id.npos) original.plural = id.substr(end + 1);
    original.wording[text::Language::En] = in_lines(id);
    return original;
}

std::set<std::string> placeholders(std::string_view wording) {
    std::set<std::string> found;
    for (std::size_t at = 0; (at = wording.find('{', at)) != wording.npos; ++at) {
        const auto end = wording.find('}', at);
        found.insert(std::string(wording.substr(at, end == wording.npos ? end : end - at + 1)));
    }
    return found;
}

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        lines.push_back(text::clean(text.substr(at, end - at)).text);
        at = end + 1;
    }
    return lines;
}

// In English, one form may say "one" where others have the number.
bool same_placeholders(const Original& original, const std::vector<std::string>& forms) {
    const auto wanted = placeholders(original.plural.empty() ? original.id : original.plural);
    return std::ranges::all_of(forms, [&](const auto& form) {
        const auto found = placeholders(form);
        return found == wanted || (!original.plural.empty() && found.empty());
    });
}

std::int64_t version_of(sql::Connection& db) {
    return db
        .first("SELECT MAX(version) FROM county_texts",
               [](sql::Row row) { return row.get<std::optional<std::int64_t>>(0); })
        .value_or(std::nullopt)
        .value_or(0);
}

std::array<text::OwnTexts, text::languages.size()> all_own(sql::Connection& db) {
    std::array<text::OwnTexts, text::languages.size()> own;
    for (const auto& [key, wordings] : own_wordings(db))
        for (const auto& [language, wording] : wordings)
            own.at(static_cast<std::size_t>(language)).emplace(key, wording);
    return own;
}

void lay_over(App& app, sql::Connection& db) {
    const auto version = version_of(db);
    if (app.texts.stand().version == version) return;
    const auto own = all_own(db);
    for (const auto language : text::languages)
        app.texts[language].lay_over(own.at(static_cast<std::size_t>(language)));
    app.texts.stand().version = version;
}

}  // namespace

std::string Original::key() const { return text::Tongue::key(context, id); }

std::string Original::mark() const {
    const auto hash = vault::sha256(key());
    return vault::hex(std::span(hash).first(8));
}

Originals::Originals(const std::filesystem::path& folder) {
    std::map<std::string, std::size_t> places;
    for (const auto language : text::languages) {
        if (language == text::Language::En) continue;
        const MoFile file(folder / text::code(language) / "LC_MESSAGES" / "mobio.mo");
        for (std::size_t at = 0; at < file.size(); ++at) {
            if (file.id(at).empty()) continue;  // the header
            const auto [place, is_new] = places.emplace(std::string(file.id(at)), all_.size());
            if (is_new) all_.push_back(original_of(file.id(at)));
            all_[place->second].wording[language] = in_lines(file.text(at));
        }
    }
    for (auto& one : all_)
        for (const auto language : text::languages)
            one.wording.emplace(language, one.wording.at(text::Language::En));
    std::ranges::sort(all_, {}, [](const auto& one) { return std::pair(one.id, one.context); });
}

const Original* Originals::find(std::string_view mark) const {
    const auto found =
        std::ranges::find_if(all_, [&](const auto& one) { return one.mark() == mark; });
    return found == all_.end() ? nullptr : &*found;
}

void check_wording(Problems& problems, const Original& original, text::Language language,
                   const std::string& wording) {
    const std::string field(text::code(language));
    const auto forms = lines_of(wording);
    const auto known = original.wording.find(language);
    const auto wanted = original.plural.empty() || known == original.wording.end()
                            ? 1
                            : lines_of(known->second).size();
    if (wording.size() > longest)
        problems.add(field, {mark("That is too long.")});
    else if (forms.size() != wanted)
        problems.add(field, {mark("Write {1} lines: one for each form of the number."),
                             {std::to_string(wanted)}});
    else if (std::ranges::any_of(forms, &std::string::empty))
        problems.add(field, {mark("A line is empty.")});
    else if (!same_placeholders(original, forms))
        problems.add(field, {mark("Keep what stands in curly brackets, as in the original.")});
}

Wordings own_wordings(sql::Connection& db, const Original& original) {
    Wordings wordings;
    db.each(
        "SELECT lang, text FROM county_texts WHERE context = $1 AND msgid = $2 AND text IS NOT "
        "NULL",
        [&](sql::Row row) {
            wordings[text::parse_language(row.get<std::string>(0)).value()] =
                row.get<std::string>(1);
        },
        original.context, original.id);
    return wordings;
}

std::map<std::string, Wordings> own_wordings(sql::Connection& db) {
    std::map<std::string, Wordings> all;
    db.each("SELECT context, msgid, lang, text FROM county_texts WHERE text IS NOT NULL",
            [&](sql::Row row) {
                const auto key =
                    text::Tongue::key(row.get<std::string>(0), row.get<std::string>(1));
                all[key][text::parse_language(row.get<std::string>(2)).value()] =
                    row.get<std::string>(3);
            });
    return all;
}

void set_wordings(sql::Transaction& tx, const Original& original, const Wordings& wordings,
                  Id<Staff> by, Time now) {
    const auto version = version_of(tx) + 1;
    const auto stands = own_wordings(tx, original);
    for (const auto language : text::languages) {
        const auto found = wordings.find(language);
        const auto wording = found == wordings.end() ? std::nullopt : std::optional(found->second);
        const auto before = stands.find(language);
        if (before == stands.end() ? !wording : wording == before->second) continue;
        tx.exec(
            "INSERT INTO county_texts (context, msgid, lang, text, version, changed_by, changed_at)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (context, msgid, lang) DO UPDATE SET"
            " text = $4, version = $5, changed_by = $6, changed_at = $7",
            original.context, original.id, text::code(language), wording, version, by, now);
    }
}

std::string mark_of(const Wordings& wordings) {
    std::string all;
    for (const auto& [language, wording] : wordings)
        ((all += text::code(language)) += wording) += '\0';
    return vault::base64url(vault::sha256(all));
}

void refresh_wording(App& app) {
    app.db->read([&](sql::Connection& db) { lay_over(app, db); });
}

}  // namespace mobio::county
