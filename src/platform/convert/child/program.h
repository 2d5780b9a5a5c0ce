// SPDX-License-Identifier: EUPL-1.2
#pragma once

namespace mobio::convert::child {

// The program mobio-convert: photo | pdf | arrange | mark | draw PAGE WIDTH | scans | lay
// | read LANGUAGES | report. Reads frames from
// its input, writes frames to its output (see frames.h), and ends with 0 where it had an answer.
int run(int argc, char** argv);

}  // namespace mobio::convert::child
