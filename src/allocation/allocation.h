// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casework/cases.h"
#include "county/places.h"

// What a municipal officer sees of the persons who live in their municipality or are to move there,
// so that homes and places are ready in time (1-product.md, access table). Nothing else: no
// biography, no documents, no plan, no notes.
namespace mobio::allocation {

// Ages as nurseries, schools and courses count them.
enum class Band : std::uint8_t {
    Under3,
    From3To5,
    From6To9,
    From10To15,
    From16To17,
    From18To24,
    From25To49,
    From50,
    Unknown
};
inline constexpr std::array bands{Band::Under3,     Band::From3To5,   Band::From6To9,
                                  Band::From10To15, Band::From16To17, Band::From18To24,
                                  Band::From25To49, Band::From50,     Band::Unknown};
Band band_of(std::optional<Date> birth, Date on);
std::string_view code(Band band);  // "0-2", "50+", "?"

// Who lives where: here, or to come here, or about to leave.
enum class Way : std::uint8_t { Here, Coming, Leaving };

struct Resident {
    Id<Person> person;
    // Searched for, or in a protected shelter: counted, never shown. In a small place even a
    // language and the number of children would name them.
    bool hidden = false;
    std::string name;
    std::vector<std::string> phones, emails, channels;  // those that may be passed on
    std::string language, interpreter;                  // ISO 639-3; interpreter "": none needed
    int adults = 1, children = 0;
    std::string household;          // number that staff gave to the household; "" none
    std::optional<Date> birth;      // the middle of what is known
    std::vector<Date> of_children;  // births of those in the household, as far as known
    int wanted_under_3 = 0, wanted_3_to_5 = 0, at_school = 0;  // as stated
    std::vector<std::string> needs;                            // of the list allocation_need
    std::string phase;
    std::optional<Id<county::Accommodation>> accommodation;
    Way way = Way::Here;
    std::optional<Date> moves;  // the planned day

    bool wants(std::string_view need) const;
    int people() const { return adults + children; }
    std::map<Band, int> ages(Date on) const;  // of the household, as far as known
};

// Needs ahead -----------------------------------------------------------------------------------

enum class Service : std::uint8_t { Childcare, School, Course };
inline constexpr std::array services{Service::Childcare, Service::School, Service::Course};

struct Quarter {
    int year = 0, number = 1;
    friend auto operator<=>(const Quarter&, const Quarter&) = default;
};
Quarter quarter_of(Date day);
inline constexpr int quarters_ahead = 5;  // this one and a year
Quarter after(Quarter quarter, int n);

// How many places are needed, by service, age and quarter from the one of `today` on. Who moves in
// needs theirs when they come: school from 6 to 17, childcare from 3 to 5, younger where it is
// wanted. Who lives here needs what they said, childcare at 3, and school in the September after
// the sixth birthday, if that is by 30 June (SchG BW § 73). A household with a number counts once.
using Needs = std::map<Service, std::map<Band, std::array<int, quarters_ahead>>>;
Needs needs_ahead(const std::vector<Resident>& residents, Date today);

// Places -----------------------------------------------------------------------------------------

struct Room {
    county::Accommodation accommodation;
    int taken = 0;
    int free() const { return accommodation.places - taken; }
};
// Of the open accommodations that an officer may know of. A case counts for one and the children of
// its household; a household with a number counts once.
std::vector<Room> rooms(const std::vector<county::Accommodation>& accommodations,
                        const std::vector<Resident>& residents);

}  // namespace mobio::allocation
