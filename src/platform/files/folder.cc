// SPDX-License-Identifier: EUPL-1.2
#include <unistd.h>

#include <array>
#include <chrono>

#include "platform/files/disk.h"
#include "platform/files/storage.h"

namespace mobio::files {

namespace {

namespace fs = std::filesystem;

// Half-written files end like this; no id does.
constexpr const char* unfinished = ".part";

// Removes what stands under that name unless it was kept.
class Unfinished {
public:
    explicit Unfinished(fs::path file) : file_(std::move(file)) {}
    ~Unfinished() {
        if (!kept_) unlink(file_.c_str());
    }
    Unfinished(const Unfinished&) = delete;
    void keep_as(const fs::path& name) {
        fs::rename(file_, name);
        kept_ = true;
    }
    const fs::path& file() const { return file_; }

private:
    const fs::path file_;
    bool kept_ = false;
};

Time written_at(const fs::directory_entry& file) {
    const auto system = std::chrono::file_clock::to_sys(file.last_write_time());
    return std::chrono::time_point_cast<Time::duration>(system);
}

// 256 folders below it, by the last byte of the id: the first ones are the time.
class Folder : public Storage {
public:
    explicit Folder(fs::path root) : root_(std::move(root)) {
        if (!fs::exists(root_)) {
            fs::create_directories(root_);
            fs::permissions(root_, fs::perms::owner_all);
        }
    }

    void keep(const IdBytes& file, const std::function<void(const Sink&)>& write) override {
        const auto name = path_of(file);
        make_shelf(name.parent_path());
        Unfinished part(name.string() + unfinished);
        {
            const auto to = make_new(part.file());
            write([&](std::string_view piece) { write_all(to, piece); });
            sync(to);
        }
        part.keep_as(name);
        sync_folder(name.parent_path());
    }

    Reader read(const IdBytes& file) const override {
        auto opened = std::make_shared<const Descriptor>(open_there(path_of(file)));
        return [opened, at = std::uint64_t{0}](std::size_t most) mutable {
            auto piece = read_at(*opened, at, most);
            at += piece.size();
            return piece;
        };
    }

    void remove(const IdBytes& file) override {
        const auto name = path_of(file);
        if (fs::remove(name)) sync_folder(name.parent_path());
    }

    std::vector<IdBytes> kept_before(Time moment) const override {
        std::vector<IdBytes> found;
        for (const auto& file : fs::recursive_directory_iterator(root_)) {
            if (!file.is_regular_file() || written_at(file) >= moment) continue;
            if (const auto id = parse_id_text(file.path().filename().string()))
                found.push_back(*id);
            if (file.path().extension() == unfinished) unlink(file.path().c_str());
        }
        return found;
    }

private:
    fs::path path_of(const IdBytes& file) const {
        const auto name = id_text(file);
        return root_ / name.substr(name.size() - 2) / name;
    }
    void make_shelf(const fs::path& shelf) const {
        if (!fs::create_directory(shelf)) return;
        fs::permissions(shelf, fs::perms::owner_all);
        sync_folder(root_);
    }

    const fs::path root_;
};

}  // namespace

std::unique_ptr<Storage> open_folder(const fs::path& folder) {
    return std::make_unique<Folder>(folder);
}

}  // namespace mobio::files
