// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include <souris/config.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>

/// @file
/// Reads and writes whole files, of any format. A `std::filesystem::path` is accepted as a path: it
/// converts to a string implicitly. On Windows it does not; there, a path is UTF-8 text, and
/// docs/files.md describes how modes, links and syncing differ.

namespace souris { inline namespace v0 {

/// The content of a regular file.
///
/// Errors: `not_regular_file` for a directory, device, pipe or socket; `io_error` with the
/// system's reason; `limit_exceeded` beyond `max_size` bytes; `out_of_memory`.
[[nodiscard]] SOURIS_EXPORT Result<Bytes> read_file(const std::string& path,
                                                    std::uint64_t max_size);

/// The same for a file descriptor, which may be a pipe, from its current position to the end. Does
/// not close it.
[[nodiscard]] SOURIS_EXPORT Result<Bytes> read_descriptor(int descriptor, std::uint64_t max_size);

/// How to replace a file.
struct WriteFileOptions {
    /// Wait until the content and the name have reached the disk. After success the new content
    /// survives a power cut; before that, either the old or the new content does.
    ///
    /// Without it, the replacement is still atomic for all readers, even if this process is killed.
    /// A power cut soon after may leave the old content, the new, or damaged content.
    bool durable = true;
};

/// Replaces the content of the file with `bytes`: other programs, and a crash at any moment, see
/// the old or the new content, never a part; so does a power cut, if `durable`. Follows at most
/// five symbolic links at the path's end, but not another user's links in a directory where others
/// may create them. Concurrent writers do not disturb each other: the last one's content stays.
/// Programs that modify a file use `FileLock`.
///
/// The result is a new file of the same name: other names (hard links) of the old file keep the old
/// content. The new file has the mode (even 0444), the access control list, the extended attributes
/// and, where permitted, the owner and group of the old one; if some of these cannot be kept,
/// nobody gains permissions. Properties of the old content are not kept: set-ID bits, capabilities.
/// The process must be permitted to create and remove files in the directory; the directory need
/// not be readable.
///
/// On failure the file is unchanged and nothing is left behind, except for `durability_unknown`:
/// then the new content is visible and may not survive a power cut. File systems that cannot sync
/// directories also give this error (with the reason `Invalid argument`): nothing more can be done
/// there, and callers that accept this treat the error as success. Other errors:
/// `not_regular_file`; `io_error` with the step that failed and the system's reason;
/// `out_of_memory`.
///
/// A killed process leaves its temporary file, named `.souris-`, 16 hexadecimal digits and `.tmp`,
/// in the directory of the file. Nothing cleans up such files, since a writer cannot know whether
/// another one is still active. They do not disturb later writes, and may be removed while no
/// writer is running.
[[nodiscard]] SOURIS_EXPORT Result<void> write_file(const std::string& path,
                                                    std::span<const std::byte> bytes,
                                                    const WriteFileOptions& options = {});

}}  // namespace souris::v0
