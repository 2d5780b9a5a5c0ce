// SPDX-License-Identifier: EUPL-1.2
#include "demo/directory.h"

namespace mobio::demo {

std::vector<recipients::Recipient> directory() {
    using Kind = catalogue::Recipient;
    const auto at = [](Kind kind, const char* name, const char* place, const char* mailbox) {
        return recipients::Recipient{{},   kind, name, place, std::string(mailbox) + "@example.org",
                                     false};
    };
    return {
        at(Kind::AA, "Agentur für Arbeit Musterstadt", "Musterstadt", "arbeitsagentur"),
        at(Kind::AA, "Agentur für Arbeit, Geschäftsstelle Beispielheim", "Beispielheim",
           "arbeitsagentur-beispielheim"),
        at(Kind::JC, "Jobcenter Musterland", "Musterstadt", "jobcenter"),
        at(Kind::JC, "Jobcenter Musterland, Standort Beispielheim", "Beispielheim",
           "jobcenter-beispielheim"),
        at(Kind::JC, "Jobcenter Musterland, Team U25", "Musterstadt", "jobcenter-u25"),
        at(Kind::HWK, "Handwerkskammer Musterland", "Musterstadt", "hwk"),
        at(Kind::HWK, "Handwerkskammer Musterland, Anerkennungsberatung", "Musterstadt",
           "hwk-anerkennung"),
        at(Kind::IHK, "IHK Musterland", "Musterstadt", "ihk"),
        at(Kind::IHK, "IHK Musterland, Ausbildungsberatung", "Beispielheim", "ihk-ausbildung"),
        at(Kind::IKU, "Volkshochschule Musterstadt", "Musterstadt", "vhs"),
        at(Kind::IKU, "Sprachschule Brücke", "Beispielheim", "sprachschule-bruecke"),
        at(Kind::IKU, "Bildungswerk Musterland, Integrationskurse", "Auental", "bildungswerk"),
        at(Kind::IKU, "Frauen lernen Deutsch e. V.", "Musterstadt", "frauen-lernen"),
        at(Kind::AG, "Maßschneiderei Roth", "Musterstadt", "schneiderei-roth"),
        at(Kind::AG, "Bäckerei Sommer", "Auental", "baeckerei-sommer"),
        at(Kind::AG, "Elektro Winter GmbH", "Beispielheim", "elektro-winter"),
        at(Kind::AG, "Pflegeheim Am Lindenhof", "Musterhausen", "lindenhof"),
        at(Kind::AG, "Spedition Talweg", "Musterhausen", "spedition-talweg"),
        at(Kind::AG, "Holzbau Berger", "Auental", "holzbau-berger"),
        at(Kind::SPR, "Sprachmittlerpool Musterland", "Musterstadt", "sprachmittler"),
        at(Kind::SPR, "Dolmetscherdienst Diakonie Musterstadt", "Musterstadt", "dolmetscher"),
        at(Kind::VWV, "Gewerbliche Schule Musterstadt", "Musterstadt", "gewerbeschule"),
        at(Kind::VWV, "Berufliche Schule Beispielheim", "Beispielheim", "berufsschule"),
        at(Kind::VWV, "Bildungswerk Musterland, Vorbereitungskurse", "Auental", "vorbereitung"),
    };
}

}  // namespace mobio::demo
