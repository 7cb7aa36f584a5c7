// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include <souris/file.hpp>
#include <souris/result.hpp>

#include "file/owned_descriptor.hpp"
#include "file/pauses.hpp"

// The functions that differ by system: posix/ and windows/ each have one source of this name.

namespace souris { inline namespace v0 { namespace detail {

struct OpenedFile {
    Descriptor descriptor;
    /// As reported by the system; it may change while the file is read.
    std::uint64_t size;
};

/// Opens a file for reading. Errors: `not_regular_file`; `io_error`.
[[nodiscard]] Result<OpenedFile> open_file(const std::string& path);

/// `write_file`, except that lack of memory throws std::bad_alloc.
[[nodiscard]] Result<void> replace_file(const std::string& path, std::span<const std::byte> bytes,
                                        const WriteFileOptions& options);

/// The lock of a file, as `FileLock` holds it.
struct HeldLock {
    Descriptor descriptor;
    bool has_file;
};

/// Waits for the lock of the file that `path` names. Errors: those of `FileLock::take`.
[[nodiscard]] Result<HeldLock> lock_file(const std::string& path, const Deadline& deadline);

/// `replace_file` for the holder of the lock: `file_changed` if `path` no longer names the locked
/// file. Once the new file is in place, whatever else fails, `lock` is the lock of the new file.
[[nodiscard]] Result<void> replace_locked_file(const std::string& path, HeldLock& lock,
                                               std::span<const std::byte> bytes,
                                               const WriteFileOptions& options);

}}}  // namespace souris::v0::detail
