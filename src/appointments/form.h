// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "appointments/appointment.h"
#include "platform/app.h"
#include "platform/view/html.h"

// The form that an appointment is arranged and moved with; a new one may be a series.
namespace mobio::appointments {

enum class Series : std::uint8_t { No, Possible };
html::Html form_fields(const http::Fields& typed, const Problems& problems, Series series, App& app,
                       const text::Tongue& t);

}  // namespace mobio::appointments
