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
/// To change a file together with other programs: nobody's change is lost.

namespace souris::inline v0 {

/// How to take a lock.
struct FileLockOptions {
    /// How long to wait for another that holds it: 0, not at all; nothing, as long as it takes.
    std::optional<std::uint64_t> wait_milliseconds{};
};

/// The right to change a file, which one has at a time of all that ask for it: threads, programs,
/// users. It is advisory: readers need none, and who writes without it is not kept from it, but
/// noticed. It goes with this object, or with the process, however that ends. Nothing is left
/// behind, for it is `flock` of the file itself: who gets it looks whether the file still is the
/// one of that name, and `write` takes the lock along to the new file. A file that is not there yet
/// is locked by its directory. Whoever may read the file can hold the lock, and so keep others
/// waiting.
///
/// Who holds a lock must not wait for that of the same file again. Not for threads to share.
///
/// @snippet reference_store.cpp lock
class SOURIS_EXPORT FileLock {
  public:
    /// Waits for the lock of what `path` names, through links as `write_file`.
    ///
    /// Errors: `file_locked` if others hold it for too long; `not_regular_file`; `io_error`, also
    /// for a file that may not be read, and on a file system that has no locks.
    [[nodiscard]] static Result<FileLock> take(const std::string& path,
                                               const FileLockOptions& options = {});

    FileLock(FileLock&& other) noexcept;
    FileLock& operator=(FileLock&& other) noexcept;
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;
    /// Lets the next one have it.
    ~FileLock();

    /// Whether the file was there when the lock was taken, or was written since.
    [[nodiscard]] bool has_file() const noexcept { return has_file_; }

    /// `read_file` of the locked file.
    [[nodiscard]] Result<Bytes> read(std::uint64_t max_size) const;

    /// `write_file` to it, and keeps the lock, that of the new file now.
    ///
    /// Errors: those of `write_file`; `file_changed` if someone without the lock has replaced the
    /// file, or made one. Then, and whenever it fails but by `durability_unknown`, the file is as
    /// it was.
    [[nodiscard]] Result<void> write(std::span<const std::byte> bytes,
                                     const WriteFileOptions& options = {});

  private:
    FileLock(std::string path, int descriptor, bool has_file) noexcept;

    std::string path_;
    /// Of the locked file, or of the directory; on Windows, of a file that stands for it.
    int descriptor_;
    bool has_file_;
};

}  // namespace souris::inline v0
