// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>

#include "release/packet.h"

namespace mobio::release {

using biography::Biography;
using biography::Claim;

namespace {

const Claim* stated(const Claim* claim) {
    return claim && claim->state == biography::State::Value ? claim : nullptr;
}

std::string part_of(const Claim& claim, const char* part) {
    if (!claim.value.is_object() || !claim.value.contains(part)) return {};
    const auto& value = claim.value.at(part);
    return value.is_string() ? value.get<std::string>() : std::string();
}

template <class Visit>
void each_claim(const Biography& biography, const char* field, const Visit& visit) {
    for (const auto* entry : biography.entries(field))
        if (const auto* claim = stated(entry->answer.claim())) visit(*claim);
}

std::optional<Derived> of_age(App& app, const Biography& biography, const text::Tongue& t) {
    const auto adult = biography::is_adult(biography, app.today());
    const auto* birth = stated(biography.claim("person.birth"));
    if (!adult || !birth) return std::nullopt;
    return Derived{std::string(*adult ? t.tr("Yes") : t.tr("No")), birth};
}

// Employers learn whether and until when, never the status behind it.
std::optional<Derived> work_permission(App& app, const Biography& biography,
                                       const text::Tongue& t) {
    const auto* claim = stated(biography.claim("residence.work_permission"));
    if (!claim || !claim->value.is_string()) return std::nullopt;
    auto code = claim->value.get<std::string>();
    if (code == "employment_only") code = "allowed";
    constexpr auto list = "employer_work_permission";
    if (!app.catalogue->has_code(list, code)) return std::nullopt;
    auto words = app.catalogue->code_label(list, code, t);
    const auto* until = stated(biography.claim("residence.valid_until"));
    const auto* field = app.catalogue->field("residence.valid_until");
    if (until && field) {
        const auto day = biography::in_words(*app.catalogue, *field, until->value, t);
        if (!day.empty()) words = text::fill(t.tr("{1} (valid until {2})"), words, day);
    }
    return Derived{words, claim};
}

constexpr std::array<std::string_view, 9> levels{"none", "A0", "A1", "A2",    "B1",
                                                 "B2",   "C1", "C2", "native"};
constexpr std::array<std::string_view, 4> bases{"self", "observed", "placement", "certificate"};

template <std::size_t N>
std::size_t rank(const std::array<std::string_view, N>& order, std::string_view code) {
    return static_cast<std::size_t>(std::find(order.begin(), order.end(), code) - order.begin());
}

// The lowest of the five skills, from the best founded entry. "First language" is C2 here: whose
// first language German is, is nobody's business.
std::optional<Derived> german_overall(App& app, const Biography& biography, const text::Tongue& t) {
    const Claim* best = nullptr;
    std::size_t best_basis = 0;
    each_claim(biography, "language.skills", [&](const Claim& claim) {
        const auto basis = rank(bases, part_of(claim, "basis")) % bases.size();
        if (part_of(claim, "lang") != "deu" || (best && basis < best_basis)) return;
        best = &claim;
        best_basis = basis;
    });
    if (!best) return std::nullopt;
    auto lowest = levels.size();
    for (const char* skill :
         {"listening", "reading", "spoken_interaction", "spoken_production", "writing"})
        lowest = std::min(lowest, rank(levels, part_of(*best, skill)));
    if (lowest == levels.size()) return std::nullopt;
    if (levels[lowest] == "native") --lowest;
    const auto level = app.catalogue->code_label("cefr", levels[lowest], t);
    const auto basis = app.catalogue->code_label("skill_basis", bases[best_basis], t);
    return Derived{text::fill(t.tr("{1} (basis: {2})"), level, basis), best};
}

// What people were trained for and worked as.
constexpr std::array learned{"training.entries", "training.study", "training.german_apprenticeship",
                             "work.entries"};

const Claim* regulated_claim(App& app, const Biography& biography) {
    const Claim* found = nullptr;
    each_claim(biography, "recognition.cases", [&](const Claim& claim) {
        if (part_of(claim, "kind") == "regulated") found = &claim;
    });
    for (const char* field : learned)
        each_claim(biography, field, [&](const Claim& claim) {
            for (const char* code : {"kldb", "esco"})
                if (app.catalogue->is_regulated(part_of(claim, code))) found = &claim;
        });
    return found;
}

bool sounds_regulated(std::string_view title) {
    static const auto words = [] {
        std::vector<std::string> folded;
        for (const char* word : {"Arzt",       "Ärztin",     "Krankenpfleg", "Krankenschwester",
                                 "Pflegefach", "Hebamme",    "Apotheker",    "Lehrer",
                                 "Erzieher",   "physician",  "doctor",       "nurse",
                                 "midwife",    "pharmacist", "teacher",      "médecin",
                                 "infirmi",    "sage-femme", "pharmacien",   "enseignant",
                                 "professeur", "طبيب",       "ممرض",         "صيدل",
                                 "معلم",       "مدرس",       "پزشک",         "پرستار",
                                 "داروساز",    "آموزگار"})
            folded.push_back(text::fold(word));
        return folded;
    }();
    const auto folded = text::fold(title);
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return folded.find(word) != std::string::npos;
    });
}

}  // namespace

// A code says what it is; only words without one are judged by how they sound.
bool has_regulated_occupation(App& app, const Biography& biography) {
    bool found = regulated_claim(app, biography) != nullptr;
    for (const char* field : learned)
        each_claim(biography, field, [&](const Claim& claim) {
            if (!part_of(claim, "kldb").empty() || !part_of(claim, "esco").empty()) return;
            for (const char* part : {"title_original", "occupation", "degree_original", "subject"})
                found = found || sounds_regulated(part_of(claim, part));
            for (const auto& [part, german] : claim.german_parts)
                found = found || sounds_regulated(german.text);
        });
    return found;
}

std::optional<Derived> derive(App& app, const Biography& biography, const catalogue::Field& field,
                              const text::Tongue& t) {
    if (field.derive == "adult") return of_age(app, biography, t);
    if (field.derive == "work_permission_for_employer") return work_permission(app, biography, t);
    if (field.derive == "german_overall") return german_overall(app, biography, t);
    if (field.derive == "regulated") {
        const auto* claim = regulated_claim(app, biography);
        if (!claim) return std::nullopt;
        return Derived{std::string(t.tr("Yes")), claim};
    }
    return std::nullopt;  // a rule without code gives nothing away
}

std::vector<std::string> sources(const catalogue::Field& field) {
    if (field.derive == "adult") return {"person.birth"};
    if (field.derive == "work_permission_for_employer") return {"residence.valid_until"};
    if (field.derive == "german_overall") return {"language.skills"};
    if (field.derive == "regulated")
        return {"recognition.cases", "training.entries", "training.study",
                "training.german_apprenticeship", "work.entries"};
    return {};
}

}  // namespace mobio::release
