// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>

#include "biography/words.h"
#include "cv/export.h"
#include "cv/xml.h"

namespace mobio::cv {

using nlohmann::json;

namespace {

using Attributes = std::vector<std::pair<std::string, std::string>>;

Element leaf(std::string name, std::string text, Attributes attributes = {}) {
    return {std::move(name), std::move(attributes), std::move(text)};
}

Element identity(std::string name, const std::string& id, const char* scheme, const char* version) {
    return {std::move(name),
            {{"schemeID", id},
             {"schemeName", scheme},
             {"schemeAgencyName", "EUROPASS"},
             {"schemeVersionID", version}},
            {},
            {},
            true};
}

// Texts are HTML there, escaped once more: a list of tasks, or a paragraph.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text)
        c == '<' ? out += "&lt;" : c == '>' ? out += "&gt;" : c == '&' ? out += "&amp;" : out += c;
    return out;
}
std::string html(const std::vector<std::string>& lines) {
    if (lines.empty()) return {};
    if (lines.size() == 1) return "<p>" + escaped(lines.front()) + "</p>";
    std::string out = "<ul>";
    for (const auto& line : lines) out += "<li>" + escaped(line) + "</li>";
    return out + "</ul>";
}

std::string lower(std::string code) {
    for (auto& c : code)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    return code;
}

// Its list has no former states, and no "stateless".
std::string country(const json& value) {
    const auto code = value.value("country", "");
    return code.size() == 2 ? lower(code) : std::string();
}

Element person_name(const Owner& owner) {
    Element name{"PersonName"};
    name.kept = true;
    name.add(leaf("oa:GivenName", owner.given));
    name.add(leaf("hr:FamilyName", owner.family));
    return name;
}

Element channel(const char* kind, const char* element, const std::string& text) {
    Element way{"Communication"};
    if (text.empty()) return way;
    way.add(leaf("ChannelCode", kind));
    way.add(leaf(element, text));
    return way;
}

// Its importer refuses a telephone whose country it is not told.
Element telephone(const std::string& e164) {
    constexpr std::array known{"+49", "+93", "+98", "+963", "+964", "+90", "+380", "+33"};
    for (const std::string_view country : known) {
        if (!e164.starts_with(country)) continue;
        auto way = channel("Telephone", "UseCode", "mobile");
        way.add(leaf("CountryDialing", std::string(country.substr(1))));
        way.add(leaf("oa:DialNumber", e164.substr(country.size())));
        return way;
    }
    return Element{"Communication"};
}

Element home(const json& value) {
    Element way{"Communication"};
    const auto text = [&](const char* key) { return value.value(key, ""); };
    if (text("city").empty()) return way;
    way.add(leaf("UseCode", "home"));
    auto& address = way.add({"Address", {{"type", "home"}}});
    address.add(leaf("oa:AddressLine", text("street") + " " + text("no")));
    address.add(leaf("oa:CityName", text("city")));
    address.add(leaf("CountryCode", "de"));
    address.add(leaf("oa:PostalCode", text("plz")));
    return way;
}

Element moment(std::string name, const std::string& date) {
    return {std::move(name), {}, {}, {leaf("hr:FormattedDateTime", date)}};
}

struct Writing {
    const Content& content;
    const Speaker& speaker;

    template <class Each>
    void each(std::initializer_list<std::string_view> fields, Each use) const {
        for (const auto& part : content.parts)
            for (const auto& item : part.items)
                if (std::ranges::find(fields, item.field->key) != fields.end()) use(item);
    }

    // A part's words, where they may be told.
    std::string words(const Item& item, const json& value, const char* key) const {
        const auto* part = item.field->part(key);
        const auto found = value.find(key);
        if (!part || found == value.end() || !may_tell(speaker, *part)) return {};
        return biography::part_in_words(speaker.catalogue, *part, *found, speaker.t);
    }
    std::string date(const json& value, const char* key) const {
        const auto found = value.find(key);
        return found == value.end() ? std::string() : iso_date(*found);
    }

    Element person() const {
        Element person{"CandidatePerson"};
        person.add(person_name(content.owner));
        each({"contact.email"}, [&](const Item& item) {
            for (const auto& email : item.claim->value)
                person.add(channel("Email", "oa:URI", email.get<std::string>()));
        });
        each({"contact.phones"},
             [&](const Item& item) { person.add(telephone(item.claim->value.value("e164", ""))); });
        each({"contact.address"}, [&](const Item& item) {
            if (!speaker.hides_places) person.add(home(item.claim->value));
        });
        each({"person.nationalities"}, [&](const Item& item) {
            for (const auto& code : item.claim->value)
                if (const auto country = code.get<std::string>(); country.size() == 2)
                    person.add(leaf("NationalityCode", lower(country)));
        });
        each({"person.birth"}, [&](const Item& item) {
            person.add(leaf("hr:BirthDate", iso_date(item.claim->value)));
        });
        each({"language.skills"}, [&](const Item& item) {
            if (is_native(item)) person.add(language("PrimaryLanguageCode", "name", item));
        });
        return person;
    }

    static bool is_native(const Item& item) {
        const auto native = item.claim->value.value("native", json());
        return native.is_boolean() && native.get<bool>();
    }
    Element language(std::string name, std::string attribute, const Item& item) const {
        constexpr std::string_view listed =
            "amh ara deu ell eng fas fra heb hin hrv hun ita kat kur hye pol por pus ron rus som "
            "spa "
            "sqi srp swa tir tur ukr urd";
        const auto code = item.claim->value.value("lang", "");
        const bool known = code.size() == 3 && listed.find(code) != listed.npos;
        return leaf(std::move(name), known ? code : words(item, item.claim->value, "lang"),
                    {{std::move(attribute), known ? "NORMAL" : "FREE_TEXT"}});
    }

    // The editor wants one of everything.
    static std::string title(const Station& station) {
        return station.title.empty() ? station.label : station.title;
    }

    Element job(const Item& item) const {
        const auto value = value_in(item, speaker);
        const auto station = said(item, speaker);
        Element employer{"EmployerHistory"};
        for (const char* key : {"employer", "company"})
            employer.add(leaf("hr:OrganizationName", words(item, value, key)));
        auto& position = employer.add({"PositionHistory"});
        position.add(leaf("PositionTitle", title(station), {{"typeCode", "FREETEXT"}}));
        const auto from = date(value, "from"), to = date(value, "to");
        auto& period = position.add({"eures:EmploymentPeriod"});
        period.add(moment("eures:StartDate", from));
        period.add(moment("eures:EndDate", to));
        if (!from.empty()) period.add(leaf("hr:CurrentIndicator", to.empty() ? "true" : "false"));
        position.add(leaf("oa:Description", html(station.more)));
        position.add(leaf("Country", country(value)));
        return employer;
    }

    Element attendance(const Item& item) const {
        const auto value = value_in(item, speaker);
        const auto station = said(item, speaker);
        Element attendance{"EducationOrganizationAttendance"};
        for (const char* key : {"institution", "company", "name_original"})
            attendance.add(leaf("hr:OrganizationName", words(item, value, key)));
        attendance.add({"OrganizationContact"})
            .add({"Communication"})
            .add({"Address"})
            .add(leaf("CountryCode", country(value)));
        const auto from = date(value, "from"), to = date(value, "to");
        auto& period = attendance.add({"AttendancePeriod"});
        period.add(moment("StartDate", from));
        period.add(moment("EndDate", to));
        if (!from.empty()) period.add(leaf("Ongoing", to.empty() ? "true" : "false"));
        auto& degree = attendance.add({"EducationDegree"});
        const auto kind =
            item.field->section == "school" ? words(item, value, "type") : std::string();
        degree.add(leaf("hr:DegreeName", kind.empty() ? title(station) : kind));
        degree.add(leaf("OccupationalSkillsCovered", html(station.more)));
        return attendance;
    }

    Element skills() const {
        constexpr std::pair<const char*, const char*> dimensions[]{
            {"listening", "CEF-Understanding-Listening"},
            {"reading", "CEF-Understanding-Reading"},
            {"spoken_interaction", "CEF-Speaking-Interaction"},
            {"spoken_production", "CEF-Speaking-Production"},
            {"writing", "CEF-Writing-Production"}};
        Element all{"PersonQualifications"};
        each({"language.skills"}, [&](const Item& item) {
            if (is_native(item)) return;
            auto& one = all.add({"PersonCompetency"});
            one.add(language("CompetencyID", "schemeName", item));
            one.add(leaf("hr:TaxonomyID", "language"));
            for (const auto& [key, code] : dimensions) {
                const auto level = item.claim->value.value(key, "");
                if (level.size() != 2 || level == "A0") continue;
                auto& dimension = one.add({"eures:CompetencyDimension"});
                dimension.add(leaf("hr:CompetencyDimensionTypeCode", code));
                dimension.add({"eures:Score"}).add(leaf("hr:ScoreText", level));
            }
        });
        return all;
    }

    // What the editor has no section for stands in one of its own; one entry in each, since it
    // keeps no more.
    void add_others(Element& profile) const {
        for (const auto& part : content.parts)
            for (const auto& item : part.items) {
                constexpr std::array<std::string_view, 6> alone{
                    "work.skills",    "life.volunteering", "training.further",
                    "language.tests", "life.leisure",      "life.strengths"};
                if (std::ranges::find(alone, item.field->key) == alone.end()) continue;
                const auto station = said(item, speaker);
                Element others{"Others"};
                others.add(leaf(
                    "Title", speaker.catalogue.code_label("cv_heading", part.heading, speaker.t)));
                auto& other = others.add({"Other"});
                other.add(leaf("Title", station.title));
                auto lines = station.more;
                if (!station.where.empty()) lines.insert(lines.begin(), station.where);
                other.add(leaf("Description", html(lines)));
                if (!station.title.empty()) profile.add(std::move(others));
            }
    }

    Element profile() const {
        Element profile{"CandidateProfile", {{"languageCode", std::string(speaker.t.code())}}};
        profile.add(identity("hr:ID", content.id, "CandidateProfileID", "1.0"));
        auto& jobs = profile.add({"EmploymentHistory"});
        each({"work.entries", "work.internships"}, [&](const Item& item) { jobs.add(job(item)); });
        auto& learning = profile.add({"EducationHistory"});
        each({"training.entries", "training.study", "training.german_apprenticeship",
              "school.entries"},
             [&](const Item& item) { learning.add(attendance(item)); });
        auto& licences = profile.add({"eures:Licenses"});
        each({"life.driving"}, [&](const Item& item) {
            licences.add({"eures:License"})
                .add(leaf("hr:LicenseTypeCode", item.claim->value.value("class", "")));
        });
        profile.add(skills());
        add_others(profile);
        return profile;
    }

    // Without it the editor shows nothing but the name.
    static Element design() {
        Element rendering{"RenderingInformation"};
        auto& design = rendering.add({"Design"});
        for (const auto& [name, value] : {std::pair{"Template", "Template1"},
                                          {"Color", "Default"},
                                          {"FontSize", "Medium"},
                                          {"Logo", "None"},
                                          {"PageNumbers", "false"}})
            design.add(leaf(name, value));
        auto& order = design.add({"SectionsOrder"});
        for (const char* section :
             {"work-experience", "education-training", "language", "driving-licence"})
            order.add({"Section"}).add(leaf("Title", section));
        return rendering;
    }
};

}  // namespace

std::string europass(const Content& content, const Speaker& speaker) {
    const Writing writing{content, speaker};
    Element root{"Candidate",
                 {{"xsi:schemaLocation", "http://www.europass.eu/1.0 Candidate.xsd"},
                  {"xmlns", "http://www.europass.eu/1.0"},
                  {"xmlns:oa", "http://www.openapplications.org/oagis/9"},
                  {"xmlns:eures", "http://www.europass_eures.eu/1.0"},
                  {"xmlns:hr", "http://www.hr-xml.org/3"},
                  {"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"}}};
    root.add(identity("hr:DocumentID", content.id, "DocumentIdentifier", "4.0"));
    auto& supplier = root.add({"CandidateSupplier"});
    supplier.add(identity("hr:PartyID", content.id, "PartyID", "1.0"));
    supplier.add(leaf("hr:PartyName", "Owner"));
    supplier.add({"PersonContact"}).add(person_name(content.owner));
    supplier.add(leaf("hr:PrecedenceCode", "1"));
    root.add(writing.person());
    root.add(writing.profile());
    root.add(Writing::design());
    return written(root);
}

}  // namespace mobio::cv
