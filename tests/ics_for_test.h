// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "patterns.h"

namespace mobio::test {

// Reads a calendar as strictly as RFC 5545 is written, and fails the test at what does not keep to
// it: lines and their ends (3.1), names and values, what each component must have and how often
// (3.6), moments (3.3.5).
class Ics {
public:
    struct Component {
        std::string name;
        std::multimap<std::string, std::string> values;

        bool has(const std::string& property) const { return values.contains(property); }
        std::string get(const std::string& property) const {
            const auto found = values.find(property);
            return found == values.end() ? "" : found->second;
        }
    };

    explicit Ics(const std::string& bytes) {
        check_lines(bytes);
        read(unfolded(bytes));
        REQUIRE(open_.empty());
        REQUIRE(of("VCALENDAR").size() == 1);
        check_calendar();
        for (const auto& event : of("VEVENT")) check_event(event);
        for (const auto& busy : of("VFREEBUSY")) check_once(busy, {"UID", "DTSTAMP"});
    }

    std::vector<Component> of(const std::string& name) const {
        std::vector<Component> some;
        for (const auto& one : components_)
            if (one.name == name) some.push_back(one);
        return some;
    }

    static std::string unfolded(std::string text) {
        for (std::size_t at; (at = text.find("\r\n ")) != text.npos;) text.erase(at, 3);
        return text;
    }

private:
    // 3.1: CRLF and nothing else ends a line; at most 75 octets; no control characters.
    static void check_lines(const std::string& bytes) {
        REQUIRE(bytes.ends_with("\r\n"));
        for (std::size_t from = 0; from < bytes.size();) {
            const auto end = bytes.find("\r\n", from);
            const auto line = bytes.substr(from, end - from);
            CHECK(line.size() <= 75);
            CHECK_FALSE(line.empty());
            for (const char c : line) CHECK((static_cast<unsigned char>(c) >= 0x20 && c != 0x7f));
            from = end + 2;
        }
    }

    void read(const std::string& text) {
        const std::string line = "([A-Z0-9-]+)((?:;[A-Z0-9-]+=[^;:]+)*):(.*)";
        for (std::size_t from = 0; from < text.size();) {
            const auto end = text.find("\r\n", from);
            const auto content = text.substr(from, end - from);
            CAPTURE(content);
            REQUIRE(patterns::whole(content, line));
            take(patterns::first(content, line, 1), patterns::first(content, line, 3));
            from = end + 2;
        }
    }
    void take(const std::string& name, const std::string& value) {
        if (name == "BEGIN") {
            open_.push_back({value, {}});
            // 3.6: components stand inside one calendar, and not inside each other.
            REQUIRE((open_.size() == 1) == (value == "VCALENDAR"));
            REQUIRE(open_.size() <= 2);
        } else if (name == "END") {
            REQUIRE_FALSE(open_.empty());
            REQUIRE(open_.back().name == value);
            components_.push_back(open_.back());
            open_.pop_back();
        } else {
            REQUIRE_FALSE(open_.empty());
            open_.back().values.emplace(name, value);
        }
    }

    static void check_once(const Component& one, const std::vector<std::string>& names) {
        for (const auto& name : names) {
            CAPTURE(name);
            CHECK(one.values.count(name) == 1);
        }
    }
    static void check_moment(const std::string& value) {
        CAPTURE(value);
        CHECK(patterns::whole(value, "\\d{8}T([01]\\d|2[0-3])[0-5]\\d([0-5]\\d|60)Z"));
    }
    // A text: every ; and , is escaped, and every \ escapes something that may be.
    static void check_text(const std::string& value) {
        CHECK(patterns::whole(value, "(?:[^\\\\;,]|\\\\[\\\\;,nN])*"));
    }
    void check_calendar() const {
        const auto calendar = of("VCALENDAR")[0];
        check_once(calendar, {"VERSION", "PRODID"});
        for (const auto* name : {"CALSCALE", "METHOD"}) CHECK(calendar.values.count(name) <= 1);
        CHECK(components_.size() >= 2);  // at least one component
    }
    void check_event(const Component& event) const {
        check_once(event, {"UID", "DTSTAMP", "DTSTART", "DTEND"});
        for (const auto* name : {"CLASS", "SEQUENCE", "STATUS", "SUMMARY", "LOCATION", "URL"})
            CHECK(event.values.count(name) <= 1);
        CHECK_FALSE(event.has("DURATION"));  // not beside DTEND
        for (const auto* name : {"DTSTAMP", "DTSTART", "DTEND"}) check_moment(event.get(name));
        CHECK(event.get("DTSTART") < event.get("DTEND"));
        check_text(event.get("SUMMARY"));
        if (event.has("SEQUENCE")) CHECK(patterns::whole(event.get("SEQUENCE"), "\\d+"));
        if (event.has("STATUS"))
            CHECK(patterns::whole(event.get("STATUS"), "TENTATIVE|CONFIRMED|CANCELLED"));
        const auto events = of("VEVENT");
        CHECK(std::count_if(events.begin(), events.end(), [&](const Component& other) {
                  return other.get("UID") == event.get("UID");
              }) == 1);
    }

    std::vector<Component> open_, components_;
};

}  // namespace mobio::test
