// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "figures/answer.h"
#include "platform/app.h"

// Reports as files to take along.
namespace mobio::figures {

// Semicolons and UTF-8 with its mark, as German spreadsheets open it. No cell begins as a formula.
std::string csv(const Sheet& sheet, const text::Tongue& t);
// An XLSX workbook, one report to a worksheet. Texts are texts and never formulas.
std::string workbook(const std::vector<Sheet>& sheets, const text::Tongue& t, Time made);
// A4, with tables; one report after the other.
std::string paper(const std::vector<Sheet>& sheets, std::string_view title, App& app,
                  const text::Tongue& t);

// What a file is called on disk: letters, digits and hyphens of the title.
std::string file_name(std::string_view title, std::string_view end);

}  // namespace mobio::figures
