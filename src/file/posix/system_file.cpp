// SPDX-License-Identifier: MIT
#include "file/system_file.hpp"

#include <cassert>
#include <optional>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "base/return_if_error.hpp"
#include "file/posix/place.hpp"
#include "file/posix/replace_file.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

/// 0, or an errno value; ETIMEDOUT at the deadline.
int lock(int file, const Deadline& deadline) {
    assert(file >= 0);
    // flock has no timeout.
    const int how = deadline ? LOCK_EX | LOCK_NB : LOCK_EX;
    Pauses pauses(deadline);
    while (retry([&] { return ::flock(file, how); }) != 0) {
        if (!deadline || errno != EWOULDBLOCK) return errno;
        if (!pauses.wait()) return ETIMEDOUT;
    }
    return 0;
}

Result<void> lock_result(int number) {
    if (number == 0) return {};
    if (number == ETIMEDOUT) return failure(Error(ErrorCode::file_locked));
    return failure(system_error("lock", number));
}

/// The file of that name, opened for locking. Not open if it is gone.
Result<Descriptor> open_at(const Place& place, int how) {
    Descriptor file(retry([&] {
        return ::openat(place.directory.number(), place.name.c_str(),
                        how | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    }));
    if (!file.is_open() && errno != ENOENT) return failure(system_error("open"));
    return file;
}

/// The file of that name, locked. Not open if it is gone.
Result<Descriptor> lock_at(const Place& place, const Deadline& deadline) {
    assert(!place.name.empty());
    SOURIS_ASSIGN_OR_RETURN(Descriptor file, open_at(place, O_RDONLY));
    if (!file.is_open()) return file;
    int locked = lock(file.number(), deadline);
    if (locked == EBADF) {
        // NFS requires write access for this lock.
        SOURIS_ASSIGN_OR_RETURN(file, open_at(place, O_RDWR));
        if (!file.is_open()) return file;
        locked = lock(file.number(), deadline);
    }
    SOURIS_RETURN_IF_ERROR(lock_result(locked));
    return file;
}

/// Whether the place holds the locked file, or no file if its directory is locked.
Result<bool> is_current(const Place& place, int locked, bool is_file) {
    assert(locked >= 0);
    if (!is_file || !place.status) return is_file == place.status.has_value();
    struct stat status = {};
    if (retry([&] { return ::fstat(locked, &status); }) != 0) return failure(system_error("stat"));
    return is_same_file(status, *place.status);
}

}  // namespace

Result<OpenedFile> open_file(const std::string& path) {
    if (!is_whole_path(path)) return failure(system_error("open", EINVAL));
    // Without O_NONBLOCK, opening a pipe without a writer would block before the pipe is refused;
    // without O_NOCTTY a terminal could become the process's controlling terminal.
    Descriptor file(
        retry([&] { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY); }));
    if (!file.is_open()) return failure(system_error("open"));
    struct stat status = {};
    if (retry([&] { return ::fstat(file.number(), &status); }) != 0) {
        return failure(system_error("stat"));
    }
    if (!S_ISREG(status.st_mode)) return failure(Error(ErrorCode::not_regular_file));
    return OpenedFile{std::move(file), static_cast<std::uint64_t>(status.st_size)};
}

Result<void> replace_file(const std::string& path, std::span<const std::byte> bytes,
                          const WriteFileOptions& options) {
    SOURIS_ASSIGN_OR_RETURN(const Place place, find_place(path));
    return replace_file(place, bytes, options);
}

Result<HeldLock> lock_file(const std::string& path, const Deadline& deadline) {
    // Each attempt but the last has waited for another process's change, unless the file system
    // keeps giving files new numbers.
    constexpr int most_attempts = 10'000;
    for (int i = 0; i < most_attempts; ++i) {
        SOURIS_ASSIGN_OR_RETURN(Place place, find_place(path));
        const bool is_file = place.status.has_value();
        Descriptor target;
        if (is_file) {
            SOURIS_ASSIGN_OR_RETURN(target, lock_at(place, deadline));
            if (!target.is_open()) continue;
        } else {
            SOURIS_RETURN_IF_ERROR(lock_result(lock(place.directory.number(), deadline)));
            target = std::move(place.directory);
        }
        // The previous holder of the lock may have put another file there.
        SOURIS_ASSIGN_OR_RETURN(const Place now, find_place(path));
        SOURIS_ASSIGN_OR_RETURN(const bool is_ours, is_current(now, target.number(), is_file));
        assert(!is_ours || target.is_open());
        if (is_ours) return HeldLock{std::move(target), is_file};
    }
    return failure(system_error("lock", EAGAIN));
}

Result<void> replace_locked_file(const std::string& path, HeldLock& lock,
                                 std::span<const std::byte> bytes,
                                 const WriteFileOptions& options) {
    assert(lock.descriptor.is_open());
    SOURIS_ASSIGN_OR_RETURN(const Place place, find_place(path));
    SOURIS_ASSIGN_OR_RETURN(const bool is_ours,
                            is_current(place, lock.descriptor.number(), lock.has_file));
    if (!is_ours) return failure(Error(ErrorCode::file_changed));
    Descriptor now;
    auto written = replace_file(place, bytes, options, &now);
    if (now.is_open()) lock = {std::move(now), true};
    return written;
}

}}}  // namespace souris::v0::detail
