// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "platform/jobs/jobs.h"

namespace mobio::account {

// A person's key is made before their row, so a registration that was broken off leaves a key that
// belongs to nobody. It is destroyed when it is seven days old and two looks, a day apart, found no
// person to it. Where more than a few keys have none, this is not the database that belongs to the
// key store (half a restore, perhaps): then all are kept.
jobs::Outcome sweep_orphaned_keys(App& app, const jobs::Job& job);

}  // namespace mobio::account
