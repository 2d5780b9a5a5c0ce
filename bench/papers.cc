// SPDX-License-Identifier: EUPL-1.2
#include <fstream>
#include <stdexcept>

#include "bench.h"
#include "platform/convert/child/clean_pdf.h"
#include "platform/convert/child/photo.h"

// What the libraries alone take to make a clean PDF of a photo or a scan: in this process, warm,
// nothing kept in, nothing sealed or stored.
namespace mobio::bench {

namespace {

struct Asked {
    std::filesystem::path file;
    int times = 1;
};

std::string whole(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + file.string());
    return {std::istreambuf_iterator<char>(in), {}};
}

nlohmann::json convert(const Asked& asked) {
    namespace child = convert::child;
    const auto bytes = whole(asked.file);
    const bool pdf = bytes.starts_with("%PDF-");
    child::start_pictures();
    std::vector<double> took;
    std::size_t size = 0;
    for (int i = 0; i < asked.times; ++i) {
        const auto began = Steady::now();
        size = pdf ? child::clean_pdf(bytes).bytes.size()
                   : child::pdf_of(child::read_photo(bytes)).size();
        took.push_back(seconds_since(began));
    }
    return {{"seconds", took}, {"bytes", size}};
}

}  // namespace

void add_papers(CLI::App& program, Chosen& chosen) {
    auto* command =
        program.add_subcommand("papers", "Convert a photo or PDF with the bare library");
    const auto asked = std::make_shared<Asked>();
    command->add_option("file", asked->file)->required();
    command->add_option("--times", asked->times);
    command->callback([&chosen, asked] { chosen = [asked] { return convert(*asked); }; });
}

}  // namespace mobio::bench
