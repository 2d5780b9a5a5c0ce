// SPDX-License-Identifier: EUPL-1.2
#include "release/draft.h"

#include <algorithm>
#include <array>

#include "platform/http/response.h"
#include "platform/mail/mail.h"

namespace mobio::release {

using catalogue::Level;
using text::mark;

namespace {

Names names(const std::vector<std::string>& list) { return {list.begin(), list.end()}; }

std::string lower(std::string_view text) {
    std::string out(text);
    for (auto& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return out;
}

// An item of health data has a tick of its own; another name in its place was forged.
bool all_allowed(const Choice& choice, const std::vector<PacketSection>& possible) {
    const auto has = [&](const std::string& name, bool health) {
        const auto* item = find(possible, name);
        return item && (item->level == Level::Explicit) == health;
    };
    return std::all_of(choice.items.begin(), choice.items.end(),
                       [&](const auto& name) { return has(name, false); }) &&
           std::all_of(choice.health.begin(), choice.health.end(),
                       [&](const auto& name) { return has(name, true); });
}

// Papers are picked one by one; nothing but the person's own eyes knows what stands on them.
void check_papers(const Choice& choice, const Ground& ground, Problems& problems) {
    if (!std::ranges::includes(ground.papers, choice.papers))
        problems.add("papers", {mark("Your documents have changed. Please look at them again.")});
    if (ground.hides_places && !choice.papers.empty() && !choice.no_place)
        problems.add("no_place",
                     {mark("Look at each document. Tick that nobody can find you by it.")});
    if (choice.attach && !ground.may_attach)
        problems.add("attach", {mark("This office gets no files by e-mail.")});
}

}  // namespace

Address Address::from(const http::Fields& form) {
    Address address;
    const auto kind = catalogue::parse_recipient(form.get("kind"));
    if (!kind) throw http::Failure{422};
    address.kind = *kind;
    address.chosen = form.get("recipient");
    address.name = text::clean(form.get("name")).text;
    address.email = text::clean(form.get("email")).text;
    address.again = text::clean(form.get("again")).text;
    address.private_ok = form.get("private_ok") == "yes";
    // Who types an address means it, with or without the button beside it.
    if (address.chosen.empty() && !(address.name + address.email).empty()) address.chosen = "other";
    return address;
}

bool is_private_provider(std::string_view email) {
    constexpr std::array whole{std::string_view("gmail.com"), std::string_view("googlemail.com"),
                               std::string_view("web.de"),    std::string_view("icloud.com"),
                               std::string_view("me.com"),    std::string_view("mac.com"),
                               std::string_view("aol.com"),   std::string_view("aol.de"),
                               std::string_view("posteo.de"), std::string_view("proton.me"),
                               std::string_view("mail.de"),   std::string_view("mailbox.org"),
                               std::string_view("msn.com"),   std::string_view("protonmail.com"),
                               std::string_view("mail.ru"),   std::string_view("arcor.de"),
                               std::string_view("1und1.de"),  std::string_view("online.de")};
    constexpr std::array starts{std::string_view("gmx."),      std::string_view("outlook."),
                                std::string_view("hotmail."),  std::string_view("live."),
                                std::string_view("yahoo."),    std::string_view("ymail."),
                                std::string_view("t-online."), std::string_view("freenet.")};
    const auto domain = lower(email.substr(std::min(email.rfind('@'), email.size() - 1) + 1));
    return std::find(whole.begin(), whole.end(), domain) != whole.end() ||
           std::any_of(starts.begin(), starts.end(),
                       [&](std::string_view start) { return domain.starts_with(start); });
}

Problems check(const Address& address, bool in_directory) {
    Problems problems;
    if (!address.typed()) {
        if (!in_directory)
            problems.add("recipient", {mark("Choose an office, or type an address.")});
        return problems;
    }
    if (address.name.empty())
        problems.add("name", {mark("Enter the name of the organisation.")});
    else if (text::length(address.name) > 200)
        problems.add("name", {mark("The name has at most 200 characters.")});
    else if (recipients::names_foreigners_authority(address.name) ||
             recipients::names_foreigners_authority(address.email))
        problems.add("name", {mark("The foreigners’ authority cannot receive packets.")});
    if (!mail::valid_address(address.email))
        problems.add("email", {mark("Enter an e-mail address, like office@example.org.")});
    else if (lower(address.email) != lower(address.again))
        problems.add("again", {mark("The two addresses differ. Please type it again.")});
    else if (is_private_provider(address.email) && !address.private_ok)
        problems.add(
            "private_ok",
            {mark("This looks like a private mailbox. Tick that you want to send there.")});
    return problems;
}

std::string to_json(const Draft& draft) {
    nlohmann::json json{{"kind", catalogue::code(draft.kind)},
                        {"recipient", draft.recipient},
                        {"email", draft.email},
                        {"health", draft.health},
                        {"text", text::code(draft.text_language)}};
    if (draft.from_directory) json["directory"] = draft.from_directory->text();
    if (draft.items) json["items"] = *draft.items;
    if (draft.of_age) json["of_age"] = *draft.of_age;
    if (!draft.papers.empty()) json["papers"] = draft.papers;
    if (draft.attach) json["attach"] = true;
    if (draft.no_place) json["no_place"] = true;
    return json.dump();
}

Draft draft_from_json(std::string_view text) {
    const auto json = nlohmann::json::parse(text);
    Draft draft;
    draft.kind = catalogue::parse_recipient(json.at("kind").get<std::string>()).value();
    draft.recipient = json.at("recipient");
    draft.email = json.at("email");
    draft.health = json.at("health").get<Names>();
    draft.text_language = text::parse_language(json.at("text").get<std::string>()).value();
    if (json.contains("directory"))
        draft.from_directory =
            Id<recipients::Recipient>::parse(json["directory"].get<std::string>());
    if (json.contains("of_age")) draft.of_age = json["of_age"].get<bool>();
    draft.papers = json.value("papers", Names{});
    draft.attach = json.value("attach", false);
    draft.no_place = json.value("no_place", false);
    if (json.contains("items")) draft.items = json["items"].get<Names>();
    return draft;
}

Choice Choice::from(const http::Fields& form) {
    Choice choice;
    choice.items = names(form.all("item[]"));
    choice.health = names(form.all("health[]"));
    choice.papers = names(form.all("paper[]"));
    choice.attach = form.get("attach") == "yes";
    choice.no_place = form.get("no_place") == "yes";
    choice.agrees = form.get("agree") == "yes";
    if (form.get("of_age") == "yes") choice.of_age = true;
    if (form.get("of_age") == "no") choice.of_age = false;
    const auto shown_in = text::parse_language(form.get("shown_in"));
    if (!shown_in) throw http::Failure{422};
    choice.shown_in = *shown_in;
    choice.shown_text = form.get("shown_text");
    return choice;
}

Problems check(const Choice& choice, const Ground& ground) {
    Problems problems;
    if (!ground.has_name)
        problems.add("name", {mark("First enter your family name or your given name.")});
    if (!all_allowed(choice, ground.possible))
        problems.add("item", {mark("Your data has changed. Please look at the list again.")});
    check_papers(choice, ground, problems);
    // Under 18 each guardian must confirm; until there is a page for that, nothing is sent.
    const auto adult = ground.adult ? ground.adult : choice.of_age;
    if (!adult)
        problems.add("of_age", {mark("Tell us whether you are 18 or older.")});
    else if (!*adult)
        problems.add("of_age",
                     {mark("Under 18 your guardians must agree too. Ask at the county.")});
    if (choice.shown_text != ground.text_hash)
        problems.add("agree", {mark("The text has changed. Please read it again.")});
    else if (!choice.agrees)
        problems.add("agree", {mark("Tick the box if you agree. Or choose “I do not agree”.")});
    return problems;
}

Names agreed(const Choice& choice, const std::vector<PacketSection>& possible) {
    auto all = choice.items;
    all.insert(choice.health.begin(), choice.health.end());
    for (const auto* item : items(possible))
        if (is_locked(*item)) all.insert(item->name());
    return all;
}

Names by_default(const std::vector<PacketSection>& possible) {
    Names names;
    for (const auto* item : items(possible))
        if (item->level == Level::Required || item->level == Level::Derived)
            names.insert(item->name());
    return names;
}

}  // namespace mobio::release
