// SPDX-License-Identifier: EUPL-1.2
#include "recognition/facts.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace mobio::recognition {

using nlohmann::json;

namespace {

Body read_body(const json& entry, const catalogue::Catalogue& catalogue) {
    Body body{entry.at("body"),        entry.at("kind"),    {},
              entry.at("papers"),      entry.at("sources"), {},
              entry.value("months", 0)};
    if (entry.contains("recipient")) {
        body.recipient = catalogue::parse_recipient(entry["recipient"].get<std::string>());
        if (!body.recipient) throw std::invalid_argument("no such recipient");
    }
    if (entry.contains("kldb")) body.kldb = entry["kldb"].get<std::vector<std::string>>();
    const auto check = [&](const char* list, const std::string& code) {
        if (!catalogue.has_code(list, code)) throw std::invalid_argument("no such code: " + code);
    };
    check("recognition_body", body.key);
    check("recognition_kind", body.kind);
    for (const auto& paper : body.papers) check("recognition_paper", paper);
    return body;
}

// "2025-01".
std::chrono::year_month month_of(const std::string& text) {
    int year = 0;
    unsigned month = 0;
    if (std::sscanf(text.c_str(), "%4d-%2u", &year, &month) != 2)
        throw std::invalid_argument("as_of is no month");
    return std::chrono::year{year} / std::chrono::month{month};
}

bool begins_with_one(std::string_view code, const std::vector<std::string>& beginnings) {
    return std::ranges::any_of(beginnings,
                               [&](const std::string& one) { return code.starts_with(one); });
}

constexpr std::size_t kldb_digits = 5;

}  // namespace

const Body& Facts::body(std::string_view key) const {
    const auto found = std::ranges::find(bodies, key, &Body::key);
    if (found == bodies.end()) throw std::out_of_range("no such body: " + std::string(key));
    return *found;
}

Facts read_facts(const std::filesystem::path& file, const catalogue::Catalogue& catalogue) try {
    std::ifstream in(file);
    const auto all = json::parse(in);
    Facts facts{month_of(all.at("as_of")), {}, all.at("lost_sources")};
    for (const auto& entry : all.at("bodies")) facts.bodies.push_back(read_body(entry, catalogue));
    for (const char* needed : {"authority", "zab", "school", "advice"}) facts.body(needed);
    return facts;
} catch (const std::exception& wrong) {
    throw std::runtime_error(file.filename().string() + ": " + wrong.what());
}

const Body& deciding(const Facts& facts, const catalogue::Catalogue& catalogue,
                     std::string_view kldb) {
    if (catalogue.is_regulated(kldb)) return facts.body("authority");
    if (kldb.size() != kldb_digits || kldb.back() == '1') return facts.body("advice");
    if (kldb.back() == '4') return facts.body("zab");
    const auto found = std::ranges::find_if(
        facts.bodies, [&](const Body& body) { return begins_with_one(kldb, body.kldb); });
    return found == facts.bodies.end() ? facts.body("advice") : *found;
}

}  // namespace mobio::recognition
