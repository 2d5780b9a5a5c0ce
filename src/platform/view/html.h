// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace mobio::html {

// A literal of HTML with holes {}. It is read at compile time: each hole gets the escaper of its
// place, and a hole in an unsafe place (script, style, event attribute, unquoted attribute, tag
// name, comment) does not compile. The only ways to make an Html are such literals.
template <std::size_t N>
struct Literal {
    char text[N]{};
    consteval Literal(const char (&source)[N]) {
        for (std::size_t i = 0; i < N; ++i) text[i] = source[i];
    }
    constexpr std::string_view view() const { return {text, N - 1}; }
};

// Segment: a hole in an address after a literal path ("/releases/{}"); it is percent-encoded.
enum class Place : unsigned char { Text, Attribute, Url, Segment, Attributes };

class Html;
class Attributes;

namespace detail {
struct Hole {
    std::size_t at = 0;
    Place place = Place::Text;
};
struct Plan {
    std::array<Hole, 64> holes{};
    std::size_t count = 0;
};

// Not constexpr on purpose: reaching one of them while a literal is read is the error one sees.
void hole_in_script_or_style_is_forbidden();
void hole_in_unquoted_attribute_is_forbidden();
void hole_in_event_or_style_attribute_is_forbidden();
void hole_in_tag_name_is_forbidden();
void hole_in_address_must_be_whole_or_follow_a_path();
void hole_between_attributes_needs_space_around();
void hole_in_comment_is_forbidden();
void literal_must_end_outside_of_tags();
void attribute_without_a_name();
void too_many_holes();

consteval Plan read(std::string_view source);
void escape(std::string& out, std::string_view text);
bool safe_url(std::string_view url);  // relative, http, https, mailto, tel
// Everything but letters, digits and -._~ as %XX; "." and ".." vanish: no way up the path.
void encode_segment(std::string& out, std::string_view text);
}  // namespace detail

// Markup that is safe to send as it stands.
class Html {
public:
    Html() = default;
    Html& operator+=(const Html& other) {
        text_ += other.text_;
        return *this;
    }
    friend Html operator+(Html a, const Html& b) {
        a += b;
        return a;
    }
    bool empty() const { return text_.empty(); }
    const std::string& str() const { return text_; }
    std::string take() && { return std::move(text_); }
    void reserve(std::size_t bytes) { text_.reserve(bytes); }

    // Appends a literal with its holes filled: out.add<R"(<p>{}</p>)">(name).
    template <Literal L, class... A>
    Html& add(const A&... arguments);

private:
    template <Literal L, std::size_t I, class T>
    void put(const T& value);
    void put_attributes(const Attributes& attributes);
    std::string text_;
};

// Attributes chosen at run time, for a hole between attributes: <input {} …>. Names are literals.
class Attributes {
public:
    Attributes& flag(const char* name, bool on) {
        if (on) (text_ += ' ') += name;
        return *this;
    }
    // Left out where the value is empty. Never for addresses: those belong into a literal.
    Attributes& set(const char* name, std::string_view value) {
        if (value.empty()) return *this;
        ((text_ += ' ') += name) += "=\"";
        detail::escape(text_, value);
        text_ += '"';
        return *this;
    }

private:
    friend class Html;
    std::string text_;
};

template <Literal L, class... A>
Html markup(const A&... arguments) {
    Html out;
    out.add<L>(arguments...);
    return out;
}

}  // namespace mobio::html

#include "platform/view/html_literal.h"
