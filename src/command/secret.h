// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

namespace mobio::command {

// Drawn at random and hard to guess; shown once.
std::string new_pin();       // ten digits, which people of all scripts can type
std::string new_password();  // "k7mq-x2vd-p9tr": 60 bits

}  // namespace mobio::command
