// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

// What the converter's process cannot do once it has been closed in. Everything that needs files
// or settings of the system must have been loaded before.
namespace mobio::convert::child {

inline constexpr unsigned most_cpu_seconds = 5;
inline constexpr unsigned most_memory_mib = 240;

// Reading the text of a page is work of the night: it may take longer and more, and becomes the one
// program below.
enum class Work { Converting, Reading };
inline constexpr unsigned most_reading_seconds = 60;
inline constexpr unsigned most_reading_mib = 600;
inline constexpr const char* reader_program = "/usr/bin/tesseract";

// What holds. Without `calls` nothing hostile may be read.
struct Holds {
    bool files = false;  // Landlock: reads fonts and libraries of the system, writes nothing
    bool calls = false;  // seccomp: no network, no other program, no process but its own
    bool limits = false;
};

// From now on: time of the processor, memory, size of files; no new rights. Then Landlock, where
// the kernel has it, else no file at all may be opened; then seccomp.
Holds close_in(Work work = Work::Converting);

// Tries what must not work. "" where nothing of it does, else what worked.
std::string try_to_get_out();

}  // namespace mobio::convert::child
