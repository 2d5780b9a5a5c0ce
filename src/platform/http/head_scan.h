// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "platform/http/server.h"

namespace mobio::http {

// Finds the end of a request's head in bytes that come piece by piece, and refuses at once what
// would otherwise keep us waiting or be read in two ways: bare CR and LF, folded lines, lines and
// heads that are too long (Failure 400, 414, 431, 505).
class HeadScan {
public:
    explicit HeadScan(const Limits& limits) : limits_(limits) {}
    // `bytes` is all that came so far, from the first byte of the head. The size of the head once
    // it is whole.
    std::optional<std::size_t> feed(std::string_view bytes);

private:
    void end_line(std::string_view line);
    void check_open_line(std::string_view bytes) const;

    const Limits& limits_;
    std::size_t line_start_ = 0, scanned_ = 0, lines_ = 0;
};

}  // namespace mobio::http
