// SPDX-License-Identifier: EUPL-1.2
#include "casework/my_cases.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <utility>

#include "biography/births.h"
#include "biography/many.h"
#include "casework/at_hand.h"
#include "casework/desk.h"
#include "casework/duplicates.h"
#include "catalogue/catalogue.h"
#include "consultation/store.h"
#include "consultation/views.h"
#include "plan/store.h"
#include "platform/view/components.h"
#include "release/for_staff.h"

namespace mobio::casework {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

constexpr std::array<std::pair<DueKind, std::string_view>, 7> kinds{
    {{DueKind::Step, "step"},
     {DueKind::Review, "review"},
     {DueKind::Move, "move"},
     {DueKind::Residence, "residence"},
     {DueKind::Clock, "clock"},
     {DueKind::Answer, "answer"},
     {DueKind::Duplicate, "duplicate"}}};

// A residence title takes its time to renew.
constexpr std::chrono::days residence_ahead{90}, move_ahead{30};

bool within(Date day, Date today, std::chrono::days ahead) {
    return std::chrono::sys_days{day} <= std::chrono::sys_days{today} + ahead;
}

// While the list is put together.
struct Gathering {
    App& app;
    const Tongue& t;
    std::vector<MyCase> all = {};
    std::map<Id<Person>, std::size_t> at = {};

    MyCase* find(Id<Person> person) {
        const auto found = at.find(person);
        return found == at.end() ? nullptr : &all[found->second];
    }
    void add(Id<Person> person, Due due) {
        if (auto* one = find(person)) one->due.push_back(std::move(due));
    }
};

struct Row {
    CasePerson person;
    bool main;
    std::optional<CaseRow> opened;
};

std::optional<CaseRow> case_row(sql::Row row, int team, int revision, int told) {
    const auto number = row.get<std::optional<std::int64_t>>(revision);
    if (!number) return std::nullopt;
    return CaseRow{row.get<std::optional<Id<county::Team>>>(team), *number,
                   row.get<sql::Blob>(told)};
}

std::vector<Row> rows_of(sql::Connection& db, Id<Staff> staff, Time now) {
    return db.all(
        "SELECT p.id, p.created_at,"
        " (SELECT COUNT(*) FROM account_access a WHERE a.person_id = p.id), s.main, c.team_id,"
        " c.revision, c.told FROM (SELECT person_id, MAX(CASE WHEN kind = 'main' THEN 1 ELSE 0 END)"
        "  AS main FROM assignments WHERE staff_id = $1 AND from_at <= $2"
        "  AND (until_at IS NULL OR until_at > $2) GROUP BY person_id) s"
        " JOIN persons p ON p.id = s.person_id LEFT JOIN cases c ON c.person_id = p.id"
        " WHERE p.erased_at IS NULL ORDER BY p.id DESC",
        [](sql::Row row) {
            return Row{{row.get<Id<Person>>(0), "", row.get<Time>(1), row.get<int>(2) > 0},
                       row.get<int>(3) == 1,
                       case_row(row, 4, 5, 6)};
        },
        staff, now);
}

vault::PersonKeys keys_of(App& app, const std::vector<Row>& rows) {
    std::vector<IdBytes> persons;
    for (const auto& row : rows) persons.push_back(row.person.person.bytes);
    return app.vault.keys_of(std::move(persons));
}

void read_biography(MyCase& one, const biography::Biography& told, Date today) {
    one.person.name = biography::full_name(told);
    for (const auto& conflict : biography::birth_conflicts(told, today))
        one.person.births =
            std::max(one.person.births, conflict.other_age ? Births::OtherAge : Births::OtherDay);
    one.native = native_name(told).text;
    const auto* spoken = told.claim("contact.language");
    if (spoken && spoken->value.is_string()) one.language = spoken->value.get<std::string>();
    const auto* interpreter = told.claim("contact.interpreter");
    one.interpreter =
        interpreter && interpreter->value.is_object() && interpreter->value.value("needed", false);
}

// The title that the person told of: one that runs out, or did.
std::optional<Date> residence_end(const biography::Biography& told) {
    const auto* claim = told.claim("residence.valid_until");
    if (!claim || claim->state != biography::State::Value) return std::nullopt;
    const auto date = biography::date_of(claim->value);
    return date ? std::optional(date->last) : std::nullopt;
}

void add_residence(Gathering& g, MyCase& one, const biography::Biography& told) {
    const auto end = residence_end(told);
    const auto today = g.app.today();
    if (!end || !within(*end, today, residence_ahead)) return;
    const auto words = *end < today ? g.t.tr("Residence title ended on {1}")
                                    : g.t.tr("Residence title ends on {1}");
    one.due.push_back({DueKind::Residence, end,
                       markup<"{}">(text::fill(words, g.t.short_date(*end))),
                       case_address(one.person.person)});
}

Html clock_words(Nearness how, const Tongue& t) {
    switch (how) {
        case Nearness::SixMonths:
            return markup<"{}">(t.tr("Counselling ends within 6 months"));
        case Nearness::ThreeMonths:
            return markup<"{}">(t.tr("Counselling ends within 3 months"));
        case Nearness::FourWeeks:
            return markup<"{}">(t.tr("Counselling ends within 4 weeks"));
        case Nearness::Over:
            return markup<"{}">(t.tr("Counselling time is over"));
        case Nearness::Far:
            break;
    }
    return {};
}

// What a case that is open says by itself.
void add_own_days(Gathering& g, MyCase& one) {
    if (!one.opened || one.opened->closed) return;
    const auto today = g.app.today();
    const auto href = case_address(one.person.person);
    if (const auto how = nearness(one.opened->clock, today);
        how != Nearness::Far && !one.opened->clock.paused(today))
        one.due.push_back(
            {DueKind::Clock, one.opened->clock.end(today), clock_words(how, g.t), href});
    if (const auto& move = one.opened->move; move && within(move->day, today, move_ahead))
        one.due.push_back(
            {DueKind::Move, move->day,
             markup<"{}">(text::fill(g.t.tr("Move planned for {1}"), g.t.short_date(move->day))),
             href});
}

void add_steps(sql::Connection& db, Gathering& g, const Caseworker& who) {
    for (const auto& kept : consultation::to_do(db, g.app, who))
        g.add(kept.person, {DueKind::Step, kept.told.step.due,
                            markup<"{} <small>{}</small>">(
                                consultation::step_in_words(kept.told.step, g.app, g.t),
                                consultation::who_and_when(
                                    kept.told.step, consultation::Reader::Staff, g.app, g.t)),
                            "/staff/consultations/" + kept.id.text()});
}

void add_plans(sql::Connection& db, Gathering& g, const Caseworker& who) {
    const auto add = [&](const plan::Due& due, DueKind kind, const std::string& words) {
        g.add(due.person, {kind, due.day, markup<"{}">(words),
                           "/staff/persons/" + due.person.text() + "/plan"});
    };
    for (const auto& due : plan::reviews_due(db, g.app, who.id))
        add(due, DueKind::Review, std::string(g.t.tr("The plan is to be reviewed.")));
    for (const auto& due : plan::measures_overdue(db, g.app, who.id))
        add(due, DueKind::Step,
            g.t.plural("{1} step of the plan is late", "{1} steps of the plan are late",
                       due.count));
}

std::string_view answer_words(const std::string& code, const Tongue& t) {
    if (code == "invited") return t.tr("They are invited.");
    if (code == "not_suitable") return t.tr("It does not fit this time.");
    if (code == "done") return t.tr("The matter is settled.");
    return t.tr("The packet has arrived.");
}

void add_answers(sql::Connection& db, Gathering& g, const Caseworker& who) {
    for (const auto& answer : release::unseen_answers(db, who.id, g.app.clock.now()))
        g.add(answer.person, {DueKind::Answer,
                              {},
                              markup<"{}: {}">(g.app.catalogue->recipient_name(answer.kind, g.t),
                                               answer_words(answer.code, g.t)),
                              case_address(answer.person)});
}

void add_duplicates(sql::Connection& db, Gathering& g, const Caseworker& who) {
    for (const auto& pair : candidates_of(db, who, g.app.clock.now())) {
        const auto* other = pair.other ? g.find(*pair.other) : nullptr;
        auto words = other ? markup<"{} {}">(g.t.tr("May be the same person as"),
                                             view::value(other->person.name))
                     : pair.standing == Standing::Elsewhere
                         ? markup<"{}">(g.t.tr("A colleague may have a record of them, too."))
                         : markup<"{}">(g.t.tr("They may have an account. Ask for their card."));
        g.add(pair.mine, {DueKind::Duplicate, {}, std::move(words), "/staff/duplicates"});
    }
}

// What waits for somebody to look comes with today's.
void sort_due(std::vector<Due>& due, Date today) {
    std::ranges::stable_sort(due, {}, [&](const Due& one) { return one.day.value_or(today); });
}

void gather(sql::Connection& db, Gathering& g, const Caseworker& who) {
    auto rows = rows_of(db, who.id, g.app.clock.now());
    const auto keys = keys_of(g.app, rows);
    const auto told = biography::load_for_list(db, g.app, who.id, keys);
    const auto today = g.app.today();
    g.all.reserve(rows.size());
    for (auto& row : rows) {
        MyCase one{.person = row.person};
        one.covered = !row.main;
        const auto key = keys.find(row.person.person.bytes);
        if (key != keys.end() && row.opened)
            one.opened = case_of(g.app, key->second, row.person.person, *row.opened);
        if (const auto found = told.find(row.person.person); found != told.end()) {
            read_biography(one, found->second, today);
            if (!one.opened || !one.opened->closed) add_residence(g, one, found->second);
        }
        add_own_days(g, one);
        g.at.emplace(row.person.person, g.all.size());
        g.all.push_back(std::move(one));
    }
}

template <class Of>
bool is_or_any(const std::string& asked, const std::optional<Id<Of>>& is) {
    return asked.empty() || (is && is->text() == asked);
}

bool fits(const MyCase& one, const Asked& asked) {
    const auto* stay = one.opened ? one.opened->now() : nullptr;
    const bool closed = one.opened && one.opened->closed;
    const auto phase = stay ? stay->phase : "";
    return closed == asked.closed && (asked.phase.empty() || asked.phase == phase) &&
           is_or_any(asked.municipality, stay ? stay->municipality : std::nullopt) &&
           is_or_any(asked.accommodation, stay ? stay->accommodation : std::nullopt) &&
           (asked.language.empty() || asked.language == one.language) &&
           (asked.due.empty() || std::ranges::any_of(one.due, [&](const Due& due) {
                return code(due.kind) == asked.due;
            }));
}

// Without anything due one comes last.
std::chrono::sys_days urgency(const MyCase& one, Date today) {
    if (one.due.empty()) return std::chrono::sys_days::max();
    return std::chrono::sys_days{one.due.front().day.value_or(today)};
}

std::chrono::sys_days clock_end(const MyCase& one, Date today) {
    const auto end = one.opened ? one.opened->clock.end(today) : std::nullopt;
    return end ? std::chrono::sys_days{*end} : std::chrono::sys_days::max();
}

}  // namespace

std::string_view code(DueKind kind) {
    return std::ranges::find(kinds, kind, &std::pair<DueKind, std::string_view>::first)->second;
}

std::optional<DueKind> parse_due(std::string_view code) {
    const auto found =
        std::ranges::find(kinds, code, &std::pair<DueKind, std::string_view>::second);
    return found == kinds.end() ? std::nullopt : std::optional(found->first);
}

Asked Asked::of(const http::Fields& query) {
    Asked asked{.phase = query.get("phase"),
                .municipality = query.get("municipality"),
                .accommodation = query.get("accommodation"),
                .due = query.get("due"),
                .language = query.get("language"),
                .sort = query.get("sort"),
                .closed = query.get("state") == "closed"};
    const auto& from = query.get("from");
    std::from_chars(from.data(), from.data() + from.size(), asked.from);
    return asked;
}

bool Asked::filters() const {
    return closed || !phase.empty() || !municipality.empty() || !accommodation.empty() ||
           !due.empty() || !language.empty() || !sort.empty();
}

std::string Asked::address(std::size_t from_there) const {
    std::string out = "/staff/persons?from=" + std::to_string(from_there);
    const auto add = [&](const char* name, const std::string& value) {
        const bool plain = std::ranges::all_of(value, [](char c) {
            return c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                   (c >= 'A' && c <= 'Z') || c == '_';
        });
        if (!value.empty() && plain) (((out += '&') += name) += '=') += value;
    };
    add("phase", phase);
    add("municipality", municipality);
    add("accommodation", accommodation);
    add("due", due);
    add("language", language);
    add("sort", sort);
    add("state", closed ? "closed" : "");
    return out;
}

MyCases my_cases(sql::Connection& db, App& app, const Caseworker& who, const Tongue& t) {
    Gathering g{app, t};
    gather(db, g, who);
    add_steps(db, g, who);
    add_plans(db, g, who);
    add_answers(db, g, who);
    add_duplicates(db, g, who);
    for (auto& one : g.all) sort_due(one.due, app.today());
    return {std::move(g.all), places_of(db)};
}

std::vector<Today> due_today(const std::vector<MyCase>& all, Date today) {
    std::vector<Today> out;
    for (const auto& one : all)
        for (const auto& due : one.due) {
            const bool warned = due.kind == DueKind::Clock || due.kind == DueKind::Residence;
            if (!due.day || *due.day <= today ||
                (warned && within(*due.day, today, std::chrono::weeks{4})))
                out.push_back({&one, &due});
        }
    std::ranges::stable_sort(out, {},
                             [&](const Today& one) { return one.due->day.value_or(today); });
    return out;
}

void choose(std::vector<MyCase>& all, const Asked& asked, Date today, const Tongue& t) {
    std::erase_if(all, [&](const MyCase& one) { return !fits(one, asked); });
    if (asked.sort == "newest") return;  // as they came
    if (asked.sort == "name") {
        std::ranges::stable_sort(all, [&](const MyCase& a, const MyCase& b) {
            return t.sorts_before(a.person.name, b.person.name);
        });
        return;
    }
    if (asked.sort == "clock") {
        std::ranges::stable_sort(all, {}, [&](const MyCase& one) { return clock_end(one, today); });
        return;
    }
    std::ranges::stable_sort(all, {}, [&](const MyCase& one) { return urgency(one, today); });
}

}  // namespace mobio::casework
