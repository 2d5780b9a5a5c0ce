// SPDX-License-Identifier: EUPL-1.2
// What comes from a person's device: with a form, or in pieces before it.
#include <algorithm>

#include "documents/pages.h"
#include "documents/taking.h"
#include "platform/view/file.h"

namespace mobio::documents {

using html::Html;
using html::markup;
using text::mark;
using text::Tongue;

namespace {

// Each once, in their order.
std::vector<UploadId> uploads_named(const http::Request& request) {
    std::vector<UploadId> named;
    for (const auto& text : request.form.all("upload")) {
        const auto id = UploadId::parse(text);
        if (!id) http::not_found();
        if (std::ranges::find(named, *id) == named.end()) named.push_back(*id);
    }
    return named;
}

// Bytes that are not those that were announced are no file that anybody has.
std::optional<http::File> whole_file(const Acting& who, App& app, const Upload& upload,
                                     Problems& problems) {
    if (!upload.whole()) {
        problems.add("file", {mark("{1} is not here as a whole. Choose the same file again."),
                              {text::isolated(upload.file.name)}});
        return {};
    }
    auto content = put_together(app, who, upload);
    if (vault::hex(content->sha256()) == upload.file.sha256)
        return http::File{"file", upload.file.name, "", std::move(content)};
    problems.add("file", message({convert::Refusal::Broken, upload.file.name}));
    app.db->write(
        [&](sql::Transaction& tx) { remove_upload(tx, who, upload.id, app.clock.now()); });
    return {};
}

// The chosen files behind those that came before; says where there is nothing or too much.
void add_chosen(std::vector<http::File>& files, Id<Person> person, const http::Request& request,
                App& app, Problems& problems) {
    auto bytes = app.db->read([&](sql::Connection& db) { return files::bytes_of(db, person); });
    for (const auto* file : request.chosen_files("file")) {
        bytes += file->content->size();
        files.push_back(*file);
    }
    if (files.empty() && problems.empty()) problems.add("file", {mark("Choose a photo or a PDF.")});
    if (files.size() > most_files)
        problems.add("file",
                     {mark("Choose at most {1} files at once."), {std::to_string(most_files)}});
    if (bytes > most_bytes) problems.add("file", no_more_room());
}

view::File input_for_files(std::string_view label, const Tongue& t) {
    return {.label = std::string(label),
            .hint = std::string(t.tr("Several photos become the pages of one document.")),
            .accept = "image/jpeg,image/png,image/webp,image/heic,image/heif,application/pdf",
            .several = true};
}

std::string size_in_words(std::uint64_t bytes, const Tongue& t) {
    constexpr std::uint64_t kb = 1024, mb = 1024 * 1024;
    const auto up = [&](std::uint64_t unit) {
        return t.number(static_cast<std::int64_t>((bytes + unit - 1) / unit));
    };
    return bytes < mb ? text::fill(t.tr("{1} kB"), up(kb)) : text::fill(t.tr("{1} MB"), up(mb));
}

std::string percent(const Upload& upload) {
    return text::isolated(std::to_string(upload.received * 100 / upload.file.bytes) + " %");
}

// Those that are here are offered; the others are told of.
Html on_their_way(const std::vector<Upload>& all, const std::vector<std::string>& ticked,
                  const Tongue& t) {
    view::Choice choice{.name = "upload",
                        .label = std::string(t.tr("Sent before")),
                        .hint = std::string(t.tr("Tick what belongs to this document.")),
                        .chosen = ticked,
                        .many = true};
    Html unfinished;
    for (const auto& upload : all) {
        if (upload.whole())
            choice.options.push_back({.value = upload.id.text(),
                                      .label = text::isolated(upload.file.name),
                                      .small = size_in_words(upload.file.bytes, t)});
        else
            unfinished += view::note(
                "info", markup<"{}">(text::fill(
                            t.tr("{1}: {2} are here. Choose the same file again, and the rest "
                                 "is sent."),
                            text::isolated(upload.file.name), percent(upload))));
    }
    if (choice.options.empty()) return unfinished;
    return view::choices(choice, {}, t) + unfinished;
}

}  // namespace

Brought brought(const Acting& who, const http::Request& request, App& app, Problems& problems) {
    Brought out;
    for (const auto& id : uploads_named(request)) {
        const auto upload =
            app.db->read([&](sql::Connection& db) { return find_upload(db, app, who, id); });
        if (!upload) http::not_found();
        if (auto file = whole_file(who, app, *upload, problems)) {
            out.files.push_back(std::move(*file));
            out.uploads.push_back(id);
        }
    }
    add_chosen(out.files, who.person, request, app, problems);
    return out;
}

std::optional<Made> scan_in(Id<Person> person, const http::Request& request, App& app,
                            Problems& problems) {
    std::vector<http::File> chosen;
    add_chosen(chosen, person, request, app, problems);
    if (!problems.empty()) return std::nullopt;
    try {
        return take(app, chosen);
    } catch (const Refused& refused) {
        problems.add("file", message(refused));
        return std::nullopt;
    }
}

void use_up(sql::Transaction& tx, const Acting& who, const Brought& brought, Time now) {
    for (const auto& id : brought.uploads)
        if (!remove_upload(tx, who, id, now)) throw http::Failure{409};
}

void throw_away_refused(App& app, const Acting& who, const Brought& brought,
                        const Refused& refused) {
    using convert::Refusal;
    const bool another_time =
        refused.refusal == Refusal::Unchecked || refused.refusal == Refusal::TooHard;
    // What came in pieces stands before what came with the form.
    if (another_time || refused.place.value_or(brought.files.size()) >= brought.uploads.size())
        return;
    app.db->write([&](sql::Transaction& tx) {
        remove_upload(tx, who, brought.uploads[*refused.place], app.clock.now());
    });
}

Html files_input(const Acting& who, const http::Request& request, App& app,
                 const Problems& problems) {
    const auto& t = app.tongue(request.language);
    auto file = input_for_files(t.tr("Photos or PDF"), t);
    file.more.set("data-pieces", "/documents/uploads")
        .set("data-sending", t.tr("Your file is being sent. You can go on."))
        .set("data-waiting", t.tr("The connection is broken. We keep trying."))
        .set("data-done", t.tr("Your file is here."))
        .set("data-stopped", t.tr("Press the button to send your file."))
        .set("data-error", t.tr("Error:"));
    const auto all = app.db->read([&](sql::Connection& db) { return uploads(db, app, who); });
    const auto& from = request.method == http::Method::Post ? request.form : request.query;
    return on_their_way(all, from.all("upload"), t) + view::file(file, problems, t);
}

Html file_input(std::string_view label, const Problems& problems, const Tongue& t) {
    return view::file(input_for_files(label, t), problems, t);
}

Html how_far(const Upload& upload, const Tongue& t) {
    return markup<"{}">(text::fill(t.tr("{1}, {2} are here"), size_in_words(upload.file.bytes, t),
                                   percent(upload)));
}

text::Message no_more_room() {
    return {mark("There is no more room. Remove documents you no longer need.")};
}

}  // namespace mobio::documents
