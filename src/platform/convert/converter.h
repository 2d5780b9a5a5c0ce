// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "platform/convert/refusal.h"
#include "platform/files/bytes.h"

namespace mobio::convert {

inline constexpr std::uint64_t longest_file = std::uint64_t{30} * 1024 * 1024;
inline constexpr int most_pages = 200;
inline constexpr std::uint64_t most_pixels = 100'000'000;

// One page of the PDF to be made: of which file (from 0), which page there (from 1), and by how
// many degrees it is turned clockwise (0, 90, 180, 270). With a title a bookmark leads to it.
struct Leaf {
    std::size_t file = 0;
    int page = 1, turn = 0;
    std::string title = {};
};

// What stays of a page, in thousandths of its width and height from its left and upper edge.
struct Cut {
    int left = 0, top = 0, right = 1000, bottom = 1000;
};
inline constexpr int least_cut = 50;  // no side is shorter
bool possible(const Cut& cut);

// It was not done in its time, on a machine that is busy: another time it may be.
struct Late : std::runtime_error {
    Late() : std::runtime_error("the converter was not ready in time") {}
};

// What came out, or why nothing did.
struct Outcome {
    std::optional<Refusal> refusal = {};
    int pages = 0;
};

// Hands hostile files to the program mobio-convert, a process of its own for each, that can reach
// neither network nor files and has little memory and time. At most two run at once, the others
// wait. Throws std::runtime_error where that program cannot be started. Safe for all threads.
class Converter {
public:
    // The program: $MOBIO_CONVERT, else the one beside this program.
    Converter();
    ~Converter();

    // A photo or PDF into a clean PDF of our own, given to `out`.
    Outcome clean(const files::Bytes& file, const files::Sink& out) const;
    // Clean PDFs of ours into one of these pages, in this order.
    Outcome arrange(const std::vector<files::Bytes>& files, const std::vector<Leaf>& leaves,
                    const files::Sink& out) const;
    // A clean PDF with a stamp of two pages laid on: the first one over each page, the second one
    // on a strip added below it.
    Outcome mark(const files::Bytes& pdf, const std::string& stamp, const files::Sink& out) const;
    // A clean PDF with one page cut: that one becomes a picture, and what was cut off is gone.
    Outcome crop(const files::Bytes& pdf, int page, const Cut& cut, const files::Sink& out) const;
    // One page of a clean PDF as a JPEG of that width at most; nothing where it cannot be drawn.
    // Throws Late.
    std::optional<std::string> draw(const files::Bytes& pdf, int page, int width) const;

    // The same PDF with the words of its first photo or scan laid over it unseen, so that they can
    // be searched and copied. Nothing where every page has text, Tesseract is not there or has none
    // of the languages (ISO 639-2), or the page takes it too long.
    std::optional<Outcome> read(const std::function<files::Bytes()>& pdf,
                                const std::vector<std::string>& languages,
                                const files::Sink& out) const;

    // What keeps the converter in, as it says itself; throws where it is not kept in at all.
    std::string report() const;

private:
    struct Core;
    std::unique_ptr<Core> core_;
};

}  // namespace mobio::convert
