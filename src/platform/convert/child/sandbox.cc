// SPDX-License-Identifier: EUPL-1.2
#include "platform/convert/child/sandbox.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <sched.h>
#include <array>
#include <cerrno>

namespace mobio::convert::child {

namespace {

bool set_limit(int what, rlim_t most) {
    const rlimit limit{most, most};
    return setrlimit(static_cast<__rlimit_resource_t>(what), &limit) == 0;
}

bool set_limits(Work work) {
    constexpr rlim_t mib = 1024 * 1024;
    const bool reading = work == Work::Reading;
    // Private memory that can be written: what is allocated. Libraries are shared and not counted.
    bool held = set_limit(RLIMIT_DATA, (reading ? most_reading_mib : most_memory_mib) * mib);
    held &= set_limit(RLIMIT_CPU, reading ? most_reading_seconds : most_cpu_seconds);
    held &= set_limit(RLIMIT_FSIZE, 0) && set_limit(RLIMIT_CORE, 0) && set_limit(RLIMIT_NOFILE, 64);
    setpriority(PRIO_PROCESS, 0, 5);  // pages go first
    return held;
}

// Landlock ---------------------------------------------------------------------------------------

// Fonts and libraries: the same on every machine, and no secret.
constexpr std::array readable{"/usr/lib",   "/usr/share",       "/lib",
                              "/etc/fonts", "/etc/ld.so.cache", "/var/cache/fontconfig"};

constexpr std::uint64_t first_rights = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;

// What a program is and what loads it.
constexpr std::array runnable{reader_program, "/usr/lib", "/usr/lib64", "/lib64"};

void allow(int rules, const char* path, std::uint64_t rights) {
    const int place = open(path, O_PATH | O_CLOEXEC);
    if (place < 0) return;
    landlock_path_beneath_attr rule{};
    rule.allowed_access = rights;
    rule.parent_fd = place;
    if (syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0) {
        rule.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;  // refused where it is a file
        syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    }
    close(place);
}

bool lock_files(Work work) {
    landlock_ruleset_attr all{};
    all.handled_access_fs = first_rights;
    const auto rules = static_cast<int>(
        syscall(SYS_landlock_create_ruleset, &all, sizeof all.handled_access_fs, 0));
    if (rules < 0) return false;
    for (const auto* path : readable) allow(rules, path, LANDLOCK_ACCESS_FS_READ_FILE);
    if (work == Work::Reading)
        for (const auto* path : runnable)
            allow(rules, path, LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_EXECUTE);
    const bool held = syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    close(rules);
    return held;
}

// seccomp ----------------------------------------------------------------------------------------

constexpr std::array calls{
    SCMP_SYS(read),           SCMP_SYS(readv),           SCMP_SYS(pread64),
    SCMP_SYS(write),          SCMP_SYS(writev),          SCMP_SYS(lseek),
    SCMP_SYS(close),          SCMP_SYS(fstat),           SCMP_SYS(newfstatat),
    SCMP_SYS(stat),           SCMP_SYS(lstat),           SCMP_SYS(statx),
    SCMP_SYS(fstatfs),        SCMP_SYS(statfs),          SCMP_SYS(access),
    SCMP_SYS(faccessat),      SCMP_SYS(faccessat2),      SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),     SCMP_SYS(getdents64),      SCMP_SYS(getcwd),
    SCMP_SYS(munmap),         SCMP_SYS(mremap),          SCMP_SYS(brk),
    SCMP_SYS(madvise),        SCMP_SYS(futex),           SCMP_SYS(set_robust_list),
    SCMP_SYS(rseq),           SCMP_SYS(set_tid_address), SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn),    SCMP_SYS(sigaltstack),
    SCMP_SYS(exit),           SCMP_SYS(exit_group),      SCMP_SYS(getpid),
    SCMP_SYS(gettid),         SCMP_SYS(getuid),          SCMP_SYS(geteuid),
    SCMP_SYS(getgid),         SCMP_SYS(getegid),         SCMP_SYS(tgkill),
    SCMP_SYS(clock_gettime),  SCMP_SYS(clock_getres),    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(nanosleep),      SCMP_SYS(gettimeofday),    SCMP_SYS(time),
    SCMP_SYS(getrandom),      SCMP_SYS(sched_yield),     SCMP_SYS(sched_getaffinity),
    SCMP_SYS(getrusage),      SCMP_SYS(sysinfo),         SCMP_SYS(uname),
    SCMP_SYS(poll),           SCMP_SYS(membarrier),      SCMP_SYS(restart_syscall)};

// A thread of this process may be made, a process may not.
bool allow_threads(scmp_filter_ctx filter) {
    const bool threads =
        seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
                         SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD)) == 0;
    // Its flags lie in memory where no filter sees them: the C library then takes the older call.
    return threads && seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0;
}

bool allow_reading_files(scmp_filter_ctx filter) {
    constexpr scmp_datum_t writing = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC;
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
                            SCMP_A2(SCMP_CMP_MASKED_EQ, writing, 0)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(open), 1,
                            SCMP_A1(SCMP_CMP_MASKED_EQ, writing, 0)) == 0;
}

// Limits may be asked for, not changed; descriptors looked at; a thread named.
bool allow_questions(scmp_filter_ctx filter) {
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 1,
                            SCMP_A2(SCMP_CMP_EQ, 0, 0)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1,
                            SCMP_A1(SCMP_CMP_EQ, F_GETFL, 0)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prctl), 1,
                            SCMP_A0(SCMP_CMP_EQ, PR_SET_NAME, 0)) == 0;
}

// Memory may be run or written, never both, and what was written is not made to run.
bool allow_memory(scmp_filter_ctx filter) {
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
                            SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
                            SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
                            SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC | PROT_WRITE, PROT_EXEC)) == 0;
}

// Landlock says which program may be run: the reader alone.
bool allow_reader(scmp_filter_ctx filter) {
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(execve), 0) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(arch_prctl), 0) == 0;
}

bool lock_calls(bool files_are_locked, Work work) {
    auto* const filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!filter) return false;
    bool held = true;
    for (const int call : calls) held &= seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0;
    held &= allow_threads(filter) && allow_memory(filter) && allow_questions(filter);
    // Without Landlock any file of the service's user could be opened: then none is.
    if (files_are_locked) held &= allow_reading_files(filter);
    if (files_are_locked && work == Work::Reading) held &= allow_reader(filter);
    held &= seccomp_load(filter) == 0;
    seccomp_release(filter);
    return held;
}

}  // namespace

Holds close_in(Work work) {
    Holds holds;
    holds.limits = set_limits(work);
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return holds;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return holds;
    holds.files = lock_files(work);
    holds.calls = lock_calls(holds.files, work);
    return holds;
}

std::string try_to_get_out() {
    if (socket(AF_INET, SOCK_STREAM, 0) >= 0) return "it can open a connection";
    if (open("/etc/passwd", O_RDONLY) >= 0) return "it can read files of the system";
    if (open("/proc/self/environ", O_RDONLY) >= 0) return "it can read other processes";
    if (open("/tmp/mobio-convert", O_WRONLY | O_CREAT, 0600) >= 0) return "it can write files";
    if (mmap(nullptr, 4096, PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
        MAP_FAILED)
        return "it can run what it writes";
    if (syscall(SYS_fork) >= 0) return "it can start processes";
    constexpr std::size_t too_much = std::size_t{2} * most_memory_mib * 1024 * 1024;
    if (mmap(nullptr, too_much, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
        MAP_FAILED)
        return "it can take any memory";
    return {};
}

}  // namespace mobio::convert::child
