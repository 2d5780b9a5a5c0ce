// SPDX-License-Identifier: EUPL-1.2
// Whatever comes as a photo: its kind and size are read without going astray, and a size has dots.
#include "platform/convert/kind.h"

#include "require.h"

using namespace mobio;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = view_of(data, size);
    const auto kind = convert::kind_of(bytes.substr(0, convert::head_size));
    if (!kind) return 0;
    const auto found = convert::size_of(*kind, bytes);
    require(!found || found->pixels() > 0);
    return 0;
}
