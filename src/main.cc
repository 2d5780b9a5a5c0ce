// SPDX-License-Identifier: EUPL-1.2
#include "command/command.h"

int main(int argc, char** argv) { return mobio::command::run(argc, argv); }
