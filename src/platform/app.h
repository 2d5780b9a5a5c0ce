// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "platform/clock.h"
#include "platform/config.h"
#include "platform/jobs/jobs.h"
#include "platform/pdf/document.h"
#include "platform/sql/database.h"
#include "platform/text/texts.h"
#include "platform/vault/vault.h"
#include "platform/view/assets.h"

namespace mobio::catalogue {
class Catalogue;
}
namespace mobio::account {
class Passwords;
}
namespace mobio::html {
class Html;
}

namespace mobio {

// Who typed something: a person by their account, or a member of the staff.
struct Author {
    bool staff = false;
    IdBytes id{};
};

// What all counties of a process share and never changes after the start.
struct Share {
    explicit Share(const std::filesystem::path& folder);
    std::filesystem::path folder;  // migrations/ catalogue/ texts/ static/ fonts/
    view::Assets assets;
    pdf::Fonts fonts;
};
// Where the program's own data lies: $MOBIO_SHARE, else share/ beside the program, else
// ../share/mobio. Throws std::runtime_error naming the places it looked at.
std::filesystem::path find_share();

// One county: everything a handler needs, handed to it as one reference. No globals.
struct App {
    App(const config::County& county, const Share& share, bool demo);  // opens, migrates
    ~App();

    config::County county;
    const Share& share;
    bool demo;
    Clock clock;
    Zone zone;
    text::Texts texts;
    std::unique_ptr<sql::Database> db;
    vault::Vault vault;
    // Set by the composition root; capabilities above read them.
    std::shared_ptr<const catalogue::Catalogue> catalogue;
    std::shared_ptr<account::Passwords> passwords;
    std::function<void()> wake_worker = [] {};
    // Called inside the transaction of every save with the keys of the fields that changed, so that
    // running releases can tell the person and mark what is new.
    std::function<void(sql::Transaction&, App&, Id<Person>, const std::vector<std::string>&, Time)>
        fields_changed = [](auto&&...) {};
    // Called inside the transaction that makes a person, with the name they want to be called by.
    std::function<void(sql::Transaction&, App&, Id<Person>, const vault::PersonKey&,
                       std::string_view calling_name, const Author&)>
        on_new_person = [](auto&&...) {};
    // The name a caseworker's list shows: the official one, or the name to be called by.
    std::function<std::string(sql::Connection&, App&, Id<Person>, const vault::PersonKey&)>
        name_of_person = [](auto&&...) { return std::string(); };

    // A person's running releases, for the overview of their life; empty until somebody offers
    // them.
    std::function<html::Html(const http::Request&, App&, const Id<Account>&, const Id<Person>&)>
        overview_releases;

    Date today() const { return zone.day(clock.now()); }
    const text::Tongue& tongue(text::Language language) const { return texts[language]; }
};

}  // namespace mobio
