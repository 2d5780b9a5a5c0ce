// SPDX-License-Identifier: EUPL-1.2
#include "households/dates.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <vector>

#include "biography/question.h"
#include "platform/text/day.h"

namespace mobio::households {

using biography::PartialDate;
using nlohmann::json;
using text::Calendar;
namespace chrono = std::chrono;

namespace {

constexpr Date earliest{chrono::year{1900} / 1 / 1}, latest{chrono::year{2100} / 1 / 1};

std::string text_of(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string()
               ? text::clean(found->get_ref<const std::string&>()).text
               : std::string();
}

// EDTF marks what is uncertain or approximate behind the date.
bool take_mark(std::string& edtf) {
    const bool marked = !edtf.empty() && std::string_view("~?%").find(edtf.back()) != edtf.npos;
    if (marked) edtf.pop_back();
    return marked;
}

std::vector<std::string> pieces(std::string_view original) {
    std::vector<std::string> all;
    std::string one;
    for (const char c : text::ascii_digits(original) + " ") {
        if (c != ' ' && c != '/' && c != '.' && c != '-')
            one += c;
        else if (!one.empty())
            all.push_back(std::exchange(one, {}));
    }
    return all;
}

std::optional<unsigned> number(const std::string& piece) {
    unsigned value = 0;
    const auto* end = piece.data() + piece.size();
    const auto [stop, error] = std::from_chars(piece.data(), end, value);
    return error == std::errc{} && stop == end ? std::optional(value) : std::nullopt;
}

std::optional<PartialDate> make(Calendar calendar, unsigned year, unsigned month, unsigned day) {
    if (year < 1000 || year > 2200 || month > 12) return {};
    if (day && (month == 0 || day > text::days_in_month(calendar, static_cast<int>(year), month)))
        return {};
    return biography::make_date(calendar, {static_cast<int>(year), month, day});
}

// Year first or last, a month by its number or its name.
std::optional<PartialDate> in_order(Calendar calendar, const std::vector<std::string>& parts) {
    std::vector<unsigned> numbers;
    unsigned named = 0;
    for (const auto& part : parts) {
        if (const auto one = number(part))
            numbers.push_back(*one);
        else if (named == 0)
            named = text::find_month(calendar, part);
    }
    const bool has_name = numbers.size() < parts.size();
    if (numbers.empty() || numbers.size() > 3 || (has_name && named == 0)) return {};
    if (numbers.front() < numbers.back()) std::reverse(numbers.begin(), numbers.end());
    const auto year = numbers.front();
    if (has_name)
        return numbers.size() > 2
                   ? std::nullopt
                   : make(calendar, year, named, numbers.size() > 1 ? numbers[1] : 0);
    return make(calendar, year, numbers.size() > 1 ? numbers[1] : 0,
                numbers.size() > 2 ? numbers[2] : 0);
}

const std::set<std::string, std::less<>>& known_keys() {
    static const std::set<std::string, std::less<>> keys{
        "edtf",      "precision", "calendar", "original",       "text",        "source",
        "estimated", "note",      "official", "gregorian_from", "gregorian_to"};
    return keys;
}

struct Reading {
    const json& given;
    const At& at;
    const catalogue::Catalogue& catalogue;
    Findings& findings;
    bool right = true;

    void wrong(const char* key, std::string what) {
        findings.wrong(*key ? at / key : at, std::move(what));
        right = false;
    }

    PartialDate edtf(bool& uncertain) {
        auto words = given.is_object() ? text_of(given, "edtf") : given.get<std::string>();
        uncertain = take_mark(words);
        const auto date = biography::parse_edtf(words);
        const bool in_range = date && date->first >= earliest && date->last < latest;
        if (in_range) return *date;
        wrong(given.is_object() ? "edtf" : "",
              "is no date from 1900 on; allowed: 2016, 2016-03, 2016-03-14, 201X, or an interval,"
              " 1978-03-21/1979-03-20");
        return {};
    }

    Calendar calendar() {
        const auto words = text_of(given, "calendar");
        if (words.empty()) return Calendar::Gregorian;
        if (const auto found = text::parse_calendar(words)) return *found;
        wrong("calendar", "is no calendar; allowed: gregorian, persian, islamic");
        return Calendar::Gregorian;
    }

    std::string source() {
        const auto words = text_of(given, "source");
        if (words.empty()) return "self";
        if (catalogue.has_code(biography::document_list, words)) return words;
        std::string allowed;
        for (const auto& one : catalogue.codes(biography::document_list))
            allowed += (allowed.empty() ? "" : ", ") + one.code;
        wrong("source", "is no source of a date; allowed: " + allowed);
        return words;
    }

    // What was told in another calendar goes before its rough conversion.
    PartialDate settled(PartialDate date, const std::string& original) {
        if (date.calendar == Calendar::Gregorian || original.empty()) return date;
        const auto told = told_in(date.calendar, original);
        if (!told) return date;
        if (told->last >= date.first && told->first <= date.last) return *told;
        findings.leave_out(at / (given.contains("original") ? "original" : "text"),
                           "is another day than edtf says: edtf counts");
        return date;
    }

    // They say the same once more.
    void check_bounds(const PartialDate& settled) const {
        for (const auto& [key, day] :
             {std::pair("gregorian_from", settled.first), std::pair("gregorian_to", settled.last)})
            if (const auto words = text_of(given, key); !words.empty() && words != text::iso(day))
                findings.leave_out(at / key, "does not fit the date: edtf counts");
    }

    void check_precision(const PartialDate& date, const PartialDate& settled) {
        const auto words = text_of(given, "precision");
        if (words.empty() || words == code(date.precision) || words == code(settled.precision))
            return;
        wrong("precision", "does not fit the date; allowed: " + std::string(code(date.precision)));
    }

    void check_keys() {
        for (const auto& [key, value] : given.items())
            if (!known_keys().contains(key))
                findings.leave_out(at / key, "is no key of a date");
            else if (key == "note" && !value.is_null())
                findings.leave_out(at / key, "a date has no place for notes");
        for (const char* key : {"estimated", "official"})
            if (given.contains(key) && !given[key].is_null() && !given[key].is_boolean())
                wrong(key, "allowed: true, false");
    }
};

}  // namespace

std::optional<PartialDate> told_in(Calendar calendar, std::string_view original) {
    return in_order(calendar, pieces(original));
}

json read_date(const json& given, const At& at, const catalogue::Catalogue& catalogue,
               Findings& findings) {
    if (given.is_number_integer())
        return read_date(std::to_string(given.get<int>()), at, catalogue, findings);
    if (!given.is_string() && !given.is_object()) {
        findings.wrong(at, "is no date; allowed: {\"edtf\": \"2016-03\"}, or the text 2016-03");
        return {};
    }
    Reading reading{given, at, catalogue, findings};
    bool uncertain = false;
    auto date = reading.edtf(uncertain);
    if (given.is_string()) {
        if (!reading.right) return {};
        return {{"edtf", date.edtf()},     {"precision", code(date.precision)},
                {"calendar", "gregorian"}, {"text", date.edtf()},
                {"source", "self"},        {"estimated", uncertain}};
    }
    reading.check_keys();
    date.calendar = reading.calendar();
    auto original = text_of(given, "original");
    if (original.empty()) original = text_of(given, "text");
    const auto source = reading.source();
    if (!reading.right) return {};
    const auto settled = reading.settled(date, original);
    reading.check_bounds(settled);
    reading.check_precision(date, settled);
    if (!reading.right) return {};
    return {{"edtf", settled.edtf()},
            {"precision", code(settled.precision)},
            {"calendar", text::code(settled.calendar)},
            {"text", original.empty() ? settled.edtf() : original},
            {"source", source},
            {"estimated", uncertain || given.value("estimated", json()) == true}};
}

}  // namespace mobio::households
