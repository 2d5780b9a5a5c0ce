// SPDX-License-Identifier: EUPL-1.2
#include "platform/archive/zip.h"

#include <doctest/doctest.h>

#include "pdf_tools.h"

using namespace mobio;
using test::asked;

TEST_CASE("what is put into an archive comes out of it, names in any script too") {
    const auto bytes = archive::zip(
        {{"a.xml", "<a/>"}, {"folder/حساب.txt", std::string(5000, 'x')}, {"empty", ""}},
        time_of(1'767'225'600'000));
    const auto seen = asked(
        "python3 -c 'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); "
        "print(z.testzip()); "
        "[print(ascii(n), len(z.read(n))) for n in z.namelist()]'",
        bytes);
    CHECK(seen.find("None") == 0);
    CHECK(seen.find("'a.xml' 4") != std::string::npos);
    CHECK(seen.find("'folder/\\u062d\\u0633\\u0627\\u0628.txt' 5000") != std::string::npos);
    CHECK(seen.find("'empty' 0") != std::string::npos);
}

TEST_CASE("the same members give the same archive") {
    const auto make = [] { return archive::zip({{"a", "1"}, {"b", "2"}}, time_of(1'000'000)); };
    CHECK(make() == make());
}
