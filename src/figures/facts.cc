// SPDX-License-Identifier: EUPL-1.2
#include "figures/facts.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace mobio::figures {

namespace {

// Kept in the database: never change one. In the order of Kind.
constexpr std::array<std::string_view, kind_count> words{
    "birth",   "sex",  "nationality", "status", "household", "team",   "case",  "phase", "home",
    "housing", "wait", "talk",        "plan",   "goal",      "course", "level", "job",   "outcome"};

constexpr std::size_t longest_code = 40;

bool is_code(std::string_view text) {
    return text.size() <= longest_code && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                      c == '_' || c == '-' || c == '+';
           });
}

// Days since 1970; open ends are left empty.
void put(std::string& out, Day day) {
    if (day != always && day != for_ever) out += std::to_string(day.time_since_epoch().count());
    out += ' ';
}

std::string_view cut(std::string_view& text, char end) {
    const auto at = std::min(text.find(end), text.size());
    const auto part = text.substr(0, at);
    text.remove_prefix(std::min(at + 1, text.size()));
    return part;
}

Day day_of(std::string_view digits, Day otherwise) {
    int number = 0;
    const auto end = digits.data() + digits.size();
    const auto [rest, error] = std::from_chars(digits.data(), end, number);
    return error == std::errc{} && rest == end ? Day{std::chrono::days{number}} : otherwise;
}

// Lines of one kind stand together: the one before is looked at first.
std::optional<Kind> kind_of(std::string_view word, Kind before) {
    if (word == words.at(static_cast<std::size_t>(before))) return before;
    const auto found = std::ranges::find(words, word);
    if (found == words.end()) return std::nullopt;
    return static_cast<Kind>(found - words.begin());
}

}  // namespace

void Telling::add(Kind kind, Day from, Day until, std::string_view code) {
    lines_.push_back({kind, from, until, is_code(code) ? std::string(code) : std::string()});
}

std::string Telling::text() const {
    auto lines = lines_;
    std::ranges::sort(lines);
    std::string out;
    for (const auto& line : lines) {
        (out += words.at(static_cast<std::size_t>(line.kind))) += ' ';
        put(out, line.from);
        put(out, line.until);
        (out += line.code) += '\n';
    }
    return out;
}

void Facts::read(std::string_view text) {
    all_.clear();
    auto before = Kind::Birth;
    while (!text.empty()) {
        auto line = cut(text, '\n');
        const auto kind = kind_of(cut(line, ' '), before);
        before = kind.value_or(before);
        const auto from = day_of(cut(line, ' '), always), until = day_of(cut(line, ' '), for_ever);
        if (kind) all_.push_back({*kind, from, until, line});
    }
    // They were written by kind: a row that somebody wrote otherwise is put in order.
    if (!std::ranges::is_sorted(all_, {}, &Fact::kind))
        std::ranges::stable_sort(all_, {}, &Fact::kind);
    for (std::size_t kind = 0, at = 0; kind < begins_.size(); ++kind) {
        while (at < all_.size() && static_cast<std::size_t>(all_[at].kind) < kind) ++at;
        begins_[kind] = at;
    }
}

std::span<const Fact> Facts::of(Kind kind) const {
    const auto place = static_cast<std::size_t>(kind);
    return std::span(all_).subspan(begins_[place], begins_[place + 1] - begins_[place]);
}

}  // namespace mobio::figures
