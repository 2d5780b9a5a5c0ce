// SPDX-License-Identifier: EUPL-1.2
#include "platform/pdf/pages.h"

#include <algorithm>

namespace mobio::pdf {

namespace {

constexpr double unbroken = 130;  // points: up to here a block stays on one page
constexpr double full = sheet::bottom - sheet::top;

std::vector<const Line*> lines_of(const Cell& cell) {
    std::vector<const Line*> out;
    for (const auto& run : cell.runs)
        for (const auto& line : run.lines) out.push_back(&line);
    return out;
}

double whole_height(const Block& block) {
    double most = block.height;
    for (const auto& cell : block.cells) {
        double sum = 0;
        for (const auto& run : cell.runs) sum += height(run.lines);
        most = std::max(most, sum);
    }
    return most;
}

bool breakable(const Block& block) { return !block.drawing && whole_height(block) > unbroken; }

double least_height(const Block& block) {
    return breakable(block) ? unbroken / 2 : whole_height(block);
}

// Decides page by page; `y_` is where the next block may begin.
class Flow {
public:
    explicit Flow(const std::vector<Block>& blocks) : blocks_(blocks) {}

    std::vector<Place> run() {
        for (std::size_t i = 0; i < blocks_.size(); ++i) add(i);
        return std::move(places_);
    }

private:
    // What must fit so that a heading is not the last thing on its page.
    double needed(std::size_t i) const {
        double sum = least_height(blocks_[i]);
        for (; blocks_[i].keeps_next && i + 1 < blocks_.size() && sum < full; ++i)
            sum += blocks_[i].after + blocks_[i + 1].before + least_height(blocks_[i + 1]);
        return std::min(sum, full);
    }

    void next_page() {
        ++page_;
        y_ = sheet::top;
    }

    void add(std::size_t i) {
        const auto& block = blocks_[i];
        if (block.on_new_page && y_ > sheet::top) next_page();
        if (y_ > sheet::top) y_ += block.before;
        if (y_ > sheet::top && y_ + needed(i) > sheet::bottom) next_page();
        if (breakable(block)) {
            add_parts(block);
        } else {
            Place place{&block, page_, y_, {}, {}, true, true};
            for (const auto& cell : block.cells) {
                place.from.push_back(0);
                place.to.push_back(lines_of(cell).size());
            }
            places_.push_back(std::move(place));
            y_ += whole_height(block);
        }
        y_ += block.after;
    }

    void add_parts(const Block& block) {
        std::vector<std::size_t> done(block.cells.size(), 0);
        for (bool first = true, last = false; !last; first = false) {
            Place place{&block, page_, y_, done, done, first, true};
            double used = 0;
            for (std::size_t c = 0; c < block.cells.size(); ++c) {
                const auto lines = lines_of(block.cells[c]);
                used = std::max(used, take(lines, done[c]));
                place.to[c] = done[c];
                if (done[c] < lines.size()) place.last = false;
            }
            last = place.last;
            places_.push_back(std::move(place));
            y_ += used;
            if (!last) next_page();
        }
    }

    // Takes lines as long as they fit, at least one on a fresh page; returns their height.
    double take(const std::vector<const Line*>& lines, std::size_t& next) const {
        double used = 0;
        while (next < lines.size()) {
            const double with = used + lines[next]->height;
            if (y_ + with > sheet::bottom && (used > 0 || y_ > sheet::top)) break;
            used = with;
            ++next;
        }
        return used;
    }

    const std::vector<Block>& blocks_;
    std::vector<Place> places_;
    std::size_t page_ = 0;
    double y_ = sheet::top;
};

void draw(cairo_t* cairo, const Line& line, double x, double y) {
    cairo_set_source_rgb(cairo, line.colour.red, line.colour.green, line.colour.blue);
    cairo_move_to(cairo, x + line.x, y + line.baseline);
    pango_cairo_show_layout_line(cairo, line.line);
}

// The lines from…to of a cell, each run of them under its own tag.
void draw(cairo_t* cairo, const Cell& cell, std::size_t from, std::size_t to, double y,
          Structure& structure) {
    if (from == to) return;
    if (cell.element) structure.open(cairo, *cell.element);
    std::size_t at = 0;
    for (const auto& run : cell.runs) {
        const auto begin = std::clamp(from, at, at + run.lines.size());
        const auto end = std::clamp(to, at, at + run.lines.size());
        if (begin < end) structure.open(cairo, run.element);
        for (auto i = begin; i < end; y += run.lines[i - at].height, ++i)
            draw(cairo, run.lines[i - at], cell.x, y);
        if (begin < end) Structure::close(cairo, run.element.tag);
        at += run.lines.size();
    }
    if (cell.element) Structure::close(cairo, cell.element->tag);
}

}  // namespace

std::vector<Place> placed(const std::vector<Block>& blocks) { return Flow(blocks).run(); }

void draw(cairo_t* cairo, const Lines& lines, double x, double y) {
    for (const auto& line : lines) {
        draw(cairo, line, x, y);
        y += line.height;
    }
}

void draw(cairo_t* cairo, const Place& place, Structure& structure) {
    const auto& block = *place.block;
    if (place.first)
        for (const auto& element : block.opens) structure.open(cairo, element);
    if (block.drawing) block.drawing(cairo, place.y);
    if (block.element) structure.open(cairo, *block.element);
    for (std::size_t c = 0; c < block.cells.size(); ++c)
        draw(cairo, block.cells[c], place.from[c], place.to[c], place.y, structure);
    if (block.element) Structure::close(cairo, block.element->tag);
    if (place.last)
        for (const auto* tag : block.closes) Structure::close(cairo, tag);
}

}  // namespace mobio::pdf
