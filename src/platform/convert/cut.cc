// SPDX-License-Identifier: EUPL-1.2
#include "platform/convert/converter.h"

namespace mobio::convert {

bool possible(const Cut& cut) {
    return cut.left >= 0 && cut.top >= 0 && cut.right <= 1000 && cut.bottom <= 1000 &&
           cut.right - cut.left >= least_cut && cut.bottom - cut.top >= least_cut;
}

}  // namespace mobio::convert
