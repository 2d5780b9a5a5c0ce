// SPDX-License-Identifier: EUPL-1.2
#include "platform/log.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdio>
#include <nlohmann/json.hpp>
#include <thread>
#include <vector>

using namespace mobio;

namespace {

// What `body` writes to standard error.
template <class F>
std::vector<std::string> lines_of(F body) {
    std::FILE* file = std::tmpfile();
    const int before = dup(STDERR_FILENO);
    dup2(fileno(file), STDERR_FILENO);
    body();
    dup2(before, STDERR_FILENO);
    close(before);
    std::rewind(file);
    std::vector<std::string> lines(1);
    for (int c = std::fgetc(file); c != EOF; c = std::fgetc(file))
        if (c == '\n')
            lines.emplace_back();
        else
            lines.back() += static_cast<char>(c);
    std::fclose(file);
    lines.pop_back();
    return lines;
}

}  // namespace

TEST_CASE("a log line is one JSON object with time, level, event and fields") {
    log::start("info");
    const auto lines = lines_of([] { log::warn("mail.later", {{"attempt", "2"}}); });
    REQUIRE(lines.size() == 1);
    const auto line = nlohmann::json::parse(lines[0]);
    CHECK(line["level"] == "warn");
    CHECK(line["event"] == "mail.later");
    CHECK(line["attempt"] == "2");
    const auto time = line["time"].get<std::string>();
    CHECK(time.size() == std::string_view("2026-11-22T10:00:00.000Z").size());
    CHECK(time.back() == 'Z');
}

TEST_CASE("no value can end its line or its quotes") {
    log::start("info");
    const std::string hostile = "a\"b\\c\n{\"level\":\"error\"}\x01\x7f %v {} \xff\xfe end";
    const auto lines = lines_of([&] { log::info("x", {{"value", hostile}}); });
    REQUIRE(lines.size() == 1);
    const auto value = nlohmann::json::parse(lines[0])["value"].get<std::string>();
    CHECK(value.starts_with("a\"b\\c\n{\"level\":\"error\"}\x01"));
    CHECK(value.ends_with(" end"));
    CHECK(value.find("%v {}") != std::string::npos);
}

TEST_CASE("levels below the one that was started are silent") {
    log::start("warn");
    CHECK(lines_of([] {
              log::debug("a");
              log::info("b");
              log::error("c");
          }).size() == 1);
    log::start("off");
    CHECK(lines_of([] { log::error("d"); }).empty());
    log::start("info");
}

TEST_CASE("lines of many threads never mix") {
    log::start("info");
    const auto lines = lines_of([] {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([] {
                for (int i = 0; i < 50; ++i) log::info("tick", {{"n", std::to_string(i)}});
            });
    });
    CHECK(lines.size() == 200);
    for (const auto& line : lines) CHECK(nlohmann::json::accept(line));
}
