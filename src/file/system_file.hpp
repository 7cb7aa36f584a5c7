// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include <souris/file.hpp>
#include <souris/result.hpp>

#include "file/descriptor.hpp"
#include "file/pauses.hpp"

// What each system does in its own way: posix/ and windows/ each have one source of this name.

namespace souris::inline v0::detail {

struct OpenedFile {
    Descriptor descriptor;
    /// What the system says; it may change while the file is read.
    std::uint64_t size;
};

/// Opens a file to read it. Errors: `not_regular_file`; `io_error`.
[[nodiscard]] Result<OpenedFile> open_file(const std::string& path);

/// Reads as much as there is at once, waiting for it; 0 at the end. Errors: `io_error`.
[[nodiscard]] Result<std::size_t> read_some(int descriptor, std::span<std::byte> to);

/// `write_file`, but for memory that is lacking, which is thrown.
[[nodiscard]] Result<void> replace_file(const std::string& path, std::span<const std::byte> bytes,
                                        const WriteFileOptions& options);

/// The lock of a file, as `FileLock` holds it.
struct HeldLock {
    Descriptor descriptor;
    bool has_file;
};

/// Waits for the lock of what `path` names. Errors: those of `FileLock::take`.
[[nodiscard]] Result<HeldLock> lock_file(const std::string& path, const Deadline& deadline);

/// `replace_file` for who holds the lock: `file_changed` if `path` does not name what was locked.
/// Once the new file is there, whatever else fails, `lock` is that of the new one.
[[nodiscard]] Result<void> replace_locked_file(const std::string& path, HeldLock& lock,
                                               std::span<const std::byte> bytes,
                                               const WriteFileOptions& options);

}  // namespace souris::inline v0::detail
