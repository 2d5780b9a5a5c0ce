// SPDX-License-Identifier: EUPL-1.2
#include "plan/by_hand.h"

#include "documents/pages.h"
#include "plan/pages.h"
#include "plan/reading.h"

namespace mobio::plan {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

constexpr const char* either = text::mark("Add the sheet, or write where it is.");

}  // namespace

Html by_hand_fields(const http::Fields& typed, const Problems& problems, const Tongue& t) {
    auto fields = markup<"<p>{}</p>">(t.tr(either));
    fields += day_input("signed_on", t.tr("Day of the signatures"), typed, problems, t);
    fields += documents::file_input(t.tr("The sheet, as photos or PDF"), problems, t);
    fields += view::input({.name = "kept",
                           .label = std::string(t.tr("Where is the sheet?")),
                           .hint = std::string(t.tr("For example: paper file in the office")),
                           .value = typed.get("kept"),
                           .max_length = most_short},
                          problems, t);
    return fields;
}

ByHand read_by_hand(Id<Person> person, const Version& version, const http::Request& request,
                    App& app, Problems& problems) {
    Form form{request.form, *app.catalogue, app.today()};
    ByHand read;
    auto& told = read.confirmation;
    told.way = Way::Paper;
    told.signed_on = form.day("signed_on", true);
    if (told.signed_on && *told.signed_on > app.today())
        form.problems.add("signed_on", {text::mark("This day is still to come.")});
    if (told.signed_on && *told.signed_on < version.content.day)
        form.problems.add("signed_on", {text::mark("This is before the version was made.")});
    told.kept = form.words("kept", most_short);
    problems = form.problems;
    const bool brought = !request.chosen_files("file").empty();
    if (!brought && told.kept.empty() && !problems.at("kept")) problems.add("kept", {either});
    if (brought) read.scan = documents::scan_in(person, request, app, problems);
    return read;
}

}  // namespace mobio::plan
