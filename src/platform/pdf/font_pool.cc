// SPDX-License-Identifier: EUPL-1.2
#include "platform/pdf/font_pool.h"

#include <fmt/format.h>
#include <pango/pangofc-fontmap.h>

#include <stdexcept>

namespace mobio::pdf {

namespace {

namespace fs = std::filesystem;

// Debian's packages fonts-noto-core, fonts-dejavu-core, fonts-droid-fallback and fonts-symbola.
const fs::path machine_fonts = "/usr/share/fonts/truetype";

std::vector<fs::path> files(const fs::path& share) {
    std::vector<fs::path> all{
        machine_fonts / "noto/NotoSans-Regular.ttf", machine_fonts / "noto/NotoSans-Bold.ttf",
        machine_fonts / "dejavu/DejaVuSansMono-Bold.ttf", share / "fonts/Vazirmatn-Regular.ttf",
        share / "fonts/Vazirmatn-Bold.ttf"};
    // People write their names and words in their own script, and with an emoji now and then.
    for (const char* script :
         {"Arabic", "Armenian", "Bengali", "Devanagari", "Ethiopic", "Georgian", "Gurmukhi",
          "Hebrew", "Khmer", "Myanmar", "Sinhala", "Syriac", "Tamil", "Thai", "Tifinagh"})
        all.push_back(machine_fonts / fmt::format("noto/NotoSans{}-Regular.ttf", script));
    all.push_back(machine_fonts / "droid/DroidSansFallbackFull.ttf");  // Chinese, Japanese, Korean
    all.push_back(machine_fonts / "ancient-scripts/Symbola_hint.ttf");
    return all;
}

void add(FcConfig* set, const fs::path& file) {
    const auto name = file.string();
    const auto* bytes = reinterpret_cast<const FcChar8*>(name.c_str());
    if (!fs::is_regular_file(file) || !FcConfigAppFontAddFile(set, bytes))
        throw std::runtime_error("PDF needs the font file " + name + ", which is missing");
}

}  // namespace

FontPool::FontPool(const fs::path& share) : set_(nullptr), pictograms_(share) {
    const auto wanted = files(share);
    set_ = FcConfigCreate();
    try {
        for (const auto& file : wanted) add(set_, file);
    } catch (...) {
        FcConfigDestroy(set_);
        throw;
    }
    // Pango asks for a current set when it starts; without one it would read the machine's.
    FcConfigSetCurrent(set_);
}

FontPool::~FontPool() {
    idle_.clear();
    FcConfigDestroy(set_);
}

FontMap FontPool::borrow() {
    {
        const std::lock_guard lock(mutex_);
        if (!idle_.empty()) {
            auto map = std::move(idle_.back());
            idle_.pop_back();
            return map;
        }
    }
    FontMap map(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
    if (!map) throw std::runtime_error("Pango was built without FreeType");
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map.get()), set_);
    return map;
}

void FontPool::give_back(FontMap map) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(map));
}

Fonts::Fonts(const fs::path& share) : map_(std::make_unique<Map>(share)) {}
Fonts::~Fonts() = default;

}  // namespace mobio::pdf
