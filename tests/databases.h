// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <memory>
#include <string>

namespace mobio {

// A new one for temporary files; whoever asked for it removes it.
std::filesystem::path fresh_folder();

class OnServer;

// The two databases of a county under test, as new and at this program's version: its records (a
// file in `folder`, or a database of its own on the server that MOBIO_TEST_POSTGRES names by the
// connection string of a superuser) and its key store (a file). Whoever made `folder` removes it;
// a database on the server is emptied for the next county, and gone when the program ends.
// Migrating takes longer than most tests: a test program does it once.
class Databases {
public:
    Databases(const std::filesystem::path& folder, const std::filesystem::path& migrations);
    ~Databases();
    Databases(const Databases&) = delete;

    std::string records, keys;  // addresses as sql::open() takes them

private:
    std::unique_ptr<OnServer> on_server_;
};

}  // namespace mobio
