// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "account/who.h"
#include "biography/health.h"
#include "biography/progress.h"
#include "biography/reading.h"
#include "biography/store.h"
#include "platform/view/page.h"

// A form of the biography: which fields it asks, from what it was filled, and how it is saved.
namespace mobio::biography {

// The revision of the section that a form was filled from, and for fields that another device
// changed since without this form showing it, the older one: "7" or "7~contact.email:5".
// Kept in the hidden field "revision".
struct Seen {
    std::int64_t number = 0;
    std::map<std::string, std::int64_t> older;

    static Seen parse(std::string_view text);
    std::string text() const;
    std::int64_t of(const std::string& field) const;
};

struct Sheet {
    const catalogue::Topic& topic;
    std::vector<const catalogue::Field*> fields;  // that the person answers here
    std::string entry;                            // of one card; "" for single fields
    Path path = Path::All;
    By side = By::Person;  // whose answers it shows and changes
};

// What a form says, read against what it showed.
struct Answers {
    std::vector<Edit> edits;
    Problems problems;
    Seen seen;
    std::map<std::string, std::string> shown;  // field → the claim that the form showed
    bool directions_removed = false, name_moved = false;
    Provenance provenance = Provenance::Own;
    bool health_agreed = false;              // with this form
    std::optional<text::Calendar> calendar;  // newly chosen at one of the dates
};

// Whether the form asks for the consent to keep what it says about health.
bool asks_health_consent(const Sheet& sheet, const Biography& biography);

Answers read_answers(sql::Connection& db, App& app, const Teller& who, const Sheet& sheet,
                     const Biography& biography, const http::Request& request);

// Thrown out of the transaction where two saved different things at once: nothing is changed.
struct Conflict {
    std::vector<Clash> clashes;
};

// Saves in one transaction with the form's key and goes to `then`, or answers a script.
// Throws Conflict.
http::Response save_answers(const Teller& who, const http::Request& request, App& app,
                            const Sheet& sheet, const Answers& answers, const std::string& then);

// What a form had seen when an autosave led to that location; nothing where it was no autosave.
std::optional<std::string> autosaved_revision(std::string_view location);

// The claim a form shows: that side's own, else the one in force.
const Claim* shown_claim(const Answer* answer, By side);

// How staff know what they write here; the form asks them.
inline constexpr const char* known_from = "known_from";
// The field is answered in that side's forms.
bool asks(const catalogue::Field& field, By side);

}  // namespace mobio::biography
