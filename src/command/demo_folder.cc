// SPDX-License-Identifier: EUPL-1.2
#include "command/demo_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace mobio::command {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

json to_json(const std::vector<demo::SignIn>& sign_ins) {
    auto list = json::array();
    for (const auto& who : sign_ins) {
        json one{{"role", who.role}, {"name", who.name}, {"secret", who.secret}};
        if (!who.number.empty()) one["number"] = who.number;
        if (!who.email.empty()) one["email"] = who.email;
        list.push_back(std::move(one));
    }
    return list;
}

std::vector<demo::SignIn> from_json(const json& list) {
    std::vector<demo::SignIn> sign_ins;
    for (const auto& one : list)
        sign_ins.push_back({one.at("role"), one.at("name"), one.value("number", ""),
                            one.value("email", ""), one.at("secret")});
    return sign_ins;
}

}  // namespace

DemoFolder::DemoFolder(fs::path folder) : folder_(fs::absolute(std::move(folder))) {}

DemoFolder::~DemoFolder() {
    if (lock_ >= 0) close(lock_);
}

void DemoFolder::lock() {
    if (fs::create_directories(folder_)) fs::permissions(folder_, fs::perms::owner_all);
    lock_ = open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (lock_ < 0 || flock(lock_, LOCK_EX | LOCK_NB) != 0)
        throw std::runtime_error(folder_.string() + " is in use by another demo");
}

void DemoFolder::prepare() {
    lock();
    if (fs::exists(marker())) {
        std::ifstream stream(marker());
        const auto made = json::parse(stream, nullptr, false);
        if (made.is_object() && made.contains("sign_ins")) sign_ins_ = from_json(made["sign_ins"]);
        if (sign_ins_.empty()) remove_half_made();
    } else if (!fs::is_empty(folder_)) {
        throw std::runtime_error(folder_.string() + " holds something else; choose another --data");
    }
    fs::create_directories(mail());
    if (sign_ins_.empty()) write_marker();
}

void DemoFolder::remove_half_made() const {
    for (const auto* rest : {"", "-wal", "-shm"}) fs::remove(database().string() + rest);
    fs::remove_all(key_store().parent_path());
    fs::remove(master_key());
    fs::remove_all(mail());
}

void DemoFolder::filled(std::vector<demo::SignIn> sign_ins) {
    sign_ins_ = std::move(sign_ins);
    write_marker();
}

void DemoFolder::write_marker() const {
    const auto fresh = marker().string() + ".new";
    {
        std::ofstream stream(fresh);
        fs::permissions(fresh, fs::perms::owner_read | fs::perms::owner_write);
        stream << json{{"sign_ins", to_json(sign_ins_)}}.dump() << '\n';
        if (!stream.flush()) throw std::runtime_error("cannot write " + fresh);
    }
    fs::rename(fresh, marker());
}

std::string json_line(const Ready& ready) {
    return json{{"address", ready.address},
                {"mail_folder", ready.mail_folder.string()},
                {"sign_ins", to_json(ready.sign_ins)},
                {"pid", getpid()}}
        .dump();
}

}  // namespace mobio::command
