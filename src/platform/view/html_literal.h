// SPDX-License-Identifier: EUPL-1.2
#pragma once

// The second half of html.h: how a literal is read while compiling, and how its holes are filled.

namespace mobio::html {

namespace detail {

constexpr bool space(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}
constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

constexpr bool same(std::string_view a, std::string_view lower_case) {
    if (a.size() != lower_case.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (lower(a[i]) != lower_case[i]) return false;
    return true;
}

template <class... Names>
constexpr bool one_of(std::string_view name, Names... names) {
    return (same(name, names) || ...);
}

// Their content is not read as markup, so escaping would not hold there.
constexpr bool raw_element(std::string_view tag) {
    return one_of(tag, "script", "style", "iframe", "xmp", "noembed", "noframes", "noscript",
                  "plaintext");
}
constexpr bool url_attribute(std::string_view name) {
    return one_of(name, "href", "src", "action", "formaction", "poster", "cite", "data",
                  "xlink:href", "ping", "background", "manifest", "srcset");
}
constexpr bool code_attribute(std::string_view name) {
    return (name.size() > 2 && lower(name[0]) == 'o' && lower(name[1]) == 'n') ||
           one_of(name, "style", "srcdoc");
}
// A start that fixes where an address leads, whatever follows it.
constexpr bool path_prefix(std::string_view start) {
    if (start.starts_with("//")) return false;
    return start.starts_with("/") || start.starts_with("#") || start.starts_with("?");
}

// HTML's own states (WHATWG, tokenization), as far as literals need them.
class Reader {
public:
    consteval explicit Reader(std::string_view source) : source_(source) {}

    consteval Plan read() {
        while (at_ < source_.size()) {
            if (source_.substr(at_).starts_with("{}")) {
                hole();
                at_ += 2;
            } else {
                step(source_[at_]);
            }
        }
        if (state_ != State::Text) literal_must_end_outside_of_tags();
        return plan_;
    }

private:
    enum class State { Text, TagOpen, TagName, InTag, Name, Equals, Quoted, Bare, Raw, Comment };

    consteval char behind() const { return at_ + 2 < source_.size() ? source_[at_ + 2] : '\0'; }

    consteval void hole() {
        if (plan_.count == plan_.holes.size()) too_many_holes();
        plan_.holes[plan_.count++] = {at_, place()};
    }

    consteval Place place() {
        switch (state_) {
            case State::Text:
                return Place::Text;
            case State::Quoted:
                return place_in_value();
            case State::InTag: {
                const char next = behind();
                if (closing_ || !space(source_[at_ - 1]) ||
                    !(space(next) || next == '>' || next == '/'))
                    hole_between_attributes_needs_space_around();
                return Place::Attributes;
            }
            case State::Raw:
                hole_in_script_or_style_is_forbidden();
                break;
            case State::Equals:
            case State::Bare:
                hole_in_unquoted_attribute_is_forbidden();
                break;
            case State::Comment:
                hole_in_comment_is_forbidden();
                break;
            default:
                hole_in_tag_name_is_forbidden();
        }
        return Place::Text;
    }

    consteval Place place_in_value() {
        if (code_attribute(attribute_)) hole_in_event_or_style_attribute_is_forbidden();
        if (!url_attribute(attribute_)) return Place::Attribute;
        if (at_ == begin_ && behind() == quote_) return Place::Url;
        if (!path_prefix(source_.substr(begin_, at_ - begin_)))
            hole_in_address_must_be_whole_or_follow_a_path();
        return Place::Segment;
    }

    consteval void step(char c) {
        switch (state_) {
            case State::Text:
                in_text(c);
                break;
            case State::TagOpen:
                closing_ = c == '/';
                if (closing_) ++at_;
                begin_ = at_;
                state_ = State::TagName;
                break;
            case State::TagName:
                if (space(c) || c == '>' || c == '/') {
                    tag_ = source_.substr(begin_, at_ - begin_);
                    state_ = State::InTag;
                } else {
                    ++at_;
                }
                break;
            case State::InTag:
                in_tag(c);
                break;
            case State::Name:
                in_name(c);
                break;
            case State::Equals:
                after_equals(c);
                break;
            case State::Quoted:
                if (c == quote_) state_ = State::InTag;
                ++at_;
                break;
            case State::Bare:
                if (space(c) || c == '>')
                    state_ = State::InTag;
                else
                    ++at_;
                break;
            case State::Raw:
                in_raw(c);
                break;
            case State::Comment:
                if (source_.substr(at_).starts_with("-->")) {
                    state_ = State::Text;
                    at_ += 2;
                }
                ++at_;
        }
    }

    consteval void in_text(char c) {
        if (c != '<') {
            ++at_;
        } else if (source_.substr(at_).starts_with("<!--")) {
            state_ = State::Comment;
            at_ += 4;
        } else {
            state_ = State::TagOpen;
            ++at_;
        }
    }

    consteval void in_tag(char c) {
        if (c == '>') {
            state_ = !closing_ && raw_element(tag_) ? State::Raw : State::Text;
            ++at_;
        } else if (space(c) || c == '/') {
            ++at_;
        } else {
            if (c == '=') attribute_without_a_name();
            begin_ = at_;
            state_ = State::Name;
        }
    }

    consteval void in_name(char c) {
        if (c == '=') {
            attribute_ = source_.substr(begin_, at_ - begin_);
            state_ = State::Equals;
            ++at_;
        } else if (space(c) || c == '>' || c == '/') {
            state_ = State::InTag;
        } else {
            ++at_;
        }
    }

    consteval void after_equals(char c) {
        if (c == '"' || c == '\'') {
            quote_ = c;
            begin_ = at_ + 1;
            state_ = State::Quoted;
            ++at_;
        } else if (c == '>') {
            state_ = State::InTag;
        } else {
            if (!space(c)) state_ = State::Bare;
            ++at_;
        }
    }

    consteval void in_raw(char c) {
        if (c == '<' && source_.substr(at_ + 1).starts_with("/") &&
            same(source_.substr(at_ + 2, tag_.size()), tag_)) {
            state_ = State::TagOpen;
        }
        ++at_;
    }

    std::string_view source_, tag_, attribute_;
    std::size_t at_ = 0, begin_ = 0;
    State state_ = State::Text;
    char quote_ = '"';
    bool closing_ = false;
    Plan plan_;
};

consteval Plan read(std::string_view source) { return Reader(source).read(); }

template <Literal L>
inline constexpr Plan plan_of = read(L.view());

template <class T>
inline constexpr bool is_number =
    std::is_integral_v<T> && !std::is_same_v<T, bool> && !std::is_same_v<T, char>;

template <class T>
void put_number(std::string& out, T value) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    out.append(digits, end);
}

}  // namespace detail

inline void Html::put_attributes(const Attributes& attributes) {
    if (text_.ends_with(' ')) text_.pop_back();  // each attribute brings its own
    text_ += attributes.text_;
}

// The literal up to hole I, and its value.
template <Literal L, std::size_t I, class T>
void Html::put(const T& value) {
    constexpr const auto& plan = detail::plan_of<L>;
    constexpr auto place = plan.holes[I].place;
    constexpr auto from = I == 0 ? 0 : plan.holes[I - 1].at + 2;
    text_ += L.view().substr(from, plan.holes[I].at - from);

    if constexpr (place == Place::Attributes) {
        static_assert(std::is_same_v<T, Attributes>, "between attributes stands html::Attributes");
        put_attributes(value);
    } else if constexpr (std::is_same_v<T, Html>) {
        static_assert(place == Place::Text, "markup stands between tags only");
        text_ += value.text_;
    } else if constexpr (detail::is_number<T>) {
        static_assert(place != Place::Url, "a number is no address");
        detail::put_number(text_, value);
    } else {
        static_assert(std::is_convertible_v<const T&, std::string_view>,
                      "a hole takes text, a whole number or Html");
        const std::string_view text = value;
        if constexpr (place == Place::Url) {
            detail::escape(text_, detail::safe_url(text) ? text : "#blocked");
        } else if constexpr (place == Place::Segment) {
            detail::encode_segment(text_, text);
        } else {
            detail::escape(text_, text);
        }
    }
}

template <Literal L, class... A>
Html& Html::add(const A&... arguments) {
    constexpr const auto& plan = detail::plan_of<L>;
    static_assert(plan.count == sizeof...(A), "as many values as holes");
    [&]<std::size_t... I>(std::index_sequence<I...>) { (put<L, I>(arguments), ...); }
    (std::index_sequence_for<A...>{});
    constexpr auto rest = plan.count == 0 ? 0 : plan.holes[plan.count - 1].at + 2;
    text_ += L.view().substr(rest);
    return *this;
}

}  // namespace mobio::html
