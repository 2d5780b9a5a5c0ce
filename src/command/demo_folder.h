// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "demo/county.h"

namespace mobio::command {

// The folder that a demo keeps its data in: mobio.db, keys/keys.db, master.key, mail/, and
// demo.json, which holds the sign-ins once all data are there.
class DemoFolder {
public:
    explicit DemoFolder(std::filesystem::path folder);
    ~DemoFolder();
    DemoFolder(const DemoFolder&) = delete;

    std::filesystem::path database() const { return folder_ / "mobio.db"; }
    std::filesystem::path key_store() const { return folder_ / "keys" / "keys.db"; }
    std::filesystem::path master_key() const { return folder_ / "master.key"; }
    std::filesystem::path mail() const { return folder_ / "mail"; }

    // Removes what a start that was broken off left behind. Throws std::runtime_error where
    // another program's data, or a real county's, lie there, or another demo runs on it.
    void prepare();
    void filled(std::vector<demo::SignIn> sign_ins);
    const std::vector<demo::SignIn>& sign_ins() const { return sign_ins_; }  // empty: not filled

private:
    std::filesystem::path marker() const { return folder_ / "demo.json"; }
    void lock();
    void write_marker() const;
    void remove_half_made() const;
    std::filesystem::path folder_;
    std::vector<demo::SignIn> sign_ins_;
    int lock_ = -1;
};

// What a demo says when it is ready.
struct Ready {
    std::string address;
    std::filesystem::path mail_folder;
    std::vector<demo::SignIn> sign_ins;
};
std::string json_line(const Ready& ready);

}  // namespace mobio::command
