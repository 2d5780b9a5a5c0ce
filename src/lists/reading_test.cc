// SPDX-License-Identifier: EUPL-1.2
// A file held against rows that stand, without pages: an invented kind of two columns.
#include <algorithm>

#include "lists/lists.h"
#include "world.h"

using namespace mobio;
using namespace mobio::lists;

namespace {

constexpr Column columns[] = {{"name", "Name", "", Input::Text, true},
                              {"phone", "Phone", "", Input::Phone},
                              {"closed", "Closed", "", Input::Closed}};

std::vector<Standing> kept;

class Rows : public Table {
public:
    std::vector<Standing> standing() const override { return kept; }
    std::string key(const Cells& cells) const override { return text::fold(cells[0]); }
    std::vector<Fault> check(Cells& cells, const Standing*) const override {
        std::vector<Fault> faults;
        check_name(cells, 0, faults);
        check_yes(cells, 2, faults);
        return faults;
    }
    IdBytes put(sql::Transaction&, const std::optional<IdBytes>&, const Cells&, Time) override {
        return {};
    }
    Shown shown(const Standing& row, const text::Tongue&) const override {
        return {row.cells[0], ""};
    }
};

const Kind kind{.at = "/rows",
                .file = "rows",
                .title = "Rows",
                .lead = "",
                .add = "",
                .change = "",
                .icon = "home",
                .columns = columns,
                .open = [](sql::Connection&, const Desk&) -> std::unique_ptr<Table> {
                    return std::make_unique<Rows>();
                }};

// Two rows stand: Amina, whose phone begins with +, and one that is called like a formula.
struct Standings {
    Standings() {
        const auto now = time_of(1'800'000'000'000);
        kept = {{make_id_bytes(now), {"Amina", "+49 1", "no"}},
                {make_id_bytes(now), {"=HYPERLINK(\"x\")", "", "yes"}}};
    }
    World world;
    const text::Texts& texts = world.app().texts;
    Reading of(std::string_view bytes) const { return read(kind, Rows(), bytes, texts); }
    std::string refusal(std::string_view bytes) const {
        try {
            of(bytes);
        } catch (const text::Message& message) {
            return texts[text::Language::En].say(message);
        }
        return "";
    }
};

std::string fault_of(const Row& row) {
    return row.faults.empty() ? "" : std::string(row.faults.front().message.id);
}

}  // namespace

TEST_CASE("what was saved changes nothing when it is read, in whatever language") {
    const Standings standing;
    for (const auto language : text::languages) {
        const auto file = written(kind, Rows(), standing.texts[language]);
        CHECK(file.starts_with("\xEF\xBB\xBF"));
        CHECK(file.find("\n=") == file.npos);
        CHECK(file.find("'=HYPERLINK") != file.npos);
        CHECK(file.find(";'+49 1;") != file.npos);
        const auto reading = standing.of(file);
        CHECK(reading.count(Fate::Unchanged) == 2);
        CHECK_FALSE(reading.may_go());
    }
}

TEST_CASE("a file says yes and no in the reader's language, and each language is read") {
    const Standings standing;
    const auto german = written(kind, Rows(), standing.texts[text::Language::De]);
    CHECK(german.find(";nein;") != german.npos);
    CHECK(german.find(";ja;") != german.npos);
    CHECK(german.find(";no;") == german.npos);
    for (const auto language : text::languages)
        for (const bool value : {true, false}) CHECK(yes(yes_or_no(value, language)) == value);
    const auto reading = standing.of("name;closed\nAmina;oui\nBilal;خیر\n");
    CHECK(reading.rows[0].cells[2] == "yes");
    CHECK(reading.rows[1].cells[2] == "no");
}

TEST_CASE("each row has its fate: new, changed in which column, unchanged or wrong") {
    const Standings standing;
    const auto reading = standing.of("name,phone,closed\nAmina,+49 2,no\nBilal,,ja\n,,\n");
    REQUIRE(reading.rows.size() == 3);
    CHECK(reading.rows[0].fate == Fate::Changed);
    CHECK(reading.rows[0].changes(1));
    CHECK_FALSE(reading.rows[0].changes(0));
    CHECK(reading.rows[1].fate == Fate::New);
    CHECK(reading.rows[1].cells[2] == "yes");
    CHECK(reading.rows[2].fate == Fate::Wrong);
    CHECK(reading.rows[2].line == 4);
    CHECK_FALSE(reading.may_go());
}

TEST_CASE("a column that the file lacks leaves what stands") {
    const Standings standing;
    const auto reading = standing.of("Name\nAmina\nBilal\n");
    CHECK(reading.rows[0].fate == Fate::Unchanged);
    CHECK(reading.rows[1].fate == Fate::New);
    CHECK(reading.rows[1].cells[2] == "no");
}

TEST_CASE("a row is known by its id, also under another name") {
    const Standings standing;
    const auto id = id_text(kept[0].id);
    auto reading = standing.of("id;name\n" + id + ";Amina Rahimi\n");
    CHECK(reading.rows[0].fate == Fate::Changed);
    reading = standing.of("id;name\n" + id + ";Amina\n" + id + ";Amina\n");
    CHECK(reading.rows[0].fate == Fate::Unchanged);
    CHECK(fault_of(reading.rows[1]) == "Row {1} says the same.");
    reading = standing.of("id;name\n0196a000-0000-7000-8000-000000000000;Bilal\nnone;Bilal\n");
    CHECK(reading.count(Fate::Wrong) == 2);
    reading = standing.of("id;name\n" + id + ";'=HYPERLINK(\"x\")\n");
    CHECK(fault_of(reading.rows[0]) == "Another row that stands is called the same.");
}

TEST_CASE("two rows for one are wrong, and so are formulas, half rows and open quotes") {
    const Standings standing;
    auto reading = standing.of("name\nBilal\nbilal\n");
    CHECK(reading.rows[0].fate == Fate::New);
    CHECK(fault_of(reading.rows[1]) == "Row {1} says the same.");
    for (const auto* cell : {"=1+1", "@SUM(1)", "-2", "\t=1", "+cmd|' /C calc'!A0", "＝1"})
        CHECK(fault_of(standing.of("name\n\"" + std::string(cell) + "\"\n").rows[0]) ==
              "This looks like a formula.");
    CHECK(standing.of("name;phone\nBilal;+49 (62) 1-1\n").rows[0].fate == Fate::New);
    CHECK(standing.of("name;phone\nBilal;+A1\n").rows[0].fate == Fate::Wrong);
    CHECK(fault_of(standing.of("name;phone\nBilal\n").rows[0]) ==
          "This row has {1} cells, the headings are {2}.");
    CHECK(fault_of(standing.of("name;phone\nBilal;1;2\n").rows[0]) ==
          "This row has {1} cells, the headings are {2}.");
    CHECK(fault_of(standing.of("name;phone\n\"Bilal;1\nx;2").rows[0]) ==
          "A quotation mark begins here and never ends.");
}

TEST_CASE("quotes, line ends and encodings are read as spreadsheets write them") {
    const Standings standing;
    CHECK(standing.of("\xEF\xBB\xBFname;phone\r\n\"Bilal \"\"B\"\"\n;\";1\r\n").rows[0].cells[0] ==
          "Bilal \"B\" ;");
    CHECK(standing.of("name\nM\xFCller\n").rows[0].cells[0] == "Müller");
    const std::string utf16("\xFF\xFEn\0a\0m\0e\0\n\0\xFC\0x\0\n\0", 18);
    CHECK(standing.of(utf16).rows[0].cells[0] == "üx");
    CHECK(fault_of(standing.of(std::string("name\nBi\0lal\n", 12)).rows[0]) ==
          "Some letters cannot be read. Save the file as UTF-8.");
    CHECK(standing
              .of("name\nBil\xE2\x80\xAE"
                  "al\n")
              .rows[0]
              .cells[0] == "Bilal");
}

TEST_CASE("a file that is none of this kind is refused as a whole") {
    const Standings standing;
    CHECK(standing.refusal("") == "The file is empty.");
    CHECK(standing.refusal("\n\n") == "The file is empty.");
    CHECK(standing.refusal("phone;place\n1;x\n") == "The column “name” is missing.");
    CHECK(standing.refusal("name;Name\n1;x\n") == "The column “Name” stands there twice.");
    CHECK(standing.refusal("name;id;id\n") == "The column “id” stands there twice.");
    std::string long_file = "name\n";
    for (std::size_t i = 0; i <= most_rows; ++i) long_file += "x" + std::to_string(i) + "\n";
    CHECK(standing.refusal(long_file) == "The file has more than 5000 rows.");
    CHECK(standing.of("name;what;;who\n").unknown == std::vector<std::string>{"what", "who"});
}

TEST_CASE("the mark of what stands changes with it") {
    const Standings standing;
    const auto before = standing.of("name\n").stand;
    CHECK(standing.of("name\nx\n").stand == before);
    kept[0].cells[1] = "+49 3";
    CHECK(standing.of("name\n").stand != before);
}

TEST_CASE("yes, no, codes and numbers are known in our languages") {
    CHECK(yes("Ja") == true);
    CHECK(yes("") == false);
    CHECK(yes("بله") == true);
    CHECK(yes("perhaps") == std::nullopt);
    CHECK(number_of("۱۲") == 12);
    CHECK(number_of("1e3") == std::nullopt);
    CHECK(number_of("1234567") == std::nullopt);
    const Codes codes{{{"VU", {"Soziale Beratung", "Social counselling"}}}};
    CHECK(codes.find("vu") == "VU");
    CHECK(codes.find("soziale beratung") == "VU");
    CHECK(codes.find("AU") == std::nullopt);
    CHECK(codes.all()[0].in(text::Language::En) == "Social counselling");
    CHECK(codes.all()[0].in(text::Language::Fa) == "Soziale Beratung");
}
