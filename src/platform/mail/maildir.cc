// SPDX-License-Identifier: EUPL-1.2
#include "platform/mail/maildir.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <system_error>

#include "platform/mail/gmime.h"

namespace mobio::mail {
namespace {

namespace fs = std::filesystem;

class Handle {
public:
    Handle(const fs::path& path, int flags) : number_(open(path.c_str(), flags | O_CLOEXEC, 0600)) {
        if (number_ < 0) fail();
    }
    ~Handle() { close(number_); }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;

    void write(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto written = ::write(number_, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) fail();
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
    }
    void sync() {
        if (fsync(number_) != 0) fail();
    }

private:
    [[noreturn]] static void fail() { throw std::system_error(errno, std::generic_category()); }
    int number_;
};

void sync_folder(const fs::path& folder) { Handle(folder, O_RDONLY | O_DIRECTORY).sync(); }

void make_folders(const fs::path& maildir) {
    for (const char* part : {"tmp", "new", "cur"}) {
        if (!fs::create_directories(maildir / part)) continue;
        fs::permissions(maildir / part, fs::perms::owner_all);
        sync_folder(maildir);
    }
}

// Sorts by arrival: seconds, then an id of which later ones sort later.
std::string fresh_name() {
    const auto now = std::chrono::floor<Duration>(std::chrono::system_clock::now());
    return std::to_string(millis(now) / 1000) + "." + id_text(make_id_bytes(now)) + ".mobio";
}

std::string without_returns(std::string text) {
    std::erase(text, '\r');
    return text;
}

std::string plain_text(GMimeMessage* message) {
    std::string found;
    const auto look = [](GMimeObject*, GMimeObject* part, gpointer result) {
        auto& text = *static_cast<std::string*>(result);
        auto* const type = g_mime_object_get_content_type(part);
        if (!text.empty() || !GMIME_IS_TEXT_PART(part) ||
            !g_mime_content_type_is_type(type, "text", "plain"))
            return;
        const OwnedText decoded(g_mime_text_part_get_text(GMIME_TEXT_PART(part)));
        if (decoded) text = decoded.get();
    };
    g_mime_message_foreach(message, look, &found);
    return without_returns(std::move(found));
}

std::string recipient_of(GMimeMessage* message) {
    auto* const list = g_mime_message_get_addresses(message, GMIME_ADDRESS_TYPE_TO);
    const OwnedText text(internet_address_list_to_string(list, nullptr, FALSE));
    return text ? text.get() : "";
}

std::optional<Caught> read_message(const fs::path& path) {
    const Owned<GMimeStream> stream(g_mime_stream_file_open(path.c_str(), "r", nullptr));
    if (!stream) return std::nullopt;  // moved from new/ to cur/ meanwhile
    const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
    const Owned<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), nullptr));
    if (!message) return std::nullopt;
    Caught caught;
    caught.file = path.filename().string();
    caught.to = recipient_of(message.get());
    const char* const subject = g_mime_message_get_subject(message.get());
    caught.subject = subject ? subject : "";
    caught.text = plain_text(message.get());
    auto* const date = g_mime_message_get_date(message.get());
    caught.date = time_of(date ? g_date_time_to_unix(date) * 1000 : 0);
    return caught;
}

}  // namespace

Delivery deliver_to_maildir(const fs::path& maildir, std::string_view rfc5322) {
    const auto name = fresh_name();
    const auto draft = maildir / "tmp" / name;
    try {
        make_folders(maildir);
        Handle file(draft, O_WRONLY | O_CREAT | O_EXCL);
        file.write(rfc5322);
        file.sync();
        sync_folder(maildir / "tmp");
        fs::rename(draft, maildir / "new" / name);
        sync_folder(maildir / "new");
        return {Delivery::Result::Taken, ""};
    } catch (const std::system_error& error) {
        std::error_code ignored;
        fs::remove(draft, ignored);
        return {Delivery::Result::Later, error.code().message()};
    }
}

std::vector<Caught> caught(const fs::path& maildir) {
    start_gmime();
    std::vector<Caught> all;
    for (const char* part : {"new", "cur"}) {
        std::error_code missing;
        for (const auto& entry : fs::directory_iterator(maildir / part, missing))
            if (auto message = read_message(entry.path())) all.push_back(*std::move(message));
    }
    std::ranges::sort(all, std::greater{}, &Caught::file);
    return all;
}

}  // namespace mobio::mail
