// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "platform/files/bytes.h"

namespace mobio::scanner {

enum class Verdict : std::uint8_t {
    Clean,
    Malware,
    Unanswered  // it does not answer, or not in words we know: nothing is known of the file
};
struct Finding {
    Verdict verdict = Verdict::Unanswered;
    std::string name = {};  // of the malware, as the scanner calls it
};

// Asks ClamAV's daemon at that local socket (clamd.conf: LocalSocket), which reads the bytes from
// us (INSTREAM) and needs no right on any file. Never throws for what the scanner does.
Finding scan(const std::filesystem::path& socket, const files::Bytes& bytes);

// What it says of its version and signatures. Throws std::runtime_error where it does not answer.
std::string version(const std::filesystem::path& socket);

// "stream: OK", "stream: Eicar-Test-Signature FOUND", "… ERROR".
Finding read_answer(std::string_view answer);

}  // namespace mobio::scanner
