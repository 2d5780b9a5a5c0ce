// SPDX-License-Identifier: EUPL-1.2
#include "platform/convert/converter.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <semaphore>
#include <utility>

#include "platform/convert/child_process.h"
#include "platform/convert/frames.h"
#include "platform/convert/kind.h"

namespace mobio::convert {

namespace {

namespace fs = std::filesystem;

constexpr int at_once = 2;
// The converter's own limit is on the time of the processor (see limits.h); this one is for a
// machine that is busy otherwise.
constexpr std::chrono::seconds time_for_file{30}, time_for_arranging{30}, time_for_reading{120};
constexpr int reading_width = 1700;  // an A4 page at 200 dots per inch
constexpr std::uint64_t longest_picture = std::uint64_t{4} * 1024 * 1024;
constexpr std::uint64_t longest_word = 64 * 1024;

fs::path program() {
    if (const char* const named = std::getenv("MOBIO_CONVERT")) return named;
    return fs::read_symlink("/proc/self/exe").parent_path() / "mobio-convert";
}

class Turn {
public:
    explicit Turn(std::counting_semaphore<at_once>& turns) : turns_(turns) { turns_.acquire(); }
    ~Turn() { turns_.release(); }
    Turn(const Turn&) = delete;

private:
    std::counting_semaphore<at_once>& turns_;
};

// What goes in: a plan where there is one, then the files.
class Input {
public:
    Input(std::string plan, std::vector<files::Bytes> files) : files_(std::move(files)) {
        if (!plan.empty()) waiting_ = frame_head(Tag::Plan, plan.size()) + plan;
    }
    std::string next() {
        while (waiting_.empty()) {
            if (open_) {
                waiting_ = files_[at_].next();
                if (!waiting_.empty()) break;
                open_ = false;
                ++at_;
            }
            if (at_ == files_.size()) {
                if (ended_) return {};
                ended_ = true;
                return frame_head(Tag::Done, 0);
            }
            waiting_ = frame_head(Tag::Input, files_[at_].size);
            open_ = true;
        }
        return std::exchange(waiting_, {});
    }

private:
    std::vector<files::Bytes> files_;
    std::string waiting_;
    std::size_t at_ = 0;
    bool open_ = false, ended_ = false;
};

// What comes out.
class Answer {
public:
    explicit Answer(files::Sink pdf) : pdf_(std::move(pdf)) {}

    void feed(std::string_view bytes) { reader_.feed(bytes); }
    bool whole() const { return reader_.done(); }
    const std::string& word(Tag tag) const {
        return tag == Tag::Picture   ? picture_
               : tag == Tag::Refusal ? refusal_
               : tag == Tag::Pages   ? pages_
                                     : text_;
    }
    bool has_pdf() const { return has_pdf_; }

private:
    void begin(Tag tag, std::uint64_t length) {
        tag_ = tag;
        const bool from_it = tag != Tag::Input && tag != Tag::Plan;
        const auto most = tag == Tag::Pdf       ? FrameReader::longest
                          : tag == Tag::Picture ? longest_picture
                                                : longest_word;
        if (!from_it || length > most || (tag == Tag::Pdf && has_pdf_)) throw BrokenFrames();
        has_pdf_ |= tag == Tag::Pdf;
    }
    void data(std::string_view piece) {
        if (tag_ == Tag::Pdf)
            pdf_(piece);
        else
            (tag_ == Tag::Picture   ? picture_
             : tag_ == Tag::Refusal ? refusal_
             : tag_ == Tag::Pages   ? pages_
                                    : text_) += piece;
    }

    files::Sink pdf_;
    Tag tag_ = Tag::Done;
    bool has_pdf_ = false;
    std::string picture_, refusal_, pages_, text_;
    FrameReader reader_{{[this](Tag tag, std::uint64_t length) { begin(tag, length); },
                         [this](std::string_view piece) { data(piece); }}};
};

Outcome outcome_of(const Answer& answer, End end) {
    if (end == End::Fine && answer.whole()) {
        if (const auto refusal = parse_refusal(answer.word(Tag::Refusal))) return {refusal, 0};
        const int pages = std::atoi(answer.word(Tag::Pages).c_str());
        if (answer.has_pdf() && pages > 0 && pages <= most_pages) return {{}, pages};
    }
    return {Refusal::TooHard, 0};
}

std::string plan_of(const std::vector<Leaf>& leaves) {
    std::string plan;
    for (const auto& leaf : leaves) {
        auto title = leaf.title;
        std::ranges::replace(title, '\n', ' ');
        plan += std::to_string(leaf.file) + " " + std::to_string(leaf.page) + " " +
                std::to_string(leaf.turn) + " " + title + "\n";
    }
    return plan;
}

std::string plan_of(int page, const Cut& cut) {
    std::string plan = std::to_string(page);
    for (const int side : {cut.left, cut.top, cut.right, cut.bottom})
        plan += " " + std::to_string(side);
    return plan;
}

// Those of them that Tesseract knows here, as it wants them: "deu+ara".
std::string installed(const std::vector<std::string>& languages) {
    std::string known;
    for (const auto& language : languages) {
        const auto file = "/usr/share/tesseract-ocr/5/tessdata/" + language + ".traineddata";
        const bool plain =
            std::ranges::all_of(language, [](char c) { return c >= 'a' && c <= 'z'; });
        if (plain && fs::exists(file)) known += (known.empty() ? "" : "+") + language;
    }
    return fs::exists("/usr/bin/tesseract") ? known : std::string();
}

files::Bytes bytes_of(const std::string& text) {
    auto sent = std::make_shared<bool>(false);
    return {text.size(),
            [&text, sent] { return std::exchange(*sent, true) ? std::string() : text; }};
}

std::string head_of(const files::Bytes& file, std::string& first) {
    first = file.next();
    return first.substr(0, head_size);
}

}  // namespace

struct Converter::Core {
    const fs::path program = convert::program();
    mutable std::counting_semaphore<at_once> turns{at_once};

    std::optional<std::string> read(const std::string& picture, const std::string& languages) const;
    End talk(std::vector<std::string> arguments, Input input, Answer& answer,
             std::chrono::milliseconds time) const {
        const Turn turn(turns);
        try {
            return run({program, std::move(arguments), time, [&] { return input.next(); },
                        [&](std::string_view piece) { answer.feed(piece); }});
        } catch (const BrokenFrames&) {  // as if it had died: believe nothing of it
            return End::Failed;
        }
    }
};

std::optional<std::string> Converter::Core::read(const std::string& picture,
                                                 const std::string& languages) const {
    const Turn turn(turns);
    const auto input = bytes_of(picture);
    std::string text;
    const auto end = run(
        {program, {"read", languages}, time_for_reading, input.next, [&](std::string_view piece) {
             text += piece;
             if (text.size() > longest_picture) throw BrokenFrames();
         }});
    if (end != End::Fine || !text.starts_with("%PDF-")) return {};
    return text;
}

Converter::Converter() : core_(std::make_unique<Core>()) {}
Converter::~Converter() = default;

Outcome Converter::clean(const files::Bytes& file, const files::Sink& out) const {
    if (file.size == 0) return {Refusal::Empty};
    if (file.size > longest_file) return {Refusal::TooLarge};
    std::string first;
    const auto kind = kind_of(head_of(file, first));
    if (!kind) return {Refusal::Unknown};
    // The first piece was read already.
    const files::Bytes whole{
        file.size, [&] { return first.empty() ? file.next() : std::exchange(first, {}); }};
    Answer answer(out);
    const auto end =
        core_->talk({*kind == Kind::Pdf ? "pdf" : "photo"}, {{}, {whole}}, answer, time_for_file);
    return outcome_of(answer, end);
}

Outcome Converter::arrange(const std::vector<files::Bytes>& files, const std::vector<Leaf>& leaves,
                           const files::Sink& out) const {
    if (leaves.empty()) return {Refusal::Empty};
    if (leaves.size() > most_pages) return {Refusal::TooMany};
    Answer answer(out);
    const auto end = core_->talk({"arrange"}, {plan_of(leaves), files}, answer, time_for_arranging);
    return outcome_of(answer, end);
}

Outcome Converter::mark(const files::Bytes& pdf, const std::string& stamp,
                        const files::Sink& out) const {
    Answer answer(out);
    const auto end =
        core_->talk({"mark"}, {{}, {pdf, bytes_of(stamp)}}, answer, time_for_arranging);
    return outcome_of(answer, end);
}

Outcome Converter::crop(const files::Bytes& pdf, int page, const Cut& cut,
                        const files::Sink& out) const {
    Answer answer(out);
    const auto end = core_->talk({"crop"}, {plan_of(page, cut), {pdf}}, answer, time_for_arranging);
    return outcome_of(answer, end);
}

std::optional<std::string> Converter::draw(const files::Bytes& pdf, int page, int width) const {
    Answer answer([](std::string_view) {});
    const auto end = core_->talk({"draw", std::to_string(page), std::to_string(width)}, {{}, {pdf}},
                                 answer, time_for_file);
    if (end == End::TooLate) throw Late();
    if (end != End::Fine || !answer.whole()) return {};
    const auto& picture = answer.word(Tag::Picture);
    return picture.empty() ? std::nullopt : std::optional(picture);
}

std::optional<Outcome> Converter::read(const std::function<files::Bytes()>& pdf,
                                       const std::vector<std::string>& languages,
                                       const files::Sink& out) const try {
    const auto known = installed(languages);
    if (known.empty()) return {};
    Answer scans([](std::string_view) {});
    if (core_->talk({"scans"}, {{}, {pdf()}}, scans, time_for_file) != End::Fine) return {};
    const int page = std::atoi(scans.word(Tag::Text).c_str());
    if (page < 1) return {};
    const auto drawn = draw(pdf(), page, reading_width);
    const auto text = drawn ? core_->read(*drawn, known) : std::nullopt;
    if (!text) return {};
    Answer answer(out);
    const auto end = core_->talk({"lay"}, {std::to_string(page), {pdf(), bytes_of(*text)}}, answer,
                                 time_for_arranging);
    return outcome_of(answer, end);
} catch (const Late&) {
    return {};
}

std::string Converter::report() const {
    Answer answer([](std::string_view) {});
    const auto end = core_->talk({"report"}, {{}, {}}, answer, time_for_file);
    if (end != End::Fine || !answer.whole()) throw std::runtime_error("does not start");
    if (!answer.word(Tag::Refusal).empty()) throw std::runtime_error(answer.word(Tag::Text));
    return answer.word(Tag::Text);
}

}  // namespace mobio::convert
