// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "account/who.h"
#include "platform/files/bytes.h"
#include "recognition/recognition.h"

namespace mobio::recognition {

// All that there is for one qualification as one PDF, for the body that decides: a sheet that lists
// the papers in German, the CV, and the person's documents in the order of that list.
files::Bytes folder(const Acting& who, App& app, const biography::Biography& biography,
                    const Path& path);

}  // namespace mobio::recognition
