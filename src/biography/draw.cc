// SPDX-License-Identifier: EUPL-1.2
#include "biography/draw.h"

#include <algorithm>

#include "platform/view/components.h"

namespace mobio::biography {

using catalogue::Code;
using catalogue::Field;
using catalogue::Type;
using html::Html;
using html::markup;
using view::Choice;
using view::Input;

namespace {

// Choosing several out of a long list goes by as many menus as there are answers, and some more.
constexpr std::size_t menus = 3;
constexpr std::size_t long_list = 20;

class QuestionView {
public:
    QuestionView(const Drawing& drawing, const Question& question)
        : d_(drawing), q_(question), values_(drawing.values.all(question.name)) {
        if (q_.occupation()) {
            keep_in_place();
            return;
        }
        for (std::size_t at = 1; q_.numbered() && at < most_numbered; ++at)
            values_.push_back(drawing.values.get(numbered_input(q_.name, at)));
        std::erase(values_, std::string{});
    }

    Html draw() const {
        switch (q_.type) {
            case Type::Date:
            case Type::PartialDate:
                return date();
            case Type::Boolean:
            case Type::Code:
                return q_.radio(d_.catalogue) ? radios() : menu(codes(), 0);
            case Type::Codes:
                return boxes();
            case Type::Country:
                return menu(d_.catalogue.countries(d_.t), 0);
            case Type::Language:
                return menu(d_.catalogue.languages(d_.t), 0);
            case Type::Countries:
                return several(d_.catalogue.nationalities(d_.t));
            case Type::Languages:
                return several(d_.catalogue.languages(d_.t));
            case Type::Occupation:
                return occupations() + german();
            default:
                return text() + german();
        }
    }

private:
    // Each stays in its input, since its code stands beside it.
    void keep_in_place() {
        values_.clear();
        for (std::size_t at = 0; at < (q_.multi ? most_numbered : 1); ++at)
            values_.push_back(d_.values.get(numbered_input(q_.name, at)));
        while (!values_.empty() && values_.back().empty()) values_.pop_back();
    }

    std::string label() const {
        return q_.part ? d_.catalogue.question(*q_.field, *q_.part, d_.t)
                       : d_.catalogue.question(*q_.field, d_.t);
    }

    std::string hint() const {
        auto help = q_.part ? d_.catalogue.help(*q_.field, *q_.part, d_.t)
                            : d_.catalogue.help(*q_.field, d_.t);
        const auto example = q_.part ? d_.catalogue.example(*q_.field, *q_.part, d_.t)
                                     : d_.catalogue.example(*q_.field, d_.t);
        if (example.empty()) return help;
        if (!help.empty()) help += ' ';
        return help + text::fill(d_.t.tr("For example: {1}"), example);
    }

    // The label of inputs beyond the first of one question.
    std::string another(std::size_t at) const {
        return at == 0 ? label()
                       : text::fill(d_.t.tr("{1}, number {2}"), label(), std::to_string(at + 1));
    }

    std::vector<Code> codes() const { return codes(q_.list); }
    std::vector<Code> codes(const std::string& list) const {
        std::vector<Code> all;
        for (const auto& [code, _] : d_.catalogue.codes(list))
            all.push_back({code, d_.catalogue.code_label(list, code, d_.t)});
        return all;
    }

    std::vector<view::Option> options(const std::vector<Code>& all) const {
        std::vector<view::Option> options;
        for (const auto& [code, name] : all) options.push_back({code, name, {}, {}, {}});
        return options;
    }

    Html radios() const {
        Choice choice{q_.name, label(), hint(), {}, values_};
        if (q_.type == Type::Boolean)
            choice.options = {{"yes", std::string(d_.t.tr("Yes")), {}, {}, {}},
                              {"no", std::string(d_.t.tr("No")), {}, {}, {}}};
        else
            choice.options = options(codes());
        return view::choices(choice, d_.problems, d_.t);
    }

    Html boxes() const {
        Choice choice{q_.name, label(), hint(), options(codes()), values_};
        choice.many = true;
        return view::choices(choice, d_.problems, d_.t);
    }

    Html menu(const std::vector<Code>& all, std::size_t at) const {
        Choice choice{
            numbered_input(q_.name, at), another(at), at == 0 ? hint() : "", options(all), {}};
        if (at < values_.size()) choice.chosen = {values_[at]};
        choice.typeahead = all.size() > long_list;
        return view::select(choice, d_.problems, d_.t);
    }

    std::size_t count() const {
        return std::min(std::max(menus, values_.size() + 1), most_numbered);
    }

    Html several(const std::vector<Code>& all) const {
        Html out;
        for (std::size_t at = 0; at < count(); ++at) out += menu(all, at);
        return out;
    }

    Input input(std::size_t at) const {
        Input input;
        input.name = numbered_input(q_.name, at);
        input.label = another(at);
        if (at == 0) input.hint = hint();
        if (at < values_.size()) input.value = values_[at];
        return input;
    }

    Html text() const {
        if (q_.lines() || q_.type == Type::LongText)
            return view::textarea(input(0), q_.lines() ? 3 : 6, d_.problems, d_.t);
        if (!q_.multi) return view::input(typed(input(0)), d_.problems, d_.t);
        Html out;
        for (std::size_t at = 0; at < count(); ++at)
            out += view::input(typed(input(at)), d_.problems, d_.t);
        return out;
    }

    Html occupations() const {
        Html out;
        for (std::size_t at = 0; at < (q_.multi ? count() : 1); ++at) out += occupation(at);
        return out;
    }

    // Own words, found in the list by a script, or by the button; the list can be left aside.
    Html occupation(std::size_t at) const {
        auto field = input(at);
        field.max_length = q_.max;
        const auto list = occupations::address(d_.occupations, d_.t.language());
        if (!list.empty()) field.more.set("data-occupations", list);
        const bool looked_up = d_.values.get(look_up) == field.name;
        return view::input(field, d_.problems, d_.t) + (looked_up ? found(field) : chosen(at)) +
               view::button(look_up, field.name, d_.t.tr("Look in the list of occupations"),
                            "search", "quiet small");
    }

    Html chosen(std::size_t at) const {
        const auto name = code_input(q_.name, at);
        return markup<R"(<input type="hidden" name="{}" value="{}">)">(name, d_.values.get(name));
    }

    Html found(const Input& field) const {
        constexpr std::size_t most = 8;
        const auto words = text::clean(field.value).text;
        Choice choice{
            field.name + ".code", std::string(d_.t.tr("Which of these is it?")), {}, {}, {}};
        for (const auto* one : d_.occupations.search(words, d_.t.language(), most)) {
            const auto& german = one->title(text::Language::De);
            const auto& title = one->title(d_.t.language());
            choice.options.push_back(
                {one->key + " " + words, title, german == title ? "" : german, {}, {}});
        }
        if (choice.options.empty())
            choice.hint = d_.t.tr("Nothing in the list fits. Your own words are fine.");
        choice.options.push_back(
            {{}, std::string(d_.t.tr("None of these. My own words are enough.")), {}, {}, {}});
        choice.chosen = {d_.values.get(choice.name)};
        return view::choices(choice, d_.problems, d_.t);
    }

    // Keyboard and direction by what is written.
    Input typed(Input input) const {
        if (q_.type == Type::Phone) {
            input.type = "tel";
            input.dir = "ltr";
        } else if (q_.type == Type::Email) {
            input.type = "email";
            input.dir = "ltr";
        } else if (q_.type == Type::Number) {
            input.dir = "ltr";
            input.css = "short";
            input.inputmode = q_.step && *q_.step < 1 ? "decimal" : "numeric";
        } else if (q_.part && q_.part->key == "plz") {
            input.dir = "ltr";
            input.css = "short";
            input.inputmode = "numeric";
        }
        return input;
    }

    Html german() const {
        if (!q_.free_text || d_.t.language() == text::Language::De) return {};
        Input input;
        input.name = q_.name + ".german";
        input.label = text::fill(d_.t.tr("{1} In German, if you know it"), label());
        input.value = d_.values.get(input.name);
        if (d_.values.get(input.name + ".mark") == "machine")
            input.hint = d_.t.tr("A machine wrote this. Change what is wrong.");
        if (q_.lines() || q_.type == Type::LongText)
            return view::textarea(input, 3, d_.problems, d_.t);
        return view::input(input, d_.problems, d_.t);
    }

    std::string held(const char* part) const { return d_.values.get(q_.name + part); }

    Html date() const {
        view::PartDate date{q_.name, label(), hint(), held(".day"), held(".month"), held(".year")};
        const auto& own = d_.person.habits;
        auto calendar = text::Calendar::Gregorian;
        if (q_.type == Type::PartialDate) {
            calendar = text::parse_calendar(held(".calendar")).value_or(own.calendar);
            date.calendars = calendars(calendar);
            date.calendar = text::code(calendar);
        } else if (own.calendar != calendar) {
            date.hint += (date.hint.empty() ? "" : " ") + as_papers_say();
        }
        const auto& months = text::month_names(calendar, d_.t.language(), own.country);
        date.months.assign(months.begin(), months.end());
        return view::part_date(date, d_.problems, d_.t) + estimate() + source();
    }

    // Full dates stand on German papers, to the day: who copies one converts nothing, and nothing
    // goes wrong on the way. What it is in their own calendar they read beside it, here and
    // wherever the date is shown.
    std::string as_papers_say() const {
        std::string words(d_.t.tr("In the Gregorian calendar, as German papers say it."));
        const auto given =
            held(".year") + '-' + padded(held(".month")) + '-' + padded(held(".day"));
        if (const auto day = parse_edtf(given); day && day->precision == Precision::Day)
            words += ' ' + text::fill(d_.t.tr("That is {1}."), date_in_words(given, d_.person));
        return words;
    }

    static std::string padded(const std::string& digits) {
        return digits.size() == 1 ? '0' + digits : digits;
    }

    // The civil one only where a date was told in it.
    std::vector<view::Option> calendars(text::Calendar chosen) const {
        using text::Calendar;
        std::vector<view::Option> options;
        for (const auto one : text::calendars)
            if (one != Calendar::IslamicCivil || one == chosen)
                options.push_back(
                    {std::string(text::code(one)), std::string(name_of(one)), {}, {}, {}});
        return options;
    }

    std::string_view name_of(text::Calendar calendar) const {
        switch (calendar) {
            case text::Calendar::Gregorian:
                return d_.t.tr("calendar", "Gregorian");
            case text::Calendar::Persian:
                return d_.t.tr("calendar", "Persian");
            case text::Calendar::Islamic:
                return d_.t.tr("calendar", "Islamic");
            default:
                return d_.t.tr("calendar", "Islamic, by rule");
        }
    }

    Html estimate() const {
        if (!q_.estimable()) return {};
        return view::tick(q_.name + ".decade", "yes", d_.t.tr("I know only the decade"),
                          !held(".decade").empty(), d_.problems, d_.t) +
               view::tick(q_.name + ".estimated", "yes", d_.t.tr("This date is estimated"),
                          !held(".estimated").empty(), d_.problems, d_.t);
    }

    Html source() const {
        if (!q_.sourced()) return {};
        Choice choice{q_.name + ".source",
                      std::string(d_.t.tr("Which document says so?")),
                      {},
                      options(codes(document_list)),
                      {held(".source")}};
        return view::select(choice, d_.problems, d_.t);
    }

    const Drawing& d_;
    const Question& q_;
    std::vector<std::string> values_;
};

Html states(const Drawing& d, const Field& field, const std::string& name,
            std::vector<view::Option> options) {
    Choice choice{name,
                  text::fill(d.t.tr("Instead of an answer: {1}"), d.catalogue.question(field, d.t)),
                  {},
                  std::move(options),
                  d.values.all(name)};
    choice.plain = true;
    choice.hide_label = true;
    if (name == field.key) choice.id = view::field_id(name) + "-state";
    return view::choices(choice, name == field.key ? Problems{} : d.problems, d.t);
}

std::vector<view::Option> unknown_or_declined(const text::Tongue& t) {
    return {{std::string(unknown_choice), std::string(t.tr("I don’t know")), {}, {}, {}},
            {std::string(declined_choice), std::string(t.tr("I don’t want to say")), {}, {}, {}}};
}

// Something stands in its inputs, or is wrong there.
bool in_use(const Drawing& d, const Question& question) {
    if (d.problems.at(question.name)) return true;
    const auto names = input_names(question);
    return std::ranges::any_of(names, [&](const std::string& name) {
        return !d.values.get(name).empty() || d.problems.at(name);
    });
}

}  // namespace

Html draw(const Drawing& d, const Field& field, bool title) {
    Html out;
    if (title && field.type == Type::Object) {
        out.add<"<h2>{}</h2>">(d.catalogue.question(field, d.t));
        if (const auto help = d.catalogue.help(field, d.t); !help.empty() && !has_free_text(field))
            out.add<R"(<p class="soft">{}</p>)">(help);
    }
    Html later;
    bool open = false;
    for (const auto& question : questions(field)) {
        const bool waits = d.first_visit && question.part && question.part->later;
        (waits ? later : out) += QuestionView(d, question).draw();
        if (waits) open |= in_use(d, question);
    }
    if (!later.empty())
        out.add<"<details {}><summary>{}</summary>{}</details>">(
            html::Attributes{}.flag("open", open), d.t.tr("More questions, if you like"), later);
    return out;
}

Html draw_states(const Drawing& d, const Field& field) {
    const auto name = state_input(d.catalogue, field);
    auto options = unknown_or_declined(d.t);
    // Both answered and not: the person says which counts.
    if (name != field.key && d.problems.at(name))
        options.push_back(
            {std::string(answer_choice), std::string(d.t.tr("My answer counts")), {}, {}, {}});
    return states(d, field, name, std::move(options));
}

Html draw_none(const Drawing& d, const Field& field) {
    auto options = unknown_or_declined(d.t);
    options.insert(
        options.begin(),
        {std::string(none_choice), std::string(d.t.tr("There is nothing to add")), {}, {}, {}});
    return states(d, field, state_input(d.catalogue, field), std::move(options));
}

bool has_free_text(const Field& field) {
    const auto asked = questions(field);
    return std::any_of(asked.begin(), asked.end(),
                       [](const Question& question) { return question.free_text; });
}

}  // namespace mobio::biography
