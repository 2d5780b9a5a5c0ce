// SPDX-License-Identifier: EUPL-1.2
#include "biography/names/keys.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <tuple>

#include "biography/names/sound.h"
#include "platform/text/texts.h"

namespace mobio::biography::names {

namespace {

constexpr std::size_t most_words = 6;
constexpr std::string_view article = "ال";

std::vector<std::string> cut(std::string_view folded) {
    std::vector<std::string> parts{""};
    for (const char c : folded) {
        if (std::string_view(" ,;-</()\n").find(c) != std::string_view::npos)
            parts.emplace_back();
        else if (c != '\'' && c != '.')
            parts.back() += c;
    }
    std::erase(parts, "");
    return parts;
}

// Müller and Mueller; where there is nothing of the kind, the text itself.
std::string umlauts_in_two(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> pairs{
        {{"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"Ä", "Ae"}, {"Ö", "Oe"}, {"Ü", "Ue"}}};
    std::string text(name);
    for (const auto& [umlaut, two] : pairs)
        for (auto at = text.find(umlaut); at != text.npos; at = text.find(umlaut, at))
            text.replace(at, umlaut.size(), two);
    return text;
}

void add_all(std::set<std::string>& to, const std::vector<std::string>& from) {
    to.insert(from.begin(), from.end());
}

// Both ways to write الجاسم: with its article and without.
std::vector<std::string> sounds_with_article(const std::string& folded) {
    auto all = sounds(folded);
    if (!folded.starts_with(article) || folded.size() < article.size() + 4) return all;
    const auto bare = sounds(std::string_view(folded).substr(article.size()));
    all.insert(all.end(), bare.begin(), bare.end());
    return all;
}

std::string joined(const Word& a, const Word& b) { return a.forms.front() + b.forms.front(); }

// What is written in one word here stands in two elsewhere: Abdulrahman, Abdul Rahman.
void add_neighbours(std::set<std::string>& to, const std::vector<Word>& words, std::size_t at) {
    if (at + 1 < words.size()) add_all(to, sounds(joined(words[at], words[at + 1])));
}

void add_prefixes(std::set<std::string>& to, std::string_view folded) {
    for (auto letters = shortest_prefix; letters <= longest_prefix; ++letters)
        if (auto prefix = first_letters(folded, letters); !prefix.empty())
            to.insert(std::move(prefix));
}

std::string longest_kept_prefix(std::string_view folded) {
    for (auto letters = longest_prefix; letters >= shortest_prefix; --letters)
        if (auto prefix = first_letters(folded, letters); !prefix.empty()) return prefix;
    return {};
}

void add_keys(Keys& keys, const std::vector<Word>& words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        for (const auto& form : words[i].forms) {
            keys.exact.insert(form);
            add_prefixes(keys.prefixes, form);
        }
        add_all(keys.sounds, words[i].sounds);
        add_neighbours(keys.sounds, words, i);
        // Al-Jasim is also looked for as Aljasim.
        if (i + 1 < words.size()) keys.exact.insert(joined(words[i], words[i + 1]));
    }
}

bool meet(const std::set<std::string>& a, const std::set<std::string>& b) {
    return std::any_of(a.begin(), a.end(), [&](const auto& one) { return b.contains(one); });
}

bool begins_one(const Word& word, const std::set<std::string>& kept) {
    return std::any_of(word.forms.begin(), word.forms.end(), [&](const std::string& form) {
        if (first_letters(form, shortest_prefix).empty()) return false;
        const auto next = kept.lower_bound(form);
        return next != kept.end() && next->starts_with(form);
    });
}

Fit fit(const Sought::Term& term, const Keys& kept) {
    if (meet(term.keys.exact, kept.exact)) return Fit::Exact;
    if (begins_one(term.word, kept.exact)) return Fit::Prefix;
    return meet(term.keys.sounds, kept.sounds) ? Fit::Sound : Fit::None;
}

Match match(const Sought& sought, const Keys& kept) {
    Match found{Fit::Exact};
    for (const auto& term : sought.terms) {
        const auto fits = fit(term, kept);
        if (fits == Fit::None) return {};
        found.worst = std::min(found.worst, fits);
        found.sum += static_cast<int>(fits);
    }
    return sought.terms.empty() ? Match{} : found;
}

}  // namespace

std::string first_letters(std::string_view folded, std::size_t letters) {
    std::int32_t end = 0;
    const auto size = static_cast<std::int32_t>(folded.size());
    for (std::size_t i = 0; i < letters; ++i) {
        if (end >= size) return {};
        U8_FWD_1(folded.data(), end, size);
    }
    return std::string(folded.substr(0, static_cast<std::size_t>(end)));
}

std::vector<Word> words_of(std::string_view name) {
    const auto plain = cut(text::fold(name));
    const auto two = umlauts_in_two(name);
    const auto in_two = two == name ? plain : cut(text::fold(two));
    std::vector<Word> words;
    for (std::size_t i = 0; i < plain.size(); ++i) {
        Word word{{plain[i]}, sounds_with_article(plain[i])};
        if (i < in_two.size() && in_two[i] != plain[i]) word.forms.push_back(in_two[i]);
        words.push_back(std::move(word));
    }
    return words;
}

void Keys::add(const Keys& more) {
    exact.insert(more.exact.begin(), more.exact.end());
    prefixes.insert(more.prefixes.begin(), more.prefixes.end());
    sounds.insert(more.sounds.begin(), more.sounds.end());
}

Keys keys_of(std::string_view spelling) {
    Keys keys;
    add_keys(keys, words_of(spelling));
    return keys;
}

Sought sought(std::string_view typed) {
    auto words = words_of(typed);
    if (words.size() > most_words) words.resize(most_words);
    Sought all;
    for (std::size_t i = 0; i < words.size(); ++i) {
        Sought::Term term{words[i], {}};
        add_all(term.keys.exact, words[i].forms);
        for (const auto& form : words[i].forms)
            if (auto prefix = longest_kept_prefix(form); !prefix.empty())
                term.keys.prefixes.insert(std::move(prefix));
        add_all(term.keys.sounds, words[i].sounds);
        add_neighbours(term.keys.sounds, words, i);
        if (i > 0) add_neighbours(term.keys.sounds, words, i - 1);
        all.terms.push_back(std::move(term));
    }
    return all;
}

std::strong_ordering Match::operator<=>(const Match& other) const {
    return std::tie(worst, sum, together) <=> std::tie(other.worst, other.sum, other.together);
}

Match match(const Sought& sought, const std::vector<std::string>& spellings) {
    Keys all;
    Match best;
    for (std::size_t i = 0; i < spellings.size(); ++i) {
        const auto keys = keys_of(spellings[i]);
        all.add(keys);
        auto found = match(sought, keys);
        found.together = found.worst != Fit::None;
        found.best = i;
        if (found > best) best = found;
    }
    // The words may also stand in different spellings.
    const auto spread = match(sought, all);
    return spread > best ? spread : best;
}

}  // namespace mobio::biography::names
