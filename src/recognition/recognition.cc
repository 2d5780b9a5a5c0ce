// SPDX-License-Identifier: EUPL-1.2
#include "recognition/recognition.h"

#include <algorithm>

namespace mobio::recognition {

using biography::Biography;
using biography::Claim;
using nlohmann::json;

namespace {

constexpr std::string_view certificates[]{"certificate", "degree", "school_certificate"};

// Which kind of documents a paper is.
constexpr std::pair<std::string_view, std::string_view> kinds[]{
    {"identity", "id"},
    {"certificate", "voc_cert"},
    {"degree", "uni_degree"},
    {"school_certificate", "school_cert"},
    {"transcript", "transcript"},
    {"work_proof", "work_ref"},
    {"translation", "translation"},
    {"language_proof", "lang_cert"}};

std::string text_in(const json& value, const char* key) {
    const auto found = value.find(key);
    return found != value.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool is_certificate(std::string_view paper) {
    return std::ranges::find(certificates, paper) != std::ranges::end(certificates);
}

// As the list proof_state has it.
Have by_proof(const std::string& proof) {
    if (proof == "original" || proof == "certified_copy") return Have::There;
    if (proof == "copy" || proof == "photo") return Have::Copy;
    if (proof == "lost" || proof == "unobtainable" || proof == "none") return Have::Lost;
    return Have::Ask;
}

const Claim* told(const biography::Entry* entry) {
    const auto* claim = entry->answer.claim();
    const bool says = claim && claim->state == biography::State::Value && claim->value.is_object();
    return says ? claim : nullptr;
}

// The best proof of any job.
Have work_proof(const Biography& biography) {
    auto best = Have::Ask;
    for (const auto* entry : biography.entries("work.entries"))
        if (const auto* claim = told(entry))
            best = std::min(best, by_proof(text_in(claim->value, "proof")));
    return best;
}

bool passed_german(const Biography& biography) {
    return std::ranges::any_of(biography.entries("language.tests"),
                               [](const biography::Entry* entry) {
                                   const auto* claim = told(entry);
                                   return claim && text_in(claim->value, "result") == "passed";
                               });
}

Have have(const std::string& paper, const Biography& biography, const Claim& claim) {
    // The CV of this program is that list.
    if (paper == "cv") return Have::There;
    if (paper == "work_proof") return work_proof(biography);
    if (paper == "language_proof") return passed_german(biography) ? Have::There : Have::Ask;
    return is_certificate(paper) ? by_proof(text_in(claim.value, "proof")) : Have::Ask;
}

bool from_abroad(const Claim& claim) {
    const auto country = text_in(claim.value, "country");
    return !country.empty() && country != "DE";
}

// A certificate belongs to one entry, unless nothing is said of it.
std::vector<documents::Document> kept_of(const std::string& paper, const std::string& entry,
                                         const std::vector<documents::Document>& all) {
    std::vector<documents::Document> kept;
    const auto* kind =
        std::ranges::find(kinds, paper, &std::pair<std::string_view, std::string_view>::first);
    if (kind == std::ranges::end(kinds)) return kept;
    for (const auto& document : all) {
        const auto& about = document.about;
        const bool other = is_certificate(paper) && !about.entry.empty() && about.entry != entry;
        if (!document.removed_at && about.kind == kind->second && !other) kept.push_back(document);
    }
    return kept;
}

const Body& body_of(const catalogue::Field& field, const Claim& claim,
                    const catalogue::Catalogue& catalogue, const Facts& facts) {
    if (field.key == "school.entries") return facts.body("school");
    if (field.key == "training.study") return facts.body("zab");
    return deciding(facts, catalogue, text_in(claim.value, "kldb"));
}

}  // namespace

bool Path::lost() const {
    return std::ranges::any_of(papers, [](const Paper& paper) {
        return paper.have == Have::Lost && is_certificate(paper.code);
    });
}

std::vector<Path> paths(const Biography& biography, const catalogue::Catalogue& catalogue,
                        const Facts& facts, const std::vector<documents::Document>& documents) {
    std::vector<Path> all;
    for (const char* key : {"training.entries", "training.study", "school.entries"}) {
        const auto* field = catalogue.field(key);
        auto entries = biography.entries(key);
        std::ranges::reverse(entries);
        for (const auto* entry : entries) {
            const auto* claim = told(entry);
            if (!field || !claim || !from_abroad(*claim)) continue;
            Path path{field, claim, entry->id, &body_of(*field, *claim, catalogue, facts), {}};
            for (const auto& paper : path.body->papers) {
                auto kept = kept_of(paper, entry->id, documents);
                auto there = have(paper, biography, *claim);
                if (there == Have::Ask && !kept.empty()) there = Have::There;
                path.papers.push_back({paper, there, std::move(kept)});
            }
            all.push_back(std::move(path));
        }
    }
    return all;
}

}  // namespace mobio::recognition
