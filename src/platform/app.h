// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/clock.h"
#include "platform/config.h"
#include "platform/convert/converter.h"
#include "platform/files/storage.h"
#include "platform/jobs/jobs.h"
#include "platform/pdf/document.h"
#include "platform/shelf.h"
#include "platform/sql/database.h"
#include "platform/text/texts.h"
#include "platform/translation/translation.h"
#include "platform/vault/vault.h"
#include "platform/view/assets.h"

namespace mobio::catalogue {
class Catalogue;
}
namespace mobio::biography {
struct Document;
}
namespace mobio::release {
struct PacketSection;
}
namespace mobio::occupations {
class Occupations;
}
namespace mobio::account {
class Passwords;
}
namespace mobio::html {
class Html;
}

namespace mobio {

struct App;

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
    text::Words words;
    pdf::Fonts fonts;
    convert::Converter converter;
};
// Where the program's own data lies: $MOBIO_SHARE, else share/ beside the program, else
// ../share/mobio. Throws std::runtime_error naming the places it looked at.
std::filesystem::path find_share();

// Rows of one capability that belong to a record: moved to another record, sealed anew under that
// one's key. Returns which rows moved; with `only`, moves just those.
struct MovingRecord {
    Id<Person> from, to;
    std::optional<std::vector<IdBytes>> only = std::nullopt;

    bool takes(const IdBytes& row) const {
        return !only || std::find(only->begin(), only->end(), row) != only->end();
    }
};
struct RecordPart {
    std::string name;
    std::vector<IdBytes> (*move)(sql::Transaction&, App&, const MovingRecord&);
};

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
    std::unique_ptr<files::Storage> storage;
    std::unique_ptr<translation::Translator> translator;  // null: the county has none
    Shelf<biography::Document> documents{3 << 18};        // sections of biographies, by revision
    Shelf<std::vector<release::PacketSection>> packets{1 << 19};  // by all that they show
    // Set by the composition root; capabilities above read them.
    std::shared_ptr<const catalogue::Catalogue> catalogue;
    std::shared_ptr<occupations::Occupations> occupations;
    std::shared_ptr<account::Passwords> passwords;
    std::function<void()> wake_worker = [] {};
    // Called inside the transaction of every save with the keys of the fields that changed, so that
    // running releases can tell the person and mark what is new. What is no biography names its
    // table: "consultations", "cases".
    std::function<void(sql::Transaction&, App&, Id<Person>, const std::vector<std::string>&, Time)>
        fields_changed = [](auto&&...) {};
    // Called inside the transaction that makes a person, with the name they want to be called by.
    std::function<void(sql::Transaction&, App&, Id<Person>, const vault::PersonKey&,
                       std::string_view calling_name, const Author&)>
        on_new_person = [](auto&&...) {};
    // What else belongs to a record and goes along when two records of one person become one.
    std::vector<RecordPart> record_parts;

    // A person's running releases, for the overview of their life; empty until somebody offers
    // them.
    std::function<html::Html(const http::Request&, App&, const Id<Account>&, const Id<Person>&)>
        overview_releases;
    // And what they are expected at next.
    std::function<html::Html(const http::Request&, App&, const Id<Account>&, const Id<Person>&)>
        overview_appointments;
    // The same of one person, in short: for the member of staff who asks and works with them, on
    // the page of the case. Empty for anybody else.
    std::function<html::Html(const http::Request&, App&, const Id<Person>&)> next_appointment;

    Date today() const { return zone.day(clock.now()); }
    const text::Tongue& tongue(text::Language language) const { return texts[language]; }
};

}  // namespace mobio
