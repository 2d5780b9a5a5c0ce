// SPDX-License-Identifier: EUPL-1.2
#include "catalogue/names.h"

#include <unicode/locdspnm.h>
#include <unicode/locid.h>

#include <algorithm>

namespace mobio::catalogue {

namespace {

std::string utf8(const icu::UnicodeString& text) {
    std::string out;
    text.toUTF8String(out);
    return out;
}

// CLDR's name, or nothing where it would only repeat the code.
std::string cldr_language(const icu::LocaleDisplayNames& names, const std::string& code) {
    icu::UnicodeString out;
    auto name = utf8(names.languageDisplayName(code.c_str(), out));
    return name == code ? std::string{} : name;
}

std::string cldr_country(const icu::LocaleDisplayNames& names, const std::string& code) {
    icu::UnicodeString out;
    auto name = utf8(names.regionDisplayName(code.c_str(), out));
    return name == code ? std::string{} : name;
}

std::string own_name(const reading::OwnName& own, const text::Tongue& t) {
    return std::string(t.tr(("name:" + own.code).c_str(), own.label.c_str()));
}

const reading::OwnName* find(const std::vector<reading::OwnName>& names, std::string_view code) {
    for (const auto& name : names)
        if (name.code == code) return &name;
    return nullptr;
}

bool is_iso_country(std::string_view code) {
    for (auto* known = icu::Locale::getISOCountries(); *known; ++known)
        if (code == *known) return true;
    return false;
}

// The three-letter code under which a language of CLDR's is kept; empty where there is none.
std::string iso639_3(const char* cldr) { return icu::Locale(cldr).getISO3Language(); }

void sort(std::vector<Code>& list, const text::Tongue& t) {
    std::sort(list.begin(), list.end(),
              [&](const Code& a, const Code& b) { return t.sorts_before(a.label, b.label); });
}

}  // namespace

// Opening them costs more than a whole page, so that happens once.
const icu::LocaleDisplayNames& Catalogue::Names::display_names(const text::Tongue& t) {
    const auto at = static_cast<std::size_t>(t.language());
    std::call_once(opened_[at], [&] {
        UDisplayContext contexts[] = {UDISPCTX_CAPITALIZATION_FOR_UI_LIST_OR_MENU,
                                      UDISPCTX_STANDARD_NAMES};
        display_names_[at].reset(icu::LocaleDisplayNames::createInstance(
            icu::Locale(std::string(t.code()).c_str()), contexts, 2));
    });
    return *display_names_[at];
}

const Catalogue::Names::Lists& Catalogue::Names::in(const text::Tongue& t) {
    const auto at = static_cast<std::size_t>(t.language());
    std::call_once(built_[at], [&] { lists_[at] = build(t); });
    return lists_[at];
}

std::string Catalogue::Names::cldr_code(std::string_view code) const {
    for (const auto& [ours, cldr] : own_.cldr)
        if (ours == code) return cldr;
    return std::string(code);
}

std::string Catalogue::Names::country(std::string_view code, const text::Tongue& t) {
    if (const auto* own = find(own_.places, code)) return own_name(*own, t);
    if (!is_iso_country(code)) return {};
    return cldr_country(display_names(t), std::string(code));
}

std::string Catalogue::Names::language(std::string_view code, const text::Tongue& t) {
    if (const auto* own = find(own_.languages, code)) return own_name(*own, t);
    return cldr_language(display_names(t), cldr_code(code));
}

bool Catalogue::Names::has_country(std::string_view code) const {
    return find(own_.places, code) || is_iso_country(code);
}

bool Catalogue::Names::has_language(std::string_view code) const {
    if (find(own_.languages, code)) return true;
    for (const auto& [ours, cldr] : own_.cldr)
        if (ours == code) return true;
    for (auto* known = icu::Locale::getISOLanguages(); *known; ++known)
        if (iso639_3(*known) == code) return true;
    return false;
}

std::vector<Code> Catalogue::Names::languages(const icu::LocaleDisplayNames& names,
                                              const text::Tongue& t) const {
    std::vector<Code> all;
    std::set<std::string> taken(own_.not_offered.begin(), own_.not_offered.end());
    std::set<std::string> cldr_taken;
    const auto offer = [&](const std::string& code, std::string name) {
        if (!code.empty() && !name.empty() && taken.insert(code).second)
            all.push_back({code, std::move(name)});
    };
    for (const auto& own : own_.languages) offer(own.code, own_name(own, t));
    // Of two codes under one CLDR name the first is offered: no two names are alike.
    for (const auto& [code, cldr] : own_.cldr)
        if (cldr_taken.insert(cldr).second) offer(code, cldr_language(names, cldr));
    for (auto* code = icu::Locale::getISOLanguages(); *code; ++code) {
        const bool two_letters = std::string_view(*code).size() == 2;
        if (two_letters && !cldr_taken.contains(*code))
            offer(iso639_3(*code), cldr_language(names, *code));
    }
    for (const auto& code : own_.offered) offer(code, cldr_language(names, cldr_code(code)));
    return all;
}

Catalogue::Names::Lists Catalogue::Names::build(const text::Tongue& t) {
    const auto& names = display_names(t);
    Lists lists;
    const std::set<std::string> left_out(own_.places_not_offered.begin(),
                                         own_.places_not_offered.end());
    for (auto* code = icu::Locale::getISOCountries(); *code; ++code)
        if (!left_out.contains(*code))
            lists.countries.push_back({*code, cldr_country(names, *code)});
    lists.nationalities = lists.countries;
    for (const auto& place : own_.places) {
        lists.nationalities.push_back({place.code, own_name(place, t)});
        if (!place.nationality_only) lists.countries.push_back(lists.nationalities.back());
    }

    lists.languages = languages(names, t);

    const auto nameless = [](const Code& code) { return code.label.empty(); };
    std::erase_if(lists.countries, nameless);
    std::erase_if(lists.nationalities, nameless);
    sort(lists.countries, t);
    sort(lists.nationalities, t);
    sort(lists.languages, t);
    return lists;
}

}  // namespace mobio::catalogue
