// SPDX-License-Identifier: MIT
#include "file/posix/replace_file.hpp"

#include <cassert>
#include <cstdint>
#include <new>
#include <string>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "base/entropy.hpp"
#include "base/return_if_error.hpp"
#include "file/posix/original.hpp"

// A file is replaced in these steps. If one of the first five fails, the previous ones are undone.
// If the last one fails, the error is `durability_unknown`.
//
//   1  find the directory that the last symbolic link leads to, and open it (place.cpp)
//   2  make a temporary file in it
//   3  write everything, give it the old file's owner, rights and attributes (original.cpp)
//   4  sync the content; close
//   5  rename it over the target: from this moment on the new content is visible
//   6  sync the directory

namespace souris { inline namespace v0 { namespace detail {

namespace {

/// A file that is removed unless it is renamed.
class TemporaryFile {
  public:
    explicit TemporaryFile(int directory) noexcept : directory_(directory) {}
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile() {
        if (exists_) {
            [[maybe_unused]] const int ignored =
                retry([&] { return ::unlinkat(directory_, name_.c_str(), 0); });
        }
    }

    /// The file gets `mode`, less the bits of the process's umask.
    [[nodiscard]] Result<void> create(mode_t mode) {
        assert(!exists_ && directory_ >= 0);
        constexpr int attempts = 100;
        for (int i = 0; i < attempts; ++i) {
            std::uint64_t random = 0;
            // Without randomness the attempts still try different names.
            if (!draw_entropy(std::as_writable_bytes(std::span(&random, 1)))) {
                random = static_cast<unsigned>(i);
            }
            name_ = fmt::format(".souris-{:016x}.tmp", random);
            file_ = Descriptor(retry([&] {
                return ::openat(directory_, name_.c_str(),
                                O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
            }));
            if (file_.is_open()) {
                exists_ = true;
                return {};
            }
            if (errno != EEXIST) break;
        }
        return failure(system_error("create temporary file"));
    }

    [[nodiscard]] Result<void> write(std::span<const std::byte> bytes) {
        assert(file_.is_open());
        while (!bytes.empty()) {
            const ssize_t count =
                retry([&] { return ::write(file_.number(), bytes.data(), bytes.size()); });
            if (count < 0) return failure(system_error("write"));
            if (count == 0) return failure(system_error("write", ENOSPC));
            bytes = bytes.subspan(static_cast<std::size_t>(count));
        }
        return {};
    }

    /// A failed sync must not be retried: the kernel may have dropped the data it could not write.
    [[nodiscard]] Result<void> sync() {
        assert(file_.is_open());
        if (::fsync(file_.number()) != 0) return failure(system_error("sync"));
        return {};
    }

    [[nodiscard]] Result<void> close() {
        if (file_.close() != 0) return failure(system_error("close"));
        return {};
    }

    /// Another descriptor of the file, which stays open when this one is closed.
    [[nodiscard]] Result<Descriptor> hold() const {
        assert(file_.is_open());
        Descriptor held(
            retry([&] { return ::fcntl(file_.number(), F_DUPFD_CLOEXEC, STDERR_FILENO + 1); }));
        if (!held.is_open()) return failure(system_error("hold temporary file"));
        return held;
    }

    [[nodiscard]] int number() const noexcept { return file_.number(); }

    [[nodiscard]] Result<void> rename_to(const std::string& name) {
        assert(exists_ && !file_.is_open());
        if (::renameat(directory_, name_.c_str(), directory_, name.c_str()) != 0) {
            return failure(system_error("rename"));
        }
        exists_ = false;
        return {};
    }

  private:
    int directory_;
    std::string name_;
    Descriptor file_;
    bool exists_ = false;
};

/// The file is replaced already: whatever else goes wrong, the error must have this code.
Error durability_unknown(int number) {
    assert(number != 0);
    Error error(ErrorCode::durability_unknown);
    try {
        error.detail = system_error("sync directory", number).detail;
    } catch (const std::bad_alloc&) {
        error.detail.clear();
    }
    return error;
}

/// Whether the place still names the same file, or none, as when it was found.
Result<void> check_unchanged(const Place& place) {
    assert(place.directory.is_open());
    struct stat now = {};
    const int result = retry([&] {
        return ::fstatat(place.directory.number(), place.name.c_str(), &now, AT_SYMLINK_NOFOLLOW);
    });
    if (result != 0 && errno != ENOENT) return failure(system_error("stat"));
    const bool is_there = result == 0;
    if (is_there != place.status.has_value() || (is_there && !is_same_file(now, *place.status))) {
        return failure(Error(ErrorCode::file_changed));
    }
    return {};
}

/// Waits until the directory is on the disk. A directory that cannot be opened for reading cannot
/// be synced alone: then the whole file system is synced, through any file in it.
int sync_directory(const Place& place, const Descriptor& file) {
    assert(place.is_readable || file.is_open());
    return place.is_readable ? ::fsync(place.directory.number()) : ::syncfs(file.number());
}

}  // namespace

Result<void> replace_file(const Place& place, std::span<const std::byte> bytes,
                          const WriteFileOptions& options, Descriptor* lock) {
    assert(place.directory.is_open() && !place.name.empty());
    std::optional<Original> original;
    if (place.status) {
        SOURIS_ASSIGN_OR_RETURN(original, Original::open(place));
    }
    TemporaryFile temporary(place.directory.number());
    // The new content may be as secret as the old; the mode is set when all is written.
    SOURIS_RETURN_IF_ERROR(temporary.create(original ? 0600 : 0666));
    Descriptor held;
    if (lock != nullptr || (options.durable && !place.is_readable)) {
        SOURIS_ASSIGN_OR_RETURN(held, temporary.hold());
    }
    // This cannot block: nobody else knows the file yet.
    if (lock != nullptr && retry([&] { return ::flock(held.number(), LOCK_EX | LOCK_NB); }) != 0) {
        return failure(system_error("lock"));
    }
    SOURIS_RETURN_IF_ERROR(temporary.write(bytes));
    if (original) SOURIS_RETURN_IF_ERROR(original->hand_on(temporary.number()));
    if (options.durable) SOURIS_RETURN_IF_ERROR(temporary.sync());
    SOURIS_RETURN_IF_ERROR(temporary.close());
    if (lock != nullptr) SOURIS_RETURN_IF_ERROR(check_unchanged(place));
    SOURIS_RETURN_IF_ERROR(temporary.rename_to(place.name));
    const bool is_synced = !options.durable || sync_directory(place, held) == 0;
    const int error = errno;
    if (lock != nullptr) *lock = std::move(held);
    if (!is_synced) return failure(durability_unknown(error));
    return {};
}

}}}  // namespace souris::v0::detail
