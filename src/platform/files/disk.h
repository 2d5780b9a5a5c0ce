// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

// Files of the disk as the rest of this folder needs them.
namespace mobio::files {

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor();
    Descriptor(Descriptor&& other) noexcept : number_(other.number_) { other.number_ = -1; }
    Descriptor& operator=(Descriptor&&) = delete;
    int number() const { return number_; }

private:
    int number_;
};

// All throw Full where there is no room, else std::runtime_error with the system's words.
Descriptor open_nameless(const std::filesystem::path& folder);  // gone when it is closed
Descriptor make_new(const std::filesystem::path& file);         // for this user alone
Descriptor open_there(const std::filesystem::path& file);       // throws Lost where there is none
void write_all(const Descriptor& file, std::string_view bytes);
std::string read_at(const Descriptor& file, std::uint64_t at, std::size_t most);
void sync(const Descriptor& file);
void sync_folder(const std::filesystem::path& folder);  // names made and removed in it are durable

}  // namespace mobio::files
