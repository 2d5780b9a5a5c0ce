// SPDX-License-Identifier: EUPL-1.2
#include "platform/convert/child/program.h"

int main(int argc, char** argv) { return mobio::convert::child::run(argc, argv); }
