// SPDX-License-Identifier: EUPL-1.2
#include "platform/sql/script.h"

#include <cctype>

namespace mobio::sql {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

class Splitter {
public:
    Splitter(std::string_view script, Engine engine)
        : rest_(script), marker_(engine == Engine::Sqlite ? "-- sqlite:" : "-- postgres:") {}

    std::vector<std::string> split() {
        while (!rest_.empty()) {
            if (rest_.starts_with("--"))
                comment();
            else if (rest_.starts_with("/*"))
                skip(through("*/", 2));
            else if (rest_[0] == '\'' || rest_[0] == '"')
                keep(through(rest_.substr(0, 1), 1));  // a doubled quote opens the next string
            else if (rest_[0] == '$')
                dollar();
            else if (is_word(rest_[0]))
                word();
            else if (rest_[0] == ';' && !inside_trigger())
                end();
            else
                keep(1);
        }
        end();
        return std::move(found_);
    }

private:
    std::size_t through(std::string_view end, std::size_t from) const {
        const auto at = rest_.find(end, from);
        return at == rest_.npos ? rest_.size() : at + end.size();
    }
    void keep(std::size_t length) {
        statement_ += rest_.substr(0, length);
        rest_.remove_prefix(length);
    }
    void skip(std::size_t length) {
        statement_ += ' ';
        rest_.remove_prefix(length);
    }
    void comment() {
        if (rest_.starts_with(marker_)) return skip(marker_.size());
        skip(std::min(rest_.find('\n'), rest_.size()));
    }
    void dollar() {
        std::size_t length = 1;
        while (length < rest_.size() && is_word(rest_[length])) ++length;
        if (length == rest_.size() || rest_[length] != '$') return keep(1);
        keep(through(rest_.substr(0, length + 1), length + 1));
    }
    void word() {
        std::size_t length = 1;
        while (length < rest_.size() && is_word(rest_[length])) ++length;
        last_word_.clear();
        for (const char c : rest_.substr(0, length))
            last_word_ += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        trigger_ = trigger_ || last_word_ == "TRIGGER";
        body_ = body_ || (trigger_ && last_word_ == "BEGIN");
        keep(length);
    }
    bool inside_trigger() const { return body_ && last_word_ != "END"; }
    void end() {
        while (!statement_.empty() && is_space(statement_.back())) statement_.pop_back();
        std::size_t begin = 0;
        while (begin < statement_.size() && is_space(statement_[begin])) ++begin;
        if (begin < statement_.size()) found_.push_back(statement_.substr(begin));
        statement_.clear();
        last_word_.clear();
        trigger_ = body_ = false;
        if (!rest_.empty()) rest_.remove_prefix(1);
    }

    std::string_view rest_;
    const std::string_view marker_;
    std::string statement_, last_word_;
    bool trigger_ = false, body_ = false;
    std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> statements(std::string_view script, Engine engine) {
    return Splitter(script, engine).split();
}

}  // namespace mobio::sql
