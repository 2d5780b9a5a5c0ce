// SPDX-License-Identifier: EUPL-1.2
#include "platform/sql/nesting.h"

namespace mobio::sql {
namespace {
thread_local const Nesting* innermost = nullptr;
}

Nesting::Nesting(const Database& database, Use use, Connection& connection)
    : database_(database), use_(use), connection_(connection), outer_(innermost) {
    innermost = this;
}

Nesting::~Nesting() { innermost = outer_; }

const Nesting* Nesting::find(const Database& database) {
    const auto* frame = innermost;
    while (frame && &frame->database_ != &database) frame = frame->outer_;
    return frame;
}

void Nesting::refuse_write(const Database& database) {
    if (const auto* frame = find(database))
        throw std::logic_error(frame->use_ == Use::Write ? "a write inside a write"
                                                         : "a write inside a read");
}

Connection* Nesting::outer_read(const Database& database) {
    const auto* frame = find(database);
    if (!frame) return nullptr;
    if (frame->use_ == Use::Write)
        throw std::logic_error("a read inside a write: use its transaction");
    return &frame->connection_;
}

}  // namespace mobio::sql
