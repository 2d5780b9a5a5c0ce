// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/catalogue.h"
#include "platform/clock.h"
#include "platform/http/request.h"
#include "platform/http/router.h"
#include "platform/id.h"
#include "platform/jobs/jobs.h"
#include "platform/problems.h"

// What a caseworker and a person spoke about, and what they agreed. The person reads all of it; the
// working note beside it (notes.h) is another matter.
namespace mobio::consultation {

// What is to be done next, by whom and until when. Kind and waiting_for are codes, so that the
// person reads them in their own language.
struct Step {
    std::string kind;         // of the list consult_step
    std::string words;        // more about it, as it was written
    std::string waiting_for;  // of the list consult_waiting
    std::optional<Date> due;

    bool agreed() const { return !kind.empty(); }
    bool operator==(const Step&) const = default;
};

struct Consultation {
    Date day;
    std::string kind;                          // of the list consult_kind
    std::vector<std::string> topics, present;  // of consult_topic and consult_present
    int minutes = 0;
    std::string interpreter;         // of consult_interpreter
    bool interpreter_adult = false;  // confirmed
    std::string note;                // shared with the person
    Step step;

    bool operator==(const Consultation&) const = default;
};
using ConsultationId = Id<Consultation>;

// Why an interpreter should be another one next time. Said, never in the way.
enum class Concern : std::uint8_t { None, Child, Relative, Age };
Concern concern(const Consultation& consultation);

std::string to_json(const Step& step);
Step step_from_json(std::string_view json);
std::string to_json(const Consultation& consultation);
Consultation from_json(std::string_view json);

// What a form says, and what in it has to be put right.
struct Read {
    Consultation consultation;
    Problems problems;
};
Read read(const http::Fields& typed, const catalogue::Catalogue& catalogue, Date today);
// The part about what is to be done, by whom and until when (not before that day); nothing is
// agreed where nothing of it was typed.
struct ReadStep {
    Step step;
    Problems problems;
};
ReadStep read_step(const http::Fields& typed, const catalogue::Catalogue& catalogue, Date day);
// What the form shows of one that is there, and of a new one.
http::Fields fields_of(const Consultation& consultation);
http::Fields fresh_fields(Date today);

void add_pages(http::Router& router);
// Deletes working notes whose time is over (county.private_note_days).
void add_jobs(jobs::Register& jobs);

}  // namespace mobio::consultation
