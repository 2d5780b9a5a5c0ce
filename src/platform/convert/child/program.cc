// SPDX-License-Identifier: EUPL-1.2
#include "platform/convert/child/program.h"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <sstream>
#include <string_view>
#include <vector>

#include "platform/convert/child/clean_pdf.h"
#include "platform/convert/child/photo.h"
#include "platform/convert/child/refused.h"
#include "platform/convert/child/sandbox.h"
#include "platform/convert/child/text_layer.h"
#include "platform/convert/child/watermark.h"
#include "platform/convert/frames.h"

namespace mobio::convert::child {

namespace {

void put(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto written = write(STDOUT_FILENO, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) _exit(1);  // nobody listens
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}
void put(Tag tag, std::string_view bytes) {
    put(frame_head(tag, bytes.size()));
    put(bytes);
}

// Everything that was sent to us.
struct Given {
    std::string plan;
    std::vector<std::string> files;

    void read() {
        std::string* into = nullptr;
        FrameReader frames({[&](Tag tag, std::uint64_t length) {
                                if (tag == Tag::Done) return;
                                into = tag == Tag::Plan ? &plan : &files.emplace_back();
                                into->reserve(length);
                            },
                            [&](std::string_view piece) { *into += piece; }});
        std::array<char, 64 * 1024> piece;
        while (!frames.done()) {
            const auto got = ::read(STDIN_FILENO, piece.data(), piece.size());
            if (got < 0 && errno == EINTR) continue;
            if (got <= 0) throw BrokenFrames();
            frames.feed({piece.data(), static_cast<std::size_t>(got)});
        }
    }
    const std::string& file() const {
        if (files.size() != 1) throw BrokenFrames();
        return files.front();
    }
};

std::vector<Leaf> leaves_of(const std::string& plan) {
    std::vector<Leaf> leaves;
    std::istringstream in(plan);
    Leaf leaf;
    while (in >> leaf.file >> leaf.page >> leaf.turn && in.get() == ' ' &&
           std::getline(in, leaf.title))
        leaves.push_back(leaf);
    return leaves;
}

MadePdf cropped(const std::string& pdf, const std::string& plan) {
    std::istringstream in(plan);
    int page = 0;
    Cut cut;
    if (!(in >> page >> cut.left >> cut.top >> cut.right >> cut.bottom)) throw BrokenFrames();
    return replace_page(pdf, page, pdf_of(read_cut(pdf, page, cut)));
}

void put_pdf(const MadePdf& made) {
    put(Tag::Pages, std::to_string(made.pages));
    put(Tag::Pdf, made.bytes);
}

void report(const Holds& holds) {
    const auto out = try_to_get_out();
    if (!out.empty()) {
        put(Tag::Refusal, code(Refusal::Broken));
        put(Tag::Text, out);
        return;
    }
    put(Tag::Text, holds.files ? "no network, no files, no other programs, 240 MiB, 5 s"
                               : "no network, no other programs, 240 MiB, 5 s; without Landlock no "
                                 "fonts either: text in previews may be missing");
}

void work(std::string_view what, const std::vector<std::string>& arguments, const Holds& holds) {
    Given given;
    given.read();
    if (what == "scans") {
        put(Tag::Text, std::to_string(first_without_text(given.file())));
    } else if (what == "lay" && given.files.size() == 2) {
        put_pdf(lay_over(given.files[0], std::atoi(given.plan.c_str()), given.files[1]));
    } else if (what == "mark" && given.files.size() == 2) {
        put_pdf(mark(given.files[0], given.files[1]));
    } else if (what == "photo") {
        put_pdf({pdf_of(read_photo(given.file())), 1});
    } else if (what == "pdf") {
        put_pdf(clean_pdf(given.file()));
    } else if (what == "arrange") {
        put_pdf(arrange(given.files, leaves_of(given.plan)));
    } else if (what == "crop") {
        put_pdf(cropped(given.file(), given.plan));
    } else if (what == "draw" && arguments.size() == 2) {
        put(Tag::Picture,
            draw(given.file(), std::atoi(arguments[0].c_str()), std::atoi(arguments[1].c_str())));
    } else if (what == "report") {
        report(holds);
    } else {
        throw BrokenFrames();
    }
}

bool needs_pictures(std::string_view what) {
    return what == "photo" || what == "draw" || what == "crop";
}

}  // namespace

int run(int argc, char** argv) try {
    if (argc < 2) return 2;
    const std::string_view what = argv[1];
    const std::vector<std::string> arguments(argv + 2, argv + argc);
    if (what == "read" && !arguments.empty()) {
        become_reader(arguments[0]);
        return 1;
    }
    if (needs_pictures(what)) start_pictures();
    const auto holds = close_in();
    if (!holds.calls || !holds.limits) return 3;
    try {
        work(what, arguments, holds);
    } catch (const Refused& refused) {
        put(Tag::Refusal, code(refused.refusal));
    } catch (const std::bad_alloc&) {
        put(Tag::Refusal, code(Refusal::TooHard));
    }
    put(Tag::Done, {});
    // What the libraries would tidy up goes with the process.
    _exit(0);
} catch (const std::exception&) {
    return 1;
}

}  // namespace mobio::convert::child
