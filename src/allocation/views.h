// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "allocation/store.h"
#include "platform/http/request.h"
#include "platform/view/html.h"

// How a person stands in the officer's tables.
namespace mobio::allocation {

// Parts of a cell, one below the other; a dash where there is none.
class Lines {
public:
    void add(const html::Html& line);
    void add(std::string_view text);
    html::Html take();

private:
    html::Html all_;
};

html::Html household_of(const Resident& one, const App& app, const text::Tongue& t);
html::Html home_of(const View& view, const Resident& one, const App& app, const text::Tongue& t);
std::string needs_of(const Resident& one, const App& app, const text::Tongue& t);
std::string codes_in_words(const char* list, const std::vector<std::string>& codes, const App& app,
                           const text::Tongue& t);
std::string band_name(Band band, const text::Tongue& t);  // "6 to 9 years"
std::string way_name(Way way, const text::Tongue& t);

// How many are not shown; empty where nobody is hidden.
html::Html hidden_note(const View& view, const text::Tongue& t);

// What the address asks for; codes alone, nothing personal.
struct Filter {
    std::string way, phase, need;

    static Filter from(const http::Request& request);
    // Known codes only, so that an address of ours holds nothing that somebody typed.
    std::string address(std::string_view path, const App& app) const;
    bool keeps(const Resident& one) const;
};
struct NamedWay {
    Way way;
    std::string_view code;
};
inline constexpr std::array named_ways{NamedWay{Way::Here, "here"}, NamedWay{Way::Coming, "coming"},
                                       NamedWay{Way::Leaving, "leaving"}};
std::vector<const Resident*> shown_of(const View& view, const Filter& filter);

}  // namespace mobio::allocation
