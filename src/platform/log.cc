// SPDX-License-Identifier: EUPL-1.2
#include "platform/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <nlohmann/json.hpp>

namespace mobio::log {
namespace {

// Time by spdlog, everything else by us: a value may hold any byte and must stay inside its quotes.
std::shared_ptr<spdlog::logger> make_logger() {
    auto sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    auto made = std::make_shared<spdlog::logger>("mobio", std::move(sink));
    made->set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ",%v})", spdlog::pattern_time_type::utc);
    made->set_error_handler([](const std::string&) {});  // a full pipe must not stop a request
    return made;
}

spdlog::logger& logger() {
    static const auto instance = make_logger();
    return *instance;
}

std::string json_text(std::string_view text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void write(spdlog::level::level_enum level, std::string_view name, std::string_view event,
           const Fields& fields) {
    auto& log = logger();
    if (!log.should_log(level)) return;
    std::string line = "\"level\":" + json_text(name) + ",\"event\":" + json_text(event);
    for (const auto& [key, value] : fields) line += ',' + json_text(key) + ':' + json_text(value);
    log.log(level, std::string_view(line));
}

}  // namespace

void start(const std::string& level) { logger().set_level(spdlog::level::from_str(level)); }

void debug(std::string_view event, Fields fields) {
    write(spdlog::level::debug, "debug", event, fields);
}
void info(std::string_view event, Fields fields) {
    write(spdlog::level::info, "info", event, fields);
}
void warn(std::string_view event, Fields fields) {
    write(spdlog::level::warn, "warn", event, fields);
}
void error(std::string_view event, Fields fields) {
    write(spdlog::level::err, "error", event, fields);
}

}  // namespace mobio::log
