// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "platform/view/components.h"

namespace mobio::view {

// What a person chooses from their device; its form needs Form::files.
struct File {
    std::string label = {}, hint = {};
    std::string accept = {};  // endings or types, for the browser's list: the server looks itself
    bool several = false;
    std::string name = "file";
    html::Attributes more = {};  // data-… for scripts
};
Html file(const File& file, const Problems& problems, const Tongue& t);

}  // namespace mobio::view
