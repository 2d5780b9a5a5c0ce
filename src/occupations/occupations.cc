// SPDX-License-Identifier: EUPL-1.2
#include "occupations/occupations.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "platform/vault/vault.h"

namespace mobio::occupations {

namespace {

bool digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

bool is_letter_or_digit(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

// "Schneider/in" is found as "Schneiderin" too: a short ending after a slash belongs to its word.
std::string with_endings(std::string_view folded) {
    constexpr std::size_t longest_ending = 4;  // two letters of Arabic
    std::string out;
    for (std::size_t at = 0; at < folded.size(); ++at) {
        if (folded[at] != '/') {
            out += folded[at];
            continue;
        }
        auto end = at + 1;
        while (end < folded.size() && is_letter_or_digit(folded[end])) ++end;
        const auto length = end - at - 1;
        if (length == 0 || length > longest_ending) out += ' ';
    }
    return out;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : with_endings(text::fold(text)) + " ") {
        if (is_letter_or_digit(c))
            word += c;
        else if (!word.empty())
            words.push_back(std::exchange(word, {}));
    }
    return words;
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words) (out += ' ') += word;
    return out;
}

// Persian writes parts of a word with a joiner between them; people type a space or nothing.
constexpr std::string_view joiner = "\u200C";
std::string parted(std::string text) {
    for (auto at = text.find(joiner); at != text.npos; at = text.find(joiner))
        text.replace(at, joiner.size(), " ");
    return text;
}

// Each once, in the order they come.
class DistinctWords {
public:
    void take(const std::vector<std::string>& words) {
        for (const auto& word : words)
            if (seen_.insert(word).second) (all_ += ' ') += word;
    }
    std::string all() && { return std::move(all_); }

private:
    std::set<std::string> seen_;
    std::string all_;
};

std::string hash_of(const std::vector<Occupation>& all) {
    std::string whole;
    for (const auto& one : all) {
        whole.append(one.key).append(";").append(one.also);
        for (const auto& title : one.titles) whole.append(";").append(title);
    }
    const auto hash = vault::sha256(whole);
    return vault::hex(std::span(hash).first<4>());
}

}  // namespace

const std::string& Occupation::title(text::Language language) const {
    if (!in(language).empty()) return in(language);
    const auto found = std::ranges::find_if(titles, [](const auto& one) { return !one.empty(); });
    return found == titles.end() ? key : *found;
}

bool well_formed_key(std::string_view key) {
    if (!esco(key).empty()) return key.size() <= 20;
    if (key.size() < 5 || !digits(key.substr(0, 5))) return false;
    const auto rest = key.substr(5);
    if (rest.empty()) return true;
    if (rest.size() == 1) return rest[0] >= 'a' && rest[0] <= 'z';
    return rest.size() == 4 && rest[0] == '-' && digits(rest.substr(1));
}

std::string kldb(std::string_view key) {
    return key.size() >= 5 && digits(key.substr(0, 5)) ? std::string(key.substr(0, 5)) : "";
}

// Four digits of ISCO-08, and after dots the place within: "7531.8", "2330.1.24.1".
std::string esco(std::string_view key) {
    if (key.size() < 6 || !digits(key.substr(0, 4)) || key[4] != '.') return {};
    for (std::size_t from = 5; from <= key.size();) {
        const auto end = std::min(key.find('.', from), key.size());
        if (!digits(key.substr(from, end - from))) return {};
        from = end + 1;
    }
    return std::string(key);
}

List::List(std::vector<Occupation> all) : all_(std::move(all)), version_(hash_of(all_)) {
    for (std::size_t at = 0; at < all_.size(); ++at) by_key_.emplace(all_[at].key, at);
}

// Folding takes a tenth of a millisecond for each occupation: only where somebody searches.
const std::vector<List::Words>& List::words() const {
    std::call_once(folded_, [this] {
        words_.reserve(all_.size());
        for (const auto& one : all_) words_.push_back(words_in(one));
    });
    return words_;
}

List::Words List::words_in(const Occupation& one) {
    Words words;
    DistinctWords distinct;
    const auto take = [&](const std::string& text) {
        auto some = text.empty() ? std::vector<std::string>{} : words_of(text);
        distinct.take(some);
        if (text.find(joiner) != text.npos) distinct.take(words_of(parted(text)));
        return joined(some);
    };
    for (std::size_t i = 0; i < one.titles.size(); ++i) words.titles[i] = take(one.titles[i]);
    take(one.also);
    words.all = std::move(distinct).all();
    return words;
}

const Occupation* List::find(std::string_view key) const {
    const auto found = by_key_.find(key);
    return found == by_key_.end() ? nullptr : &all_[found->second];
}

const Occupation* List::find(std::string_view key, std::string_view words) const {
    const auto code = kldb(key);
    const auto named_so = std::ranges::find_if(all_, [&](const Occupation& one) {
        return !code.empty() && kldb(one.key) == code &&
               std::ranges::find(one.titles, words) != one.titles.end();
    });
    return key == code && named_so != all_.end() ? &*named_so : find(key);
}

int List::rank(std::size_t at, std::string_view typed, text::Language reader) const {
    const auto& titles = words()[at].titles;
    const auto& title = titles[static_cast<std::size_t>(reader)];
    if (title.starts_with(typed)) return 0;
    if (title.find(typed) != title.npos) return 1;
    return std::ranges::any_of(titles, [&](const auto& one) { return one.starts_with(typed); }) ? 2
                                                                                                : 3;
}

std::vector<const Occupation*> List::search(std::string_view typed, text::Language reader,
                                            std::size_t most) const {
    const auto words = words_of(typed);
    if (words.empty()) return {};
    const auto whole = joined(words);
    const auto& known = this->words();
    std::vector<std::pair<int, std::size_t>> found;
    for (std::size_t at = 0; at < all_.size(); ++at) {
        const bool fits = std::ranges::all_of(words, [&](const std::string& word) {
            return known[at].all.find(' ' + word) != std::string::npos;
        });
        if (fits) found.emplace_back(rank(at, whole, reader), at);
    }
    std::ranges::sort(found);
    if (found.size() > most) found.resize(most);
    std::vector<const Occupation*> out;
    for (const auto& [_, at] : found) out.push_back(&all_[at]);
    return out;
}

std::string List::json(text::Language reader) const {
    auto rows = nlohmann::json::array();
    for (std::size_t at = 0; at < all_.size(); ++at)
        rows.push_back({all_[at].key, all_[at].title(reader), words()[at].all});
    return rows.dump();
}

std::vector<Occupation> lay_over(std::vector<Occupation> base,
                                 const std::vector<Occupation>& over) {
    std::map<std::string, std::size_t> places;
    for (std::size_t at = 0; at < base.size(); ++at) places.emplace(base[at].key, at);
    for (const auto& one : over) {
        const auto place = places.find(one.key);
        if (place == places.end()) {
            base.push_back(one);
            continue;
        }
        auto& under = base[place->second];
        if (!one.also.empty()) (under.also += ", ") += one.also;
        for (const auto language : text::languages) {
            if (one.in(language).empty() || one.in(language) == under.in(language)) continue;
            // What it was called so far still finds it.
            (under.also += ", ") += under.in(language);
            under.in(language) = one.in(language);
        }
    }
    return base;
}

}  // namespace mobio::occupations
