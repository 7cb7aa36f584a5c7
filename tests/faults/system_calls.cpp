// SPDX-License-Identifier: MIT
#include "faults/system_calls.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdlib>
#include <utility>

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

namespace souris::faults {

namespace {

constinit thread_local Schedule* current_schedule = nullptr;

[[noreturn]] void kill_this_process() {
    ::raise(SIGKILL);
    std::abort();  // Not reached.
}

}  // namespace

Schedule::Schedule(std::vector<Fault> faults) : faults_(std::move(faults)) {
    current_schedule = this;
}

Schedule::~Schedule() {
    current_schedule = nullptr;
}

Schedule* Schedule::current() noexcept {
    return current_schedule;
}

long Schedule::make(Call call, const std::function<long(std::size_t size)>& forward) {
    using Kind = Fault::Kind;
    // Calls made by this function and by the recording are not watched.
    current_schedule = nullptr;
    const std::size_t number = calls_.size();
    std::size_t size = call.size;
    const Fault* failing = nullptr;
    bool is_last = false;
    for (const Fault& fault : faults_) {
        if (!fault.concerns(number)) continue;
        if (fault.kind == Kind::kill_before) kill_this_process();
        if (fault.kind == Kind::run_before) fault.run();
        if (fault.kind == Kind::shorten) size = std::min(size, fault.bytes);
        if (fault.kind == Kind::kill_after) is_last = true;
        if (fault.kind == Kind::fail || fault.kind == Kind::lose_answer) failing = &fault;
    }
    errno = 0;
    const bool is_made =
        failing == nullptr || failing->kind == Kind::lose_answer || call.name == "close";
    if (is_made) call.result = forward(size);
    if (failing != nullptr) {
        call.result = -1;
        errno = failing->error;
    }
    if (is_last) kill_this_process();
    call.error = call.result < 0 ? errno : 0;
    if (call.name == "write" || call.name == "pwrite") {
        call.bytes.resize(call.result < 0 ? 0 : static_cast<std::size_t>(call.result));
    }
    const long result = call.result;
    const int error = call.error;
    calls_.push_back(std::move(call));
    current_schedule = this;
    errno = error;
    return result;
}

std::string names_of(const std::vector<Call>& calls) {
    std::string names;
    for (const Call& call : calls) {
        if (!names.empty()) names += ' ';
        names += call.name;
    }
    return names;
}

std::string text_of(const std::vector<Call>& calls) {
    std::string text;
    for (const Call& call : calls)
        text += fmt::format("{} {}: {} {}\n", call.name, call.path, call.result, call.error);
    return text;
}

}  // namespace souris::faults

// The functions have names of their own in C++ and those of the C library only for the linker,
// because the headers of the C library declare other names for large files (open64), and attributes
// that a definition would have to repeat. The structure `stat` is that of the kernel on 64-bit
// systems.

static_assert(sizeof(long) == 8, "the kernel's struct stat is not the C library's here");

using souris::faults::Call;
using souris::faults::Schedule;

namespace {

/// Makes a system call, through the schedule if there is one.
template <class Forward>
long make(Call call, Forward forward) {
    Schedule* const schedule = Schedule::current();
    return schedule == nullptr ? forward(call.size) : schedule->make(std::move(call), forward);
}

long open_at(std::string_view name, int directory, const char* path, int flags, unsigned mode) {
    return make({.name = name, .descriptor = directory, .path = path, .flags = flags, .mode = mode},
                [=](std::size_t) { return ::syscall(SYS_openat, directory, path, flags, mode); });
}

long stat_at(int directory, const char* path, struct stat* status, int flags) {
    return make(
        {.name = "fstatat", .descriptor = directory, .path = path, .flags = flags},
        [=](std::size_t) { return ::syscall(SYS_newfstatat, directory, path, status, flags); });
}

long stat_of(int file, struct stat* status) {
    return make({.name = "fstat", .descriptor = file},
                [=](std::size_t) { return ::syscall(SYS_fstat, file, status); });
}

/// A call on an attribute of a file, by path or descriptor, with buffers.
template <class... Arguments>
long call_of(std::string_view name, int file, const char* path, long number,
             Arguments... arguments) {
    return make({.name = name, .descriptor = file, .path = path},
                [=](std::size_t) { return ::syscall(number, arguments...); });
}

int sync_file(std::string_view name, int file, long number) {
    // fsync would take time and have no visible effect. Under a schedule it only checks the
    // descriptor.
    const bool is_watched = Schedule::current() != nullptr;
    return static_cast<int>(make({.name = name, .descriptor = file}, [=](std::size_t) {
        return is_watched ? ::syscall(SYS_fcntl, file, F_GETFD) < 0 ? -1L : 0L
                          : ::syscall(number, file);
    }));
}

/// The mode is passed only if the call may create a file.
unsigned mode_from(int flags, std::va_list arguments) {
    return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, unsigned) : 0;
}

}  // namespace

extern "C" {

#define SOURIS_IN_PLACE_OF(name) __asm__(name)

int souris_open(const char* path, int flags, ...) SOURIS_IN_PLACE_OF("open");
int souris_open64(const char* path, int flags, ...) SOURIS_IN_PLACE_OF("open64");
int souris_openat(int directory, const char* path, int flags, ...) SOURIS_IN_PLACE_OF("openat");
int souris_openat64(int directory, const char* path, int flags, ...) SOURIS_IN_PLACE_OF("openat64");
ssize_t souris_read(int file, void* bytes, std::size_t size) SOURIS_IN_PLACE_OF("read");
ssize_t souris_write(int file, const void* bytes, std::size_t size) SOURIS_IN_PLACE_OF("write");
ssize_t souris_pread(int file, void* bytes, std::size_t size, off_t offset)
    SOURIS_IN_PLACE_OF("pread");
ssize_t souris_pread64(int file, void* bytes, std::size_t size, off_t offset)
    SOURIS_IN_PLACE_OF("pread64");
ssize_t souris_pwrite(int file, const void* bytes, std::size_t size, off_t offset)
    SOURIS_IN_PLACE_OF("pwrite");
ssize_t souris_pwrite64(int file, const void* bytes, std::size_t size, off_t offset)
    SOURIS_IN_PLACE_OF("pwrite64");
int souris_ftruncate(int file, off_t size) SOURIS_IN_PLACE_OF("ftruncate");
int souris_ftruncate64(int file, off_t size) SOURIS_IN_PLACE_OF("ftruncate64");
int souris_fsync(int file) SOURIS_IN_PLACE_OF("fsync");
int souris_fdatasync(int file) SOURIS_IN_PLACE_OF("fdatasync");
int souris_close(int file) SOURIS_IN_PLACE_OF("close");
int souris_fstat(int file, struct stat* status) SOURIS_IN_PLACE_OF("fstat");
int souris_fstat64(int file, struct stat* status) SOURIS_IN_PLACE_OF("fstat64");
int souris_fstatat(int directory, const char* path, struct stat* status, int flags)
    SOURIS_IN_PLACE_OF("fstatat");
int souris_fstatat64(int directory, const char* path, struct stat* status, int flags)
    SOURIS_IN_PLACE_OF("fstatat64");
ssize_t souris_readlinkat(int directory, const char* path, char* target, std::size_t size)
    SOURIS_IN_PLACE_OF("readlinkat");
int souris_renameat(int from_directory, const char* from, int to_directory, const char* to)
    SOURIS_IN_PLACE_OF("renameat");
int souris_unlinkat(int directory, const char* path, int flags) SOURIS_IN_PLACE_OF("unlinkat");
int souris_fchown(int file, uid_t user, gid_t group) SOURIS_IN_PLACE_OF("fchown");
int souris_fchmod(int file, mode_t mode) SOURIS_IN_PLACE_OF("fchmod");
int souris_getentropy(void* bytes, std::size_t size) SOURIS_IN_PLACE_OF("getentropy");

ssize_t souris_fgetxattr(int file, const char* name, void* value, std::size_t size)
    SOURIS_IN_PLACE_OF("fgetxattr");
ssize_t souris_getxattr(const char* path, const char* name, void* value, std::size_t size)
    SOURIS_IN_PLACE_OF("getxattr");
ssize_t souris_flistxattr(int file, char* names, std::size_t size) SOURIS_IN_PLACE_OF("flistxattr");
ssize_t souris_listxattr(const char* path, char* names, std::size_t size)
    SOURIS_IN_PLACE_OF("listxattr");
int souris_fsetxattr(int file, const char* name, const void* value, std::size_t size, int flags)
    SOURIS_IN_PLACE_OF("fsetxattr");
int souris_fremovexattr(int file, const char* name) SOURIS_IN_PLACE_OF("fremovexattr");
int souris_flock(int file, int operation) SOURIS_IN_PLACE_OF("flock");
int souris_fcntl(int file, int command, ...) SOURIS_IN_PLACE_OF("fcntl");
int souris_fcntl64(int file, int command, ...) SOURIS_IN_PLACE_OF("fcntl64");
int souris_syncfs(int file) SOURIS_IN_PLACE_OF("syncfs");

int souris_open(const char* path, int flags, ...) {
    std::va_list arguments;
    va_start(arguments, flags);
    const unsigned mode = mode_from(flags, arguments);
    va_end(arguments);
    return static_cast<int>(open_at("open", AT_FDCWD, path, flags, mode));
}

int souris_open64(const char* path, int flags, ...) {
    std::va_list arguments;
    va_start(arguments, flags);
    const unsigned mode = mode_from(flags, arguments);
    va_end(arguments);
    return static_cast<int>(open_at("open", AT_FDCWD, path, flags, mode));
}

int souris_openat(int directory, const char* path, int flags, ...) {
    std::va_list arguments;
    va_start(arguments, flags);
    const unsigned mode = mode_from(flags, arguments);
    va_end(arguments);
    return static_cast<int>(open_at("openat", directory, path, flags, mode));
}

int souris_openat64(int directory, const char* path, int flags, ...) {
    std::va_list arguments;
    va_start(arguments, flags);
    const unsigned mode = mode_from(flags, arguments);
    va_end(arguments);
    return static_cast<int>(open_at("openat", directory, path, flags, mode));
}

ssize_t souris_read(int file, void* bytes, std::size_t size) {
    return make({.name = "read", .descriptor = file, .size = size}, [=](std::size_t part) {
        return part == 0 ? 0 : ::syscall(SYS_read, file, bytes, part);
    });
}

ssize_t souris_write(int file, const void* bytes, std::size_t size) {
    // Recorded only on request, because copying the data takes time.
    std::string content;
    if (Schedule::current() != nullptr) content.assign(static_cast<const char*>(bytes), size);
    return make(
        {.name = "write", .descriptor = file, .size = size, .bytes = std::move(content)},
        [=](std::size_t part) { return part == 0 ? 0 : ::syscall(SYS_write, file, bytes, part); });
}

ssize_t souris_pread(int file, void* bytes, std::size_t size, off_t offset) {
    return make({.name = "pread",
                 .descriptor = file,
                 .size = size,
                 .offset = static_cast<std::size_t>(offset)},
                [=](std::size_t part) {
                    return part == 0 ? 0 : ::syscall(SYS_pread64, file, bytes, part, offset);
                });
}

ssize_t souris_pread64(int file, void* bytes, std::size_t size, off_t offset) {
    return souris_pread(file, bytes, size, offset);
}

ssize_t souris_pwrite(int file, const void* bytes, std::size_t size, off_t offset) {
    std::string content;
    if (Schedule::current() != nullptr) content.assign(static_cast<const char*>(bytes), size);
    return make({.name = "pwrite",
                 .descriptor = file,
                 .size = size,
                 .offset = static_cast<std::size_t>(offset),
                 .bytes = std::move(content)},
                [=](std::size_t part) {
                    return part == 0 ? 0 : ::syscall(SYS_pwrite64, file, bytes, part, offset);
                });
}

ssize_t souris_pwrite64(int file, const void* bytes, std::size_t size, off_t offset) {
    return souris_pwrite(file, bytes, size, offset);
}

int souris_ftruncate(int file, off_t size) {
    return static_cast<int>(
        make({.name = "ftruncate", .descriptor = file, .size = static_cast<std::size_t>(size)},
             [=](std::size_t) { return ::syscall(SYS_ftruncate, file, size); }));
}

int souris_ftruncate64(int file, off_t size) {
    return souris_ftruncate(file, size);
}

int souris_fsync(int file) {
    return sync_file("fsync", file, SYS_fsync);
}

int souris_fdatasync(int file) {
    return sync_file("fdatasync", file, SYS_fdatasync);
}

int souris_close(int file) {
    return static_cast<int>(make({.name = "close", .descriptor = file},
                                 [=](std::size_t) { return ::syscall(SYS_close, file); }));
}

int souris_fstat(int file, struct stat* status) {
    return static_cast<int>(stat_of(file, status));
}

int souris_fstat64(int file, struct stat* status) {
    return static_cast<int>(stat_of(file, status));
}

int souris_fstatat(int directory, const char* path, struct stat* status, int flags) {
    return static_cast<int>(stat_at(directory, path, status, flags));
}

int souris_fstatat64(int directory, const char* path, struct stat* status, int flags) {
    return static_cast<int>(stat_at(directory, path, status, flags));
}

ssize_t souris_readlinkat(int directory, const char* path, char* target, std::size_t size) {
    return make({.name = "readlinkat", .descriptor = directory, .path = path}, [=](std::size_t) {
        return ::syscall(SYS_readlinkat, directory, path, target, size);
    });
}

int souris_renameat(int from_directory, const char* from, int to_directory, const char* to) {
    return static_cast<int>(
        make({.name = "renameat", .descriptor = from_directory, .path = from, .target = to},
             [=](std::size_t) {
                 return ::syscall(SYS_renameat2, from_directory, from, to_directory, to, 0);
             }));
}

int souris_unlinkat(int directory, const char* path, int flags) {
    return static_cast<int>(
        make({.name = "unlinkat", .descriptor = directory, .path = path, .flags = flags},
             [=](std::size_t) { return ::syscall(SYS_unlinkat, directory, path, flags); }));
}

int souris_fchown(int file, uid_t user, gid_t group) {
    return static_cast<int>(make({.name = "fchown", .descriptor = file}, [=](std::size_t) {
        return ::syscall(SYS_fchown, file, user, group);
    }));
}

int souris_fchmod(int file, mode_t mode) {
    return static_cast<int>(make({.name = "fchmod", .descriptor = file, .mode = mode},
                                 [=](std::size_t) { return ::syscall(SYS_fchmod, file, mode); }));
}

int souris_getentropy(void* bytes, std::size_t size) {
    return make({.name = "getentropy"},
                [=](std::size_t) { return ::syscall(SYS_getrandom, bytes, size, 0); }) < 0
               ? -1
               : 0;
}

ssize_t souris_fgetxattr(int file, const char* name, void* value, std::size_t size) {
    return call_of("fgetxattr", file, name, SYS_fgetxattr, file, name, value, size);
}

ssize_t souris_getxattr(const char* path, const char* name, void* value, std::size_t size) {
    return call_of("getxattr", -1, name, SYS_getxattr, path, name, value, size);
}

ssize_t souris_flistxattr(int file, char* names, std::size_t size) {
    return call_of("flistxattr", file, "", SYS_flistxattr, file, names, size);
}

ssize_t souris_listxattr(const char* path, char* names, std::size_t size) {
    return call_of("listxattr", -1, path, SYS_listxattr, path, names, size);
}

int souris_fsetxattr(int file, const char* name, const void* value, std::size_t size, int flags) {
    return static_cast<int>(
        call_of("fsetxattr", file, name, SYS_fsetxattr, file, name, value, size, flags));
}

int souris_fremovexattr(int file, const char* name) {
    return static_cast<int>(call_of("fremovexattr", file, name, SYS_fremovexattr, file, name));
}

int souris_flock(int file, int operation) {
    return static_cast<int>(call_of("flock", file, "", SYS_flock, file, operation));
}

int souris_fcntl(int file, int command, ...) {
    std::va_list arguments;
    va_start(arguments, command);
    const long argument = va_arg(arguments, long);
    va_end(arguments);
    return static_cast<int>(call_of("fcntl", file, "", SYS_fcntl, file, command, argument));
}

int souris_fcntl64(int file, int command, ...) {
    std::va_list arguments;
    va_start(arguments, command);
    const long argument = va_arg(arguments, long);
    va_end(arguments);
    return static_cast<int>(call_of("fcntl", file, "", SYS_fcntl, file, command, argument));
}

int souris_syncfs(int file) {
    // As for fsync, nothing is written under a schedule.
    const bool is_watched = Schedule::current() != nullptr;
    return static_cast<int>(make({.name = "syncfs", .descriptor = file}, [=](std::size_t) {
        return is_watched ? ::syscall(SYS_fcntl, file, F_GETFD) < 0 ? -1L : 0L
                          : ::syscall(SYS_syncfs, file);
    }));
}

}  // extern "C"
