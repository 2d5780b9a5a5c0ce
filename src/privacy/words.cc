// SPDX-License-Identifier: EUPL-1.2
#include "privacy/words.h"

#include <cstdlib>

#include "catalogue/catalogue.h"
#include "privacy/release_words.h"

namespace mobio::privacy {

using text::Tongue;

namespace {

std::string section(const std::string& key, const Tongue& t, App& app) {
    const auto* found = app.catalogue->section(key);
    return found ? app.catalogue->label(*found, t) : std::string();
}

std::string kind(const std::string& code, const Tongue& t, App& app) {
    const auto found = catalogue::parse_recipient(code);
    return found ? app.catalogue->recipient_name(*found, t) : std::string();
}

std::optional<Words> of_own_plan(const access_log::Entry& e, const Tongue& t) {
    if (!e.action.starts_with("plan.")) return std::nullopt;
    if (e.action == "plan.read") return Words{std::string(t.tr("you", "read your goals")), "eye"};
    if (e.action == "plan.confirmed")
        return Words{std::string(t.tr("you", "confirmed what was agreed")), "consent"};
    if (e.action == "plan.asked")
        return Words{std::string(t.tr("you", "asked for a change of your goals")), "speaker"};
    if (e.action == "plan.together")
        return Words{std::string(t.tr("you", "showed your goals on this screen")), "eye"};
    if (e.action == "plan.saved")
        return Words{std::string(t.tr("you", "saved your goals as PDF")), "download"};
    if (e.action == "plan.scan_saved")
        return Words{std::string(t.tr("you", "saved the signed sheet of your goals")), "download"};
    return Words{std::string(t.tr("you", "changed your goals")), "edit"};
}

Words by_person(const access_log::Entry& e, const std::string& recipient, const Tongue& t,
                App& app) {
    const auto name = text::isolated(recipient);
    if (e.action == "account.made")
        return {std::string(t.tr("you", "made your account")), "person"};
    if (e.action == "code_card.used")
        return {std::string(t.tr("you", "used your code card")), "person"};
    if (e.action == "record.merged")
        return {std::string(t.tr("you", "joined two records of yours into one")), "check"};
    if (e.action == "record.unmerged")
        return {std::string(t.tr("you", "took two joined records apart")), "undo"};
    if (e.action == "session.started") return {std::string(t.tr("you", "signed in")), "person"};
    if (e.action == "biography.saved")
        return {text::fill(t.tr("you", "changed your data: {1}"), section(e.detail, t, app)),
                "edit"};
    if (e.action == "biography.read") return {std::string(t.tr("you", "read your data")), "eye"};
    if (e.action == "consultation.read")
        return {std::string(t.tr("you", "read what was agreed with you")), "eye"};
    if (auto words = of_own_plan(e, t)) return std::move(*words);
    if (e.action == "case.read")
        return {std::string(t.tr("you", "looked up who helps you")), "eye"};
    if (e.action == "handover.agreed")
        return {std::string(t.tr("you", "agreed to the handover of your case")), "consent"};
    if (e.action == "handover.refused")
        return {std::string(t.tr("you", "did not agree to the handover of your case")), "close"};
    if (e.action == "case.withdrawn")
        return {std::string(t.tr("you", "took back your consent to case management")), "undo"};
    if (e.action == "appointment.read")
        return {std::string(t.tr("you", "looked at your appointments")), "eye"};
    if (e.action == "appointment.feed")
        return {std::string(t.tr("you", "read your appointments in your calendar program")),
                "calendar"};
    if (e.action == "reminders.wanted")
        return {std::string(t.tr("you", "switched mails before appointments on")), "bell"};
    if (e.action == "reminders.unwanted")
        return {std::string(t.tr("you", "switched mails before appointments off")), "close"};
    if (e.action == "cv.exported") return {std::string(t.tr("you", "saved your CV")), "download"};
    if (e.action == "recognition.saved")
        return {std::string(t.tr("you", "saved your papers for recognition")), "download"};
    if (e.action == "health.agreed")
        return {std::string(t.tr("you", "agreed that we keep what you say about your health")),
                "consent"};
    if (e.action == "health.taken_back")
        return {std::string(t.tr("you", "took back what you said about your health")), "undo"};
    if (e.action == "document.read")
        return {std::string(t.tr("you", "looked at your documents")), "eye"};
    if (e.action == "document.added")
        return {std::string(t.tr("you", "added a document")), "document"};
    if (e.action == "document.changed")
        return {std::string(t.tr("you", "changed a document")), "edit"};
    if (e.action == "document.removed")
        return {std::string(t.tr("you", "removed a document")), "trash"};
    if (e.action == "document.restored")
        return {std::string(t.tr("you", "brought a document back")), "undo"};
    if (e.action == "document.saved")
        return {std::string(t.tr("you", "downloaded a document")), "download"};
    if (e.action == "release.previewed")
        return {std::string(t.tr("you", "looked at a packet before sending")), "eye"};
    if (e.action == "release.read")
        return {text::fill(t.tr("you", "looked at the packet for {1}"), name), "eye"};
    if (e.action == "release.sent")
        return {text::fill(t.tr("you", "sent a packet to {1}"), name), "send"};
    if (e.action == "release.attached")
        return {text::fill(t.tr("you", "sent files along with the e-mail to {1}"), name), "send"};
    if (e.action == "release.withdrawn")
        return {text::fill(t.tr("you", "withdrew the packet for {1}"), name), "undo"};
    if (e.action == "release.refused")
        return {text::fill(t.tr("you", "did not agree to a packet: {1}"), kind(e.detail, t, app)),
                "close"};
    return {std::string(t.tr("you", "used your data")), "info"};
}

Words by_recipient(const access_log::Entry& e, const Tongue& t, App& app) {
    if (e.action == "paper.saved")
        return {text::fill(t.tr("office", "opened your document: {1}"),
                           app.catalogue->code_label("document_type", e.detail, t)),
                "document"};
    if (e.action == "packet.opened")
        return {t.plural("opened your packet, {1} entry", "opened your packet, {1} entries",
                         std::atoi(e.detail.c_str())),
                "eye"};
    if (e.action == "packet.viewed")
        return {std::string(t.tr("office", "read your packet")), "eye"};
    if (e.action == "packet.printed")
        return {std::string(t.tr("office", "printed your packet")), "print"};
    if (e.action == "packet.saved")
        return {std::string(t.tr("office", "saved your packet as PDF")), "download"};
    if (e.action == "packet.answered") {
        if (e.detail == "invited")
            return {std::string(t.tr("office", "answered: you are invited")), "calendar"};
        if (e.detail == "received")
            return {std::string(t.tr("office", "answered: your packet has arrived")), "check"};
        if (e.detail == "done")
            return {std::string(t.tr("office", "answered: your matter is settled")), "check"};
        return {std::string(t.tr("office", "answered: it does not fit this time")), "info"};
    }
    return {std::string(t.tr("office", "used your data")), "info"};
}

std::optional<Words> of_consultation(const access_log::Entry& e, const Tongue& t) {
    if (e.action == "consultation.written")
        return Words{std::string(t.tr("staff", "wrote down a talk with you")), "edit"};
    if (e.action == "consultation.changed")
        return Words{std::string(t.tr("staff", "corrected what was written of a talk with you")),
                     "edit"};
    if (e.action == "consultation.read")
        return Words{std::string(t.tr("staff", "read what was agreed with you")), "eye"};
    if (e.action == "step.listed")
        return Words{std::string(t.tr("staff", "saw your next step in a list")), "eye"};
    if (e.action == "step.done")
        return Words{std::string(t.tr("staff", "ticked off your next step")), "check"};
    if (e.action == "step.reopened")
        return Words{std::string(t.tr("staff", "opened your next step again")), "undo"};
    return std::nullopt;
}

std::optional<Words> of_plan(const access_log::Entry& e, const Tongue& t) {
    if (!e.action.starts_with("plan.")) return std::nullopt;
    if (e.action == "plan.read") return Words{std::string(t.tr("staff", "read your plan")), "eye"};
    if (e.action == "plan.agreed")
        return Words{std::string(t.tr("staff", "wrote down what you agreed")), "goal"};
    if (e.action == "plan.confirmed")
        return Words{std::string(t.tr("staff", "confirmed what you agreed")), "consent"};
    if (e.action == "plan.reviewed")
        return Words{std::string(t.tr("staff", "looked back at your goals with you")), "calendar"};
    if (e.action == "plan.answered")
        return Words{std::string(t.tr("staff", "read your wish about your goals")), "eye"};
    if (e.action == "plan.together")
        return Words{std::string(t.tr("staff", "showed your plan on a screen")), "eye"};
    if (e.action == "plan.saved")
        return Words{std::string(t.tr("staff", "saved your plan as PDF")), "download"};
    if (e.action == "plan.scan_added")
        return Words{std::string(t.tr("staff", "added the signed sheet of your goals")),
                     "document"};
    if (e.action == "plan.scan_exchanged")
        return Words{std::string(t.tr("staff", "exchanged the signed sheet of your goals")),
                     "document"};
    if (e.action == "plan.scan_saved")
        return Words{std::string(t.tr("staff", "saved the signed sheet of your goals")),
                     "download"};
    return Words{std::string(t.tr("staff", "changed your plan")), "edit"};
}

std::string_view changed_in_case(const std::string& detail, const Tongue& t) {
    if (detail == "stay") return t.tr("staff", "wrote down where you live");
    if (detail == "move") return t.tr("staff", "planned your move");
    if (detail == "clock" || detail == "pause")
        return t.tr("staff", "changed your counselling time");
    return t.tr("staff", "changed your case");
}

std::optional<Words> of_case(const access_log::Entry& e, const Tongue& t) {
    const auto words = [](std::string_view sentence, const char* icon) {
        return Words{std::string(sentence), icon};
    };
    if (e.action == "case.read") return words(t.tr("staff", "read your case"), "eye");
    if (e.action == "case.opened") return words(t.tr("staff", "opened a case for you"), "plus");
    if (e.action == "case.refused")
        return words(t.tr("staff", "noted that you did not agree to a case"), "close");
    if (e.action == "case.changed") return words(changed_in_case(e.detail, t), "edit");
    if (e.action == "handover.begun")
        return words(t.tr("staff", "wants to hand your case over to another team"), "send");
    if (e.action == "handover.agreed")
        return words(t.tr("staff", "noted that you agreed to the handover"), "consent");
    if (e.action == "handover.refused")
        return words(t.tr("staff", "noted that you did not agree to the handover"), "close");
    if (e.action == "handover.accepted")
        return words(t.tr("staff", "took over your case with the new team"), "check");
    if (e.action == "handover.stopped")
        return words(t.tr("staff", "stopped the handover of your case"), "close");
    if (e.action == "case.opened_by_lead")
        return words(t.tr("staff", "opened your case to read it for an hour"), "eye");
    if (e.action == "case.assigned")
        return words(t.tr("staff", "put somebody else in charge of your case"), "person");
    if (e.action == "case.covered")
        return words(t.tr("staff", "named who stands in while your social worker is away"),
                     "person");
    if (e.action == "case.closed") return words(t.tr("staff", "closed your case"), "check");
    if (e.action == "case.reopened") return words(t.tr("staff", "opened your case again"), "undo");
    return std::nullopt;
}

std::optional<Words> of_allocation(const access_log::Entry& e, const Tongue& t) {
    if (e.action == "allocation.listed")
        return Words{std::string(t.tr("staff",
                                      "saw your name, contact, household and needs in the list of "
                                      "the municipality")),
                     "eye"};
    if (e.action == "allocation.saved")
        return Words{std::string(t.tr("staff",
                                      "saved a list of the municipality in which you are counted "
                                      "without your name")),
                     "download"};
    if (e.action == "allocation.counted")
        return Words{
            std::string(t.tr("staff", "counted you, without your name, to plan homes and places")),
            "info"};
    return std::nullopt;
}

std::optional<Words> of_appointment(const access_log::Entry& e, const Tongue& t) {
    const auto words = [&](std::string_view said, const char* icon) {
        return Words{std::string(said), icon};
    };
    if (e.action == "appointment.made")
        return words(t.tr("staff", "arranged an appointment with you"), "calendar");
    if (e.action == "appointment.moved")
        return words(t.tr("staff", "moved an appointment with you"), "edit");
    if (e.action == "appointment.cancelled")
        return words(t.tr("staff", "cancelled an appointment with you"), "close");
    if (e.action == "appointment.read" || e.action == "appointment.listed")
        return words(t.tr("staff", "looked at your appointments"), "eye");
    if (e.action == "appointment.feed")
        return words(t.tr("staff", "got your appointment in their calendar"), "calendar");
    if (e.action == "reminder.sent")
        return words(t.tr("system", "reminded you of an appointment by mail"), "bell");
    if (e.action == "reminders.wanted")
        return words(t.tr("staff", "switched mails before appointments on for you"), "bell");
    if (e.action == "reminders.unwanted")
        return words(t.tr("staff", "switched mails before appointments off for you"), "close");
    if (e.action == "task.noted") return words(t.tr("staff", "noted a task about you"), "check");
    if (e.action == "task.done" || e.action == "task.reopened")
        return words(t.tr("staff", "worked on a task about you"), "check");
    return std::nullopt;
}

Words by_others(const access_log::Entry& e, const std::string& recipient, const Tongue& t,
                App& app) {
    if (auto words = of_release(e, recipient, t, app)) return std::move(*words);
    if (auto words = of_case(e, t)) return std::move(*words);
    if (auto words = of_consultation(e, t)) return std::move(*words);
    if (auto words = of_plan(e, t)) return std::move(*words);
    if (auto words = of_allocation(e, t)) return std::move(*words);
    if (auto words = of_appointment(e, t)) return std::move(*words);
    if (e.action == "biography.saved")
        return {text::fill(t.tr("staff", "changed your data: {1}"), section(e.detail, t, app)),
                "edit"};
    if (e.action == "health.agreed")
        return {std::string(t.tr("staff",
                                 "noted that you agree to keep what you say of your "
                                 "health")),
                "consent"};
    if (e.action == "health.taken_back")
        return {std::string(t.tr("staff", "took back what was written about your health")), "undo"};
    if (e.action == "entry.together")
        return {std::string(t.tr("staff", "began to fill in your biography with you")), "edit"};
    if (e.action == "entry.handed_over")
        return {std::string(t.tr("staff", "gave you the screen to type yourself")), "person"};
    if (e.action == "biography.read") return {std::string(t.tr("staff", "read your data")), "eye"};
    if (e.action == "person.listed")
        return {std::string(t.tr("staff", "saw your name in a list")), "eye"};
    if (e.action == "account.made")
        return {std::string(t.tr("staff", "made your record")), "person"};
    if (e.action == "record.merged")
        return {std::string(t.tr("staff", "joined two records of yours into one")), "check"};
    if (e.action == "record.unmerged")
        return {std::string(t.tr("staff", "took two joined records apart")), "undo"};
    if (e.action == "code_card.made")
        return {std::string(t.tr("staff", "made a code card for you")), "person"};
    return {std::string(t.tr("staff", "used your data")), "info"};
}

}  // namespace

Words in_words(const access_log::Entry& entry, const std::string& recipient, const Tongue& t,
               App& app) {
    if (entry.who == access_log::Who::Person) return by_person(entry, recipient, t, app);
    if (entry.who == access_log::Who::Recipient) return by_recipient(entry, t, app);
    return by_others(entry, recipient, t, app);
}

}  // namespace mobio::privacy
