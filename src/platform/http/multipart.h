// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace mobio::http {

// The boundary that a Content-Type of multipart/form-data names (RFC 7578, RFC 2046: 1 to 70
// characters); nothing where it is another type, or names none that is allowed.
std::optional<std::string> multipart_boundary(std::string_view content_type);

// Reads a multipart/form-data body as its bytes come, in pieces of any size, and keeps no more of
// it than a boundary's length: what a part holds goes on at once. Throws Failure{400} where the
// body is not what it should be, Failure{413} where there are too many parts or a part's head is
// too long. How long a body may be is its caller's matter.
class Multipart {
public:
    struct Part {
        std::string name;
        std::optional<std::string> file_name;  // of a file, "" where none was chosen
        std::string type;                      // as the client calls it: believe nothing
    };
    struct Sink {
        std::function<void(const Part&)> begin;
        std::function<void(std::string_view)> data;
    };
    Multipart(std::string_view boundary, Sink sink);

    void feed(std::string_view bytes);
    void finish() const;  // throws Failure{400} where the last boundary is missing

    static constexpr std::size_t most_parts = 500, longest_head = 4096;

private:
    enum class Stage { Preamble, Boundary, Head, Data, End };
    bool step();
    bool skip_preamble();
    bool after_boundary();
    bool read_head();
    bool pass_data();

    Stage stage_ = Stage::Preamble;
    std::string delimiter_;  // "\r\n--boundary"
    std::string held_;       // not yet read
    Sink sink_;
    std::size_t parts_ = 0;
};

}  // namespace mobio::http
