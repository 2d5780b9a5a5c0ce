// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <unicode/locdspnm.h>

#include <array>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "catalogue/catalogue.h"
#include "catalogue/reading.h"

namespace mobio::catalogue {

// Countries and languages with their names, built for each language on first use.
class Catalogue::Names {
public:
    explicit Names(reading::OwnNames own) : own_(std::move(own)) {}

    struct Lists {
        std::vector<Code> countries, nationalities, languages;
    };
    const Lists& in(const text::Tongue& t);
    std::string country(std::string_view code, const text::Tongue& t);
    std::string language(std::string_view code, const text::Tongue& t);
    bool has_country(std::string_view code) const;
    bool has_language(std::string_view code) const;
    const reading::OwnNames& own() const { return own_; }

private:
    const icu::LocaleDisplayNames& display_names(const text::Tongue& t);
    Lists build(const text::Tongue& t);
    std::vector<Code> languages(const icu::LocaleDisplayNames& names, const text::Tongue& t) const;
    std::string cldr_code(std::string_view iso639_3) const;

    reading::OwnNames own_;
    std::array<std::once_flag, text::languages.size()> opened_, built_;
    std::array<std::unique_ptr<icu::LocaleDisplayNames>, text::languages.size()> display_names_;
    std::array<Lists, text::languages.size()> lists_;
};

}  // namespace mobio::catalogue
