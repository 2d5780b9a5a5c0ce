// SPDX-License-Identifier: EUPL-1.2
#include "cv/resume_fields.h"

#include <array>

namespace mobio::cv {

namespace {

constexpr std::array job{Property{"title_original", "position"},
                         Property{"employer", "name"},
                         Property{"country", "location"},
                         Property{"from", "startDate"},
                         Property{"to", "endDate"},
                         Property{"tasks", "highlights"}};
constexpr std::array internship{Property{"field", "position"}, Property{"company", "name"},
                                Property{"from", "startDate"}, Property{"to", "endDate"}};
constexpr std::array volunteering{Property{"org", "organization"}, Property{"role", "position"},
                                  Property{"from", "startDate"}, Property{"to", "endDate"}};
constexpr std::array training{Property{"title_original", "area"},
                              Property{"institution", "institution"}, Property{"from", "startDate"},
                              Property{"to", "endDate"}};
constexpr std::array study{Property{"subject", "area"}, Property{"degree_original", "studyType"},
                           Property{"institution", "institution"}, Property{"from", "startDate"},
                           Property{"to", "endDate"}};
constexpr std::array apprenticeship{Property{"occupation", "area"},
                                    Property{"company", "institution"},
                                    Property{"from", "startDate"}, Property{"to", "endDate"}};
constexpr std::array school{Property{"name_original", "institution"}, Property{"type", "studyType"},
                            Property{"from", "startDate"}, Property{"to", "endDate"},
                            Property{"grade", "score"}};
constexpr std::array certificate{Property{"title", "name"}, Property{"date", "date"},
                                 Property{"issuer", "issuer"}};
constexpr std::array test{Property{"test", "name"}, Property{"date", "date"}};
constexpr std::array skill{Property{"skill", "name"}, Property{"level", "level"}};
constexpr std::array language{Property{"lang", "language"}};

constexpr std::string_view all = "";
constexpr std::array fields{
    ResumeField{"work.entries", "work", job, all},
    ResumeField{"work.internships", "work", internship},
    ResumeField{"life.volunteering", "volunteer", volunteering, all},
    ResumeField{"training.study", "education", study, "studyType"},
    ResumeField{"training.entries", "education", training, all},
    ResumeField{"training.german_apprenticeship", "education", apprenticeship},
    ResumeField{"school.entries", "education", school},
    ResumeField{"training.further", "certificates", certificate, all},
    ResumeField{"language.tests", "certificates", test},
    ResumeField{"work.skills", "skills", skill, all},
    ResumeField{"language.skills", "languages", language, all}};

}  // namespace

std::span<const ResumeField> resume_fields() { return fields; }

}  // namespace mobio::cv
