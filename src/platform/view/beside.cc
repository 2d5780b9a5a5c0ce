// SPDX-License-Identifier: EUPL-1.2
#include "platform/view/beside.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace mobio::view {

namespace {

struct Node {
    std::string_view tag;   // "" of a text
    std::string_view open;  // <p class="lead">, or the text itself
    std::vector<Node> inside = {};

    bool is_text() const { return tag.empty(); }
};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& list, std::string_view tag) {
    return std::find(list.begin(), list.end(), tag) != list.end();
}

// Elements without an end tag.
bool is_void(std::string_view tag) {
    constexpr std::array<std::string_view, 6> list{"input", "br", "hr", "img", "link", "meta"};
    return among(list, tag);
}

// What may stand within a text that is said twice as a whole.
bool is_phrase(std::string_view tag) {
    constexpr std::array<std::string_view, 13> list{"bdi",  "b",   "strong", "small", "span",
                                                    "svg",  "use", "del",    "ins",   "em",
                                                    "time", "br",  "code"};
    return among(list, tag);
}

// What keeps its words to itself: typed text, pictures.
bool is_closed(std::string_view tag) {
    constexpr std::array<std::string_view, 4> list{"textarea", "svg", "script", "style"};
    return among(list, tag);
}

// Reads markup of ours into nodes.
class Reader {
public:
    explicit Reader(std::string_view markup) : rest_(markup) {}

    // Nothing where the markup is not well-formed.
    std::optional<std::vector<Node>> whole() {
        auto nodes = all();
        return rest_.empty() ? std::optional(std::move(nodes)) : std::nullopt;
    }

private:
    std::vector<Node> all() {
        std::vector<Node> nodes;
        while (!rest_.empty() && !rest_.starts_with("</")) nodes.push_back(next());
        return nodes;
    }

    Node next() {
        if (rest_.front() != '<') return {"", take(std::min(rest_.find('<'), rest_.size()))};
        const auto open = take(rest_.find('>') + 1);
        Node node{open.substr(1, open.find_first_of(" />") - 1), open};
        const bool closed = open.ends_with("/>") || is_void(node.tag) || open.starts_with("<!");
        if (closed) return node;
        node.inside = all();
        take(rest_.find('>') + 1);  // the end tag, or nothing at the end
        return node;
    }

    std::string_view take(std::size_t size) {
        const auto taken = rest_.substr(0, size == 0 ? rest_.size() : size);
        rest_.remove_prefix(taken.size());
        return taken;
    }

    std::string_view rest_;
};

std::string_view attribute(const Node& node, std::string_view name) {
    const auto wanted = ' ' + std::string(name) + "=\"";
    const auto at = node.open.find(wanted);
    if (at == node.open.npos) return {};
    const auto value = node.open.substr(at + wanted.size());
    return value.substr(0, value.find('"'));
}

bool hidden(const Node& node) {
    return is_closed(node.tag) || attribute(node, "class") == "hide" ||
           attribute(node, "aria-hidden") == "true";
}

bool blank(std::string_view text) { return text.find_first_not_of(" \n\t.,:;·–()…") == text.npos; }

// What is read there, without markup.
void words(const Node& node, std::string& out) {
    if (node.is_text())
        out += node.open;
    else if (!hidden(node))
        for (const auto& child : node.inside) words(child, out);
}
std::string words(const Node& node) {
    std::string out;
    words(node, out);
    return out;
}

bool all_phrases(const Node& node) {
    return node.is_text() || (is_phrase(node.tag) && std::ranges::all_of(node.inside, all_phrases));
}

// Texts and phrases only: said twice as one.
bool whole(const Node& node) {
    return std::ranges::all_of(node.inside, all_phrases) && !blank(words(node));
}

// A sentence with its marks is said twice as one. What stands as an element of its own beside it or
// below it (a line's title, its small print, a tag) is said by itself.
using Part = std::vector<const Node*>;

bool is_apart(const Node& node, bool in_a_sentence) {
    return node.tag == "small" || (!in_a_sentence && (node.tag == "b" || node.tag == "span"));
}
bool is_apart(const Part& part) { return part.size() == 1 && is_apart(*part.front(), false); }

Part all_of(const Node& node) {
    Part all;
    for (const auto& child : node.inside) all.push_back(&child);
    return all;
}

std::vector<Part> parts(const Node& node) {
    const bool sentence = std::ranges::any_of(
        node.inside, [](const Node& child) { return child.is_text() && !blank(child.open); });
    std::vector<Part> all;
    bool apart = true;
    for (const auto& child : node.inside) {
        const bool was_apart = std::exchange(apart, is_apart(child, sentence));
        if (apart || was_apart) all.emplace_back();
        all.back().push_back(&child);
    }
    return all;
}

std::string words(const Part& part) {
    std::string out;
    for (const auto* node : part) words(*node, out);
    return out;
}

class Writer {
public:
    explicit Writer(text::Language language) : language_(language) {}

    void put(const std::vector<Node>& first, const std::vector<Node>& second) {
        std::size_t at = 0;
        for (const auto& node : first) {
            const auto found = find(node, second, at);
            if (found < second.size()) {
                put(node, second[found]);
                at = found + 1;
            } else {
                copy(node);
            }
        }
    }

    std::string take() && { return std::move(out_); }

private:
    // Its counterpart among the next ones; where one page has an element more, the rest still
    // meets.
    static std::size_t find(const Node& node, const std::vector<Node>& list, std::size_t from) {
        for (auto i = from; i < list.size(); ++i)
            if (list[i].tag == node.tag && same_control(list[i], node) &&
                first_control(list[i]) == first_control(node))
                return i;
        return list.size();
    }
    // Of a field's box the name of what is in it: a field that one page alone asks has its box too.
    static std::string_view first_control(const Node& node) {
        if (const auto name = attribute(node, "name"); !name.empty() && !token(node)) return name;
        for (const auto& child : node.inside)
            if (const auto name = first_control(child); !name.empty()) return name;
        return {};
    }
    static bool same_control(const Node& a, const Node& b) {
        for (const char* name : {"name", "value", "href", "id", "for"})
            if (name != std::string_view("value") || a.tag != "progress")
                if (attribute(a, name) != attribute(b, name) && !token(a)) return false;
        return true;
    }
    // Hidden inputs hold tokens and keys of their own on each page.
    static bool token(const Node& node) { return attribute(node, "type") == "hidden"; }

    void put(const Node& first, const Node& second) {
        if (first.is_text()) {
            out_ += first.open;
            if (!blank(first.open) && first.open != second.open) say(second);
            return;
        }
        out_ += first.open;
        if (is_void(first.tag) || first.open.ends_with("/>")) return;
        if (first.tag == "select") {
            put_options(first, second);
        } else if (hidden(first)) {
            for (const auto& child : first.inside) copy(child);
        } else if (whole(first) && whole(second)) {
            put_phrases(first, second);
        } else {
            put(first.inside, second.inside);
        }
        close(first);
    }

    // Part by part; all at the end where the pages do not meet.
    void put_phrases(const Node& first, const Node& second) {
        auto own = parts(first), others = parts(second);
        if (own.size() != others.size()) own = {all_of(first)}, others = {all_of(second)};
        for (std::size_t i = 0; i < own.size(); ++i)
            if (is_apart(own[i]) && is_apart(others[i]))
                put(*own[i].front(), *others[i].front());
            else
                put_part(own[i], others[i]);
    }
    void put_part(const Part& first, const Part& second) {
        for (const auto* node : first) copy(*node);
        const auto other = words(second);
        if (!blank(other) && words(first) != other) say(second);
    }

    // Sorted by each language: they meet by their values.
    void put_options(const Node& first, const Node& second) {
        std::map<std::string_view, std::string> others;
        for (const auto& option : second.inside) others[attribute(option, "value")] = words(option);
        for (const auto& option : first.inside) {
            if (option.is_text()) {
                copy(option);
                continue;
            }
            const auto other = others.find(attribute(option, "value"));
            out_ += option.open;
            const auto own = words(option);
            out_ += own;
            if (other != others.end() && other->second != own && !other->second.empty())
                (out_ += " – ") += other->second;
            close(option);
        }
    }

    void say(const Part& part) {
        begin();
        for (const auto* node : part) copy_words(*node);
        out_ += "</span>";
    }
    void say(const Node& text) {
        begin();
        out_ += text.open;
        out_ += "</span>";
    }
    void begin() {
        out_ += R"( <span class="beside" lang=")";
        out_ += text::code(language_);
        out_ += text::right_to_left(language_) ? R"(" dir="rtl">)" : R"(" dir="ltr">)";
    }

    // Without pictures, hidden words and attributes of the other page (ids!).
    void copy_words(const Node& node) {
        if (node.is_text()) {
            out_ += node.open;
        } else if (!hidden(node)) {
            const bool isolated = node.tag == "bdi";
            if (node.tag == "small") out_ += ' ';
            if (isolated) out_ += "<bdi>";
            for (const auto& child : node.inside) copy_words(child);
            if (isolated) out_ += "</bdi>";
            if (node.tag == "small" || node.tag == "br") out_ += ' ';
        }
    }

    void copy(const Node& node) {
        out_ += node.open;
        if (node.is_text() || is_void(node.tag) || node.open.ends_with("/>")) return;
        for (const auto& child : node.inside) copy(child);
        close(node);
    }
    void close(const Node& node) { ((out_ += "</") += node.tag) += '>'; }

    text::Language language_;
    std::string out_;
};

// What stands in <main>…</main>; empty where there is none.
std::string_view main_of(std::string_view page) {
    const auto tag = page.find("<main");
    if (tag == page.npos) return {};
    const auto begin = page.find('>', tag) + 1;
    const auto end = page.find("</main>", begin);
    return end == page.npos ? std::string_view{} : page.substr(begin, end - begin);
}

}  // namespace

std::string beside(const std::string& page, std::string_view other, text::Language language) {
    const auto first = main_of(page);
    const auto own = Reader(first).whole(), second = Reader(main_of(other)).whole();
    if (first.empty() || !own || !second) return page;
    Writer writer(language);
    writer.put(*own, *second);
    const auto begin = static_cast<std::size_t>(first.data() - page.data());
    return page.substr(0, begin) + std::move(writer).take() + page.substr(begin + first.size());
}

}  // namespace mobio::view
