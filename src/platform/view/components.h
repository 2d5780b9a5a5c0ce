// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/app.h"
#include "platform/http/request.h"
#include "platform/problems.h"
#include "platform/text/texts.h"
#include "platform/view/html.h"

// The components of the look (look.css), each in one function. Texts come translated.
namespace mobio::view {

using html::Html;
using text::Tongue;

// A pictogram of icons.svg by its id; those marked "mirrored" there follow the text's direction.
Html icon(std::string_view id);
Html badge(std::string_view icon_id, std::string_view tone = "");  // "", "warm", "ok"
Html tag(std::string_view label, std::string_view tone = "", std::string_view icon_id = "");
Html note(std::string_view icon_id, const Html& body, std::string_view tone = "");
Html value(std::string_view text);                         // <bdi>…</bdi>: a person's own text
Html value(std::string_view text, std::string_view lang);  // with lang and dir=auto
Html number(std::string_view digits);                      // <bdi dir="ltr">: phone, code, date
Html progress(int done, int of, std::string_view label, std::string_view tone = "");
Html steps(const std::vector<std::string>& labels, std::size_t current, const Tongue& t);
Html back_link(std::string_view href, const Tongue& t);
Html button_link(std::string_view href, std::string_view label, std::string_view icon_id = "",
                 std::string_view style = "");
Html button(std::string_view label, std::string_view icon_id = "",
            std::string_view style = "");  // submit
Html button(std::string_view name, std::string_view value, std::string_view label,
            std::string_view icon_id, std::string_view style);
Html add_link(std::string_view href, std::string_view label,
              std::string_view small);  // the green plus
Html toast(std::string_view text, const Html& action);
Html empty_state(std::string_view icon_id, const Html& body);
Html head(std::string_view title, std::string_view lead = "", std::string_view eyebrow = "");
Html head(const Html& title, const Html& lead = {}, std::string_view eyebrow = "");
Html details(std::string_view summary, const Html& body);
Html print_button(std::string_view label);  // works with print.js only, hidden without it

// A row of a list: with href a link with an arrow at its end.
struct Line {
    std::string href = {};
    Html start = {};                                   // a mark or icon
    Html title = {}, small = {}, more = {}, end = {};  // more: a progress; end: a tag, a time
};
Html line(const Line& line);
// css: "list", "list card", "cols" …
Html list(const std::vector<Html>& items, std::string_view css = "list");

// Forms -----------------------------------------------------------------------------------------

// <form method="post" class="card" id="form" novalidate> with form token, form key and the hidden
// values; `fields` inside. The request gives token and (after an error) nothing else.
struct Form {
    std::string action = {};
    std::vector<std::pair<std::string, std::string>> hidden = {};
    std::string css = "card";
    std::string id = "form";
    std::string autosave = {};  // data-autosave value, "" none
    bool files = false;         // sends files: its route takes uploads
};
Html form(const Form& form, const Html& fields, const http::Request& request, App& app);
// A form of a single button (withdraw, remove, sign out).
Html button_form(std::string_view action, const Html& button, const http::Request& request,
                 App& app, const std::vector<std::pair<std::string, std::string>>& hidden = {});

// The id of the control of that name: what is no letter, digit or _ becomes "-" ("from.year" is
// "from-year").
std::string field_id(std::string_view name);

// Summary on top, each problem linked to its field; empty when there is nothing wrong.
Html errors(const Problems& problems, const Tongue& t, std::string_view id = "err");

struct Input {
    std::string name = {}, label = {}, hint = {}, value = {};
    std::string type = "text";  // text, password, tel, email, search, date
    std::string dir = "auto";   // "ltr" for phone, e-mail, codes, dates
    std::string autocomplete = "off", inputmode = {};
    std::size_t max_length = 0;  // hint to the browser only; the server checks
    std::string css = {};        // "short", "code"
    std::string list = {};       // id of a datalist
    std::string id = {};         // default: field_id(name)
    html::Attributes more = {};  // data-… for scripts
};
Html input(const Input& input, const Problems& problems, const Tongue& t);
Html textarea(const Input& input, int rows, const Problems& problems, const Tongue& t);

struct Option {
    std::string value = {}, label = {}, small = {}, icon = {}, lang = {};
};
struct Choice {
    std::string name = {}, label = {}, hint = {};
    std::vector<Option> options = {};
    std::vector<std::string> chosen = {};
    bool many = false;   // checkboxes instead of radio buttons
    bool plain = false;  // "don't know" and the like
    bool hide_label = false;
    std::string id = {};
    bool typeahead = false;  // select only: found by typing, with typeahead.js
};
Html choices(const Choice& choice, const Problems& problems, const Tongue& t);
Html select(const Choice& choice, const Problems& problems,
            const Tongue& t);  // first option: empty

// One checkbox with its sentence.
Html tick(std::string_view name, std::string_view value, std::string_view label, bool ticked,
          const Problems& problems, const Tongue& t);

// A date that may be incomplete: day, month, year (names <name>.day, <name>.month, <name>.year).
struct PartDate {
    std::string name = {}, label = {}, hint = {}, day = {}, month = {}, year = {};
    bool with_day = true;
    std::vector<Option> calendars = {};  // to choose from, as <name>.calendar
    std::string calendar = {};
    std::vector<std::string> months = {};  // proposed while one types
};
Html part_date(const PartDate& date, const Problems& problems, const Tongue& t);

// Facts ------------------------------------------------------------------------------------------
struct Fact {
    std::string label = {};
    Html value = {};
    Html from = {};  // provenance, may be empty
};
Html facts(const std::vector<Fact>& facts);
struct Card {
    std::string title = {}, icon = {}, tone = {}, id = {};
    Html header_end = {}, body = {}, footer = {};
    int level = 2;
    Html under_title = {};
};
Html card(const Card& card);  // a section named by its title where it has an id

// Rows on a desk, cards on a phone. The first cell names its row.
struct Table {
    std::string caption;
    std::vector<std::string> columns;
    std::vector<std::vector<Html>> rows;
};
// On a page that is not the staff’s the page says so: Page::desk.
Html table(const Table& table);

}  // namespace mobio::view
