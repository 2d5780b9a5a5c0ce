// SPDX-License-Identifier: EUPL-1.2
#include "platform/archive/zip.h"

#include <archive.h>
#include <archive_entry.h>

#include <memory>
#include <stdexcept>

namespace mobio::archive {

namespace {

using Writer =
    std::unique_ptr<::archive, decltype([](::archive* one) { archive_write_free(one); })>;
using Entry =
    std::unique_ptr<archive_entry, decltype([](archive_entry* one) { archive_entry_free(one); })>;

la_ssize_t append(::archive*, void* out, const void* bytes, std::size_t count) {
    static_cast<std::string*>(out)->append(static_cast<const char*>(bytes), count);
    return static_cast<la_ssize_t>(count);
}

void demand(int result) {
    if (result != ARCHIVE_OK) throw std::runtime_error("no archive could be made");
}

Entry entry_of(const Member& member, Time changed) {
    Entry entry(archive_entry_new());
    archive_entry_set_pathname_utf8(entry.get(), member.name.c_str());
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(member.bytes.size()));
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    archive_entry_set_mtime(entry.get(), millis(changed) / 1000, 0);
    return entry;
}

}  // namespace

std::string zip(const std::vector<Member>& members, Time changed) {
    std::string out;
    const Writer writer(archive_write_new());
    demand(archive_write_set_format_zip(writer.get()));
    demand(archive_write_set_options(writer.get(), "zip:hdrcharset=UTF-8"));
    demand(archive_write_set_bytes_in_last_block(writer.get(), 1));
    demand(archive_write_open(writer.get(), &out, nullptr, append, nullptr));
    for (const auto& member : members) {
        demand(archive_write_header(writer.get(), entry_of(member, changed).get()));
        const auto size = member.bytes.size();
        if (archive_write_data(writer.get(), member.bytes.data(), size) !=
            static_cast<la_ssize_t>(size))
            demand(ARCHIVE_FATAL);
    }
    demand(archive_write_close(writer.get()));
    return out;
}

}  // namespace mobio::archive
