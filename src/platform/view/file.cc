// SPDX-License-Identifier: EUPL-1.2
#include "platform/view/file.h"

namespace mobio::view {

Html file(const File& file, const Problems& problems, const Tongue& t) {
    Input input{.name = file.name,
                .label = file.label,
                .hint = file.hint,
                .type = "file",
                .dir = "",
                .autocomplete = "",
                .more = file.more};
    input.more.set("accept", file.accept).flag("multiple", file.several);
    return view::input(input, problems, t);
}

}  // namespace mobio::view
