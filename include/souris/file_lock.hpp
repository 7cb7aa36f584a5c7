// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include <souris/config.hpp>
#include <souris/file.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>

/// @file
/// Locks for changing a file together with other programs without losing changes.

namespace souris { inline namespace v0 {

/// How to take a lock.
struct FileLockOptions {
    /// How long to wait for another holder: 0 means not at all; no value means indefinitely.
    std::optional<std::uint64_t> wait_milliseconds{};
};

/// The exclusive right to change a file, among all threads, programs and users that ask for it. The
/// lock is advisory: readers need none, and a writer without it is not blocked, but detected. It is
/// released by the destructor, or when the process ends in any way. Nothing is left behind, since
/// it is `flock` of the file itself: after locking, the holder checks that the name still refers to
/// that file, and `write` moves the lock to the new file. A file that does not exist yet is locked
/// by its directory. Anyone who may read the file can hold the lock and so block others.
///
/// A holder must not wait for the lock of the same file again. Not safe to share between threads.
///
/// @snippet reference_store.cpp lock
class SOURIS_EXPORT FileLock {
  public:
    /// Waits for the lock of the file at `path`, following links as `write_file` does.
    ///
    /// Errors: `file_locked` if another holder keeps it for too long; `not_regular_file`;
    /// `io_error`, also for a file that may not be read, and on a file system without locks.
    [[nodiscard]] static Result<FileLock> take(const std::string& path,
                                               const FileLockOptions& options = {});

    FileLock(FileLock&& other) noexcept;
    FileLock& operator=(FileLock&& other) noexcept;
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;
    /// Releases the lock.
    ~FileLock();

    /// Whether the file existed when the lock was taken, or has been written since.
    [[nodiscard]] bool has_file() const noexcept { return has_file_; }

    /// `read_file` of the locked file.
    [[nodiscard]] Result<Bytes> read(std::uint64_t max_size) const;

    /// `write_file` to it. Keeps the lock, which is then on the new file.
    ///
    /// Errors: those of `write_file`; `file_changed` if a writer without the lock has replaced or
    /// created the file. On any failure except `durability_unknown`, the file is unchanged.
    [[nodiscard]] Result<void> write(std::span<const std::byte> bytes,
                                     const WriteFileOptions& options = {});

  private:
    FileLock(std::string path, int descriptor, bool has_file) noexcept;

    std::string path_;
    /// Of the locked file, or of the directory; on Windows, of a file that stands in for it.
    int descriptor_;
    bool has_file_;
};

}}  // namespace souris::v0
