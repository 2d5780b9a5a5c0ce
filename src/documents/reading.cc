// SPDX-License-Identifier: EUPL-1.2
#include "documents/reading.h"

#include "documents/about.h"
#include "documents/showing.h"

namespace mobio::documents {

namespace {

struct Waiting {
    Id<Person> person;
    files::FileId file;
    sql::Blob about;
};

std::optional<Waiting> find_waiting(App& app, DocumentId id) {
    return app.db->read([&](sql::Connection& db) {
        return db.first(
            "SELECT person_id, file_id, about FROM documents WHERE id = $1 AND removed_at IS NULL",
            [](sql::Row row) {
                return Waiting{row.get<Id<Person>>(0), row.get<files::FileId>(1),
                               row.get<sql::Blob>(2)};
            },
            id);
    });
}

// The paper's own language first, then those of offices here.
std::vector<std::string> languages_of(App& app, const vault::PersonKey& key, DocumentId id,
                                      const Waiting& waiting) {
    const auto about =
        about_of_json(app.vault.open(key, {"documents", "about", id.bytes}, waiting.about));
    std::vector<std::string> languages;
    for (const auto& language : {about.lang, std::string("deu"), std::string("eng")})
        if (!language.empty() && (languages.empty() || languages.front() != language))
            languages.push_back(language);
    return languages;
}

// Nothing else of the document changes: who is about to turn a page goes on undisturbed.
bool swap(App& app, const vault::PersonKey& key, DocumentId id, const Waiting& waiting,
          const files::Fresh& fresh) {
    const auto now = app.clock.now();
    return app.db->write([&](sql::Transaction& tx) {
        files::add(tx, app, key, waiting.person, fresh, now);
        const auto swapped = shown_until(tx, id, now) ? 0
                                                      : tx.exec(
                                                            "UPDATE documents SET file_id = $3"
                                                            " WHERE id = $1 AND file_id = $2",
                                                            id, waiting.file, fresh.id);
        files::remove(tx, waiting.person, swapped == 1 ? waiting.file : fresh.id, now);
        return swapped == 1;
    });
}

struct NoWords {};

}  // namespace

void read_later(sql::Transaction& tx, DocumentId id, int pages, Time now) {
    if (pages <= most_pages_read) jobs::add(tx, read_words, id.text(), now, now);
}

jobs::Outcome read_page(App& app, const jobs::Job& job) try {
    const auto id = DocumentId::parse(job.subject);
    const auto waiting = id ? find_waiting(app, *id) : std::nullopt;
    const auto key = waiting ? app.vault.find_key_of(waiting->person.bytes) : std::nullopt;
    if (!key) return jobs::Done{};
    const auto later = [&] {
        return app.db->read(
            [&](sql::Connection& db) { return shown_until(db, *id, app.clock.now()); });
    };
    if (const auto until = later()) return jobs::Again{*until};
    const auto pdf = [&] {
        return app.db->read([&](sql::Connection& db) {
            return files::open(db, app, *key, waiting->person, waiting->file);
        });
    };
    const auto languages = languages_of(app, *key, *id, *waiting);
    const auto fresh = files::keep(app, [&](const files::Sink& out) {
        const auto read = app.share.converter.read(pdf, languages, out);
        if (!read || read->refusal) throw NoWords{};
    });
    if (!swap(app, *key, *id, *waiting, fresh)) {
        if (const auto until = later()) return jobs::Again{*until};
        return jobs::Done{};
    }
    return jobs::Again{app.clock.now()};
} catch (const NoWords&) {
    return jobs::Done{};
}

}  // namespace mobio::documents
