// SPDX-License-Identifier: EUPL-1.2
#include "platform/http/multipart.h"

#include <algorithm>

#include "platform/http/decode.h"
#include "platform/http/response.h"
#include "platform/text/texts.h"

namespace mobio::http {

namespace {

constexpr std::string_view line_break = "\r\n";

// The value of a parameter such as `; name="a \"b\""`, and what follows it.
std::string quoted(std::string_view& rest) {
    std::string out;
    for (std::size_t at = 1; at < rest.size(); ++at) {
        if (rest[at] == '"') {
            rest.remove_prefix(at + 1);
            return out;
        }
        // Browsers write %22 for a mark; others a backslash before it. A Windows path is no escape.
        const bool escaped = rest[at] == '\\' && at + 1 < rest.size() && rest[at + 1] == '"';
        if (escaped) ++at;
        out += rest[at];
    }
    throw Failure{400};
}

std::string plain(std::string_view& rest) {
    const auto end = std::min(rest.find(';'), rest.size());
    const std::string out(trimmed(rest.substr(0, end)));
    rest.remove_prefix(end);
    return out;
}

// Calls `each` with name and value of every parameter after the first `;`.
template <class F>
void each_parameter(std::string_view header, F&& each) {
    auto rest = header.substr(std::min(header.find(';'), header.size()));
    while (!(rest = trimmed(rest)).empty()) {
        if (rest[0] != ';') throw Failure{400};
        rest = trimmed(rest.substr(1));
        if (rest.empty()) return;
        const auto equals = rest.find('=');
        if (equals == rest.npos) throw Failure{400};
        const auto name = lower(trimmed(rest.substr(0, equals)));
        rest = trimmed(rest.substr(equals + 1));
        each(name, rest.starts_with('"') ? quoted(rest) : plain(rest));
    }
}

void require_text(const std::string& text) {
    const bool control = std::ranges::any_of(text, [](char c) { return c >= 0 && c < 0x20; });
    if (control || !text::valid_utf8(text)) throw Failure{400};
}

void read_disposition(std::string_view value, Multipart::Part& part) {
    if (!equal_fold(trimmed(value.substr(0, value.find(';'))), "form-data")) throw Failure{400};
    bool named = false;
    each_parameter(value, [&](const std::string& parameter, std::string text) {
        require_text(text);
        if (parameter == "name") {
            if (named) throw Failure{400};
            named = true;
            part.name = std::move(text);
        } else if (parameter == "filename") {
            if (part.file_name) throw Failure{400};
            part.file_name = std::move(text);
        }
    });
    if (!named) throw Failure{400};
}

Multipart::Part part_of(std::string_view head) {
    Multipart::Part part;
    bool disposed = false;
    while (!head.empty()) {
        const auto end = std::min(head.find(line_break), head.size());
        const auto line = head.substr(0, end);
        head.remove_prefix(std::min(end + line_break.size(), head.size()));
        const auto colon = line.find(':');
        if (colon == line.npos) throw Failure{400};
        const auto name = lower(line.substr(0, colon));
        const auto value = trimmed(line.substr(colon + 1));
        if (name == "content-disposition") {
            if (disposed) throw Failure{400};
            disposed = true;
            read_disposition(value, part);
        } else if (name == "content-type") {
            part.type = value;
            require_text(part.type);
        } else if (name == "content-transfer-encoding" && !equal_fold(value, "binary") &&
                   !equal_fold(value, "8bit") && !equal_fold(value, "7bit")) {
            throw Failure{400};
        }
    }
    if (!disposed) throw Failure{400};
    return part;
}

bool fits_boundary(std::string_view boundary) {
    constexpr std::size_t longest = 70;
    constexpr std::string_view marks = "'()+_,-./:=?";
    return !boundary.empty() && boundary.size() <= longest &&
           std::ranges::all_of(boundary, [&](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                      marks.find(c) != marks.npos;
           });
}

}  // namespace

std::optional<std::string> multipart_boundary(std::string_view content_type) {
    const auto end = std::min(content_type.find(';'), content_type.size());
    if (!equal_fold(trimmed(content_type.substr(0, end)), "multipart/form-data")) return {};
    std::optional<std::string> boundary;
    bool twice = false;
    try {
        each_parameter(content_type, [&](const std::string& name, std::string value) {
            twice = twice || (name == "boundary" && boundary);
            if (name == "boundary") boundary = std::move(value);
        });
    } catch (const Failure&) {
        return {};
    }
    return boundary && !twice && fits_boundary(*boundary) ? boundary : std::nullopt;
}

// What stands before the first boundary counts as if a line break were before it.
Multipart::Multipart(std::string_view boundary, Sink sink)
    : delimiter_("\r\n--" + std::string(boundary)), held_(line_break), sink_(std::move(sink)) {}

void Multipart::feed(std::string_view bytes) {
    if (stage_ == Stage::End) return;  // an epilogue says nothing
    held_ += bytes;
    while (step()) {
    }
}

void Multipart::finish() const {
    if (stage_ != Stage::End) throw Failure{400};
}

bool Multipart::step() {
    switch (stage_) {
        case Stage::Preamble:
            return skip_preamble();
        case Stage::Boundary:
            return after_boundary();
        case Stage::Head:
            return read_head();
        case Stage::Data:
            return pass_data();
        case Stage::End:
            return false;
    }
    return false;
}

bool Multipart::skip_preamble() {
    const auto found = held_.find(delimiter_);
    const bool missing = found == held_.npos;
    const auto longest = missing ? longest_head + delimiter_.size() : longest_head;
    if (std::min(found, held_.size()) > longest) throw Failure{400};
    if (missing) return false;
    held_.erase(0, found + delimiter_.size());
    stage_ = Stage::Boundary;
    return true;
}

bool Multipart::after_boundary() {
    if (held_.size() < 2) return false;
    if (held_.starts_with("--")) {
        held_.clear();
        stage_ = Stage::End;
        return false;
    }
    if (!held_.starts_with(line_break)) throw Failure{400};
    if (++parts_ > most_parts) throw Failure{413};
    stage_ = Stage::Head;
    return true;
}

// From the boundary's line break on, so that a part without a head is seen as one.
bool Multipart::read_head() {
    constexpr std::string_view blank_line = "\r\n\r\n";
    const auto end = held_.find(blank_line);
    const bool missing = end == held_.npos;
    const auto longest = missing ? longest_head + blank_line.size() : longest_head;
    if (std::min(end, held_.size()) > longest) throw Failure{413};
    if (missing) return false;
    sink_.begin(part_of(std::string_view(held_).substr(2, end < 2 ? 0 : end - 2)));
    held_.erase(0, end + blank_line.size());
    stage_ = Stage::Data;
    return true;
}

bool Multipart::pass_data() {
    const auto found = held_.find(delimiter_);
    const bool ends = found != held_.npos;
    const auto keep = std::min(held_.size(), delimiter_.size() - 1);
    const auto safe = ends ? found : held_.size() - keep;
    if (safe > 0) sink_.data(std::string_view(held_).substr(0, safe));
    held_.erase(0, ends ? found + delimiter_.size() : safe);
    if (ends) stage_ = Stage::Boundary;
    return ends;
}

}  // namespace mobio::http
