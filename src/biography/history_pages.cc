// SPDX-License-Identifier: EUPL-1.2
// Who changed what and when, and the way back to any of it.
#include <set>

#include "account/account.h"
#include "biography/frame.h"
#include "biography/history.h"
#include "biography/pages.h"
#include "biography/words.h"
#include "platform/access_log/access_log.h"
#include "platform/http/form_key.h"

namespace mobio::biography {

using catalogue::Field;
using html::Html;
using html::markup;
using nlohmann::json;
using text::Tongue;

namespace {

constexpr std::size_t per_page = 20, most_shown = 8;

struct Teller {
    App& app;
    const Tongue& t;
    const Biography& biography;  // as it is now
    const Listener person = listener_of(biography, t);
    const catalogue::Catalogue& catalogue = *app.catalogue;
};

std::string words_of(const Teller& r, const Field& field, const std::optional<Claim>& claim) {
    if (!claim) return std::string(r.t.tr("no answer"));
    const auto words = in_words(r.catalogue, field, *claim, r.person);
    return words.empty() ? std::string(r.t.tr("no answer")) : words;
}

// "before → now"; who cannot see the stroke through the old one hears the words.
Html turn(const Teller& r, const std::string& before, const std::string& now) {
    return markup<
        R"(<span class="hide">{} </span><del dir="auto">{}</del> {} <span class="hide">{} </span><ins dir="auto">{}</ins>)">(
        r.t.tr("before:"), before, view::icon("next"), r.t.tr("now:"), now);
}

view::Fact part_fact(const Teller& r, const Field& field, const catalogue::Part& part,
                     const json& was, const json& is) {
    const auto words = [&](const json& value) {
        auto text = value.contains(part.key)
                        ? part_in_words(r.catalogue, part, value[part.key], r.person)
                        : std::string{};
        return text.empty() ? std::string(r.t.tr("no answer")) : text;
    };
    return {r.catalogue.label(field, part, r.t), turn(r, words(was), words(is)), {}};
}

bool both_objects(const Difference& difference) {
    const auto object = [](const std::optional<Claim>& claim) {
        return claim && claim->state == State::Value && claim->value.is_object();
    };
    return object(difference.before) && object(difference.after);
}

// Of a composite answer only the parts that changed, under the title of its card.
void add_parts(const Teller& r, const Field& field, const Difference& difference,
               std::vector<view::Fact>& facts) {
    const auto &was = difference.before->value, &is = difference.after->value;
    const auto title = title_in_words(r.catalogue, field, is, r.person);
    for (const auto& part : field.parts) {
        if (was.value(part.key, json()) == is.value(part.key, json())) continue;
        auto fact = part_fact(r, field, part, was, is);
        if (!title.empty() && part.key != field.title_part)
            fact.label = text::fill(r.t.tr("{1}: {2}"), text::isolated(title), fact.label);
        facts.push_back(std::move(fact));
    }
}

view::Fact whole_fact(const Teller& r, const Field& field, const Difference& difference) {
    const auto label = r.catalogue.label(field, r.t);
    const auto now = words_of(r, field, difference.after);
    switch (difference.kind) {
        case Difference::Kind::Removed:
            return {label, markup<R"(<del dir="auto">{}</del> ({}))">(now, r.t.tr("removed")), {}};
        case Difference::Kind::Restored:
            return {label, markup<"{} ({})">(view::value(now), r.t.tr("brought back")), {}};
        case Difference::Kind::Objected:
            return {label,
                    markup<"{} ({})">(view::value(now), difference.after->disputed()
                                                            ? r.t.tr("marked as wrong")
                                                            : r.t.tr("no longer marked as wrong")),
                    {}};
        case Difference::Kind::SaidOnce:
            return {label,
                    markup<"{}">(r.t.tr("Said, and taken back later. We no longer have it.")),
                    {}};
        case Difference::Kind::TakenBack:
            return {label, markup<"{}">(r.t.tr("Taken back. We no longer have it.")), {}};
        case Difference::Kind::Said:
            break;
    }
    if (!difference.before) return {label, view::value(now), {}};
    return {label, turn(r, words_of(r, field, difference.before), now), {}};
}

std::vector<view::Fact> facts_of(const Teller& r, const std::vector<Difference>& differences) {
    std::vector<view::Fact> facts;
    for (const auto& difference : differences) {
        const auto* field = r.catalogue.field(difference.field);
        if (!field) continue;  // of an older catalogue
        if (difference.kind == Difference::Kind::Said && both_objects(difference))
            add_parts(r, *field, difference, facts);
        else
            facts.push_back(whole_fact(r, *field, difference));
    }
    return facts;
}

Html author_of(const Teller& r, const Sitting& sitting) {
    if (sitting.by == By::Staff)
        return view::value(account::staff_name(r.app, Id<Staff>{sitting.author}), "de");
    return markup<"{}">(sitting.by == By::Guardian ? r.t.tr("Your guardian") : r.t.tr("You"));
}

// Who, when, and from which record.
Html under_title(const Teller& r, const Sitting& sitting, Id<Person> record) {
    auto out =
        markup<R"({} · <bdi dir="ltr">{}</bdi>)">(author_of(r, sitting), r.t.moment(sitting.at));
    if (sitting.record != record)
        out.add<" · {}">(r.t.tr("in the other record, before both became one"));
    return out;
}

// Nothing of what was told: each side's own entries tell it, and by mistake it was somebody else's.
Html joining_card(const Teller& r, const Sitting& sitting, const Html& who_and_when) {
    view::Card card;
    card.icon = "card";
    card.under_title = who_and_when;
    if (sitting.kind == Sitting::Kind::Joined) {
        card.title = r.t.tr("Two records became one");
        card.body = markup<"<p>{}</p>">(r.t.tr("What both said before stands in this list."));
    } else if (sitting.kind == Sitting::Kind::Parted) {
        card.title = r.t.tr("One record became two again");
        card.body = markup<"<p>{}</p>">(r.t.tr("Each has its own answers again."));
    } else {
        card.title = r.t.tr("Changed while two records were one");
        card.body = markup<"<p>{}</p>">(r.t.tr("Not shown: it may be about somebody else."));
    }
    return view::card(card);
}

Html facts_or_nothing(const Teller& r, std::vector<view::Fact> facts) {
    if (facts.empty()) return markup<R"(<p class="soft">{}</p>)">(r.t.tr("Nothing is different."));
    const auto more = facts.size() > most_shown ? facts.size() - most_shown : 0;
    if (more) facts.resize(most_shown);
    auto body = view::facts(facts);
    if (more)
        body.add<R"(<p class="soft">{}</p>)">(
            r.t.plural("and {1} more", "and {1} more", static_cast<std::int64_t>(more)));
    return body;
}

Html sitting_card(const Teller& r, const Sitting& sitting, Id<Person> record,
                  const std::vector<Difference>& differences) {
    const auto who_and_when = under_title(r, sitting, record);
    if (sitting.kind != Sitting::Kind::Saved) return joining_card(r, sitting, who_and_when);
    const auto* section = r.catalogue.section(sitting.section);
    return view::card(
        {.title = section ? r.catalogue.label(*section, r.t) : std::string(r.t.tr("My biography")),
         .icon = section ? section->icon : "edit",
         .body = facts_or_nothing(r, facts_of(r, differences)),
         .footer = markup<
             R"(<a class="button quiet small" href="/biography/revisions/{}">{}{}<span class="hide">: {}</span></a>)">(
             sitting.id.text(), view::icon("eye"), r.t.tr("Show as it was then"),
             r.t.moment(sitting.at)),
         .under_title = who_and_when});
}

// The keys of a record and of those that were joined to it, each fetched once.
class Keys {
public:
    explicit Keys(App& app) : app_(app) {}
    const vault::PersonKey& of(Id<Person> record) {
        const auto found = keys_.find(record);
        if (found != keys_.end()) return found->second;
        return keys_.emplace(record, app_.vault.key_of(record.bytes)).first->second;
    }

private:
    App& app_;
    std::map<Id<Person>, vault::PersonKey> keys_;
};

Html intro(const Tongue& t) {
    return view::head(t.tr("What was changed"),
                      t.tr("Everything you wrote before is kept. You can go back to it."),
                      t.tr("My biography"));
}

Id<Revision> revision_of(const http::Request& request) {
    const auto id = Id<Revision>::parse(request.param("id"));
    if (!id) http::not_found();
    return *id;
}

// Every answer of the section as it was, as a list.
std::vector<view::Fact> all_facts(const Teller& r, const Past& past) {
    const Biography then(past.then);
    std::vector<view::Fact> facts;
    for (const auto& told : told_in(then, r.catalogue, past.section))
        facts.push_back(fact_of(told, r.app, r.person));
    return facts;
}

// Who takes back what they say about their health does so at its own question.
Document go_back(const Teller& r, const Past& past, Id<Person> record) {
    const auto of = past.record == record ? Of::SameRecord : Of::OtherRecord;
    return restored(past.now, past.then, of, [&](const std::string& key) {
        const auto* field = r.catalogue.field(key);
        return field && field->health;
    });
}

Html restoration(const Teller& r, const Past& past, Id<Person> record,
                 const http::Request& request) {
    const auto changes = facts_of(r, differences(past.now, go_back(r, past, record)));
    if (changes.empty())
        return view::note("check", markup<"{}">(r.t.tr("Your answers are the same today.")));
    auto body = markup<"<p>{}</p>{}">(
        r.t.tr("This changes. What stands there now is kept in the list as well."),
        view::facts(changes));
    return view::card({.title = std::string(r.t.tr("Go back to these answers?")),
                       .icon = "undo",
                       .tone = "warm",
                       .body = body,
                       .footer = view::button_form(
                           request.path + "/restoration",
                           view::button(r.t.tr("Restore these answers"), "undo"), request, r.app)});
}

std::vector<std::string> keys_of(const std::vector<Difference>& differences) {
    std::set<std::string> keys;
    for (const auto& difference : differences) keys.insert(difference.field);
    return {keys.begin(), keys.end()};
}

}  // namespace

http::Response show_history(const Acting& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto biography = open_biography(who, request, app);
    const Teller r{app, t, biography};
    Keys keys(app);
    Html cards;
    std::optional<Id<Revision>> next;
    app.db->read([&](sql::Connection& db) {
        auto list =
            sittings(db, app, who, Id<Revision>::parse(request.query.get("before")), per_page + 1);
        const bool more = list.size() > per_page;
        if (more) list.pop_back();
        for (const auto& sitting : list)
            cards += sitting_card(r, sitting, who.person,
                                  changed_by(db, app, keys.of(sitting.record), sitting));
        if (more) next = list.back().first_id;
    });
    view::Page page;
    page.title = t.tr("What was changed");
    page.area = view::Area::Life;
    page.body = view::back_link("/biography", t) + notices(request, app) + intro(t);
    if (cards.empty())
        cards =
            view::empty_state("clock", markup<"<p>{}</p>">(t.tr("Nothing has been written yet.")));
    page.body.add<R"(<div class="stack">{}</div>)">(cards);
    if (next)
        page.body += view::button_link("/biography/revisions?before=" + next->text(),
                                       t.tr("Show older changes"), "", "quiet");
    return view::page(request, app, std::move(page));
}

http::Response show_revision(const Acting& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto biography = open_biography(who, request, app);
    const Teller r{app, t, biography};
    const auto past = app.db->read(
        [&](sql::Connection& db) { return biography::past(db, app, who, revision_of(request)); });
    const auto* section = app.catalogue->section(past.section);
    view::Page page;
    page.title = section ? app.catalogue->label(*section, t) : std::string(t.tr("My biography"));
    page.area = view::Area::Life;
    page.body = view::back_link("/biography/revisions", t);
    page.body += view::head(page.title, text::fill(t.tr("As it was on {1}"), t.moment(past.at)),
                            t.tr("My biography"));
    const auto facts = all_facts(r, past);
    page.body += facts.empty()
                     ? view::empty_state("clock", markup<"<p>{}</p>">(t.tr("Nothing stood here.")))
                     : view::card({.title = std::string(t.tr("The answers of that day")),
                                   .icon = "clock",
                                   .body = view::facts(facts)});
    page.body += restoration(r, past, who.person, request);
    return view::page(request, app, std::move(page));
}

http::Response restore_revision(const Acting& who, const http::Request& request, App& app) {
    const auto biography = open_biography(who, request, app);
    const Teller r{app, app.tongue(request.language), biography};
    const auto key = app.vault.key_of(who.person.bytes);
    const auto now = app.clock.now();
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        const auto author = demand_access(tx, who, now);
        auto past = biography::past(tx, app, who, revision_of(request));
        std::vector<Difference> changes;
        revise(tx, app, who.person, key, past.section, author, now,
               [&](Document& document, const Standing&) {
                   past.now = document;
                   document = go_back(r, past, who.person);
                   changes = differences(past.now, document);
                   return !changes.empty();
               });
        if (!changes.empty()) app.fields_changed(tx, app, who.person, keys_of(changes), now);
        return std::string("/biography/revisions");
    });
    if (response.status == 303) view::leave_notice(response, {"saved", ""});
    return response;
}

}  // namespace mobio::biography
