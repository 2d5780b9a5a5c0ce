// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "release/views.h"

namespace mobio::release {

// Before the opening: says that there is a packet, and nothing of whom or what.
Html landing_page(const std::string& token, const http::Request& request, App& app);
// In the five languages: links live 14 days, ask for a new one, the county's contact. Without a
// token there is nothing to ask for.
Html gone_page(const std::string& token, const http::Request& request, App& app);
Html asked_page(const App& app);

using Shown = std::shared_ptr<const std::vector<PacketSection>>;

// One packet as its recipient sees it now, in German or English.
struct PacketPage {
    Full release;
    text::Language language;
    std::string name;
    Shown sections;
    std::vector<Answered> answers;
    std::vector<Paper> papers;
};
Html packet_body(const PacketPage& packet, const std::string& message, const Problems& problems,
                 const http::Request& request, App& app);
struct Printed {
    std::string pdf;
    int pages = 0;
};
Printed packet_pdf(const PacketPage& packet, App& app);
// How one of its papers is called as a file.
std::string file_name(const Paper& paper);

}  // namespace mobio::release
