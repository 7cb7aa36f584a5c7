// SPDX-License-Identifier: MIT
#include <algorithm>
#include <chrono>
#include <new>
#include <string>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <souris/file_lock.hpp>

#include "base/try.hpp"
#include "file/descriptor.hpp"
#include "file/place.hpp"
#include "file/replace_file.hpp"

namespace souris::inline v0 {

namespace {

using detail::Descriptor;
using detail::Place;
using detail::retry;
using detail::system_error;
using Clock = std::chrono::steady_clock;

/// When waiting has an end, if it has.
using Deadline = std::optional<Clock::time_point>;

Deadline deadline_of(const FileLockOptions& options) {
    if (!options.wait_milliseconds) return std::nullopt;
    // Beyond a century it is as good as none, and would overflow the clock.
    constexpr std::uint64_t century = std::uint64_t{100} * 366 * 24 * 3600 * 1000;
    if (*options.wait_milliseconds > century) return std::nullopt;
    return Clock::now() + std::chrono::milliseconds(*options.wait_milliseconds);
}

/// 0, or what errno would be; ETIMEDOUT at the deadline.
int lock(int file, const Deadline& deadline) {
    // The system waits, but not until some time.
    const int how = deadline ? LOCK_EX | LOCK_NB : LOCK_EX;
    constexpr std::chrono::milliseconds longest_pause(50);
    std::chrono::milliseconds pause(1);
    while (retry([&] { return ::flock(file, how); }) != 0) {
        if (!deadline || errno != EWOULDBLOCK) return errno;
        const auto now = Clock::now();
        if (now >= *deadline) return ETIMEDOUT;
        std::this_thread::sleep_until(std::min<Clock::time_point>(now + pause, *deadline));
        pause = std::min(2 * pause, longest_pause);
    }
    return 0;
}

Result<void> lock_result(int number) {
    if (number == 0) return {};
    if (number == ETIMEDOUT) return failure(Error(ErrorCode::file_locked));
    return failure(system_error("lock", number));
}

/// The file of that name, to be locked. Not open if it is gone.
Result<Descriptor> open_file(const Place& place, int how) {
    Descriptor file(retry([&] {
        return ::openat(place.directory.number(), place.name.c_str(),
                        how | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    }));
    if (!file.is_open() && errno != ENOENT) return failure(system_error("open"));
    return file;
}

/// The file of that name, locked. Not open if it is gone.
Result<Descriptor> lock_file(const Place& place, const Deadline& deadline) {
    SOURIS_TRY(Descriptor file, open_file(place, O_RDONLY));
    if (!file.is_open()) return file;
    int locked = lock(file.number(), deadline);
    if (locked == EBADF) {
        // NFS wants that one could write.
        SOURIS_TRY(file, open_file(place, O_RDWR));
        if (!file.is_open()) return file;
        locked = lock(file.number(), deadline);
    }
    SOURIS_CHECK(lock_result(locked));
    return file;
}

/// Whether a place holds the locked file, or no file where the directory is locked.
Result<bool> is_current(const Place& place, int locked, bool is_file) {
    if (!is_file || !place.status) return is_file == place.status.has_value();
    struct stat status = {};
    if (retry([&] { return ::fstat(locked, &status); }) != 0) return failure(system_error("stat"));
    return detail::is_same_file(status, *place.status);
}

struct Locked {
    Descriptor descriptor;
    bool is_file;
};

Result<Locked> take_lock(const std::string& path, const Deadline& deadline) {
    // Each attempt but the last has waited for somebody else's change, unless the file system gives
    // files new numbers all the time.
    constexpr int most_attempts = 10'000;
    for (int i = 0; i < most_attempts; ++i) {
        SOURIS_TRY(Place place, detail::find_place(path));
        const bool is_file = place.status.has_value();
        Descriptor target;
        if (is_file) {
            SOURIS_TRY(target, lock_file(place, deadline));
            if (!target.is_open()) continue;
        } else {
            SOURIS_CHECK(lock_result(lock(place.directory.number(), deadline)));
            target = std::move(place.directory);
        }
        // Whoever had the lock may have put another file there.
        SOURIS_TRY(const Place now, detail::find_place(path));
        SOURIS_TRY(const bool is_ours, is_current(now, target.number(), is_file));
        if (is_ours) return Locked{std::move(target), is_file};
    }
    return failure(system_error("lock", EAGAIN));
}

}  // namespace

FileLock::FileLock(std::string path, int descriptor, bool has_file) noexcept
    : path_(std::move(path)), descriptor_(descriptor), has_file_(has_file) {}

FileLock::FileLock(FileLock&& other) noexcept
    : path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      has_file_(other.has_file_) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
    const Descriptor old(std::exchange(descriptor_, std::exchange(other.descriptor_, -1)));
    path_ = std::move(other.path_);
    has_file_ = other.has_file_;
    return *this;
}

FileLock::~FileLock() {
    const Descriptor last(descriptor_);
}

Result<FileLock> FileLock::take(const std::string& path, const FileLockOptions& options) {
    try {
        std::string name = path;
        SOURIS_TRY(Locked locked, take_lock(path, deadline_of(options)));
        return FileLock(std::move(name), locked.descriptor.release(), locked.is_file);
    } catch (const std::bad_alloc&) {
        return failure(Error(ErrorCode::out_of_memory));
    }
}

Result<Bytes> FileLock::read(std::uint64_t max_size) const {
    return read_file(path_, max_size);
}

Result<void> FileLock::write(std::span<const std::byte> bytes, const WriteFileOptions& options) {
    try {
        SOURIS_TRY(const Place place, detail::find_place(path_));
        SOURIS_TRY(const bool is_ours, is_current(place, descriptor_, has_file_));
        if (!is_ours) return failure(Error(ErrorCode::file_changed));
        Descriptor lock;
        auto written = detail::replace_file(place, bytes, options, &lock);
        if (lock.is_open()) {
            const Descriptor old(std::exchange(descriptor_, lock.release()));
            has_file_ = true;
        }
        return written;
    } catch (const std::bad_alloc&) {
        return failure(Error(ErrorCode::out_of_memory));
    }
}

}  // namespace souris::inline v0
