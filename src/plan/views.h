// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <string>

#include "plan/agreements.h"
#include "platform/text/texts.h"
#include "platform/view/components.h"

// How a plan reads: on the pages of both sides, on the sheet that is signed, and on paper.
namespace mobio::plan {

enum class Reader : std::uint8_t { Staff, ThePerson };

// What the goal is, in the reader's language where its kind says so, else as it was written.
std::string title_of(const Goal& goal, Reader reader, App& app, const text::Tongue& t);
std::string title_of(const Measure& measure, App& app, const text::Tongue& t);
// "You · until 12.12.2026".
std::string who_and_when(const Measure& measure, Reader reader, App& app, const text::Tongue& t);
std::string responsible(const Measure& measure, Reader reader, App& app, const text::Tongue& t);
// "Waiting for others: Jobcenter".
std::string status_of(const Goal& goal, App& app, const text::Tongue& t);
std::string indicator_of(const Goal& goal, App& app, const text::Tongue& t);
// For the lang of HTML, where it is one of the five; else empty.
std::string html_language(std::string_view language);

html::Html own_words(std::string_view words, std::string_view language);
// `today`: marked where it is late by then; nothing in what was frozen.
html::Html measure_line(const KeptMeasure& measure, Reader reader, const html::Html& end,
                        std::optional<Date> today, App& app, const text::Tongue& t);

// Of several alike on a page: `about` says to readers of the screen which one it is.
html::Html link_about(std::string_view href, std::string_view label, std::string_view about,
                      std::string_view icon, std::string_view style);
html::Html button_about(std::string_view label, std::string_view about, std::string_view icon,
                        std::string_view style);

// What one may do with a goal and its steps on the page that shows it; nothing by default.
struct Controls {
    std::optional<Date> today = {};     // see measure_line
    html::Html more = {}, footer = {};  // below the steps
    std::function<html::Html(const KeptMeasure&)> of_step = [](const KeptMeasure&) {
        return html::Html{};
    };
};
html::Html goal_card(const KeptGoal& goal, std::size_t number, Reader reader,
                     const Controls& controls, App& app, const text::Tongue& t);
// All goals of a content, without anything to press.
html::Html goal_cards(const std::vector<KeptGoal>& goals, Reader reader, App& app,
                      const text::Tongue& t);

// A field's name and what it says, for what changed and for what two wrote at once.
enum class Of : std::uint8_t { Goal, Measure };
std::string label_of(Of what, std::string_view field, const text::Tongue& t);
std::string in_words(Of what, std::string_view field, const std::string& value, App& app,
                     const text::Tongue& t);
std::vector<view::Fact> facts_of(Of what, const http::Fields& fields, App& app,
                                 const text::Tongue& t);
html::Html difference_list(const std::vector<Difference>& differences, Reader reader, App& app,
                           const text::Tongue& t);
// What became different since version `number`, as a card.
html::Html differences_since(int number, const std::vector<Difference>& list, Reader reader,
                             App& app, const text::Tongue& t);
// One difference in plain words, for paper: what, and before and after.
struct Said {
    std::string what, before, after;
};
Said said(const Difference& difference, Reader reader, App& app, const text::Tongue& t);

// Both signatures, or that one is missing.
html::Html signatures(const Version& version, const text::Tongue& t);
std::string way_in_words(const Confirmation& one, const text::Tongue& t);

}  // namespace mobio::plan
