// SPDX-License-Identifier: EUPL-1.2
#include "cv/xml.h"

#include <algorithm>

namespace mobio::cv {

namespace {

void escape(std::string& out, std::string_view text) {
    for (const char c : text) switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out += c;
        }
}

bool says_something(const Element& one) {
    return one.kept || !one.text.empty() || std::ranges::any_of(one.children, says_something);
}

void write(std::string& out, const Element& one, std::size_t depth) {
    if (!says_something(one)) return;
    const std::string indent(2 * depth, ' ');
    ((out += indent) += '<') += one.name;
    for (const auto& [name, value] : one.attributes) {
        ((out += ' ') += name) += "=\"";
        escape(out, value);
        out += '"';
    }
    if (one.text.empty() && std::ranges::none_of(one.children, says_something)) {
        out += "/>\n";
        return;
    }
    out += '>';
    escape(out, one.text);
    if (one.text.empty()) {
        out += '\n';
        for (const auto& child : one.children) write(out, child, depth + 1);
        out += indent;
    }
    ((out += "</") += one.name) += ">\n";
}

}  // namespace

std::string written(const Element& root) {
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    write(out, root, 0);
    return out;
}

}  // namespace mobio::cv
