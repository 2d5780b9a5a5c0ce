// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "consultation/store.h"

// A caseworker's working note beside a consultation: for themselves alone, and for the cover where
// they opened it. It stands on no page of the person, in no paper, export or figure, and is deleted
// after county.private_note_days.
namespace mobio::consultation {

struct WorkingNote {
    Id<Staff> author;
    std::string words;
    bool opened = false;  // to the cover
    Time ends_at;
};
// Both find only what stands beside a consultation that `find` finds.
std::optional<WorkingNote> own_note(sql::Connection& db, App& app, const CaseReader& who,
                                    const Kept& beside);
// What others opened, where the reader is the person's cover now.
std::vector<WorkingNote> notes_for_cover(sql::Connection& db, App& app, const CaseReader& who,
                                         const Kept& beside);

// Without words it is gone. Later words do not make it live longer.
void write_note(sql::Transaction& tx, App& app, const Caseworker& who, ConsultationId beside,
                const std::string& words, bool opened, Time now);

void seal_notes_anew(sql::Transaction& tx, App& app, ConsultationId beside,
                     const vault::PersonKey& from, const vault::PersonKey& to);

}  // namespace mobio::consultation
